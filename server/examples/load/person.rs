//! One person at one board: joins, perhaps types, and notes what comes.

use std::sync::Arc;
use std::time::Duration;

use model::documents::board::{Board, Lesson, LessonText, TextAddress};
use model::live::Document;
use model::live::presence::{Place, Presence};
use model::live::protocol::{AwarenessEntry, AwarenessUpdate, Message};
use model::live::replica::Replica;
use model::live::text::MAX_FIELD;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::edits::{Edits, Seen};
use super::process::Outcome;
use super::socket::Socket;

/// Where everybody types: at the end of one text, so that letters stay together.
const FIELD: TextAddress = TextAddress::Lesson(LessonText::Vocabulary);

/// What all people of a run are told, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// Everybody joins.
    Join,
    /// Typists type.
    Type,
    /// Nobody types any more; what is under way arrives.
    Settle,
    /// The run is over: whatever has not come is missing.
    Stop,
}

/// What one person does in a run.
pub struct Part {
    /// Which board.
    pub board: usize,
    /// The edits of the board that this person makes: their first index and number.
    pub edits: std::ops::Range<usize>,
    /// Between two edits.
    pub pause: Duration,
    /// Before the first.
    pub begin: Duration,
    /// Takes in every update in full, as a browser does; the others only count edits.
    pub full: bool,
    /// Tells where the caret is with every edit.
    pub carets: bool,
}

/// What one person has to tell at the end.
#[derive(Default)]
pub struct Account {
    /// Microseconds from an edit being made to its coming here, for each of the colleagues' edits.
    pub latencies: Vec<u64>,
    /// Edits of colleagues that never came.
    pub missing: usize,
    /// Own edits that were not acknowledged as saved.
    pub unsaved: usize,
    /// Microseconds from an edit being made to its being acknowledged.
    pub saved_after: Vec<u64>,
    /// Edits that the document read in full at the end does not say.
    pub unread: usize,
    /// Frames received.
    pub frames: usize,
}

/// A joined person.
pub struct Person {
    part: Part,
    edits: Arc<Edits>,
    socket: Socket,
    board: Board,
    seen: Seen,
    clock: u64,
    /// Document frames sent, and the edit that each carried.
    sent: Vec<Option<usize>>,
    acknowledged: usize,
    next: usize,
    account: Account,
}

impl Person {
    /// Joins: done when everything the board says has come.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn join(part: Part, edits: Arc<Edits>, socket: Socket) -> Outcome<Self> {
        let board = Board::new(Replica::with_random_client());
        let (next, seen) = (part.edits.start, Seen::default());
        let mut person =
            Self { part, edits, socket, board, seen, clock: 0, sent: Vec::new(), acknowledged: 0, next, account: Account::default() };
        person.socket.send(&Message::SyncStep1(person.board.replica().state_vector())).await?;
        person.tell_place().await?;
        let (mut asked, mut told) = (false, false);
        while !(asked && told) {
            let frame = person.socket.next().await?;
            for message in Message::decode_frame(&frame)? {
                asked |= matches!(message, Message::SyncStep1(_));
                told |= matches!(message, Message::SyncStep2(_));
                person.take_in(message).await?;
            }
        }
        Ok(person)
    }

    /// Types, and takes in what comes, until told to stop.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn stay(mut self, mut signal: watch::Receiver<Signal>) -> Outcome<Account> {
        let mut clock = None;
        loop {
            tokio::select! {
                changed = signal.changed() => {
                    changed?;
                    let now = *signal.borrow_and_update();
                    match now {
                        Signal::Join => {}
                        Signal::Type if !self.part.edits.is_empty() => clock = Some(self.clock()),
                        Signal::Type => {}
                        Signal::Settle => clock = None,
                        Signal::Stop => break,
                    }
                }
                () = tick(&mut clock) => self.make_edit().await?,
                frame = self.socket.next() => {
                    let frame = frame?;
                    self.account.frames += 1;
                    self.count(&frame);
                    for message in Message::decode_frame(&frame)? {
                        self.take_in(message).await?;
                    }
                }
            }
        }
        Ok(self.settle())
    }

    fn clock(&self) -> Interval {
        let mut clock = interval_at(Instant::now() + self.part.begin, self.part.pause);
        // A load generator that was held up must not fall silent: it makes up for it.
        clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
        clock
    }

    async fn make_edit(&mut self) -> Outcome<()> {
        if !self.part.edits.contains(&self.next) {
            return Ok(());
        }
        let letters = self.edits.make(self.part.board, self.next);
        let end = u32::try_from(self.board.text(&FIELD).len())?;
        // A meeting types more than a field takes: then as another editor would.
        let update = if end + letters.len() as u32 > MAX_FIELD {
            self.board.fill(&Lesson { vocabulary: letters, ..Lesson::default() })
        } else {
            self.board.splice(&FIELD, end, 0, &letters)
        };
        if let Some(update) = update {
            self.sent.push(Some(self.next));
            self.socket.send(&Message::Update(update)).await?;
        }
        self.next += 1;
        if self.part.carets {
            self.tell_place().await?;
        }
        Ok(())
    }

    async fn tell_place(&mut self) -> Outcome<()> {
        self.clock += 1;
        let end = u32::try_from(self.board.text(&FIELD).len())?;
        let head = self.board.caret(&FIELD, end);
        let presence = Presence { user: None, at: Some(Place { field: FIELD, anchor: None, head }) };
        let state = Some(serde_json::to_string(&presence)?);
        let entry = AwarenessEntry { client: self.board.replica().client(), clock: self.clock, state };
        self.socket.send(&Message::Awareness(AwarenessUpdate(vec![entry]).encode())).await
    }

    async fn take_in(&mut self, message: Message) -> Outcome<()> {
        match message {
            Message::SyncStep1(state) => {
                self.sent.push(None);
                let missing = self.board.replica().missing_from(&state)?;
                self.socket.send(&Message::SyncStep2(missing)).await?;
            }
            Message::SyncStep2(update) | Message::Update(update) if self.part.full => {
                self.board.apply(&update)?;
            }
            Message::Saved { frames, .. } => self.saved(usize::try_from(frames)?),
            Message::Ping => self.socket.send(&Message::Pong).await?,
            Message::Unsaved => return Err("the server can't save".into()),
            _ => {}
        }
        Ok(())
    }

    fn saved(&mut self, frames: usize) {
        for index in self.sent.iter().take(frames).skip(self.acknowledged).flatten() {
            self.account.saved_after.push(self.edits.age(self.part.board, *index));
        }
        self.acknowledged = self.acknowledged.max(frames);
    }

    fn count(&mut self, frame: &[u8]) {
        let Self { part, edits, seen, account, .. } = self;
        edits.find(part.board, frame, |index| {
            if seen.add(index) && !part.edits.contains(&index) {
                account.latencies.push(edits.age(part.board, index));
            }
        });
    }

    fn settle(mut self) -> Account {
        for index in self.part.edits.clone() {
            self.seen.add(index);
        }
        self.account.missing = self.edits.missing(self.part.board, &self.seen);
        self.account.unsaved = self.sent.iter().skip(self.acknowledged).flatten().count();
        if self.part.full {
            let text = self.board.text(&FIELD);
            self.account.unread = self.edits.letters(self.part.board).filter(|letters| !text.contains(letters)).count();
        }
        self.account
    }
}

/// The next tick of a clock that may not be there.
async fn tick(clock: &mut Option<Interval>) {
    match clock {
        Some(clock) => {
            clock.tick().await;
        }
        None => std::future::pending().await,
    }
}
