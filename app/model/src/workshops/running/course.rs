//! What a workshop's state means at a moment: what is on, what is left of it, and when everything else begins.

use super::steps::Step;
use super::{Millis, Running};

/// Where a workshop stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    NotBegun,
    Runs,
    Paused,
    Ended,
}

impl Phase {
    /// Its word for the page's script.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotBegun => "not-begun",
            Self::Runs => "runs",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }
}

/// A workshop at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub phase: Phase,
    /// Where the step that is on stands among all; nothing before it begins, and in a plan without steps.
    pub current: Option<usize>,
    /// How long that step is, with what was added to it.
    pub total: Millis,
    /// What is left of it; less than nothing when its time is over.
    pub left: Millis,
    /// When each step begins, as things stand: one that is over or on, when it was to begin by the plan.
    pub starts: Vec<Millis>,
    /// When the last one ends.
    pub ends: Millis,
}

impl Course {
    pub fn of(running: &Running, steps: &[Step], now: Millis) -> Self {
        let place = running.at.as_ref().and_then(|place| Some((place, place.among(steps)?)));
        let phase = match (place, running.ended_at) {
            (_, Some(_)) => Phase::Ended,
            (None, None) => Phase::NotBegun,
            (Some((place, _)), None) if place.paused_at.is_some() => Phase::Paused,
            (Some(_), None) => Phase::Runs,
        };
        let (current, total, left) = match place {
            Some((place, current)) => {
                let total = steps.get(current).map_or(0, |step| step.length) + place.extra;
                (Some(current), total, total - place.gone(now))
            }
            None => (None, 0, 0),
        };
        let mut starts: Vec<Millis> = steps.iter().map(|step| step.planned).collect();
        let mut ends = steps.last().map_or(now, |last| last.planned + last.length);
        if phase != Phase::Ended {
            // What goes on for too long goes on at least until now.
            let mut over = match current {
                Some(_) => now + left.max(0),
                None => steps.first().map_or(now, |first| first.planned.max(now)),
            };
            for (start, step) in starts.iter_mut().zip(steps).skip(current.map_or(0, |current| current + 1)) {
                *start = if step.is_fixed && step.planned > now { step.planned } else { over };
                over = *start + step.length;
            }
            ends = over;
        }
        Self { phase, current, total, left, starts, ends }
    }

    /// Where the next step stands among all.
    pub fn next(&self) -> Option<usize> {
        let next = match self.phase {
            Phase::Ended => return None,
            Phase::NotBegun => 0,
            Phase::Runs | Phase::Paused => self.current? + 1,
        };
        (next < self.starts.len()).then_some(next)
    }

    /// When the step that is on ends, as things stand; nothing where none is.
    pub fn current_ends(&self, now: Millis) -> Option<Millis> {
        self.current.filter(|_| self.phase != Phase::Ended).map(|_| now + self.left)
    }
}
