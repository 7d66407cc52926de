//! Which school somebody means who typed its name, postcode or number.

use model::ids::SchoolId;

use crate::database::Database;
use crate::error::StoreError;
use crate::plain_words::plain;
use crate::schools::{self, FoundSchool};

/// More schools of one name than there are.
const NAMESAKES: u32 = 200;

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

/// The open school that can only be meant: the one that was `chosen`, as long as its name stands in the field; the one with the
/// number that was typed; or the only one with just that name, in the town if one is given. `None` where one has to ask.
///
/// # Errors
/// When the file can't be read.
pub async fn meant(db: &Database, chosen: Option<SchoolId>, typed: &str, town: &str) -> Result<Option<FoundSchool>, StoreError> {
    let named = |school: &FoundSchool| {
        let (name, words) = (plain(&school.name), plain(typed));
        words == name || words == format!("{name} {}", plain(&school.town))
    };
    if let Some(id) = chosen
        && let Some(school) = open_school(db, id).await?.filter(named)
    {
        return Ok(Some(school));
    }
    if typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return match schools::by_urn(db, typed).await? {
            Some(id) => open_school(db, id).await,
            None => Ok(None),
        };
    }
    let mut found = find(db, typed, NAMESAKES).await?;
    found.retain(|school| named(school) && (town.is_empty() || plain(&school.town) == plain(town)));
    Ok(if found.len() == 1 { found.pop() } else { None })
}

/// The school with this id, unless it is closed.
///
/// # Errors
/// When the file can't be read.
pub async fn open_school(db: &Database, id: SchoolId) -> Result<Option<FoundSchool>, StoreError> {
    Ok(schools::found(db, id).await?.filter(|school| !school.closed))
}

async fn find(db: &Database, typed: &str, limit: u32) -> Result<Vec<FoundSchool>, StoreError> {
    let mut found = schools::search(db, typed, limit).await?;
    found.retain(|school| !school.closed);
    Ok(found)
}
