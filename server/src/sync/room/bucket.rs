//! A token bucket: so much a second on average, and a burst.

use crate::sync::limits::Millis;

/// Tokens in thousandths, so that a slow rate on a fast clock loses nothing to rounding.
#[derive(Clone, Debug)]
pub(super) struct Bucket {
    per_second: u64,
    burst: u64,
    thousandths: u64,
    at: Millis,
}

impl Bucket {
    pub(super) fn full(per_second: u64, burst: u64, now: Millis) -> Self {
        Self { per_second, burst, thousandths: burst * 1_000, at: now }
    }

    /// Whether there is anything left: for what is known to be too much only when it is done.
    pub(super) fn has_some(&mut self, now: Millis) -> bool {
        self.fill(now);
        self.thousandths > 0
    }

    /// Takes so many tokens, or what is there.
    pub(super) fn spend(&mut self, tokens: u64, now: Millis) {
        self.fill(now);
        self.thousandths = self.thousandths.saturating_sub(tokens.saturating_mul(1_000));
    }

    fn fill(&mut self, now: Millis) {
        let passed = now.saturating_sub(self.at);
        self.at = now;
        self.thousandths = (self.thousandths + passed.saturating_mul(self.per_second)).min(self.burst * 1_000);
    }

    /// Takes so many tokens if they are there.
    pub(super) fn take(&mut self, tokens: u64, now: Millis) -> bool {
        self.fill(now);
        let Some(rest) = self.thousandths.checked_sub(tokens.saturating_mul(1_000)) else {
            return false;
        };
        self.thousandths = rest;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x2_a_bucket_gives_its_burst_then_its_rate() {
        let mut bucket = Bucket::full(10, 3, 0);
        assert!((0..3).all(|_| bucket.take(1, 0)));
        assert!(!bucket.take(1, 99));
        assert!(bucket.take(1, 100));
        assert!(!bucket.take(1, 100));
        assert!(bucket.take(3, 1_000_000));
    }

    #[test]
    fn x12_what_costs_more_than_there_is_leaves_nothing_and_no_debt() {
        let mut bucket = Bucket::full(10, 3, 0);
        assert!(bucket.has_some(0));
        bucket.spend(1_000, 0);
        assert!(!bucket.has_some(0));
        assert!(bucket.has_some(100));
    }
}
