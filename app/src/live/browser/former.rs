//! Words that were removed, as far as this page has seen it: offered at once, and until the day is over.

use js_sys::Date;
use leptos::prelude::*;
use model::live::Document;
use model::live::text::Memory;

use super::clock::now;
use crate::live::Live;

/// How often the document is looked at, in milliseconds.
const EVERY: u64 = 600;

/// What the page remembers of the texts.
pub struct Former<D: Document> {
    memory: Memory<D>,
    looked: u64,
}

impl<D: Document> Former<D> {
    /// Begins with what the server has told with the page.
    pub fn of(live: Live<D>) -> Self {
        let known = live.former.get_untracked();
        Self { memory: live.content.with_untracked(|content| Memory::new(content, known)), looked: 0 }
    }

    /// Looks, when it is time, and shows what was removed.
    pub fn look(&mut self, live: Live<D>) {
        if now() < self.looked + EVERY {
            return;
        }
        self.looked = now();
        let today = Date::new_0();
        let removed = live.content.try_with_untracked(|content| self.memory.look(content, today.get_time() as u64));
        let before = self.memory.former().len();
        if before > 0 {
            today.set_hours(0);
            today.set_minutes(0);
            today.set_seconds(0);
            today.set_milliseconds(0);
            self.memory.forget_before(today.get_time() as u64);
        }
        if removed.is_some_and(|removed| !removed.is_empty()) || self.memory.former().len() < before {
            live.former.try_set(self.memory.former().to_vec());
        }
    }
}
