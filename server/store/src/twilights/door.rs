//! The door of a twilight as it stands: its code and link, its hours, and how many fit in.

use chrono::{DateTime, TimeDelta, Utc};
use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, HubId, WorkGroupId, WorkshopId};
use model::twilights::{DoorHours, DoorIs, Key, TwilightCode};
use sqlx_sqlite::SqliteConnection;

use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::present_year::present_year;
use crate::workshops::Mode;

/// How a twilight lets people in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwilightSettings {
    /// How many guests there is room for.
    pub capacity: u32,
    /// How many minutes before it begins its door opens.
    pub opens_before: u32,
    /// How many minutes after it has ended guests may still come in and write.
    pub grace: u32,
    /// Whether guests may go on writing after that, where they have written or sat.
    pub writes_after: bool,
}

impl Default for TwilightSettings {
    fn default() -> Self {
        Self { capacity: 60, opens_before: 30, grace: 30, writes_after: true }
    }
}

/// A code that opens the door, and the secret of its link.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenCode {
    pub code: TwilightCode,
    pub link: String,
}

impl std::fmt::Debug for OpenCode {
    /// Without either: they let people in.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenCode").finish_non_exhaustive()
    }
}

/// A workshop as its twilight's door knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twilight {
    pub workshop: WorkshopId,
    pub year: GroupYearId,
    pub group: WorkGroupId,
    pub hub: HubId,
    /// The group's name.
    pub group_name: String,
    /// The workshop's number: 1 to 6 in most years.
    pub number: u8,
    /// What the workshop is about.
    pub title: String,
    /// The name of the school where it takes place.
    pub host: Option<String>,
    /// Where in that school; may be empty.
    pub place: String,
    pub mode: Mode,
    /// Whether the workshop does not take place.
    pub cancelled: bool,
    /// `None` while the twilight's time is to be confirmed.
    pub hours: Option<DoorHours>,
    pub settings: TwilightSettings,
    /// The code that opens the door, if there is one.
    pub open_code: Option<OpenCode>,
    /// How many guests have come.
    pub guests: u32,
    /// How many days after it their names are deleted: the hub's setting.
    pub guest_days: u32,
}

impl Twilight {
    /// Where a moment lies; `None` while the time is to be confirmed.
    pub fn at(&self, now: DateTime<Utc>) -> Option<DoorIs> {
        self.hours.map(|hours| hours.at(now))
    }

    /// Whether whoever has the right code may come in now.
    pub fn lets_in(&self, now: DateTime<Utc>) -> bool {
        !self.cancelled && self.at(now) == Some(DoorIs::Open)
    }

    /// Whether every place is taken.
    pub fn is_full(&self) -> bool {
        self.guests >= self.settings.capacity
    }

    /// `workshop 2 of Two Rivers`, for a sentence of the audit.
    pub(super) fn in_words(&self) -> String {
        format!("workshop {} of {}", self.number, self.group_name)
    }
}

/// What somebody finds behind the code or link that they came with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knock {
    pub twilight: Twilight,
    /// Whether that code was stopped.
    pub stopped: bool,
}

#[derive(sqlx::FromRow)]
struct TwilightRow {
    workshop: WorkshopId,
    year: GroupYearId,
    work_group: WorkGroupId,
    hub: HubId,
    group_name: String,
    number: i64,
    title: String,
    host: Option<String>,
    place: String,
    mode: String,
    cancelled: bool,
    starts: Option<i64>,
    ends: Option<i64>,
    capacity: Option<u32>,
    opens_before: Option<u32>,
    grace: Option<u32>,
    writes_after: Option<bool>,
    code: Option<String>,
    link: Option<String>,
    guests: u32,
    guest_days: u32,
}

impl TwilightRow {
    fn read(self) -> Result<Twilight, StoreError> {
        let time = |at: Option<i64>| at.map(rows::time).transpose();
        let usual = TwilightSettings::default();
        let settings = TwilightSettings {
            capacity: self.capacity.unwrap_or(usual.capacity),
            opens_before: self.opens_before.unwrap_or(usual.opens_before),
            grace: self.grace.unwrap_or(usual.grace),
            writes_after: self.writes_after.unwrap_or(usual.writes_after),
        };
        let open_code = match self.code.zip(self.link) {
            Some((code, link)) => {
                let code = TwilightCode::read(&code).ok_or_else(|| StoreError::Corrupt("a code of a twilight that is none".to_owned()))?;
                Some(OpenCode { code, link })
            }
            None => None,
        };
        Ok(Twilight {
            workshop: self.workshop,
            year: self.year,
            group: self.work_group,
            hub: self.hub,
            group_name: self.group_name,
            number: rows::small(self.number)?,
            title: self.title,
            host: self.host,
            place: self.place,
            mode: Mode::from_key(&self.mode).ok_or_else(|| StoreError::Corrupt(format!("the mode {:?}", self.mode)))?,
            cancelled: self.cancelled,
            hours: time(self.starts)?.zip(time(self.ends)?).map(|(starts, ends)| hours([starts, ends], settings)),
            settings,
            open_code,
            guests: self.guests,
            guest_days: self.guest_days,
        })
    }
}

/// The hours of a door that belongs to a twilight from one moment to another.
pub(super) fn hours(twilight: [DateTime<Utc>; 2], settings: TwilightSettings) -> DoorHours {
    let minutes = |minutes: u32| TimeDelta::minutes(i64::from(minutes));
    DoorHours::of(twilight, minutes(settings.opens_before), minutes(settings.grace))
}

macro_rules! twilight {
    ($of:literal) => {
        concat!(
            "select workshop.id as workshop, group_year.id as year, group_year.work_group, work_group.hub, work_group.name as group_name,
                    workshop.number, workshop.title, school.name as host, workshop.place, workshop.mode,
                    workshop.cancelled_at is not null as cancelled, workshop.twilight_starts_at as starts, workshop.twilight_ends_at as ends,
                    twilight.capacity, twilight.opens_before, twilight.grace, twilight.writes_after, open.code, open.link,
                    (select count(*) from guest where guest.workshop = workshop.id and guest.removed_at is null) as guests, hub.guest_days
             from workshop
             join group_year on group_year.id = workshop.group_year
             join work_group on work_group.id = group_year.work_group
             join hub on hub.id = work_group.hub
             left join school on school.id = workshop.host
             left join twilight on twilight.workshop = workshop.id
             left join twilight_code as open on open.workshop = workshop.id and open.stopped_at is null ",
            $of
        )
    };
}

/// The twilight of a workshop of a group's present year; `None` when there is no such workshop.
///
/// # Errors
/// When the file can't be read.
pub async fn of_workshop(db: &Database, group: WorkGroupId, number: u8) -> Result<Option<Twilight>, StoreError> {
    let row: Option<TwilightRow> = sqlx::query_as(concat!(
        twilight!("where work_group.id = ?1 and workshop.number = ?2 and group_year.academic_year = "),
        present_year!("work_group.id", "?3")
    ))
    .bind(group)
    .bind(i64::from(number))
    .bind(AcademicYear::at(Utc::now()))
    .fetch_optional(db.readers())
    .await?;
    row.map(TwilightRow::read).transpose()
}

/// The twilight of a workshop by its id.
///
/// # Errors
/// When there is no such workshop, or the file can't be read.
pub async fn of_id(db: &Database, workshop: WorkshopId) -> Result<Twilight, StoreError> {
    let row: TwilightRow = sqlx::query_as(twilight!("where workshop.id = ?")).bind(workshop).fetch_one(db.readers()).await?;
    row.read()
}

/// What a code or a link opens; `None` when it never was one.
///
/// # Errors
/// When the file can't be read.
pub async fn knock(db: &Database, key: &Key) -> Result<Option<Knock>, StoreError> {
    let mut view = db.view().await?;
    knock_in(&mut view, key).await
}

/// The same inside a transaction.
pub(super) async fn knock_in(connection: &mut SqliteConnection, key: &Key) -> Result<Option<Knock>, StoreError> {
    let (code, link) = match key {
        Key::Code(code) => (Some(code.as_str()), None),
        Key::Link(link) => (None, Some(link.as_str())),
    };
    let found: Option<(WorkshopId, bool)> =
        sqlx::query_as("select workshop, stopped_at is not null from twilight_code where code = ?1 or link = ?2")
            .bind(code)
            .bind(link)
            .fetch_optional(&mut *connection)
            .await?;
    let Some((workshop, stopped)) = found else {
        return Ok(None);
    };
    let row: TwilightRow = sqlx::query_as(twilight!("where workshop.id = ?")).bind(workshop).fetch_one(connection).await?;
    Ok(Some(Knock { twilight: row.read()?, stopped }))
}
