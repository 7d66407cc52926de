//! Where people work, as what, and from which day: colleagues change schools in the middle of a programme.

use chrono::{NaiveDate, Utc};
use model::accounts::roles::SchoolRole;
use model::calendar::clock;
use model::ids::{PersonId, SchoolId};

use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::uk_time;

/// Somebody's place at a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    pub person: PersonId,
    /// Where.
    pub school: SchoolId,
    /// As what.
    pub role: SchoolRole,
    /// The first day of it.
    pub from: NaiveDate,
}

/// Gives somebody a place at a school from a day on. Whatever they were before ends on that day, and they represent no other
/// school from then; what was planned for later is dropped. A day in the future changes nothing until it comes.
///
/// # Errors
/// When person or school do not exist, or the file can't be written to.
pub async fn assign(changes: &mut Changes, new: Assignment) -> Result<(), StoreError> {
    for statement in [
        "delete from school_role where person = ?1 and from_date >= ?3",
        "update school_role set until_date = ?3 where person = ?1 and (until_date is null or until_date > ?3)",
        "delete from lead_participation where person = ?1 and school <> ?2 and from_date >= ?3",
        "update lead_participation set until_date = ?3
         where person = ?1 and school <> ?2 and (until_date is null or until_date > ?3)",
        "insert into school_role (person, school, from_date, role) values (?1, ?2, ?3, ?4)",
        "update person set school = ?2 where id = ?1 and ?3 <= ?5",
    ] {
        sqlx::query(statement)
            .bind(new.person)
            .bind(new.school)
            .bind(new.from.to_string())
            .bind(new.role.key())
            .bind(clock::day(Utc::now()).to_string())
            .execute(changes.connection())
            .await?;
    }
    Ok(())
}

/// Moves everybody to their new school whose day for it has come.
///
/// # Errors
/// When the file can't be written to.
pub async fn settle_moves(db: &Database) -> Result<(), StoreError> {
    // Mostly nobody's day has come: that must not cost a transaction.
    let today = uk_time::today().to_string();
    let due: Option<(i64,)> = sqlx::query_as(
        "select 1 from person join school_role as due on due.person = person.id
         where due.from_date <= ?1 and (due.until_date is null or due.until_date > ?1) and due.school is not person.school
           and due.school = (select latest.school from school_role as latest
                             where latest.person = person.id and latest.from_date <= ?1
                               and (latest.until_date is null or latest.until_date > ?1)
                             order by latest.from_date desc, latest.school limit 1)
         limit 1",
    )
    .bind(&today)
    .fetch_optional(db.readers())
    .await?;
    if due.is_none() {
        return Ok(());
    }
    let mut changes = db.change().await?;
    sqlx::query(
        "update person set school = coalesce(
             (select due.school from school_role as due
              where due.person = person.id and due.from_date <= ?1 and (due.until_date is null or due.until_date > ?1)
              order by due.from_date desc, due.school limit 1), school)
         where exists (select 1 from school_role as due
                       where due.person = person.id and due.from_date <= ?1 and (due.until_date is null or due.until_date > ?1))",
    )
    .bind(today)
    .execute(changes.connection())
    .await?;
    changes.commit().await
}
