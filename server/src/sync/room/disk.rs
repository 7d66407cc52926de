//! What the room asks of the disk, one thing at a time, and what becomes of the answers.

use model::live::protocol::CloseCode;

use super::event::{Effect, Loaded, SessionId, Ticket};
use super::saving::Answer;
use super::{Millis, Room};

/// The work under way beside appends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DiskWork {
    None,
    Compacting { ticket: Ticket, since: Millis },
    Reloading { ticket: Ticket, since: Millis },
}

impl Room {
    /// Asks for the next thing that is due: appends first, then compaction, then to leave.
    pub(super) fn drive(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        if self.disk != DiskWork::None || self.saving.is_busy() {
            return;
        }
        // What has just come waits for its tick, so that one batch carries it all.
        if !self.saving.is_done() && self.flush_at.is_none() {
            let ticket = self.ticket();
            let append = self.saving.start(ticket, now);
            effects.extend(append.map(|append| self.with_summary(append)));
            if self.sabotage.is_some() {
                self.settle_receipts(false, now, effects);
            }
            return;
        }
        if self.closing && self.saving.is_done() && self.flush_at.is_none() {
            self.close_everybody(now, effects);
        }
        if self.compaction_at().is_some_and(|at| at <= now) {
            self.compact(now, effects);
        } else if self.leaving_at().is_some_and(|at| at <= now) {
            self.asked_to_leave = true;
            effects.push(Effect::Unload);
        }
    }

    /// K4: lists say what the document says as soon as that is in the file. Where nothing but former words is written they say it already; and
    /// written late, after a compaction, what was so then would stand there without a row by which anybody noticed.
    fn with_summary(&mut self, mut append: Effect) -> Effect {
        let present = self.kind.summarise(&self.replica);
        if let Effect::Append { summary, updates, .. } = &mut append
            && !updates.is_empty()
            && self.listed.as_ref() != Some(&present)
        {
            *summary = Some(Box::new(present.clone()));
            self.listed = Some(present);
        }
        append
    }

    /// When [`Room::drive`] or [`Room::disk_timeout`] has something to do by itself.
    pub(super) fn disk_deadline(&self) -> Option<Millis> {
        match self.disk {
            DiskWork::Compacting { since, .. } | DiskWork::Reloading { since, .. } => Some(since + self.limits.commit_timeout),
            DiskWork::None if self.saving.is_busy() => None,
            DiskWork::None => [self.compaction_at(), self.leaving_at()].into_iter().flatten().min(),
        }
    }

    /// S1: a batch is in the file.
    pub(super) fn committed(&mut self, ticket: Ticket, last: i64, now: Millis, effects: &mut Vec<Effect>) {
        let was_failing = self.saving.is_failing();
        match self.saving.committed(ticket) {
            Answer::Committed { rows } => self.log.appended(rows, last, now),
            // Its rows were not counted, and must not be counted on.
            Answer::CommittedLate => self.log.lost_count(),
            Answer::Failed | Answer::Known => return,
        }
        self.settle_receipts(was_failing, now, effects);
    }

    /// S4: a batch is not in the file.
    pub(super) fn commit_failed(&mut self, ticket: Ticket, now: Millis, effects: &mut Vec<Effect>) {
        let was_failing = self.saving.is_failing();
        self.listed = None;
        if self.saving.failed(ticket, &self.limits, now) == Answer::Failed && !was_failing {
            self.tell_unsaved(effects);
        }
    }

    pub(super) fn compacted(&mut self, ticket: Ticket) {
        if self.finish(ticket) {
            self.log.compacted();
            return;
        }
        // One given up on was done after all: what is counted may be gone.
        self.log.lost_count();
    }

    /// K3: the file holds rows this room has not counted: they are read before anything is removed.
    pub(super) fn compaction_refused(&mut self, ticket: Ticket, now: Millis) {
        if self.finish(ticket) {
            self.log.lost_count();
            self.log.postpone(now + self.limits.retry_after);
        }
    }

    pub(super) fn compaction_failed(&mut self, ticket: Ticket, now: Millis) {
        if self.finish(ticket) {
            self.put_off_compaction(now);
        }
    }

    /// K3: what the file holds beyond what we knew is told to everybody, as if somebody had just typed it.
    pub(super) fn reloaded(&mut self, ticket: Ticket, loaded: &Loaded, now: Millis) {
        if !self.finish(ticket) {
            return;
        }
        for update in loaded.snapshot.iter().chain(&loaded.updates) {
            let before = if self.news.is_empty() { self.replica.state_vector() } else { Vec::new() };
            let Ok(applied) = self.replica.apply(update) else {
                // It stays in the file, since nothing is compacted.
                return self.put_off_compaction(now);
            };
            if let Some(news) = applied.news {
                self.document_bytes += news.len();
                self.former.stir(self.document.pieces, &self.limits, now);
                self.news.add(None, news, before);
                self.flush_soon(now);
            }
        }
        self.log.counted_again(loaded.through, loaded.rows);
    }

    /// Somebody joined while the room was leaving.
    pub(super) fn kept(&mut self, now: Millis) {
        self.asked_to_leave = false;
        if self.sessions.is_empty() {
            self.empty_since = Some(now);
        }
    }

    /// Work that is not answered counts as failed; it may be done later nevertheless, so the log is read before the next compaction.
    pub(super) fn disk_timeout(&mut self, now: Millis) {
        let (DiskWork::Compacting { since, .. } | DiskWork::Reloading { since, .. }) = self.disk else {
            return;
        };
        if since + self.limits.commit_timeout <= now {
            self.disk = DiskWork::None;
            // Should it be done later after all, it tells what is an older state by then.
            self.listed = None;
            self.put_off_compaction(now);
            self.log.lost_count();
        }
    }

    /// K1: when to compact, if there is anything and saving works.
    fn compaction_at(&self) -> Option<Millis> {
        if self.saving.is_failing() || !self.log.has_rows() {
            return None;
        }
        let due = self.log.due_at(&self.limits);
        // On leaving it is done at once, unless that has just failed.
        let leaving = self.empty_at().filter(|_| !self.leave_uncompacted);
        [due, leaving].into_iter().flatten().min().map(|at| at.max(self.log.not_before()))
    }

    /// L4: when to ask for leave: nobody here, everything in the file and compacted.
    fn leaving_at(&self) -> Option<Millis> {
        let done = self.saving.is_done() && self.news.is_empty() && (!self.log.has_rows() || self.leave_uncompacted);
        self.empty_at().filter(|_| done && !self.asked_to_leave)
    }

    /// When an empty room has been empty for long enough.
    fn empty_at(&self) -> Option<Millis> {
        let grace = if self.closing { 0 } else { self.limits.idle_grace };
        self.empty_since.map(|since| since + grace)
    }

    /// K2: the snapshot is taken of everything the room has, which is more than the rows it replaces.
    fn compact(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        let ticket = self.ticket();
        if !self.log.is_counted() {
            self.disk = DiskWork::Reloading { ticket, since: now };
            effects.push(Effect::Reload { ticket });
            return;
        }
        let snapshot = self.replica.snapshot();
        self.measured(&snapshot);
        self.disk = DiskWork::Compacting { ticket, since: now };
        effects.push(Effect::Compact {
            ticket,
            through: self.log.through(),
            rows: self.log.rows(),
            snapshot,
            summary: Box::new(self.kind.summarise(&self.replica)),
        });
    }

    fn put_off_compaction(&mut self, now: Millis) {
        self.log.postpone(now + self.limits.retry_at_most);
        self.leave_uncompacted = true;
    }

    /// Whether this is the answer to the work under way.
    fn finish(&mut self, answered: Ticket) -> bool {
        let (DiskWork::Compacting { ticket, .. } | DiskWork::Reloading { ticket, .. }) = self.disk else {
            return false;
        };
        if ticket == answered {
            self.disk = DiskWork::None;
        }
        ticket == answered
    }

    /// L5: everything received is in the file: everybody may go and come back to the next process.
    fn close_everybody(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        let all: Vec<SessionId> = self.sessions.keys().copied().collect();
        for session in all {
            self.close(session, CloseCode::Restarting, now, effects);
        }
    }
}
