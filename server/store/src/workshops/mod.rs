//! Workshops of a group's year: what is planned, what becomes of it, and who is told.

pub(crate) mod asking;
pub mod calendar;
pub mod cancelling;
pub mod changes;
pub mod host_pack;
pub mod hosting;
pub mod notes;
mod numbers;
pub mod plan;
pub mod planner;
mod refused;
pub mod running;
mod telling;
pub mod templates;
pub mod year;

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};
use model::calendar::clock;
use model::calendar::half_term::HalfTerm;
use model::ids::{GroupYearId, SchoolId, WorkshopId};

use crate::database::Changes;
use crate::error::StoreError;

pub use refused::Refused;

/// A year keeps so many workshops (A6), whatever is taken away.
pub const FEWEST: usize = 5;
/// And has no more.
pub const MOST: usize = 8;

/// What a workshop is called that nobody has given a title.
fn default_title(number: u8) -> String {
    format!("Workshop {number}")
}

/// Where a workshop takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In the host's school.
    InPerson,
    /// On screens only.
    Online,
    /// In the host's school, and on screens.
    Hybrid,
}

impl Mode {
    /// The word in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Online => "online",
            Self::Hybrid => "hybrid",
        }
    }

    /// The mode whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::InPerson, Self::Online, Self::Hybrid].into_iter().find(|mode| mode.key() == key)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InPerson => "In person",
            Self::Online => "Online",
            Self::Hybrid => "In person and online",
        })
    }
}

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub starts: DateTime<Utc>,
    /// When it is over.
    pub ends: DateTime<Utc>,
}

impl Span {
    /// The span that British clocks call so.
    pub fn local(starts: NaiveDateTime, ends: NaiveDateTime) -> Self {
        Self { starts: clock::moment(starts), ends: clock::moment(ends) }
    }
}

/// A workshop to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWorkshop<'a> {
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// What it is about.
    pub title: &'a str,
    /// The school where it takes place, once one has offered.
    pub host: Option<SchoolId>,
    /// In person, online or both.
    pub mode: Mode,
    /// When; `None` while the date is to be confirmed.
    pub time: Option<Span>,
    /// The part that any of the schools' staff may join.
    pub twilight: Option<Span>,
    /// A sentence on what will happen.
    pub note: &'a str,
    /// Where in or near the host's school; may be empty.
    pub place: &'a str,
    /// Where it is joined online; may be empty.
    pub call_link: &'a str,
}

/// Adds the six of a year, one in each half-term (A6) and without dates. The first is at the lead's own school (A10), where there is
/// one; others are offered later. Returns their ids.
///
/// # Errors
/// When the year has workshops already, or the file can't be written to.
pub async fn add_six(changes: &mut Changes, year: GroupYearId, first_host: Option<SchoolId>) -> Result<Vec<WorkshopId>, StoreError> {
    let mut made = Vec::with_capacity(HalfTerm::ALL.len());
    for (number, half_term) in (1u8..).zip(HalfTerm::ALL) {
        let workshop = NewWorkshop {
            number,
            half_term,
            title: &default_title(number),
            host: first_host.filter(|_| number == 1),
            mode: Mode::InPerson,
            time: None,
            twilight: None,
            note: "",
            place: "",
            call_link: "",
        };
        made.push(add(changes, year, &workshop).await?);
    }
    Ok(made)
}

/// Adds a workshop to a group's year.
///
/// # Errors
/// When the year has one of this number already, or the file can't be written to.
pub async fn add(changes: &mut Changes, year: GroupYearId, workshop: &NewWorkshop<'_>) -> Result<WorkshopId, StoreError> {
    let id = WorkshopId::generate();
    let milliseconds = |moment: DateTime<Utc>| moment.timestamp_millis();
    sqlx::query(
        "insert into workshop (id, group_year, number, half_term, title, host, mode,
                               starts_at, ends_at, twilight_starts_at, twilight_ends_at, note, place, call_link)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id)
    .bind(year)
    .bind(i64::from(workshop.number))
    .bind(workshop.half_term)
    .bind(workshop.title)
    .bind(workshop.host)
    .bind(workshop.mode.key())
    .bind(workshop.time.map(|span| milliseconds(span.starts)))
    .bind(workshop.time.map(|span| milliseconds(span.ends)))
    .bind(workshop.twilight.map(|span| milliseconds(span.starts)))
    .bind(workshop.twilight.map(|span| milliseconds(span.ends)))
    .bind(workshop.note)
    .bind(workshop.place)
    .bind(workshop.call_link)
    .execute(changes.connection())
    .await?;
    Ok(id)
}
