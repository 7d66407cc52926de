//! What goes out to peers.

use bytes::Bytes;
use model::live::protocol::Message;

use super::event::{Effect, SessionId};
use super::{Millis, Room, Sabotage};

impl Room {
    /// News waits a little for company (B1).
    pub(super) fn flush_soon(&mut self, now: Millis) {
        let delay = self.limits.flush_delay(self.sessions.len());
        self.flush_at.get_or_insert(now + delay);
    }

    /// The tick: everything new as one frame for all (B1, B2, A4).
    pub(super) fn flush(&mut self, effects: &mut Vec<Effect>) {
        self.flush_at = None;
        if let Some(told) = self.news.take(&self.replica) {
            self.broadcast(told.frame, told.only_author, effects);
        }
        if let Some(frame) = self.awareness.take_news() {
            self.broadcast(frame, None, effects);
        }
    }

    /// Sends one frame to everybody who takes it in, but not to `except`.
    fn broadcast(&self, frame: Vec<u8>, except: Option<SessionId>, effects: &mut Vec<Effect>) {
        let ready = self.sessions.iter().filter(|(id, session)| session.is_ready() && Some(**id) != except);
        let to: Vec<SessionId> = ready.map(|(id, _)| *id).collect();
        if !to.is_empty() {
            effects.push(Effect::Send { to, frame: Bytes::from(frame) });
        }
    }

    /// Sends a frame to one peer, unless its queue is full: it gets all it missed once that is empty (B4).
    pub(super) fn send(&self, session: SessionId, frame: Vec<u8>, effects: &mut Vec<Effect>) {
        if self.sessions.get(&session).is_some_and(|session| session.is_ready()) {
            effects.push(Effect::Send { to: vec![session], frame: Bytes::from(frame) });
        }
    }

    /// Tells a peer how much of what it sent is in the file, if it understands that (S2).
    pub(super) fn tell_saved(&self, session: SessionId, now: Millis, effects: &mut Vec<Effect>) {
        let Some(receipts) = self.sessions.get(&session).filter(|s| s.peer.extended).map(|s| &s.receipts) else {
            return;
        };
        self.send(session, Message::Saved { frames: receipts.saved(), at: now }.encode(), effects);
    }

    /// Tells every peer whose frames have become durable, and with `recovered` everybody (S2, S4).
    pub(super) fn settle_receipts(&mut self, recovered: bool, now: Millis, effects: &mut Vec<Effect>) {
        let early = self.sabotage == Some(Sabotage::AcknowledgeEarly);
        let place = if early { self.saving.under_way() } else { self.saving.durable() };
        let settled = self.sessions.iter_mut().filter_map(|(id, session)| session.receipts.settle(place).then_some(*id));
        let mut to: Vec<SessionId> = settled.collect();
        if recovered {
            to = self.sessions.keys().copied().collect();
        }
        for session in to {
            self.tell_saved(session, now, effects);
        }
    }

    /// Saving does not work: everybody who understands is told (S4).
    pub(super) fn tell_unsaved(&self, effects: &mut Vec<Effect>) {
        let ready = self.sessions.iter().filter(|(_, session)| session.peer.extended && session.is_ready());
        let to: Vec<SessionId> = ready.map(|(id, _)| *id).collect();
        if !to.is_empty() {
            effects.push(Effect::Send { to, frame: Bytes::from(Message::Unsaved.encode()) });
        }
    }
}
