//! Days in term on which a school is closed to pupils, as the school says it.

mod calendar_file;
pub mod reading;
mod table;

use chrono::NaiveDate;
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::short;
use model::calendar::year::ClosedDay;
use model::ids::{HubId, SchoolId};
use sqlx_sqlite::SqliteConnection;

use crate::audit::{self, Entry, Who};
use crate::database::{Changes, Database};
use crate::error::{StoreError, from_sqlx};

/// Days that a school may keep for one academic year: more than a whole month of school is no list of single days.
pub const MOST: usize = 30;

/// Why days were not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such school.
    #[error("there is no such school")]
    NotFound,
    /// A year would have more than [`MOST`].
    #[error("the school has as many closed days as it can have")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);

/// What a school has entered, by day.
///
/// # Errors
/// When the file can't be read.
pub async fn of_school(db: &Database, school: SchoolId) -> Result<Vec<ClosedDay>, StoreError> {
    read(&mut *db.view().await?, &[school], None).await
}

/// Keeps days of a school; one that it has already has the new words. Returns how many are not as they were.
///
/// # Errors
/// [`Refused`].
pub async fn add(changes: &mut Changes, by: &Person, school: SchoolId, days: &[(NaiveDate, String)]) -> Result<u32, Refused> {
    let name = name(changes, school).await?;
    let before = read(changes.connection(), &[school], None).await?;
    let is_new = |day: &NaiveDate, words: &str| !before.iter().any(|known| known.day == *day && known.words == words);
    let new: Vec<&(NaiveDate, String)> = days.iter().filter(|(day, words)| is_new(day, words)).collect();
    for (day, words) in &new {
        sqlx::query(
            "insert into closed_day (school, day, words) values (?, ?, ?) on conflict (school, day) do update set words = excluded.words",
        )
        .bind(school)
        .bind(day.to_string())
        .bind(words)
        .execute(changes.connection())
        .await?;
    }
    let after = read(changes.connection(), &[school], None).await?;
    let in_year = |day: NaiveDate| after.iter().filter(|closed| AcademicYear::of(closed.day) == AcademicYear::of(day)).count();
    if new.iter().any(|(day, _)| in_year(*day) > MOST) {
        return Err(Refused::TooMany);
    }
    if let Some((first, _)) = new.first() {
        let which = if new.len() == 1 { short(*first) } else { format!("{} days", new.len()) };
        note(changes, by, "closed_day.added", school, &format!("Entered {which} as closed to pupils at {name}.")).await?;
    }
    Ok(u32::try_from(new.len()).unwrap_or(u32::MAX))
}

/// Takes a day out; whether it was there.
///
/// # Errors
/// [`Refused`].
pub async fn remove(changes: &mut Changes, by: &Person, school: SchoolId, day: NaiveDate) -> Result<bool, Refused> {
    let name = name(changes, school).await?;
    let removed = sqlx::query("delete from closed_day where school = ? and day = ?")
        .bind(school)
        .bind(day.to_string())
        .execute(changes.connection())
        .await?;
    let was_there = removed.rows_affected() > 0;
    if was_there {
        let words = format!("Took out {} as closed to pupils at {name}.", short(day));
        note(changes, by, "closed_day.removed", school, &words).await?;
    }
    Ok(was_there)
}

async fn name(changes: &mut Changes, school: SchoolId) -> Result<String, Refused> {
    let name: Option<String> =
        sqlx::query_scalar("select name from school where id = ?").bind(school).fetch_optional(changes.connection()).await?;
    name.ok_or(Refused::NotFound)
}

/// In the audit of the hub whose group the school is or was in, where there is one.
async fn note(changes: &mut Changes, by: &Person, action: &str, school: SchoolId, words: &str) -> Result<(), StoreError> {
    let hub: Option<HubId> = sqlx::query_scalar(
        "select hub from group_school
         join group_year on group_year.id = group_school.group_year
         join work_group on work_group.id = group_year.work_group
         where group_school.school = ? order by academic_year desc limit 1",
    )
    .bind(school)
    .fetch_optional(changes.connection())
    .await?;
    audit::write(changes, &Entry { hub, who: Who::Person(by), action, subject: Some(school.to_string()), words }).await
}

/// What schools have entered, by school and day; of one academic year, where one is asked for.
pub(crate) async fn read(
    connection: &mut SqliteConnection,
    schools: &[SchoolId],
    year: Option<AcademicYear>,
) -> Result<Vec<ClosedDay>, StoreError> {
    let list: Vec<String> = schools.iter().map(|id| format!("\"{id}\"")).collect();
    let rows: Vec<(SchoolId, String, String)> =
        sqlx::query_as("select school, day, words from closed_day where school in (select value from json_each(?)) order by school, day")
            .bind(format!("[{}]", list.join(",")))
            .fetch_all(connection)
            .await?;
    let read = |(school, day, words): (SchoolId, String, String)| {
        let day: NaiveDate = day.parse().map_err(|_| StoreError::Corrupt(format!("the day {day:?}")))?;
        Ok(ClosedDay { school, day, words })
    };
    let all = rows.into_iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(all.into_iter().filter(|closed| year.is_none_or(|year| AcademicYear::of(closed.day) == year)).collect())
}
