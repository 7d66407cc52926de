//! A Work Group as it shows itself on each of its pages.

use chrono::Utc;
use model::calendar::academic_year::AcademicYear;
use model::ids::WorkGroupId;

use crate::database::Database;
use crate::error::StoreError;
use crate::present_year::present_year;

/// Its name, year and hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupFace {
    /// The group's name.
    pub name: String,
    /// The project of its present year, like `NCP26-11`.
    pub ncp_code: String,
    pub academic_year: AcademicYear,
    /// The hub's name.
    pub hub_name: String,
    /// Where to write with questions.
    pub hub_email: String,
}

/// How a group shows itself in its present year: the latest that has begun, or the first when none has. `None` when there
/// is no such group or no year of it.
///
/// # Errors
/// When the file can't be read.
pub async fn face(db: &Database, group: WorkGroupId) -> Result<Option<GroupFace>, StoreError> {
    let row: Option<(String, String, AcademicYear, String, String)> = sqlx::query_as(concat!(
        "select work_group.name, group_year.ncp_code, group_year.academic_year, hub.name, hub.contact_email
         from work_group
         join hub on hub.id = work_group.hub
         join group_year on group_year.work_group = work_group.id
         where work_group.id = ?1 and group_year.academic_year = ",
        present_year!("?1", "?2")
    ))
    .bind(group)
    .bind(AcademicYear::at(Utc::now()))
    .fetch_optional(db.readers())
    .await?;
    Ok(row.map(|(name, ncp_code, academic_year, hub_name, hub_email)| GroupFace { name, ncp_code, academic_year, hub_name, hub_email }))
}
