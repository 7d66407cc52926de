//! What the pages at the door of a twilight show.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use chrono::Utc;
use model::accounts::roles::{Actor, Person, with_school};
use model::calendar::clock;
use model::ids::WorkshopId;
use model::permission::{Action, Subject, may};
use model::twilights::{DoorIs, Key};
use store::twilights::{self, GuestHere, Returning, Table, Twilight};

use super::forms::ANOTHER;
use super::knocking::knock;
use crate::running::picture::Picture;
use crate::twilights::words;

/// What the page of a code shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinData {
    /// What every page shows.
    pub frame: Frame,
    /// What the page's address ends in.
    pub code: String,
    pub door: Door,
}

/// What somebody finds who comes with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// It opens nothing.
    Unknown,
    /// Too many wrong ones come from the same network, perhaps from somebody else.
    Waiting,
    /// It was stopped, or another took its place.
    Stopped,
    /// The workshop does not take place.
    Cancelled,
    /// When the twilight is has yet to be settled.
    Unsettled,
    /// It opens at this moment, in words.
    Early { opens: String },
    /// It is over since this moment, in words.
    Over { ended: String },
    /// Every place is taken.
    Full,
    /// Somebody has signed in here who is not of this group: by name.
    Stranger { name: String },
    /// It is open to whoever has no account. The form has a name of its own.
    Open { line: String, schools: Vec<Choice>, form: String, days: u32 },
    /// It is open to somebody of the group, who has signed in here: by name and school.
    Colleague { line: String, name: String, tables: Vec<Table> },
    /// A guest of it is known in this browser: by name and school.
    Inside { name: String },
}

impl Door {
    /// The HTTP status of its page.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unknown => 404,
            Self::Waiting => 429,
            Self::Stopped | Self::Cancelled | Self::Over { .. } => 410,
            _ => 200,
        }
    }
}

/// What the page that asks for a code shows.
pub async fn load_code() -> Result<Frame, AppError> {
    context::frame(&context::actor().await?).await
}

/// What a code opens. A wrong one is counted, and after too many the answer is to wait.
pub async fn load_join(code: String) -> Result<JoinData, AppError> {
    let actor = context::actor().await?;
    let frame = context::frame(&actor).await?;
    let door = match knock(Key::read(&code).as_ref(), &actor).await {
        Ok(Some(knock)) => door(&knock.twilight, knock.stopped, &actor).await?,
        Ok(None) => Door::Unknown,
        Err(AppError::TooMany { .. }) => Door::Waiting,
        Err(error) => return Err(error),
    };
    app::error::set_status(door.status());
    Ok(JoinData { frame, code, door })
}

async fn door(twilight: &Twilight, stopped: bool, actor: &Actor) -> Result<Door, AppError> {
    if let Actor::Guest(guest) = actor
        && guest.workshop == twilight.workshop
    {
        return Ok(Door::Inside { name: with_school(&guest.name, &guest.school_name) });
    }
    if let Some(shut) = shut(twilight, stopped) {
        return Ok(shut);
    }
    let until = twilight.hours.map(|hours| clock::time(hours.ends)).unwrap_or_default();
    let line = format!("{}, {}, until {until}", twilight.group_name, words::place(twilight));
    match actor {
        Actor::Person(person) => of_person(twilight, person, actor, line).await,
        Actor::Guest(_) | Actor::Anonymous if twilight.is_full() => Ok(Door::Full),
        Actor::Guest(_) | Actor::Anonymous => {
            let schools = twilights::schools(&context::database()?, twilight).await?;
            let schools = schools.into_iter().map(|(id, name)| Choice::new(id.to_string(), name));
            let schools = schools.chain([Choice::new(ANOTHER, "Another school")]).collect();
            // Any id will do, as long as no other form has it.
            Ok(Door::Open { line, schools, form: WorkshopId::generate().to_string(), days: twilight.guest_days })
        }
    }
}

async fn of_person(twilight: &Twilight, person: &Person, actor: &Actor, line: String) -> Result<Door, AppError> {
    if may(actor, Action::ViewGroup, Subject::Group(twilight.group)).is_err() {
        return Ok(Door::Stranger { name: person.name.clone() });
    }
    let tables = twilights::tables(&context::database()?, twilight.workshop).await?;
    Ok(Door::Colleague { line, name: with_school(&person.name, &person.school_name), tables })
}

/// Why nobody comes in by the code now; nothing where somebody may.
fn shut(twilight: &Twilight, stopped: bool) -> Option<Door> {
    let now = Utc::now();
    let Some(hours) = twilight.hours.filter(|_| !twilight.cancelled && !stopped) else {
        return Some(if stopped {
            Door::Stopped
        } else if twilight.cancelled {
            Door::Cancelled
        } else {
            Door::Unsettled
        });
    };
    match hours.at(now) {
        DoorIs::Early => Some(Door::Early { opens: clock::day_at_time(hours.opens) }),
        DoorIs::Over => Some(Door::Over { ended: clock::day_at_time(hours.ends) }),
        DoorIs::Open => None,
    }
}

/// What a guest's tables show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablesData {
    /// What every page shows.
    pub frame: Frame,
    pub guest: GuestHere,
    /// Whose twilight it is.
    pub group_name: String,
    /// Whether it is on.
    pub runs: bool,
    /// How many days after it guests are named.
    pub days: u32,
    /// The table to sit at first; nothing where none is more theirs than another.
    pub first: Option<Table>,
    pub others: Vec<Table>,
    /// How the workshop stands, from which what its lead says to all is shown.
    pub picture: Picture,
}

/// The tables of the guest who is known in this browser; nothing where none is.
pub async fn load_tables() -> Result<Option<TablesData>, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let frame = context::frame(&actor).await?;
    let Some(guest) = guest_here(&actor).await? else {
        return Ok(None);
    };
    let twilight = twilights::of_id(&database, guest.workshop).await?;
    let picture = Picture::load(&database, guest.workshop).await?;
    let mut others = picture.tables.clone();
    let first = table_of(&guest, &others).map(|place| others.remove(place));
    Ok(Some(TablesData {
        frame,
        runs: twilight.lets_in(Utc::now()),
        days: twilight.guest_days,
        group_name: twilight.group_name,
        guest,
        first,
        others,
        picture,
    }))
}

/// Where the table stands at which a guest sits; else the one for their year group, or the only one.
pub fn table_of(guest: &GuestHere, tables: &[Table]) -> Option<usize> {
    let seat = tables.iter().position(|table| Some(table.number) == guest.seat);
    let year = || tables.iter().position(|table| guest.year_group.is_some_and(|year| table.summary.year_groups.contains(&year)));
    seat.or_else(year).or_else(|| (tables.len() == 1).then_some(0))
}

/// The guest who is known in this browser, unless somebody has signed in.
pub async fn guest_here(actor: &Actor) -> Result<Option<GuestHere>, AppError> {
    match (actor, context::guest_token()) {
        (Actor::Guest(_), Some(token)) => Ok(twilights::here(&context::database()?, &token).await?),
        _ => Ok(None),
    }
}

/// What the page with a guest's own link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnData {
    /// What every page shows.
    pub frame: Frame,
    /// Their name and school.
    pub name: String,
    /// Their own link, with scheme and host: it is shown as a square.
    pub address: String,
    /// Whether letters leave at all.
    pub mail: bool,
    /// How many days after the twilight the link leads there.
    pub days: u32,
}

/// The own link of the guest who is known in this browser; nothing where none is.
pub async fn load_return() -> Result<Option<ReturnData>, AppError> {
    let actor = context::actor().await?;
    let frame = context::frame(&actor).await?;
    let (Actor::Guest(_), Some(token)) = (&actor, context::guest_token()) else {
        return Ok(None);
    };
    let Some(own) = Returning::of(&context::database()?, &token).await? else {
        return Ok(None);
    };
    let name = with_school(&own.guest.name, &own.guest.school_name);
    let days = twilights::of_id(&context::database()?, own.guest.workshop).await?.guest_days;
    Ok(Some(ReturnData { frame, name, address: address_of(&own), mail: context::mail().configured, days }))
}

/// The whole address of a guest's own link.
pub fn address_of(own: &Returning) -> String {
    context::absolute(&format!("/join/back/{}", own.secret))
}

/// What the page of a guest's own link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackData {
    /// What every page shows.
    pub frame: Frame,
    /// Whose link it is, by name and school; nothing where it leads to nobody any more.
    pub name: Option<String>,
}

/// Who comes back by a link. Opening its page uses nothing up.
pub async fn load_back(token: String) -> Result<BackData, AppError> {
    let guest = twilights::returning(&context::database()?, &token).await?;
    let frame = context::frame(&context::actor().await?).await?;
    app::error::set_status(if guest.is_some() { 200 } else { 404 });
    Ok(BackData { frame, name: guest.map(|guest| with_school(&guest.name, &guest.school_name)) })
}

#[cfg(test)]
mod tests {
    use model::documents::board::Summary;
    use model::ids::{DocumentId, GuestId};
    use model::schools::year_group::YearGroup;

    use super::*;

    fn table(number: u8, year_groups: &[YearGroup]) -> Table {
        let summary = Summary { year_groups: year_groups.to_vec(), ..Summary::default() };
        Table { number, name: String::new(), board: DocumentId::generate(), summary, guests: 0, schools: Vec::new() }
    }

    fn guest(year_group: Option<YearGroup>, seat: Option<u8>) -> GuestHere {
        let (id, workshop) = (GuestId::generate(), WorkshopId::generate());
        GuestHere { id, name: "Nia".to_owned(), school_name: "Maple".to_owned(), year_group, seat, workshop, claimed: false }
    }

    #[test]
    fn the_table_of_one_s_own_year_group_comes_first_and_one_s_seat_before_it() {
        let tables = [table(1, &[YearGroup::R]), table(2, &[YearGroup::Y1, YearGroup::Y2]), table(4, &[YearGroup::Y3])];
        assert_eq!(table_of(&guest(Some(YearGroup::Y2), None), &tables), Some(1));
        assert_eq!(table_of(&guest(Some(YearGroup::Y2), Some(4)), &tables), Some(2));
        assert_eq!(table_of(&guest(Some(YearGroup::Y6), None), &tables), None);
        assert_eq!(table_of(&guest(None, Some(9)), &tables), None, "that table is not there any more");
        assert_eq!(table_of(&guest(None, None), &tables[..1]), Some(0), "where there is one, it is that");
    }
}
