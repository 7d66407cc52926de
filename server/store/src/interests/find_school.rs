//! Which school somebody means who typed its name, postcode or number.

use crate::database::Database;
use crate::error::StoreError;
use crate::schools::{self, FoundSchool};

/// Open schools that hold every word of `typed` in their name, place, postcode or number, the best first, at most `limit`:
/// those in `town`, if it is given and there are any.
///
/// # Errors
/// When the file can't be read.
pub async fn find_school(db: &Database, typed: &str, town: &str, limit: u32) -> Result<Vec<FoundSchool>, StoreError> {
    if !town.is_empty() {
        let there = find(db, &format!("{typed} {town}"), limit).await?;
        if !there.is_empty() {
            return Ok(there);
        }
    }
    find(db, typed, limit).await
}

async fn find(db: &Database, typed: &str, limit: u32) -> Result<Vec<FoundSchool>, StoreError> {
    let mut found = schools::search(db, typed, limit).await?;
    found.retain(|school| !school.closed);
    Ok(found)
}
