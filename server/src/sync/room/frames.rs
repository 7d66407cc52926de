//! Frames from peers: acted upon once they have been admitted as a whole (F2, `admission.rs`).

use bytes::Bytes;
use model::ids::AuthorId;
use model::live::presence::User;
use model::live::protocol::{AwarenessUpdate, CloseCode, Message};
use model::live::replica::Waits;

use super::admission::{Change, Step};
use super::awareness::{Claim, Speaker};
use super::event::{Effect, LogUpdate, SessionId};
use super::session::Flow;
use super::{Millis, Room};

impl Room {
    /// F2: a frame came.
    pub(super) fn receive(&mut self, id: SessionId, frame: &[u8], now: Millis, effects: &mut Vec<Effect>) {
        // After L5 nothing is taken in: it is not acknowledged either, and comes again.
        if self.closing {
            return;
        }
        let steps = match self.admit(id, frame, now) {
            Ok(steps) => steps,
            Err(Some(closing)) => return self.close_for(id, closing, now, effects),
            Err(None) => return,
        };
        for step in steps {
            match step {
                Step::Ask(state) => self.answer(id, state, now, effects),
                Step::Change(change) => self.take_in(id, change, now, effects),
                Step::Known => self.acknowledge(id, now, effects),
                Step::Surplus => self.leave_out(id),
                Step::Awareness(update) => self.hear(id, &update, now),
                Step::QueryAwareness => {
                    if let Some(frame) = self.awareness.everybody() {
                        self.charge(id, frame.len(), now);
                        self.send(id, frame, effects);
                    }
                }
                Step::Ping => self.send(id, Message::Pong.encode(), effects),
            }
        }
    }

    /// F5: a frame that was not taken in is never called saved, nor is any after it.
    fn leave_out(&mut self, id: SessionId) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.receipts.received(u64::MAX);
        }
    }

    /// X12: an answer is paid for by whoever asked.
    fn charge(&mut self, id: SessionId, bytes: usize, now: Millis) {
        let least = self.document_bytes as u64 / self.limits.answer_costs_one_in.max(1);
        if let Some(session) = self.sessions.get_mut(&id) {
            session.answers_left.spend((bytes as u64).max(least), now);
        }
    }

    /// F3: a peer says what it has, and is sent what it lacks.
    fn answer(&mut self, id: SessionId, state: Vec<u8>, now: Millis, effects: &mut Vec<Effect>) {
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        if let Flow::Lagging { has, .. } = &mut session.flow {
            // The answer goes out when the queue is empty.
            *has = state;
            return;
        }
        let missing = self.replica.missing_from(&state).unwrap_or_else(|_| self.replica.snapshot());
        session.asked = Some((self.turn, state));
        self.charge(id, missing.len(), now);
        self.send(id, Message::SyncStep2(missing).encode(), effects);
    }

    /// F4 to F6: a change is taken in at once, told at the next tick, and written to the log as it came.
    fn take_in(&mut self, id: SessionId, Change { incoming, bytes }: Change, now: Millis, effects: &mut Vec<Effect>) {
        let before = if self.news.is_empty() { self.replica.state_vector() } else { Vec::new() };
        // What waited for this comes with it, and is news to its author too (B2).
        let author = (!self.replica.is_waiting()).then_some(id);
        let (counts, waited) = (incoming.scanned().counts(), self.replica.waits());
        let applied = if incoming.is_empty() { Default::default() } else { self.replica.take_in(incoming) };
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        let person = session.peer.person;
        // F6: what was taken in of a broken update is kept, or copies would differ; the rest of it must not come back from the log.
        let row = match &applied.news {
            Some(news) if applied.broken => Some(Bytes::from(news.clone())),
            Some(_) => Some(bytes),
            None => (applied.waits && !applied.broken).then_some(bytes),
        };
        if let Some(row) = row {
            self.document_bytes += row.len();
            self.document += counts;
            let claims = std::mem::take(&mut session.claims);
            self.saving.push(LogUpdate { author: person, bytes: row }, claims.into_iter().map(|client| (client, person)));
            self.flush_at.get_or_insert(now + self.limits.flush_delay(self.sessions.len()));
        }
        self.note_waiting(person, waited);
        if let Some(news) = applied.news {
            self.former.stir(self.document.pieces, &self.limits, now);
            self.news.add(author, news, before);
        }
        if applied.broken {
            return self.close(id, CloseCode::Malformed, now, effects);
        }
        self.acknowledge(id, now, effects);
    }

    /// X11: remembers how much of what waits came from whom, until nothing does.
    fn note_waiting(&mut self, person: AuthorId, before: Waits) {
        let waits = self.replica.waits();
        if waits.is_nothing() {
            return self.waiting_of.clear();
        }
        let pieces = waits.pieces.saturating_sub(before.pieces);
        if pieces > 0 {
            let bytes = waits.bytes.saturating_sub(before.bytes);
            *self.waiting_of.entry(person).or_default() += Waits { pieces, bytes };
        }
    }

    /// A document frame was dealt with.
    fn acknowledge(&mut self, id: SessionId, now: Millis, effects: &mut Vec<Effect>) {
        // S3: even a frame that brought nothing waits for everything that was before it.
        let (place, durable) = (self.saving.end(), self.saving.durable());
        if let Some(session) = self.sessions.get_mut(&id) {
            session.receipts.received(place);
            if session.receipts.settle(durable) {
                self.tell_saved(id, now, effects);
            }
        }
    }

    /// A1, A2: a peer says where it is.
    fn hear(&mut self, id: SessionId, update: &AwarenessUpdate, now: Millis) {
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        let badge = session.badge;
        let user = User { person: badge.number, ..User::new(&session.peer.name, &session.peer.school, badge.colour) };
        let mut robbed = Vec::new();
        for entry in &update.0 {
            if entry.state.as_ref().is_some_and(|state| state.len() > self.limits.awareness_state_bytes) {
                continue;
            }
            let speaker = Speaker {
                session: id,
                person: session.peer.person,
                clients: session.clients.len(),
                clients_at_most: self.limits.clients_per_session,
                user: &user,
            };
            let claim = self.awareness.hear(&speaker, entry);
            match claim {
                Claim::Held | Claim::Refused => continue,
                Claim::New => {}
                Claim::TakenFrom(older) => robbed.push((older, entry.client)),
            }
            session.clients.push(entry.client);
            session.claims.push(entry.client);
        }
        for (older, client) in robbed {
            if let Some(older) = self.sessions.get_mut(&older) {
                older.clients.retain(|other| *other != client);
                older.claims.retain(|other| *other != client);
            }
        }
        if self.awareness.has_news() {
            self.flush_soon(now);
        }
    }
}
