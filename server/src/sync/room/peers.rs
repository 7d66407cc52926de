//! Peers come, fall behind, catch up and go.

use model::live::protocol::{CloseCode, Message};

use super::admission::Closing;
use super::event::{Effect, Peer, SessionId};
use super::session::{Flow, Session};
use super::{Millis, Room, Sabotage};

/// The state vector of somebody who has nothing.
const NOTHING: [u8; 1] = [0];

impl Room {
    /// F1: a peer is asked what it has, and told who is here.
    pub(super) fn connect(&mut self, id: SessionId, peer: Peer, now: Millis, effects: &mut Vec<Effect>) {
        let refusal = if self.closing {
            Some(CloseCode::Restarting)
        } else if self.sessions.len() >= self.limits.sessions_per_room
            || self.people.sessions_of(peer.person) >= self.limits.sessions_per_person
        {
            Some(CloseCode::TooFast)
        } else {
            None
        };
        if let Some(code) = refusal {
            effects.push(Effect::Close { session: id, code, why: String::new() });
            return;
        }
        let badge = self.people.came(peer.person);
        let extended = peer.extended;
        self.sessions.insert(id, Session::new(peer, badge, &self.limits, now));
        self.empty_since = None;
        self.send(id, Message::SyncStep1(self.replica.state_vector()).encode(), effects);
        if let Some(frame) = self.awareness.everybody() {
            self.send(id, frame, effects);
        }
        if extended && self.saving.is_failing() {
            self.send(id, Message::Unsaved.encode(), effects);
        }
    }

    /// A peer has gone: its states go with it (A3).
    pub(super) fn forget(&mut self, id: SessionId, now: Millis) {
        let Some(session) = self.sessions.remove(&id) else {
            return;
        };
        self.people.went(session.peer.person);
        self.awareness.leave(id, &session.clients, self.limits.departed_clients);
        if self.sessions.is_empty() {
            self.empty_since = Some(now);
            self.leave_uncompacted = false;
        }
        if self.awareness.has_news() {
            self.flush_soon(now);
        }
    }

    /// Ends a peer's connection.
    pub(super) fn close(&mut self, id: SessionId, code: CloseCode, now: Millis, effects: &mut Vec<Effect>) {
        self.close_for(id, Closing::from(code), now, effects);
    }

    /// Ends a peer's connection for a reason.
    pub(super) fn close_for(&mut self, id: SessionId, closing: Closing, now: Millis, effects: &mut Vec<Effect>) {
        if self.sessions.contains_key(&id) {
            let Closing { code, why } = closing;
            effects.push(Effect::Close { session: id, code, why });
            self.forget(id, now);
        }
    }

    /// B4: a peer's queue is full. What it surely has is remembered, and it gets nothing more for now.
    pub(super) fn overflow(&mut self, id: SessionId, now: Millis) {
        if self.sabotage == Some(Sabotage::SkipLaggard) {
            return;
        }
        let Some(session) = self.sessions.get_mut(&id).filter(|session| session.is_ready()) else {
            return;
        };
        let has = match &session.asked {
            // The answer itself may have been the frame that did not fit.
            Some((turn, asked)) if *turn == self.turn => asked.clone(),
            Some(_) => self.news.before().map_or_else(|| self.replica.state_vector(), <[u8]>::to_vec),
            None => NOTHING.to_vec(),
        };
        session.flow = Flow::Lagging { has, since: now };
    }

    /// B4: a peer has taken in everything before the first frame that did not fit: it gets the difference from there.
    pub(super) fn catch_up(&mut self, id: SessionId, now: Millis, effects: &mut Vec<Effect>) {
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        let Flow::Lagging { has, .. } = std::mem::replace(&mut session.flow, Flow::Ready) else {
            return;
        };
        let extended = session.peer.extended;
        // Should this overflow again, it starts over from the same place.
        session.asked = Some((self.turn, has.clone()));
        let missing = self.replica.missing_from(&has).unwrap_or_else(|_| self.replica.snapshot());
        self.send(id, Message::SyncStep2(missing).encode(), effects);
        if let Some(frame) = self.awareness.everybody_and_the_departed() {
            self.send(id, frame, effects);
        }
        self.tell_saved(id, now, effects);
        if extended && self.saving.is_failing() {
            self.send(id, Message::Unsaved.encode(), effects);
        }
    }

    /// B5: a peer that does not read for too long is closed.
    pub(super) fn close_the_undrained(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        let timeout = self.limits.drain_timeout;
        let stuck = |session: &Session| matches!(session.flow, Flow::Lagging { since, .. } if since + timeout <= now);
        let stuck: Vec<SessionId> = self.sessions.iter().filter(|(_, s)| stuck(s)).map(|(id, _)| *id).collect();
        for session in stuck {
            self.close(session, CloseCode::TimedOut, now, effects);
        }
    }
}
