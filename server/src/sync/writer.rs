//! The one task that writes documents to the database: what all rooms want appended at one time is one transaction, one fsync (S1).

use std::collections::VecDeque;
use std::sync::Arc;

use model::documents::Summary;
use model::ids::{AuthorId, DocumentId};
use model::live::replica::ClientId;
use model::live::text::FormerWords;
use store::Database;
use store::live::{self, Compaction};
use tokio::sync::{Mutex, mpsc};
use tokio::time::sleep;

use super::limits::{WRITER_BATCH, WRITER_GATHER};
use super::room::{Event, LogUpdate, Ticket};

/// Where a room hears what became of its work for the disk. It has one piece under way at a time, so this stays short.
pub(super) type Answers = mpsc::UnboundedSender<Event>;

/// Work for the writer.
pub(super) struct Work {
    pub(super) document: DocumentId,
    pub(super) ticket: Ticket,
    pub(super) answers: Answers,
    pub(super) what: What,
}

/// What is to be written.
pub(super) enum What {
    Append { updates: Vec<LogUpdate>, clients: Vec<(ClientId, AuthorId)>, former: Vec<FormerWords>, summary: Option<Box<Summary>> },
    Compact { through: i64, rows: u64, snapshot: Vec<u8>, summary: Box<Summary> },
}

/// Somebody waiting for the end of a transaction.
struct Waiting {
    ticket: Ticket,
    answers: Answers,
}

/// Writes until every sender has gone and everything is written. The queue outlives a panic: what waits in it is written by the
/// next run, and what was under way counts as failed when no answer comes (S5).
pub(super) async fn run(database: Database, queue: Arc<Mutex<mpsc::Receiver<Work>>>) {
    let mut work = queue.lock().await;
    let mut compactions = VecDeque::new();
    let mut gathered = Vec::with_capacity(WRITER_BATCH);
    loop {
        // With a compaction waiting, only what is there already goes first.
        if compactions.is_empty() {
            if work.recv_many(&mut gathered, WRITER_BATCH).await == 0 {
                return;
            }
            if !work.is_closed() {
                sleep(WRITER_GATHER).await;
            }
        }
        while gathered.len() < WRITER_BATCH {
            let Ok(more) = work.try_recv() else { break };
            gathered.push(more);
        }
        let (mut appends, mut waiting) = (Vec::new(), Vec::new());
        for Work { document, ticket, answers, what } in gathered.drain(..) {
            match what {
                What::Append { updates, clients, former, summary } => {
                    let append = append_of(document, &updates, clients, former);
                    appends.push(live::Append { summary: summary.map(|summary| *summary), ..append });
                    waiting.push(Waiting { ticket, answers });
                }
                What::Compact { through, rows, snapshot, summary } => {
                    compactions.push_back((document, Waiting { ticket, answers }, through, rows, snapshot, summary));
                }
            }
        }
        append(&database, &appends, &waiting).await;
        if let Some((document, waiting, through, rows, snapshot, summary)) = compactions.pop_front() {
            let ticket = waiting.ticket;
            let answer = match live::compact(&database, document, through, rows, &snapshot, &summary).await {
                Ok(Compaction::Done) => Event::Compacted { ticket },
                Ok(Compaction::Refused) => Event::CompactionRefused { ticket },
                Err(error) => {
                    // What the disk does is said once, where the connections are.
                    if error.disk_error().is_none() {
                        tracing::warn!(document.id = %document, %error, "document {document} could not be compacted");
                    }
                    Event::CompactionFailed { ticket }
                }
            };
            let _ = waiting.answers.send(answer);
        }
    }
}

fn append_of(document: DocumentId, updates: &[LogUpdate], clients: Vec<(ClientId, AuthorId)>, former: Vec<FormerWords>) -> live::Append {
    let row = |update: &LogUpdate| live::NewUpdate { person: Some(update.author), bytes: update.bytes.to_vec() };
    live::Append { document, updates: updates.iter().map(row).collect(), clients, former, summary: None }
}

/// One transaction for all; if that fails, one for each, so that one document's trouble is not everybody's. The disk's trouble
/// is everybody's: then all have failed, and each room tries again (S4).
async fn append(database: &Database, appends: &[live::Append], waiting: &[Waiting]) {
    if appends.is_empty() {
        return;
    }
    match live::append(database, appends).await {
        Ok(last) if last.len() == waiting.len() => {
            for (waiting, last) in waiting.iter().zip(last) {
                let _ = waiting.answers.send(Event::Committed { ticket: waiting.ticket, last });
            }
        }
        Err(error) if waiting.len() == 1 || error.disk_error().is_some() => {
            if error.disk_error().is_none() {
                let document = appends.first().map(|append| append.document.to_string()).unwrap_or_default();
                tracing::error!(document.id = %document, %error, "document {document} could not be saved");
            }
            for Waiting { ticket, answers } in waiting {
                let _ = answers.send(Event::CommitFailed { ticket: *ticket });
            }
        }
        Ok(_) | Err(_) => {
            for (append_one, waiting_one) in appends.chunks(1).zip(waiting.chunks(1)) {
                Box::pin(append(database, append_one, waiting_one)).await;
            }
        }
    }
}
