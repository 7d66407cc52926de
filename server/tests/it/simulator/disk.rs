//! The simulated file: a snapshot and a log, and work on them that may be late, fail, half fail or never be answered.

use bytes::Bytes;
use model::documents::Summary;
use model::live::replica::{Incoming, Replica};
use model::live::text::FormerWords;
use twilight::sync::room::{Effect, Event, Loaded, Ticket};

use super::faults::Faults;
use super::rng::Rng;

#[derive(Default)]
pub struct Disk {
    snapshot: Option<Vec<u8>>,
    rows: Vec<(i64, Bytes)>,
    last: i64,
    /// What lists show.
    pub summary: Option<Summary>,
    former: Vec<FormerWords>,
}

/// Work for the disk, as a room asked for it.
#[derive(Clone)]
pub enum Work {
    Append { ticket: Ticket, updates: Vec<Bytes>, former: Vec<FormerWords>, summary: Option<Box<Summary>> },
    Compact { ticket: Ticket, through: i64, rows: u64, snapshot: Vec<u8>, summary: Box<Summary> },
    Reload { ticket: Ticket },
}

/// What becomes of a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Done,
    Failed,
    /// It is in the file, but the answer says that it failed.
    DoneButFailed,
    /// It is in the file, and nobody hears of it.
    DoneUnheard,
    /// It is not, and nobody hears of that either.
    Lost,
}

impl Work {
    pub fn of(effect: Effect) -> Option<Self> {
        Some(match effect {
            Effect::Append { ticket, updates, former, summary, .. } => {
                Self::Append { ticket, updates: updates.into_iter().map(|update| update.bytes).collect(), former, summary }
            }
            Effect::Compact { ticket, through, rows, snapshot, summary } => Self::Compact { ticket, through, rows, snapshot, summary },
            Effect::Reload { ticket } => Self::Reload { ticket },
            _ => return None,
        })
    }

    fn failure(&self) -> Event {
        match *self {
            Self::Append { ticket, .. } => Event::CommitFailed { ticket },
            Self::Compact { ticket, .. } => Event::CompactionFailed { ticket },
            Self::Reload { ticket } => Event::ReloadFailed { ticket },
        }
    }
}

/// Draws the fate of a piece of work, and how long it takes.
pub fn fate(rng: &mut Rng, faults: &Faults) -> (Fate, u64) {
    let late = if faults.late_disk && rng.chance(100) { rng.between(100, 30_000) } else { rng.between(1, 30) };
    if !faults.failing_disk || !rng.chance(faults.disk_failures) {
        return (Fate::Done, late);
    }
    (*rng.pick(&[Fate::Failed, Fate::DoneButFailed, Fate::DoneUnheard, Fate::Lost]), late)
}

impl Disk {
    pub fn load(&self) -> Loaded {
        Loaded {
            snapshot: self.snapshot.clone(),
            updates: self.rows.iter().map(|(_, bytes)| bytes.to_vec()).collect(),
            through: self.last,
            rows: self.rows.len() as u64,
            former: self.former.clone(),
        }
    }

    /// What somebody would have who opened the file now.
    pub fn replica(&self) -> Replica {
        let mut replica = Replica::new(1);
        for update in self.snapshot.iter().map(Vec::as_slice).chain(self.rows.iter().map(|(_, bytes)| &bytes[..])) {
            replica.take_in(Incoming::decode(update).expect("the file holds updates"));
        }
        replica
    }

    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    pub fn append(&mut self, bytes: Bytes) {
        self.last += 1;
        self.rows.push((self.last, bytes));
    }

    /// Does a piece of work, and tells what is answered, if anything.
    pub fn carry_out(&mut self, work: Work, fate: Fate) -> Option<Event> {
        let failure = work.failure();
        match fate {
            Fate::Failed => return Some(failure),
            Fate::Lost => return None,
            Fate::Done | Fate::DoneButFailed | Fate::DoneUnheard => {}
        }
        let answer = match work {
            Work::Append { ticket, updates, former, summary } => {
                updates.into_iter().for_each(|bytes| self.append(bytes));
                self.former.retain(|known| !former.iter().any(|new| (&new.field, new.kept_at) == (&known.field, known.kept_at)));
                self.former.extend(former);
                self.summary = summary.map(|summary| *summary).or(self.summary.take());
                Event::Committed { ticket, last: self.last }
            }
            Work::Compact { ticket, through, rows, snapshot, summary } => {
                if self.rows.iter().filter(|(seq, _)| *seq <= through).count() as u64 != rows {
                    Event::CompactionRefused { ticket }
                } else {
                    self.rows.retain(|(seq, _)| *seq > through);
                    self.snapshot = Some(snapshot);
                    self.summary = Some(*summary);
                    Event::Compacted { ticket }
                }
            }
            Work::Reload { ticket } => Event::Reloaded { ticket, loaded: Box::new(self.load()) },
        };
        match fate {
            Fate::Done => Some(answer),
            Fate::DoneButFailed => Some(failure),
            _ => None,
        }
    }
}
