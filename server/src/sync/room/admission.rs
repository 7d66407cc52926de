//! Which frames are acted upon. They are judged as a whole (F2), and in the order of what the judging costs: size and number, permission,
//! the scan of the bytes, and only then yrs.

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use model::ids::AuthorId;
use model::live::protocol::{AwarenessUpdate, CloseCode, Message};
use model::live::replica::{Incoming, Replica, Waits};
use model::live::scan::{Bounds, Counts, Scanned, ScannedState};

use super::event::SessionId;
use super::{Millis, Room};

/// How a connection ends.
#[derive(Debug)]
pub(super) struct Closing {
    pub(super) code: CloseCode,
    /// Empty where the code says all there is to say.
    pub(super) why: String,
}

impl From<CloseCode> for Closing {
    fn from(code: CloseCode) -> Self {
        Self { code, why: String::new() }
    }
}

impl Closing {
    fn malformed(why: impl Display) -> Self {
        Self { code: CloseCode::Malformed, why: why.to_string() }
    }
}

/// One message that was read and may be acted upon.
pub(super) enum Step {
    /// A SyncStep1: what the peer has.
    Ask(Vec<u8>),
    /// A SyncStep2 or Update of a peer that may write.
    Change(Change),
    /// A SyncStep2 of a peer that may only read, with nothing new in it.
    Known,
    /// One with more than the room has (F5).
    Surplus,
    Awareness(AwarenessUpdate),
    QueryAwareness,
    Ping,
}

/// What a peer that may write has written.
pub(super) struct Change {
    pub(super) incoming: Incoming,
    /// As it came.
    pub(super) bytes: Bytes,
}

impl Room {
    /// X1 to X5, X9 to X12: whether a frame may be acted upon; if not, how the peer is closed (not at all when it has gone already).
    pub(super) fn admit(&mut self, id: SessionId, frame: &[u8], now: Millis) -> Result<Vec<Step>, Option<Closing>> {
        let session = self.sessions.get_mut(&id).ok_or(None)?;
        if frame.len() > self.limits.frame_bytes {
            return Err(Some(CloseCode::TooLarge.into()));
        }
        if !session.bytes_left.take(frame.len() as u64, now) {
            return Err(Some(CloseCode::TooFast.into()));
        }
        let messages = Message::decode_frame(frame).map_err(Closing::malformed)?;
        let asks = messages.iter().any(|message| matches!(message, Message::SyncStep1(_) | Message::QueryAwareness));
        let may_ask = !asks || session.answers_left.has_some(now);
        if !session.messages_left.take(messages.len().max(1) as u64, now) || !may_ask {
            return Err(Some(CloseCode::TooFast.into()));
        }
        let (person, may_write) = (session.peer.person, session.peer.may_write);
        // F5: not a byte of it is looked at.
        if !may_write && messages.iter().any(|message| matches!(message, Message::Update(_))) {
            return Err(Some(CloseCode::Forbidden.into()));
        }
        let steps = without_repeated_questions(messages).filter_map(|message| self.read(message, may_write).transpose());
        let steps = steps.collect::<Result<Vec<Step>, Closing>>()?;
        let changes: Vec<&Change> =
            steps.iter().filter_map(|step| if let Step::Change(change) = step { Some(change) } else { None }).collect();
        self.judge(person, &changes)?;
        Ok(steps)
    }

    /// Reads one message; `None` is one that a client has no business to send, and is ignored.
    fn read(&self, message: Message, may_write: bool) -> Result<Option<Step>, Closing> {
        Ok(Some(match message {
            Message::SyncStep1(state) => {
                ScannedState::read(&state).map_err(Closing::malformed)?;
                Step::Ask(state)
            }
            Message::SyncStep2(update) | Message::Update(update) => {
                let scanned = Scanned::read(&update, &self.limits.update).map_err(Closing::malformed)?;
                match may_write {
                    true => Step::Change(Change { incoming: decode(scanned)?, bytes: Bytes::from(update) }),
                    false if self.replica.knows(&scanned) => Step::Known,
                    false => Step::Surplus,
                }
            }
            Message::Awareness(body) => Step::Awareness(AwarenessUpdate::decode(&body).map_err(Closing::malformed)?),
            Message::QueryAwareness => Step::QueryAwareness,
            Message::Ping => Step::Ping,
            Message::Auth | Message::Saved { .. } | Message::Unsaved | Message::Pong => return Ok(None),
        }))
    }

    /// Whether there is room for what a peer has written: in the document (X1), on its way to the disk (X4), and among what waits (X11).
    fn judge(&mut self, person: AuthorId, changes: &[&Change]) -> Result<(), Closing> {
        let bytes: usize = changes.iter().map(|change| change.bytes.len()).sum();
        if bytes == 0 {
            return Ok(());
        }
        let mut own = Counts::default();
        changes.iter().for_each(|change| own += change.incoming.scanned().counts());
        let mut sum = self.document;
        sum += own;
        if self.document_bytes + bytes > self.limits.document_bytes || sum.beyond(&self.limits.document.counts).is_some() {
            // The sum of updates is more than the document they make: measure before refusing.
            self.measured(&self.replica.snapshot());
            // A full document can be made smaller.
            let only_deletes = changes.iter().all(|change| change.incoming.scanned().only_deletes());
            let room = self.limits.document_bytes + if only_deletes { self.limits.document_bytes / 8 } else { 0 };
            let is_full = self.document_bytes + bytes > room;
            let too_many = self.document.beyond(&self.limits.document.counts).or(own.beyond(&self.limits.document.counts));
            if (is_full || too_many.is_some()) && brings_news(&self.replica, changes) {
                let why = too_many.map(|too_many| too_many.to_string()).unwrap_or_default();
                return Err(Closing { code: CloseCode::TooLarge, why });
            }
        }
        if self.saving.bytes() + bytes > self.limits.pending_bytes && brings_news(&self.replica, changes) {
            return Err(CloseCode::Unsaved.into());
        }
        let mut waits = Waits::default();
        for change in changes {
            waits += self.replica.judge(&change.incoming).map_err(Closing::malformed)?;
        }
        if waits.is_nothing() { Ok(()) } else { self.may_wait(person, waits) }
    }

    /// X11: whether so much more of a person may wait for earlier updates.
    fn may_wait(&self, person: AuthorId, more: Waits) -> Result<(), Closing> {
        let (mut all, mut own) = (self.replica.waits(), self.waiting_of.get(&person).copied().unwrap_or_default());
        all += more;
        own += more;
        let beyond = |waits: Waits, at_most: Waits| waits.pieces > at_most.pieces || waits.bytes > at_most.bytes;
        if beyond(all, self.limits.waiting) || beyond(own, self.limits.waiting_of_one) {
            return Err(Closing::malformed("too much of it waits for earlier updates"));
        }
        Ok(())
    }

    /// This is the whole document: how large it truly is.
    pub(super) fn measured(&mut self, snapshot: &[u8]) {
        self.document_bytes = snapshot.len();
        // Beyond all bounds, the sum stays.
        if let Ok(scanned) = Scanned::read(snapshot, &Bounds::STORED) {
            self.document = scanned.counts();
        }
    }
}

fn brings_news(replica: &Replica, changes: &[&Change]) -> bool {
    changes.iter().any(|change| !replica.holds(&change.incoming))
}

/// F3: of several questions in one frame the last is answered, which is the newest; the others are not even looked at.
fn without_repeated_questions(messages: Vec<Message>) -> impl Iterator<Item = Message> {
    let last = |is: fn(&Message) -> bool| messages.iter().rposition(is);
    let last_of_each = [last(|message| matches!(message, Message::SyncStep1(_))), last(|message| *message == Message::QueryAwareness)];
    messages.into_iter().enumerate().filter_map(move |(at, message)| {
        let asks = matches!(message, Message::SyncStep1(_) | Message::QueryAwareness);
        (!asks || last_of_each.contains(&Some(at))).then_some(message)
    })
}

/// Lets yrs read an update. It has panicked on other people's bytes: nothing of ours is touched yet, so that costs nobody but the sender.
fn decode(scanned: Scanned) -> Result<Incoming, Closing> {
    let read = catch_unwind(AssertUnwindSafe(|| Incoming::read(scanned))).map_err(|_| Closing::malformed("an update can't be read"))?;
    read.map_err(|_| Closing::malformed("an update can't be read"))
}
