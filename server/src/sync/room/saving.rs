//! The way of updates to the disk: what waits, what is under way, what is durable.
//!
//! Every update has a place in the room's order, counted from the room's beginning. Everything before [`Saving::durable`] is in the file.

use std::collections::VecDeque;

use model::ids::AuthorId;
use model::live::replica::ClientId;
use model::live::text::FormerWords;

use super::event::{Effect, LogUpdate, Ticket};
use crate::sync::limits::{Limits, Millis};

/// Batches given up on whose answer may still come. More are not kept in mind: their rows are in the next batch anyway.
const LATE_BATCHES: usize = 32;

/// Updates on their way to the file.
#[derive(Debug, Default)]
pub(super) struct Saving {
    /// What is not known to be in the file, in order. It leaves only when a commit says so.
    queue: VecDeque<LogUpdate>,
    /// How many bytes that is.
    bytes: usize,
    /// The place of the first in the queue.
    durable: u64,
    /// Who speaks for which client, with the place of the update it goes with.
    claims: Vec<(u64, ClientId, AuthorId)>,
    /// Words that were removed, not known to be in the file.
    former: Vec<FormerWords>,
    /// The batch under way.
    flight: Option<Flight>,
    /// Batches that were given up on, and up to which place they go.
    late: VecDeque<(Ticket, u64)>,
    /// Failures since the last success.
    failures: u32,
    /// Not before this time after a failure.
    retry_at: Millis,
}

#[derive(Debug)]
struct Flight {
    ticket: Ticket,
    upto: u64,
    rows: u64,
    /// So many of the former words go with it.
    former: usize,
    since: Millis,
}

/// What an answer from the disk meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The batch under way is in the file: so many rows.
    Committed { rows: u64 },
    /// A batch given up on is in the file after all. Its rows are not counted, so compaction will look again (K3).
    CommittedLate,
    /// The batch under way failed.
    Failed,
    /// Nothing new.
    Known,
}

impl Saving {
    /// Adds an update at the end of the order.
    pub(super) fn push(&mut self, update: LogUpdate, claims: impl Iterator<Item = (ClientId, AuthorId)>) {
        let place = self.end();
        self.claims.extend(claims.map(|(client, person)| (place, client, person)));
        self.bytes += update.bytes.len();
        self.queue.push_back(update);
    }

    /// Adds words that were removed.
    pub(super) fn keep(&mut self, former: Vec<FormerWords>) {
        self.former.extend(former);
    }

    /// The place after the last update.
    pub(super) fn end(&self) -> u64 {
        self.durable + self.queue.len() as u64
    }

    /// The place before which everything is in the file.
    pub(super) fn durable(&self) -> u64 {
        self.durable
    }

    /// The place before which everything is under way at least.
    pub(super) fn under_way(&self) -> u64 {
        self.flight.as_ref().map_or(self.durable, |flight| flight.upto.max(self.durable))
    }

    /// How many bytes wait.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether everything is in the file.
    pub(super) fn is_done(&self) -> bool {
        self.queue.is_empty() && self.former.is_empty()
    }

    /// Whether the last thing heard from the disk was a failure.
    pub(super) fn is_failing(&self) -> bool {
        self.failures > 0
    }

    /// Whether a batch is under way.
    pub(super) fn is_busy(&self) -> bool {
        self.flight.is_some()
    }

    /// When something is to be done: a batch to be given up on, or tried again.
    pub(super) fn deadline(&self, limits: &Limits) -> Option<Millis> {
        match &self.flight {
            Some(flight) => Some(flight.since + limits.commit_timeout),
            None => (self.is_failing() && !self.is_done()).then_some(self.retry_at),
        }
    }

    /// Sends all that waits, unless a batch is under way or it is too early after a failure.
    pub(super) fn start(&mut self, ticket: Ticket, now: Millis) -> Option<Effect> {
        if self.flight.is_some() || self.is_done() || (self.is_failing() && now < self.retry_at) {
            return None;
        }
        let (rows, former) = (self.queue.len() as u64, self.former.clone());
        self.flight = Some(Flight { ticket, upto: self.end(), rows, former: former.len(), since: now });
        let updates = self.queue.iter().cloned().collect();
        let clients = self.claims.iter().map(|(_, client, person)| (*client, *person)).collect();
        Some(Effect::Append { ticket, updates, clients, former, summary: None })
    }

    /// A batch is in the file.
    pub(super) fn committed(&mut self, ticket: Ticket) -> Answer {
        if let Some(flight) = self.flight.take_if(|flight| flight.ticket == ticket) {
            self.former.drain(..flight.former);
            self.settle(flight.upto);
            return Answer::Committed { rows: flight.rows };
        }
        match self.take_late(ticket) {
            Some(upto) => {
                self.settle(upto);
                Answer::CommittedLate
            }
            None => Answer::Known,
        }
    }

    /// A batch is not in the file, or so it seems: everything stays in the queue.
    pub(super) fn failed(&mut self, ticket: Ticket, limits: &Limits, now: Millis) -> Answer {
        if self.flight.take_if(|flight| flight.ticket == ticket).is_none() {
            self.take_late(ticket);
            return Answer::Known;
        }
        self.back_off(limits, now);
        Answer::Failed
    }

    /// Gives up on a batch that is not answered. It may be written nevertheless, so it is kept in mind, and sent again.
    pub(super) fn give_up(&mut self, limits: &Limits, now: Millis) -> bool {
        let Some(flight) = self.flight.take_if(|flight| flight.since + limits.commit_timeout <= now) else {
            return false;
        };
        self.late.push_back((flight.ticket, flight.upto));
        if self.late.len() > LATE_BATCHES {
            self.late.pop_front();
        }
        self.back_off(limits, now);
        true
    }

    fn back_off(&mut self, limits: &Limits, now: Millis) {
        let wait = limits.retry_after << self.failures.min(16);
        self.failures += 1;
        self.retry_at = now + wait.min(limits.retry_at_most);
    }

    fn take_late(&mut self, ticket: Ticket) -> Option<u64> {
        let index = self.late.iter().position(|(late, _)| *late == ticket)?;
        self.late.remove(index).map(|(_, upto)| upto)
    }

    fn settle(&mut self, upto: u64) {
        self.failures = 0;
        while self.durable < upto {
            if let Some(update) = self.queue.pop_front() {
                self.bytes -= update.bytes.len();
            }
            self.durable += 1;
        }
        self.claims.retain(|(place, ..)| *place >= upto);
    }
}
