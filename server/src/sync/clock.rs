//! The rooms' clock: milliseconds since 1970 that never go back, whatever is done to the machine's clock.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

use super::limits::Millis;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    started: Instant,
    started_at: Millis,
}

impl Clock {
    pub(super) fn start() -> Self {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { started: Instant::now(), started_at: since_1970.as_millis() as Millis }
    }

    pub(super) fn now(&self) -> Millis {
        self.started_at + self.started.elapsed().as_millis() as Millis
    }

    /// When it will be this time. Half a millisecond late, so that [`Clock::now`] has surely reached it.
    pub(super) fn instant(&self, at: Millis) -> Instant {
        self.started + Duration::from_micros(at.saturating_sub(self.started_at) * 1_000 + 500)
    }
}
