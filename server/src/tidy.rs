//! What has had its time is deleted though nobody comes by any more: what was typed into forms that came back, words that were
//! removed from boards on an earlier day, the names of those who answered a poll without an account, and of guests whose twilight was a month ago.

use std::time::Duration;

use store::{Database, live, polls, twilights, typed};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::supervise::Tasks;

/// How often.
const EVERY: Duration = Duration::from_secs(600);

/// Begins to tidy up, until `stopping`.
pub(crate) fn start(tasks: &Tasks, database: Database, stopping: CancellationToken) {
    tasks.keep("tidy", stopping.clone(), move || tidy(database.clone(), stopping.clone()));
}

async fn tidy(database: Database, stopping: CancellationToken) {
    while !stopping.is_cancelled() {
        // What the disk does is said once, where the connections are.
        if let Err(error) = typed::sweep(&database).await
            && error.disk_error().is_none()
        {
            warn!(%error, "what was typed long ago could not be deleted yet");
        }
        if let Err(error) = live::sweep_former(&database, chrono::Utc::now()).await
            && error.disk_error().is_none()
        {
            warn!(%error, "words removed on an earlier day could not be deleted yet");
        }
        if let Err(error) = polls::purge(&database, chrono::Utc::now()).await
            && error.disk_error().is_none()
        {
            warn!(%error, "names of a poll that ended long ago could not be deleted yet");
        }
        match twilights::purge(&database, chrono::Utc::now()).await {
            Ok(0) => {}
            Ok(guests) => info!(guests, "the names of {guests} guests of twilights were deleted"),
            Err(error) if error.disk_error().is_none() => warn!(%error, "names of guests could not be deleted yet"),
            Err(_) => {}
        }
        tokio::select! {
            () = stopping.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
