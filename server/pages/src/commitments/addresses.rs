//! Where the pages of commitments are.

use model::ids::{SchoolId, WorkGroupId};

/// Of all schools of a group, in the year that begins in this calendar year.
pub fn of_group(group: WorkGroupId, year: i32) -> String {
    format!("/groups/{group}/commitments?year={year}")
}

/// Of one school, or with `page` (like `/ink`) one of its further pages.
pub fn of_school(group: WorkGroupId, school: SchoolId, page: &str, year: i32) -> String {
    format!("/groups/{group}/commitments/{school}{page}?year={year}")
}
