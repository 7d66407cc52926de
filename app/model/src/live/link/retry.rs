//! When to connect again.

use super::Millis;
use crate::live::protocol::CloseCode;

/// The first wait after a lost connection; it doubles from try to try.
const FIRST_WAIT: Millis = 500;
/// The longest wait between two tries.
const LONGEST_WAIT: Millis = 15_000;

/// The longest wait until it is asked again whether something that others end has ended: a table waits to write on.
const LIFTED_WAIT: Millis = 4_000;

/// Exponential backoff with jitter, and the memory of a refusal (C1).
#[derive(Debug, Default)]
pub(super) struct Retry {
    failures: u32,
    due: Millis,
    refused: Option<CloseCode>,
}

impl Retry {
    /// A connection came to stand.
    pub(super) fn succeeded(&mut self) {
        self.failures = 0;
        self.refused = None;
    }

    /// A connection ended, or never came to stand.
    pub(super) fn failed(&mut self, code: Option<CloseCode>, now: Millis, random: f64) {
        self.refused = code.filter(|code| !code.try_again());
        let longest = match self.refused {
            Some(code) if code.is_lifted() => LIFTED_WAIT,
            _ => FIRST_WAIT.saturating_mul(1 << self.failures.min(10)).min(LONGEST_WAIT),
        };
        self.due = now + jittered(longest, random);
        self.failures += 1;
    }

    /// A connection never carried anything, and there is another way to try.
    pub(super) fn other_way(&mut self, now: Millis, random: f64) {
        self.due = now + jittered(FIRST_WAIT, random);
    }

    pub(super) fn hurry(&mut self, now: Millis) {
        self.due = self.due.min(now);
    }

    pub(super) fn is_due(&self, now: Millis) -> bool {
        self.refused.is_none_or(CloseCode::is_lifted) && now >= self.due
    }

    /// Why trying again would not help.
    pub(super) fn refused(&self) -> Option<CloseCode> {
        self.refused
    }

    /// Whether no try has failed yet.
    pub(super) fn is_first(&self) -> bool {
        self.failures == 0
    }
}

/// Half of it is certain, the other half by chance: a school's thirty tablets must not come back all at once.
fn jittered(longest: Millis, random: f64) -> Millis {
    longest / 2 + (longest as f64 / 2.0 * random.clamp(0.0, 1.0)) as Millis
}
