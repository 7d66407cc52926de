//! One run: everybody joins, typists type, everything arrives.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::edits::Edits;
use super::figures::{self, Usage};
use super::person::{Account, Part, Person, Signal};
use super::process::{Fixture, Outcome};
use super::socket::Socket;

/// How many connections are opened at once: about what a whole school's tablets do.
const AT_ONCE: usize = 64;
/// What is still under way when the last edit was made has so long to arrive.
const SETTLE: Duration = Duration::from_secs(20);
/// How long everybody together may take to join.
const JOIN: Duration = Duration::from_secs(120);

/// The shape of a run.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Boards.
    pub boards: usize,
    /// People on each.
    pub people: usize,
    /// How many of them type.
    pub typing: usize,
    /// For how long.
    pub seconds: u64,
    /// Edits a second of each.
    pub rate: f64,
    /// Whether carets are told with every edit.
    pub carets: bool,
}

/// What came of it.
pub struct Results {
    /// Edits made.
    pub edits: usize,
    /// Edits that should have come, over all colleagues.
    pub expected: usize,
    /// Edits that never came to somebody.
    pub missing: usize,
    /// Edits that a document read in full does not say.
    pub unread: usize,
    /// Edits that were not acknowledged as saved.
    pub unsaved: usize,
    /// People whose connection ended, with the reason of the first.
    pub lost: Vec<String>,
    /// Sorted microseconds from one screen to the other.
    pub latencies: Vec<u64>,
    /// Sorted microseconds until an edit was saved.
    pub saved_after: Vec<u64>,
    /// Frames received by all.
    pub frames: usize,
    /// Time until everybody had joined.
    pub joining: Duration,
    /// Of the server: before anybody came, when everybody had joined, and at the end.
    pub usage: [Usage; 3],
}

impl Results {
    /// Whether every edit reached everybody and the disk.
    pub fn is_complete(&self) -> bool {
        self.edits > 0 && self.missing + self.unread + self.unsaved == 0 && self.lost.is_empty()
    }

    /// Edits that came to a colleague.
    pub fn delivered(&self) -> usize {
        self.latencies.len()
    }
}

impl Shape {
    fn edits_per_typist(&self) -> usize {
        ((self.seconds as f64 * self.rate).round() as usize).max(1)
    }

    fn part(&self, board: usize, person: usize) -> Part {
        let each = self.edits_per_typist();
        let edits = if person < self.typing { person * each..(person + 1) * each } else { 0..0 };
        let pause = Duration::from_secs_f64(1.0 / self.rate);
        // Typists begin one after the other, as chance would have it: never all in one tick.
        let turn = (board * 7 + person * 13) % 97;
        let begin = pause.mul_f64(turn as f64 / 97.0);
        // One reader on each board takes in everything, as a browser does.
        Part { board, edits, pause, begin, full: person + 1 == self.people, carets: self.carets }
    }
}

/// Runs it against the server at `address` with process id `server`.
///
/// # Errors
/// When not everybody can join.
pub async fn run(shape: Shape, fixture: &Fixture, address: SocketAddr, server: u32) -> Outcome<Results> {
    let edits = Arc::new(Edits::new(shape.boards, shape.typing * shape.edits_per_typist()));
    let (signal, _) = watch::channel(Signal::Join);
    let before = figures::usage(server)?;
    let began = Instant::now();
    let people = timeout(JOIN, join_all(shape, fixture, address, &edits)).await.map_err(|_| "not everybody could join in time")??;
    let joining = began.elapsed();
    // Presence of those who came last is still on its way.
    sleep(Duration::from_secs(1)).await;
    let joined = figures::usage(server)?;

    let mut staying = JoinSet::new();
    for person in people {
        staying.spawn(person.stay(signal.subscribe()));
    }
    signal.send_replace(Signal::Type);
    sleep(Duration::from_secs(shape.seconds) + Duration::from_secs_f64(1.0 / shape.rate)).await;
    signal.send_replace(Signal::Settle);
    // There is no telling from here when all has come: wait until the server rests.
    let settled = Instant::now();
    let mut last = figures::usage(server)?.cpu;
    loop {
        sleep(Duration::from_millis(500)).await;
        let now = figures::usage(server)?.cpu;
        if now.saturating_sub(last) < Duration::from_millis(30) || settled.elapsed() > SETTLE {
            break;
        }
        last = now;
    }
    let after = figures::usage(server)?;
    signal.send_replace(Signal::Stop);
    let accounts = staying.join_all().await;
    Ok(add_up(shape, &edits, accounts, joining, [before, joined, after]))
}

async fn join_all(shape: Shape, fixture: &Fixture, address: SocketAddr, edits: &Arc<Edits>) -> Outcome<Vec<Person>> {
    let door = Arc::new(Semaphore::new(AT_ONCE));
    let mut joining = JoinSet::new();
    for (board, document) in fixture.documents.iter().enumerate().take(shape.boards) {
        for (person, cookie) in fixture.cookies.iter().enumerate().take(shape.people) {
            let (door, edits, document, cookie) = (door.clone(), edits.clone(), document.clone(), cookie.clone());
            let part = shape.part(board, person);
            joining.spawn(async move {
                let _turn = door.acquire().await?;
                let socket = Socket::open(address, &document, &cookie).await?;
                Person::join(part, edits, socket).await
            });
        }
    }
    let mut people = Vec::new();
    while let Some(person) = joining.join_next().await {
        people.push(person??);
    }
    Ok(people)
}

fn add_up(shape: Shape, edits: &Edits, accounts: Vec<Outcome<Account>>, joining: Duration, usage: [Usage; 3]) -> Results {
    let made: usize = (0..shape.boards).map(|board| edits.made(board)).sum();
    let expected = made * shape.people.saturating_sub(1);
    let mut results = Results {
        edits: made,
        expected,
        missing: 0,
        unread: 0,
        unsaved: 0,
        lost: Vec::new(),
        latencies: Vec::with_capacity(expected),
        saved_after: Vec::with_capacity(made),
        frames: 0,
        joining,
        usage,
    };
    for account in accounts {
        match account {
            Ok(account) => {
                results.missing += account.missing;
                results.unread += account.unread;
                results.unsaved += account.unsaved;
                results.frames += account.frames;
                results.latencies.extend(account.latencies);
                results.saved_after.extend(account.saved_after);
            }
            Err(error) => results.lost.push(error.to_string()),
        }
    }
    results.latencies.sort_unstable();
    results.saved_after.sort_unstable();
    results
}
