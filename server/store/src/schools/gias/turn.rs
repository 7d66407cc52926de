//! Whoever changes which number is whose does it alone: an import decides by what is there when it begins, and would write over
//! what somebody takes back in the meantime.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::database::Database;
use crate::database::lock::{Lock, Use};
use crate::error::StoreError;

/// How often is looked whether the other one is done.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Waits until nobody brings schools in, makes two of one or links them anew, here or in another process; others wait until what
/// this returns is dropped.
///
/// # Errors
/// [`StoreError::InUse`] when somebody still does after `patience`, [`StoreError::Open`] when no file can be made beside the database.
pub async fn take_turn(db: &Database, patience: Duration) -> Result<Lock, StoreError> {
    let until = Instant::now() + patience;
    loop {
        match Lock::take(&db.file(), Use::Importing) {
            Err(StoreError::InUse { .. }) if Instant::now() < until => sleep(LOOK_AGAIN).await,
            taken => return taken,
        }
    }
}
