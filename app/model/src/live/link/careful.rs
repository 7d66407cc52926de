//! C8: when the server has refused something and it is not known what, updates go one by one, and what is refused is set aside.

use super::{Effect, Link, PendingKey};
use crate::live::protocol::CloseCode;
use crate::live::replica::{Malformed, Replica};

/// Whether updates go one by one, and how far that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Careful {
    /// All at once, as they are made.
    No,
    /// One by one.
    Yes {
        /// What the server had when we joined.
        state: Vec<u8>,
        /// The one under way.
        under_way: Option<PendingKey>,
        /// The one that was under way when the server refused it.
        refused: Option<PendingKey>,
        /// All of them are saved, and this frame carries whatever else the server lacks.
        rest: Option<u64>,
    },
}

impl Link {
    /// Whether a connection was ended for an update of ours, so that the others can go on without it.
    pub(super) fn is_about_an_update(&mut self, code: CloseCode) -> bool {
        if !matches!(code, CloseCode::Malformed | CloseCode::TooLarge) {
            // What was under way may come again.
            if let Careful::Yes { under_way, rest, .. } = &mut self.careful {
                (*under_way, *rest) = (None, None);
            }
            return false;
        }
        match &mut self.careful {
            Careful::No if self.frames > self.saved_frames && !self.queue.entries.is_empty() => {
                self.careful = Careful::Yes { state: Vec::new(), under_way: None, refused: None, rest: None };
                true
            }
            Careful::Yes { under_way: under_way @ Some(_), refused, .. } => {
                *refused = under_way.take();
                true
            }
            Careful::No | Careful::Yes { .. } => false,
        }
    }

    /// Begins with the first update, after having set aside what was refused.
    pub(super) fn join_carefully(&mut self, has: &[u8], replica: &mut Replica, effects: &mut Vec<Effect>) -> Result<(), Malformed> {
        let mut was_refused = None;
        if let Careful::Yes { state, under_way, refused, rest } = &mut self.careful {
            (*state, *under_way, *rest) = (has.to_vec(), None, None);
            was_refused = refused.take();
        }
        if let Some(key) = was_refused {
            self.set_aside(key, replica, effects);
        }
        self.go_on_carefully(replica, effects)
    }

    /// Sends the next one when the last is saved; then the rest; then all is as usual.
    pub(super) fn go_on_carefully(&mut self, replica: &mut Replica, effects: &mut Vec<Effect>) -> Result<(), Malformed> {
        let saved = self.saved_frames;
        let Careful::Yes { state, under_way, rest, .. } = &mut self.careful else {
            return Ok(());
        };
        if under_way.is_some_and(|key| self.queue.get_mut(key).is_some()) {
            return Ok(());
        }
        *under_way = None;
        match (self.queue.entries.first(), *rest) {
            (_, Some(frame)) if frame <= saved => {
                self.careful = Careful::No;
                self.retry.succeeded();
                let since: Vec<PendingKey> = self.queue.entries.iter().map(|pending| pending.key).collect();
                since.into_iter().for_each(|key| self.send_pending(key, effects));
            }
            (_, Some(_)) => {}
            (Some(next), None) => {
                let (key, update) = (next.key, next.update.clone());
                *under_way = Some(key);
                let frame = self.send_update(&update, effects);
                self.queue.get_mut(key).into_iter().for_each(|pending| pending.frame = frame);
            }
            (None, None) => {
                let missing = replica.missing_from(state)?;
                let frame = self.send_all(missing, effects);
                if let Careful::Yes { rest, .. } = &mut self.careful {
                    *rest = frame;
                }
            }
        }
        Ok(())
    }

    /// Takes an update back here, and sends what is left of it in its place.
    pub(super) fn set_aside(&mut self, key: PendingKey, replica: &mut Replica, effects: &mut Vec<Effect>) {
        let Some(update) = self.queue.get_mut(key).map(|pending| pending.update.clone()) else {
            return;
        };
        // Where not even its place can be sent, nothing that builds on it will ever be.
        let hollow = if self.queue.is_aside(key) { None } else { replica.hollow(&update).ok() };
        self.queue.set_aside(key, update, hollow, effects);
        effects.push(Effect::Show);
    }
}
