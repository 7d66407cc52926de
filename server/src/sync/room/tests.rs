//! The rules of `docs/SYNC.md`, one by one.

mod former;
mod frames;
mod hostile;
mod life;
mod presence;
mod saving;
mod telling;

use bytes::Bytes;
use model::documents::board::{Board, LessonText, TextAddress};
use model::ids::PersonId;
use model::live::Document;
use model::live::protocol::{AwarenessEntry, AwarenessUpdate, CloseCode, Message};

use super::*;

const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);

/// A room with a clock of its own, and what it did at the last event.
struct House {
    room: Room,
    now: Millis,
    effects: Vec<Effect>,
}

impl House {
    fn open(limits: Limits, loaded: &Loaded) -> Self {
        Self { room: Room::open(Kind::Board, limits, loaded, 1_000).unwrap(), now: 1_000, effects: Vec::new() }
    }

    fn new() -> Self {
        Self::open(Limits::default(), &Loaded::default())
    }

    fn event(&mut self, event: Event) {
        self.effects.clear();
        self.room.handle(event, self.now, &mut self.effects);
    }

    fn join(&mut self, session: u64, peer: Peer) {
        self.event(Event::Connected { session: SessionId(session), peer: Box::new(peer) });
    }

    fn frame(&mut self, session: u64, message: &Message) {
        let frame = Bytes::from(message.encode());
        self.event(Event::Frame { session: SessionId(session), frame });
    }

    /// Waits for the next deadline.
    fn tick(&mut self) {
        self.now = self.room.next_deadline().expect("something to wait for").max(self.now);
        self.event(Event::Tick);
    }

    fn pass(&mut self, time: Millis) {
        self.now += time;
        self.event(Event::Tick);
    }

    fn tick_until_compaction(&mut self) {
        while self.compaction().is_none() {
            self.tick();
        }
    }

    fn sent_to(&self, session: u64) -> Vec<Message> {
        let sent = self.effects.iter().filter_map(|effect| match effect {
            Effect::Send { to, frame } if to.contains(&SessionId(session)) => Some(Message::decode_frame(frame).unwrap()),
            _ => None,
        });
        sent.flatten().collect()
    }

    fn closed(&self) -> Vec<(u64, CloseCode)> {
        let closed = self.effects.iter().filter_map(|effect| match effect {
            Effect::Close { session, code, .. } => Some((session.0, *code)),
            _ => None,
        });
        closed.collect()
    }

    fn append(&self) -> Option<(Ticket, usize)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Append { ticket, updates, .. } => Some((*ticket, updates.len())),
            _ => None,
        })
    }

    fn asks_to_unload(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Unload))
    }

    fn compaction(&self) -> Option<(Ticket, i64, u64)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Compact { ticket, through, rows, .. } => Some((*ticket, *through, *rows)),
            _ => None,
        })
    }
}

fn teacher(name: &str) -> Peer {
    Peer { person: PersonId::generate().into(), name: name.to_owned(), school: "Ashgrove".to_owned(), may_write: true, extended: true }
}

fn board(client: u64) -> Board {
    Board::new(Replica::new(client))
}

fn typed(board: &mut Board, text: &str) -> Message {
    Message::Update(board.splice(&TITLE, 0, 0, text).unwrap())
}

fn presence(client: u64, clock: u64, state: Option<&str>) -> Message {
    let entry = AwarenessEntry { client, clock, state: state.map(str::to_owned) };
    Message::Awareness(AwarenessUpdate(vec![entry]).encode())
}

fn told(messages: &[Message]) -> Vec<AwarenessEntry> {
    let updates = messages.iter().filter_map(|message| match message {
        Message::Awareness(body) => Some(AwarenessUpdate::decode(body).unwrap().0),
        _ => None,
    });
    updates.flatten().collect()
}
