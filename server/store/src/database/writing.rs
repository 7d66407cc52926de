//! Whether the database can be written to: noticed with everything that is written, and logged when it changes. Whoever wrote
//! is told as well; but thirty people who type on a full disk are one line in the log, and not thirty a second.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::error::StoreError;

/// What works sooner than this after something failed does not end it: on a disk that is all but full, what is small fits and what
/// is large does not, many times a second.
const SETTLED: Duration = Duration::from_secs(1);
/// How often it is said again while it lasts.
const REPORTED_AGAIN: Duration = Duration::from_secs(60);

#[derive(Clone, Debug, Default)]
pub(crate) struct Writing(Arc<Mutex<Option<Failing>>>);

#[derive(Debug)]
struct Failing {
    since: Instant,
    last: Instant,
    reported: Instant,
    times: u64,
}

impl Writing {
    /// Something was written.
    pub(crate) fn worked(&self) {
        let ended = self.0.lock().unwrap_or_else(PoisonError::into_inner).take_if(|failing| failing.last.elapsed() >= SETTLED);
        if let Some(Failing { since, times, .. }) = ended {
            let seconds = format!("{:.1}", since.elapsed().as_secs_f64());
            tracing::warn!(failed = times, "the database can be written to again, after {seconds} s");
        }
    }

    /// Something could not be written. What belongs to one request is left to whoever made it.
    pub(crate) fn failed(&self, error: &StoreError) {
        let Some(disk_error) = error.disk_error() else { return };
        let now = Instant::now();
        let mut failing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(failing) = failing.as_mut() else {
            *failing = Some(Failing { since: now, last: now, reported: now, times: 1 });
            tracing::error!("the database can't be written to: {disk_error}. Reading goes on; boards keep what is typed and try again");
            return;
        };
        failing.times += 1;
        failing.last = now;
        if now.duration_since(failing.reported) >= REPORTED_AGAIN {
            failing.reported = now;
            let seconds = now.duration_since(failing.since).as_secs();
            tracing::error!(failed = failing.times, "the database still can't be written to, for {seconds} s: {disk_error}");
        }
    }
}
