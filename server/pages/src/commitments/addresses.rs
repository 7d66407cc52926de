//! Where the pages of commitments are.

use model::calendar::academic_year::AcademicYear;
use model::ids::{SchoolId, WorkGroupId};

/// Of all schools of a group, in this year.
pub fn of_group(group: WorkGroupId, year: AcademicYear) -> String {
    format!("/groups/{group}/commitments?year={}", year.starts_in())
}

/// Of one school, or with `page` (like `/ink`) one of its further pages.
pub fn of_school(group: WorkGroupId, school: SchoolId, page: &str, year: AcademicYear) -> String {
    format!("/groups/{group}/commitments/{school}{page}?year={}", year.starts_in())
}
