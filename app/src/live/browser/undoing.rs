//! Undo and redo of what was done on this page.

use leptos::prelude::*;
use model::live::Document;
use model::live::link::Effect;
use model::live::replica::Replica;
use model::live::text::History;

use super::clock::now;
use super::session::Session;
use crate::live::{HistoryMove, LeftOut};

impl<D: Document> Session<D> {
    pub fn undo(&mut self, effects: &mut Vec<Effect>) {
        self.step_history(effects, History::undo, true);
    }

    pub fn redo(&mut self, effects: &mut Vec<Effect>) {
        self.step_history(effects, History::redo, false);
    }

    fn step_history(&mut self, effects: &mut Vec<Effect>, step: fn(&mut History<D>, &mut Replica) -> Option<Vec<u8>>, is_undo: bool) {
        let selection = self.focused.as_ref().and_then(|focused| focused.selection(&self.document));
        let (overfull, before) = (self.document.overfull(), self.document.content());
        let mut updates: Vec<Vec<u8>> = step(&mut self.history, self.document.replica_mut()).into_iter().collect();
        // Colleagues may have filled the field meanwhile: then it is taken back at once.
        let too_full = self.document.overfull().into_iter().find(|field| !overfull.contains(field));
        if let Some(field) = too_full {
            let back = if is_undo { History::redo } else { History::undo };
            updates.extend(back(&mut self.history, self.document.replica_mut()));
            self.say_left_out(Some(LeftOut { field, letters: 0 }));
        }
        for update in updates {
            self.link.edited(update, now(), effects);
        }
        if let Some(focused) = &mut self.focused {
            focused.show(&self.document, selection);
        }
        self.show_now(effects);
        let differences = D::differences(&before, &self.document.content());
        self.live.last_move.try_update(|last| *last = HistoryMove { number: last.number + 1, is_undo, differences });
        self.tell_place(effects);
    }
}
