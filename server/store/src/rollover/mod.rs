//! The turn of the year, and taking it back. A group goes on with its people and its boards; what is new is a year of it, with
//! its code, six empty workshops, and commitments to be signed anew (§1.13).

mod apply;
mod letters;
mod preview;
mod refused;
mod revert;

use chrono::{DateTime, NaiveDate, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::ids::{GroupYearId, HubId, PersonId, RolloverId, SchoolId, WorkGroupId};
use model::mail::Addressee;
use model::schools::NamedSchool;

use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::groups::Kind;

pub use apply::apply;
pub use preview::preview;
pub use refused::Refused;
pub use revert::{in_the_way, revert};

/// What would happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The academic year it leads into.
    pub into_year: AcademicYear,
    /// The groups that would get this year, by name.
    pub groups: Vec<GroupPreview>,
    /// Groups that have it already, and are left as they are.
    pub already: Vec<String>,
    /// Whether there is a wording for the commitments. Without one none are prepared.
    pub wording: bool,
    /// The turn into this year, as long as it is not taken back; `None` where there is none.
    pub current: Option<Turn>,
}

/// A group that would go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPreview {
    /// The group.
    pub id: WorkGroupId,
    pub name: String,
    /// The year it comes from.
    pub from: GroupYearId,
    /// That year's project code.
    pub old_code: String,
    /// The new year's, as it probably is.
    pub new_code: String,
    /// Who leads it.
    pub lead: Option<Leader>,
    /// Its schools, by name.
    pub schools: Vec<SchoolPreview>,
    pub(crate) title: String,
    pub(crate) focus: String,
}

/// Who leads a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    /// Their school and its short name, where the first workshop will be (A10).
    pub school: Option<NamedSchool>,
}

/// A school of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolPreview {
    pub id: SchoolId,
    pub name: String,
    /// Whether it stays, as far as anybody knows.
    pub stays: bool,
    /// Whether it has said so itself.
    pub answered: bool,
    /// The other group that it has in the new year already: then it does not come along with this one.
    pub elsewhere: Option<String>,
    /// Who represents it at the year's end.
    pub people: Vec<Representative>,
    /// To whom the commitment will go: the headteacher with an account, else whoever was asked last. May be empty.
    pub head: Addressee,
}

/// Who represents a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Representative {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    /// Lead participant or deputy.
    pub kind: Kind,
    /// Whether they still work there, with an open account.
    pub still_there: bool,
}

/// What somebody has chosen for one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupChoice {
    /// The new year's code.
    pub ncp_code: String,
    /// Whether the lead goes on; else it is open who leads.
    pub lead_stays: bool,
    /// Schools that leave.
    pub leaving: Vec<SchoolId>,
    /// People who do not represent their school any more.
    pub stepping_down: Vec<PersonId>,
}

/// A turn of the year that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub id: RolloverId,
    /// The academic year it led into.
    pub into_year: AcademicYear,
    /// When.
    pub applied_at: DateTime<Utc>,
    /// By whom.
    pub applied_by: String,
    /// When it was taken back, and by whom.
    pub reverted: Option<TakenBack>,
}

/// That a turn was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    pub at: DateTime<Utc>,
    /// By name.
    pub by: String,
}

impl Turn {
    /// The last day on which it can be taken back: 30 September of the new year.
    pub fn last_day(&self) -> NaiveDate {
        last_day(self.into_year)
    }

    /// Whether it can still be taken back at `now`, by British clocks.
    pub fn can_be_reverted(&self, now: DateTime<Utc>) -> bool {
        self.reverted.is_none() && clock::day(now) <= self.last_day()
    }
}

fn last_day(year: AcademicYear) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.starts_in(), 9, 30).unwrap_or_default()
}

/// The year that somebody who turns the year usually means. It is the next one; but in September the year that has just
/// begun, as long as no turn into it is current: who comes a week late must not land a year too far (and reads the year in full).
///
/// # Errors
/// When the file can't be read.
pub async fn default_year(db: &Database, hub: HubId, now: DateTime<Utc>) -> Result<AcademicYear, StoreError> {
    use chrono::Datelike;
    let present = AcademicYear::at(now);
    if clock::day(now).month() == 9 {
        let preview = preview(db, hub, present).await?;
        if preview.current.is_none() && !preview.groups.is_empty() {
            return Ok(present);
        }
    }
    Ok(present.next())
}

/// Id, year, when and by whom it was applied, when and by whom it was taken back.
type TurnRow = (RolloverId, AcademicYear, i64, Option<String>, Option<i64>, Option<String>);

/// The turns of a hub, the newest first.
///
/// # Errors
/// When the file can't be read.
pub async fn turns(db: &Database, hub: HubId) -> Result<Vec<Turn>, StoreError> {
    let found: Vec<TurnRow> = sqlx::query_as(
        "select rollover.id, into_year, applied_at, applier.name, reverted_at, reverter.name
         from rollover
         left join person as applier on applier.id = applied_by
         left join person as reverter on reverter.id = reverted_by
         where hub = ? order by rollover.id desc",
    )
    .bind(hub)
    .fetch_all(db.readers())
    .await?;
    let turn = |(id, into_year, at, by, reverted_at, reverted_by): TurnRow| {
        Ok(Turn {
            id,
            into_year,
            applied_at: rows::time(at)?,
            applied_by: by.unwrap_or_default(),
            reverted: reverted_at.map(rows::time).transpose()?.map(|at| TakenBack { at, by: reverted_by.unwrap_or_default() }),
        })
    };
    found.into_iter().map(turn).collect()
}
