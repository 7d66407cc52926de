//! Frames from peers: read as a whole, judged as a whole, and only then acted upon (F2).

use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use model::presence::User;
use model::protocol::{AwarenessUpdate, CloseCode, Message};
use model::replica::{Incoming, check_state_vector};

use super::awareness::{Claim, Speaker};
use super::event::{Effect, LogUpdate, SessionId};
use super::session::Flow;
use super::{Millis, Room};

/// One message that was read and found well-formed.
enum Step {
    /// A SyncStep1: what the peer has.
    Ask(Vec<u8>),
    Change(Change),
    /// A SyncStep2 of a peer that may only read (F5).
    Surplus,
    Awareness(AwarenessUpdate),
    QueryAwareness,
    Ping,
}

/// A SyncStep2 or Update.
struct Change {
    incoming: Incoming,
    /// As it came.
    bytes: Bytes,
    /// It is a SyncStep2: what the peer has beyond what we told it we have.
    is_answer: bool,
}

impl Change {
    fn read(update: Vec<u8>, is_answer: bool) -> Option<Self> {
        Some(Self { incoming: Incoming::decode(&update).ok()?, bytes: Bytes::from(update), is_answer })
    }
}

impl Room {
    /// F2: a frame came.
    pub(super) fn receive(&mut self, id: SessionId, frame: &[u8], now: Millis, effects: &mut Vec<Effect>) {
        // After L5 nothing is taken in: it is not acknowledged either, and comes again.
        if self.closing {
            return;
        }
        let steps = match self.admit(id, frame, now) {
            Ok(steps) => steps,
            Err(Some(code)) => return self.close(id, code, now, effects),
            Err(None) => return,
        };
        for step in steps {
            match step {
                Step::Ask(state) => self.answer(id, state, effects),
                Step::Change(change) => self.take_in(id, change, now, effects),
                Step::Surplus => self.leave_out(id),
                Step::Awareness(update) => self.hear(id, &update, now),
                Step::QueryAwareness => {
                    if let Some(frame) = self.awareness.everybody() {
                        self.send(id, frame, effects);
                    }
                }
                Step::Ping => self.send(id, Message::Pong.encode(), effects),
            }
        }
    }

    /// X1 to X5: whether a frame may be acted upon; if not, with which code the peer is closed (none when it has gone already).
    fn admit(&mut self, id: SessionId, frame: &[u8], now: Millis) -> Result<Vec<Step>, Option<CloseCode>> {
        let session = self.sessions.get_mut(&id).ok_or(None)?;
        if frame.len() > self.limits.frame_bytes {
            return Err(Some(CloseCode::TooLarge));
        }
        if !session.frames_left.take(1, now) || !session.bytes_left.take(frame.len() as u64, now) {
            return Err(Some(CloseCode::TooFast));
        }
        let may_write = session.peer.may_write;
        let mut steps = read(frame).ok_or(Some(CloseCode::Malformed))?;
        if !may_write {
            self.only_read(&mut steps)?;
        }
        let changes = || steps.iter().filter_map(|step| if let Step::Change(change) = step { Some(change) } else { None });
        let brings_news = || changes().any(|change| !self.replica.holds(&change.incoming));
        let bytes: usize = changes().map(|change| change.bytes.len()).sum();
        if bytes > 0 && self.document_bytes + bytes > self.limits.document_bytes {
            // The sum of updates is more than the document they make: measure before refusing.
            self.document_bytes = self.replica.snapshot().len();
            if brings_news() && self.document_bytes + bytes > self.limits.document_bytes {
                return Err(Some(CloseCode::TooLarge));
            }
        }
        let is_full = self.saving.bytes() + bytes > self.limits.pending_bytes;
        if is_full && brings_news() {
            return Err(Some(CloseCode::Unsaved));
        }
        Ok(steps)
    }

    /// F5: what a peer that may only read has beyond the room is left out; what it writes closes its connection.
    fn only_read(&self, steps: &mut [Step]) -> Result<(), Option<CloseCode>> {
        for step in steps {
            match step {
                Step::Change(change) if self.replica.holds(&change.incoming) => {}
                // It may have been told of something that a crash then took from us. Its author sends that again.
                Step::Change(change) if change.is_answer => *step = Step::Surplus,
                Step::Change(_) => return Err(Some(CloseCode::Forbidden)),
                _ => {}
            }
        }
        Ok(())
    }

    /// F5: a frame that was not taken in is never called saved, nor is any after it.
    fn leave_out(&mut self, id: SessionId) {
        if let Some(session) = self.sessions.get_mut(&id) {
            session.receipts.received(u64::MAX);
        }
    }

    /// F3: a peer says what it has, and is sent what it lacks.
    fn answer(&mut self, id: SessionId, state: Vec<u8>, effects: &mut Vec<Effect>) {
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
        self.send(id, Message::SyncStep2(missing).encode(), effects);
    }

    /// F4 to F6: a change is taken in at once, told at the next tick, and written to the log as it came.
    fn take_in(&mut self, id: SessionId, Change { incoming, bytes, .. }: Change, now: Millis, effects: &mut Vec<Effect>) {
        let before = if self.news.is_empty() { self.replica.state_vector() } else { Vec::new() };
        // What waited for this comes with it, and is news to its author too (B2).
        let author = (!self.replica.is_waiting()).then_some(id);
        let applied = if incoming.is_empty() { Default::default() } else { self.replica.take_in(incoming) };
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        // F6: what was taken in of a broken update is kept, or copies would differ; the rest of it must not come back from the log.
        let row = match &applied.news {
            Some(news) if applied.broken => Some(Bytes::from(news.clone())),
            Some(_) => Some(bytes),
            None => (applied.waits && !applied.broken).then_some(bytes),
        };
        if let Some(row) = row {
            self.document_bytes += row.len();
            let person = session.peer.person;
            let claims = std::mem::take(&mut session.claims);
            self.saving.push(LogUpdate { author: person, bytes: row }, claims.into_iter().map(|client| (client, person)));
            self.flush_at.get_or_insert(now + self.limits.flush_delay(self.sessions.len()));
        }
        if let Some(news) = applied.news {
            self.news.add(author, news, before);
        }
        if applied.broken {
            return self.close(id, CloseCode::Malformed, now, effects);
        }
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
        let user = User::new(&session.peer.name, &session.peer.school, session.colour);
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

/// Reads a whole frame; `None` when anything in it is malformed. Updates are other people's bytes, and yrs has panicked on such:
/// nothing of ours is touched yet, so that costs nobody but the sender.
fn read(frame: &[u8]) -> Option<Vec<Step>> {
    let messages = Message::decode_frame(frame).ok()?;
    let read = || messages.into_iter().map(read_message).collect::<Option<Vec<_>>>();
    let steps = catch_unwind(AssertUnwindSafe(read)).ok().flatten()?;
    Some(steps.into_iter().flatten().collect())
}

/// `Some(None)` is a message that a client has no business to send, and is ignored.
fn read_message(message: Message) -> Option<Option<Step>> {
    Some(Some(match message {
        Message::SyncStep1(state) => {
            check_state_vector(&state).ok()?;
            Step::Ask(state)
        }
        Message::SyncStep2(update) => Step::Change(Change::read(update, true)?),
        Message::Update(update) => Step::Change(Change::read(update, false)?),
        Message::Awareness(body) => Step::Awareness(AwarenessUpdate::decode(&body).ok()?),
        Message::QueryAwareness => Step::QueryAwareness,
        Message::Ping => Step::Ping,
        Message::Auth | Message::Saved { .. } | Message::Unsaved | Message::Pong => return Some(None),
    }))
}
