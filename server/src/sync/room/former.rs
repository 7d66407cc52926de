//! Words that are removed: looked for now and then, and kept in the file for the rest of the day (S8).

use chrono::DateTime;
use model::documents::Memory;

use super::{Millis, Room};
use crate::sync::limits::Limits;

/// What the room remembers of the texts.
pub(super) struct Former {
    memory: Memory,
    /// When to look next; `None` when nothing has come since the last time.
    due: Option<Millis>,
    looked: Millis,
}

impl Former {
    pub(super) fn of(memory: Memory) -> Self {
        Self { memory, due: None, looked: 0 }
    }

    /// Something new is in the document, which has so many pieces.
    pub(super) fn stir(&mut self, pieces: usize, limits: &Limits, now: Millis) {
        let pause = limits.look_every + pieces as Millis / limits.look_pieces_a_millisecond;
        self.due.get_or_insert((self.looked + pause).max(now));
    }

    /// There is no later.
    pub(super) fn hurry(&mut self, now: Millis) {
        self.due = self.due.map(|_| now);
    }

    /// When to look. With a tick to come it waits for that, so that one batch carries the removal and what was removed.
    pub(super) fn deadline(&self, tick: Option<Millis>) -> Option<Millis> {
        self.due.map(|due| due.max(tick.unwrap_or(0)))
    }
}

/// When the day began in Britain that it is at a moment.
fn day_began(now: Millis) -> Millis {
    let moment = DateTime::from_timestamp_millis(now.cast_signed()).unwrap_or_default();
    store::live::day_began(moment).try_into().unwrap_or(0)
}

impl Room {
    /// Looks for what was removed, when that is due.
    pub(super) fn look_for_former_words(&mut self, now: Millis) {
        if self.former.deadline(self.flush_at).is_some_and(|due| due <= now) {
            (self.former.due, self.former.looked) = (None, now);
            self.former.memory.forget_before(day_began(now));
            let removed = self.former.memory.look(&self.replica, now);
            self.saving.keep(removed);
        }
    }
}
