//! Undo and redo of what was done on this page.

use leptos::prelude::*;
use model::documents::board::{History, differences};
use model::live::link::Effect;
use model::live::replica::Replica;

use super::clock::now;
use super::session::Session;
use crate::live::{HistoryMove, LeftOut};

impl Session {
    pub fn undo(&mut self, effects: &mut Vec<Effect>) {
        self.step_history(effects, History::undo, true);
    }

    pub fn redo(&mut self, effects: &mut Vec<Effect>) {
        self.step_history(effects, History::redo, false);
    }

    fn step_history(&mut self, effects: &mut Vec<Effect>, step: fn(&mut History, &mut Replica) -> Option<Vec<u8>>, is_undo: bool) {
        let selection = self.focused.as_ref().and_then(|focused| focused.selection(&self.board));
        let (overfull, before) = (self.board.overfull(), self.board.lesson());
        let mut updates: Vec<Vec<u8>> = step(&mut self.history, self.board.replica_mut()).into_iter().collect();
        // Colleagues may have filled the field meanwhile: then it is taken back at once.
        let too_full = self.board.overfull().into_iter().find(|field| !overfull.contains(field));
        if let Some(field) = too_full {
            let back = if is_undo { History::redo } else { History::undo };
            updates.extend(back(&mut self.history, self.board.replica_mut()));
            self.say_left_out(Some(LeftOut { field, letters: 0 }));
        }
        for update in updates {
            self.link.edited(update, now(), effects);
        }
        if let Some(focused) = &mut self.focused {
            focused.show(&self.board, selection);
        }
        self.show_now(effects);
        let differences = differences(&before, &self.board.lesson());
        self.live.last_move.try_update(|last| *last = HistoryMove { number: last.number + 1, is_undo, differences });
        self.tell_place(effects);
    }
}
