//! When the device's store is tried again (C9). Browsers close it when they like, and some never say so.

use super::Millis;

/// A store that says nothing for so long is opened anew.
const SILENT: Millis = 5_000;
/// The first wait after it failed; it doubles from try to try.
const FIRST_WAIT: Millis = 1_000;
/// The longest wait between two tries.
const LONGEST_WAIT: Millis = 30_000;

/// Whether the store works, as far as is known.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    failures: u32,
    due: Millis,
    /// Nothing came of the last try yet; it was made then.
    asked: Millis,
}

impl Keeping {
    /// It has kept something; whether it had failed before.
    pub(super) fn succeeded(&mut self) -> bool {
        std::mem::take(&mut self.failures) > 0
    }

    pub(super) fn failed(&mut self, now: Millis) {
        // Many writes fail together: that is one failure.
        if self.failures == 0 || now >= self.due {
            self.due = now + FIRST_WAIT.saturating_mul(1 << self.failures.min(10)).min(LONGEST_WAIT);
            self.failures += 1;
        }
    }

    /// It was closed: it is opened again at once.
    pub(super) fn closed(&mut self, now: Millis) {
        (self.failures, self.due) = (self.failures.max(1), now);
    }

    /// Nothing may be promised of it.
    pub(super) fn has_failed(&self) -> bool {
        self.failures > 0
    }

    /// Whether to try again now, `unkept` being since when something waits to be kept.
    pub(super) fn is_due(&mut self, unkept: Option<Millis>, now: Millis) -> bool {
        let is_silent = unkept.is_some_and(|since| now.saturating_sub(since.max(self.asked)) >= SILENT);
        let is_due = if self.failures == 0 { is_silent } else { now >= self.due };
        if is_due {
            self.asked = now;
            self.failed(now);
        }
        is_due
    }
}
