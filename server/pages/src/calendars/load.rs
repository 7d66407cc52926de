//! What the pages of links for calendars show.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use app::ui::link::Link;
use chrono::Utc;
use model::accounts::roles::{Actor, Person};
use model::calendar::clock;
use model::ids::{CalendarFeedId, WorkGroupId};
use model::permission::{Action, Subject, may};
use store::Database;
use store::calendars::{self, feeds};

use super::forms::{MINE, SECRET};

/// Somebody's links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarsData {
    /// What every page shows.
    pub frame: Frame,
    pub links: Vec<LinkRow>,
    /// What a link may show; empty for whoever sees no group.
    pub choices: Vec<Choice>,
    /// The link that was made just now.
    pub made: Option<Made>,
    /// Groups' workshops as files.
    pub files: Vec<Link>,
}

/// A link in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    pub id: CalendarFeedId,
    pub shows: String,
    /// When it was made: `Tue 24 Nov 2026 at 16:12`.
    pub made: String,
    /// When a calendar last read it: `today at 16:12`; empty where none has.
    pub read: String,
}

/// A link with its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub shows: String,
    /// Like `https://twilight.example/calendars/feeds/….ics`.
    pub address: String,
}

/// What stopping a link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopData {
    /// What every page shows.
    pub frame: Frame,
    pub link: LinkRow,
}

/// The links of whoever asks, with the one that the page answers for having been made.
pub async fn load_calendars() -> Result<CalendarsData, AppError> {
    let (database, person) = (context::database()?, context::person().await?);
    let actor = Actor::Person(person.clone());
    let groups = calendars::groups_named(&database, &seen_by(&actor, &person)).await?;
    let links = links_of(&person).await?;
    let typed = context::typed_fields().await?;
    let made = match typed.get(SECRET) {
        Some(secret) => made(&database, &person, secret, &links).await?,
        None => None,
    };
    let has_own = !(person.groups.is_empty() && person.leads.is_empty());
    let own = Choice::new(MINE, shown(None)).hint("Of every Work Group that you belong to, in the hours that are yours");
    let of_groups = groups.iter().map(|(id, name)| Choice::new(id.to_string(), shown(Some(name.as_str()))));
    Ok(CalendarsData {
        choices: has_own.then_some(own).into_iter().chain(of_groups).collect(),
        files: groups.iter().map(|(id, name)| Link::new(shown(Some(name.as_str())), format!("/calendars/groups/{id}.ics"))).collect(),
        frame: context::frame(&actor).await?,
        links,
        made,
    })
}

/// The link of a secret that was made just now; `None` for any that is none of this person's.
async fn made(database: &Database, person: &Person, secret: &str, links: &[LinkRow]) -> Result<Option<Made>, AppError> {
    let feed = feeds::open(database, secret).await?.filter(|feed| feed.person == person.id);
    let link = feed.and_then(|feed| links.iter().find(|link| link.id == feed.id));
    Ok(link.map(|link| Made { shows: link.shows.clone(), address: context::absolute(&format!("/calendars/feeds/{secret}.ics")) }))
}

/// A link of whoever asks.
pub async fn load_stop(id: CalendarFeedId) -> Result<StopData, AppError> {
    let person = context::person().await?;
    let link = links_of(&person).await?.into_iter().find(|link| link.id == id).ok_or(AppError::NotFound)?;
    Ok(StopData { frame: context::frame(&Actor::Person(person)).await?, link })
}

async fn links_of(person: &Person) -> Result<Vec<LinkRow>, AppError> {
    let now = Utc::now();
    let feeds = feeds::of_person(&context::database()?, person.id).await?;
    let rows = feeds.into_iter().map(|feed| LinkRow {
        id: feed.id,
        shows: shown(feed.group.as_deref()),
        made: clock::day_at_time(feed.made_at),
        read: feed.read_at.map(|at| clock::when(at, now)).unwrap_or_default(),
    });
    Ok(rows.collect())
}

/// The groups whose workshops somebody may see.
fn seen_by(actor: &Actor, person: &Person) -> Vec<WorkGroupId> {
    let of_hub = person.hub.iter().flat_map(|hub| &hub.groups);
    let all = person.leads.iter().chain(&person.groups).chain(of_hub).copied();
    all.filter(|group| may(actor, Action::ViewGroup, Subject::Group(*group)).is_ok()).collect()
}

/// What a link shows, in words.
fn shown(group: Option<&str>) -> String {
    group.map_or_else(|| "My workshops".to_owned(), |name| format!("All workshops of {name}"))
}
