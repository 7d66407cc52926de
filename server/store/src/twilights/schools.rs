//! The schools that a guest chooses from before they type another: the year's, the lead's own, and the host.

use model::ids::SchoolId;

use super::door::Twilight;
use crate::database::{Changes, Database};
use crate::error::StoreError;

macro_rules! to_choose {
    () => {
        "select school from group_school where group_year = ?1 and status = 'active'
         union select person.school from group_year join person on person.id = group_year.lead where group_year.id = ?1
         union select host from workshop where id = ?2"
    };
}

/// Each with its name, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn schools(db: &Database, of: &Twilight) -> Result<Vec<(SchoolId, String)>, StoreError> {
    Ok(sqlx::query_as(concat!("select id, name from school where id in (", to_choose!(), ") order by name collate nocase, id"))
        .bind(of.year)
        .bind(of.workshop)
        .fetch_all(db.readers())
        .await?)
}

/// Whether a school is one of them. Among them may be one that is to be confirmed, which is like no other.
pub(super) async fn is_to_choose(changes: &mut Changes, of: &Twilight, school: SchoolId) -> Result<bool, StoreError> {
    let (one,): (bool,) = sqlx::query_as(concat!("select coalesce(?3 in (", to_choose!(), "), 0)"))
        .bind(of.year)
        .bind(of.workshop)
        .bind(school)
        .fetch_one(changes.connection())
        .await?;
    Ok(one)
}
