//! This evening's twilight: its door is open all day, its tables work on the group's boards, and six guests have come. And who was at the first
//! workshop.

use chrono::{DateTime, Days, Utc};
use model::accounts::roles::Person;
use model::calendar::clock;
use model::ids::WorkshopId;
use model::schools::year_group::YearGroup;
use model::text::line::Line;
use model::twilights::{DoorHours, Key};
use store::twilights::attendance::{self, Correction, Part};
use store::twilights::{self, GuestSchool, NewGuest, NewTable, OpenCode, TwilightSettings};
use store::{Database, boards};

use super::DemoError;
use super::world::Made;

/// The number of the workshop that is today, and of one that was.
const TODAY: u8 = 2;
const EARLIER: u8 = 1;
/// Where the tables stand.
const TABLES: [&str; 7] = ["by the window", "", "", "in the library", "", "", ""];
/// First name, school, year group, table. A school that is none of the group's is typed.
const GUESTS: [(&str, &str, Option<YearGroup>, u8); 6] = [
    ("Nia", "willow", Some(YearGroup::Y3), 4),
    ("Bilal", "ash", Some(YearGroup::R), 1),
    ("Josie", "elm", None, 4),
    ("Kwame", "rowan", Some(YearGroup::Y6), 7),
    ("Freya", "ash", Some(YearGroup::Y1), 2),
    ("Dov", "Maple Lane Primary School", Some(YearGroup::Y2), 3),
];
/// Lead participants who were at the first workshop, and how many more of Elm Bank's and Ash Lane's stood on its paper.
const WERE_THERE: [&str; 5] = ["tom", "hugh", "mina", "priya", "sana"];
const ON_PAPER: [(&str, u32); 2] = [("elm", 3), ("ash", 2)];

/// Makes all of it in the name of the group's lead.
pub(super) async fn fill(database: &Database, made: &Made, lead: &Person) -> Result<(), DemoError> {
    if let Some(workshop) = made.workshops.get(&TODAY) {
        let open = open_the_door(database, *workshop, lead).await?;
        come(database, made, *workshop, &open).await?;
    }
    if let Some(workshop) = made.workshops.get(&EARLIER) {
        were_there(database, made, *workshop, lead).await?;
    }
    Ok(())
}

async fn open_the_door(database: &Database, workshop: WorkshopId, lead: &Person) -> Result<OpenCode, DemoError> {
    let twilight = twilights::of_id(database, workshop).await?;
    let mut all: Vec<_> = boards::list_for_group(database, twilight.group).await?;
    all.retain(|board| board.workshop == Some(TODAY));
    all.sort_by(|one, other| (&one.summary.year_groups, &one.summary.title).cmp(&(&other.summary.year_groups, &other.summary.title)));
    // A table for each year group.
    all.dedup_by_key(|board| board.summary.year_groups.first().copied());
    let tables = (1..).zip(TABLES).zip(all).map(|((number, name), board)| NewTable { number, name: Line::tidied(name), board: board.id });
    let tables: Vec<NewTable> = tables.collect();
    let mut changes = database.change().await?;
    let open = twilights::renew_code(&mut changes, &twilight, lead).await?;
    twilights::set_tables(&mut changes, &twilight, lead, &tables).await?;
    if let Some(hours) = twilight.hours {
        twilights::change(&mut changes, &twilight, lead, all_day(hours)).await?;
    }
    changes.commit().await?;
    Ok(open)
}

/// Whoever tries the demonstration in the morning comes in as well.
fn all_day(hours: DoorHours) -> TwilightSettings {
    let day = clock::day(hours.begins);
    let next = day.checked_add_days(Days::new(1)).map_or(hours.ends, clock::begins);
    let minutes = |from: DateTime<Utc>, to: DateTime<Utc>| u32::try_from((to - from).num_minutes()).unwrap_or_default();
    TwilightSettings {
        opens_before: minutes(clock::begins(day), hours.begins),
        grace: minutes(hours.ends, next),
        ..TwilightSettings::default()
    }
}

async fn come(database: &Database, made: &Made, workshop: WorkshopId, open: &OpenCode) -> Result<(), DemoError> {
    let now = Utc::now();
    // Around midnight it may be another day already.
    if !twilights::of_id(database, workshop).await?.lets_in(now) {
        return Ok(());
    }
    let key = Key::Code(open.code.clone());
    for (name, school, year_group, table) in GUESTS {
        let (name, typed) = (Line::tidied(name), Line::tidied(school));
        let school = made.schools.get(school).map_or(GuestSchool::Typed(&typed), |school| GuestSchool::Known(*school));
        let mut changes = database.change().await?;
        let joined = twilights::join(&mut changes, &key, &NewGuest { name: &name, school, year_group, form: "" }, now).await?;
        twilights::sit(&mut changes, joined.guest, workshop, table).await?;
        changes.commit().await?;
    }
    Ok(())
}

async fn were_there(database: &Database, made: &Made, workshop: WorkshopId, lead: &Person) -> Result<(), DemoError> {
    let twilight = twilights::of_id(database, workshop).await?;
    let there = WERE_THERE.iter().filter_map(|key| made.people.get(*key).copied()).collect();
    let on_paper = ON_PAPER.iter().filter_map(|(key, heads)| Some((*made.schools.get(*key)?, *heads))).collect();
    let mut changes = database.change().await?;
    let correction = Correction { there, on_paper, ..Correction::default() };
    attendance::correct(&mut changes, &twilight, Part::Day, lead, &correction).await?;
    let correction = Correction { on_paper: Vec::new(), ..correction };
    attendance::correct(&mut changes, &twilight, Part::Twilight, lead, &correction).await?;
    Ok(changes.commit().await?)
}
