//! A room: one live document and the people on it, as a pure state machine.
//!
//! It knows no sockets, no clock and no disk: [`Event`]s go in, [`Effect`]s come out, and [`Room::next_deadline`] tells when to tick.
//! `docs/SYNC.md` numbers its rules; comments and tests quote them.

mod admission;
mod awareness;
mod bucket;
mod disk;
mod event;
mod former;
mod frames;
mod log;
mod news;
mod peers;
mod people;
mod saving;
mod session;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use model::documents::{Kind, Summary};
use model::ids::AuthorId;
use model::live::replica::{Malformed, Replica, Waits};
use model::live::scan::{Bounds, Counts, Scanned};

pub use event::{Effect, Event, Loaded, LogUpdate, Peer, SessionId, Ticket};

use super::limits::{Limits, Millis};
use awareness::Awareness;
use disk::DiskWork;
use former::Former;
use log::Log;
use news::News;
use people::People;
use saving::Saving;
use session::{Flow, Session};

/// A deliberately broken engine, for the tests that show that the simulator would notice.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sabotage {
    /// Says "saved" when a batch is sent to the disk, not when it is there.
    AcknowledgeEarly,
    /// Goes on with the next frame after a peer's queue was full.
    SkipLaggard,
    /// Opens another room for somebody who joins while the first is loading (see `Directory`).
    SecondRoom,
}

/// One live document and the people on it.
pub struct Room {
    kind: Kind,
    limits: Limits,
    /// The document. Everything accepted is in it at once, durable or not.
    replica: Replica,
    /// At least the size of the document as an update, so that its size need not be measured often.
    document_bytes: usize,
    /// At least as much as there is of everything in it.
    document: Counts,
    /// Who brought what waits for earlier updates.
    waiting_of: BTreeMap<AuthorId, Waits>,
    /// The connections, in the order in which they came.
    sessions: BTreeMap<SessionId, Session>,
    people: People,
    awareness: Awareness,
    news: News,
    saving: Saving,
    /// What was last sent to the file for lists; nothing where that may not be there.
    listed: Option<Summary>,
    log: Log,
    /// What was removed today.
    former: Former,
    /// The compaction or reading under way; appends are `saving`'s. There is one piece of work for the disk at a time.
    disk: DiskWork,
    next_ticket: u64,
    /// Counts events, to tell frames of the last one from earlier frames.
    turn: u64,
    /// When to tell news, and to send what waits to the disk.
    flush_at: Option<Millis>,
    /// Since when nobody is here.
    empty_since: Option<Millis>,
    /// Nobody is let in any more: the process stops.
    closing: bool,
    /// [`Effect::Unload`] was asked for.
    asked_to_leave: bool,
    /// Compaction failed while leaving: the log stays as it is, nothing is lost by that.
    leave_uncompacted: bool,
    sabotage: Option<Sabotage>,
}

impl Room {
    /// A room of what the file holds.
    ///
    /// # Errors
    /// When the file holds something that is not an update: nothing is done to it then.
    pub fn open(kind: Kind, limits: Limits, loaded: &Loaded, now: Millis) -> Result<Self, Malformed> {
        let mut replica = Replica::with_random_client();
        let (mut document_bytes, mut document) = (0, Counts::default());
        for update in loaded.snapshot.iter().chain(&loaded.updates) {
            document += Scanned::read(update, &Bounds::STORED)?.counts();
            replica.apply(update)?;
            document_bytes += update.len();
        }
        let former = Former::of(kind.memory(&replica, loaded.former.clone()));
        Ok(Self {
            kind,
            limits,
            replica,
            document_bytes,
            document,
            waiting_of: BTreeMap::new(),
            sessions: BTreeMap::new(),
            people: People::default(),
            awareness: Awareness::default(),
            news: News::default(),
            saving: Saving::default(),
            listed: None,
            log: Log::read(loaded.through, loaded.rows, now),
            former,
            disk: DiskWork::None,
            next_ticket: 0,
            turn: 0,
            flush_at: None,
            empty_since: Some(now),
            closing: false,
            asked_to_leave: false,
            leave_uncompacted: false,
            sabotage: None,
        })
    }

    /// A room with a fault.
    #[doc(hidden)]
    #[must_use]
    pub fn sabotaged(mut self, sabotage: Option<Sabotage>) -> Self {
        self.sabotage = sabotage;
        self
    }

    /// Takes in what happened; what is to be done is added to `effects`, in order.
    pub fn handle(&mut self, event: Event, now: Millis, effects: &mut Vec<Effect>) {
        // This belongs to the event before it: nothing else may happen in between.
        if let Event::Overflowed { session } = event {
            return self.overflow(session, now);
        }
        self.turn += 1;
        match event {
            Event::Connected { session, peer } => self.connect(session, *peer, now, effects),
            Event::Frame { session, frame } => self.receive(session, &frame, now, effects),
            Event::Drained { session } => self.catch_up(session, now, effects),
            Event::Disconnected { session } => self.forget(session, now),
            Event::Committed { ticket, last } => self.committed(ticket, last, now, effects),
            Event::CommitFailed { ticket } => self.commit_failed(ticket, now, effects),
            Event::Compacted { ticket } => self.compacted(ticket),
            Event::CompactionRefused { ticket } => self.compaction_refused(ticket, now),
            Event::CompactionFailed { ticket } => self.compaction_failed(ticket, now),
            Event::Reloaded { ticket, loaded } => self.reloaded(ticket, &loaded, now),
            Event::ReloadFailed { ticket } => self.compaction_failed(ticket, now),
            Event::Kept => self.kept(now),
            Event::Tick | Event::Overflowed { .. } => {}
            Event::Shutdown => {
                self.closing = true;
                self.flush_at = Some(now);
                self.former.hurry(now);
            }
        }
        self.keep_time(now, effects);
        self.drive(now, effects);
    }

    /// When to hand in [`Event::Tick`]; `None` when nothing is to be done until something happens.
    pub fn next_deadline(&self) -> Option<Millis> {
        // A new try goes with the tick, if one is set.
        let saving = self.saving.deadline(&self.limits).filter(|_| self.saving.is_busy() || self.flush_at.is_none());
        let drains = self.sessions.values().filter_map(|session| match session.flow {
            Flow::Lagging { since, .. } => Some(since + self.limits.drain_timeout),
            Flow::Ready => None,
        });
        [self.flush_at, saving, self.disk_deadline(), self.former.deadline(self.flush_at)].into_iter().flatten().chain(drains).min()
    }

    /// How many are connected.
    pub fn sessions(&self) -> usize {
        self.sessions.len()
    }

    /// The document, for tests.
    #[doc(hidden)]
    pub fn replica(&self) -> &Replica {
        &self.replica
    }

    /// What has come due with time.
    fn keep_time(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        if self.flush_at.is_some_and(|at| at <= now) {
            self.flush(effects);
        }
        self.look_for_former_words(now);
        if self.saving.give_up(&self.limits, now) {
            self.listed = None;
            self.tell_unsaved(effects);
        }
        self.disk_timeout(now);
        self.close_the_undrained(now, effects);
    }

    fn ticket(&mut self) -> Ticket {
        self.next_ticket += 1;
        Ticket(self.next_ticket)
    }
}
