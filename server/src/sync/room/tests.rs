//! The rules of `docs/SYNC.md`, one by one.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on should stop")]

use bytes::Bytes;
use model::board::{Board, LessonText, TextAddress};
use model::ids::PersonId;
use model::protocol::{AwarenessEntry, AwarenessUpdate, CloseCode, Message};

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
        Self { room: Room::open(limits, loaded, 1_000).unwrap(), now: 1_000, effects: Vec::new() }
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

    fn sent_to(&self, session: u64) -> Vec<Message> {
        let sent = self.effects.iter().filter_map(|effect| match effect {
            Effect::Send { to, frame } if to.contains(&SessionId(session)) => Some(Message::decode_frame(frame).unwrap()),
            _ => None,
        });
        sent.flatten().collect()
    }

    fn closed(&self) -> Vec<(u64, CloseCode)> {
        let closed = self.effects.iter().filter_map(|effect| match effect {
            Effect::Close { session, code } => Some((session.0, *code)),
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
    Peer { person: PersonId::generate(), name: name.to_owned(), school: "Ashgrove".to_owned(), may_write: true, extended: true }
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

#[test]
fn f1_f3_a_joiner_is_asked_what_it_has_and_sent_what_it_lacks() {
    let mut author = board(7);
    let mut house = House::open(
        Limits::default(),
        &Loaded { updates: vec![author.splice(&TITLE, 0, 0, "Halves").unwrap()], through: 1, rows: 1, ..Loaded::default() },
    );
    house.join(1, teacher("Asha Patel"));
    assert!(matches!(house.sent_to(1)[..], [Message::SyncStep1(_)]));
    let mut reader = board(8);
    house.frame(1, &Message::SyncStep1(reader.replica().state_vector()));
    let [Message::SyncStep2(update)] = &house.sent_to(1)[..] else { panic!("no answer") };
    reader.apply(update).unwrap();
    assert_eq!(reader.lesson().title, "Halves");
}

#[test]
fn f2_x5_a_malformed_frame_closes_its_peer_and_nothing_of_it_is_applied() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.join(2, teacher("Ben Okoro"));
    let good = typed(&mut board(7), "a");
    let bad = Message::Update(vec![1, 200]);
    let frame: Vec<u8> = [good, bad].iter().flat_map(Message::encode).collect();
    house.event(Event::Frame { session: SessionId(1), frame: Bytes::from(frame) });
    assert_eq!(house.closed(), [(1, CloseCode::Malformed)]);
    assert_eq!(house.room.replica().state_vector(), [0]);
    assert_eq!(house.room.sessions(), 1);
}

#[test]
fn f5_a_reader_that_writes_is_closed_and_what_it_has_beyond_is_left_out() {
    let mut house = House::new();
    let mut own = board(7);
    let update = typed(&mut own, "a");
    house.join(1, Peer { may_write: false, ..teacher("Head Teacher") });
    house.frame(1, &Message::SyncStep2(vec![0, 0]));
    assert!(matches!(house.sent_to(1)[..], [Message::Saved { frames: 1, .. }]));
    house.frame(1, &Message::SyncStep2(own.replica().snapshot()));
    assert_eq!((house.closed(), house.sent_to(1)), (vec![], vec![]));
    house.frame(1, &update);
    assert_eq!(house.closed(), [(1, CloseCode::Forbidden)]);
    assert_eq!(house.room.replica().state_vector(), [0]);
}

#[test]
fn b1_b2_a_tick_is_one_frame_for_all_and_a_single_author_is_left_out() {
    let mut house = House::new();
    let (mut one, mut two) = (board(7), board(8));
    for session in 1..=3 {
        house.join(session, teacher("Somebody"));
    }
    house.frame(1, &typed(&mut one, "a"));
    house.frame(1, &typed(&mut one, "b"));
    house.tick();
    let counts = [1, 2, 3].map(|session| house.sent_to(session).len());
    assert_eq!(counts, [0, 1, 1]);
    let Message::Update(news) = &house.sent_to(2)[0] else { panic!("no news") };
    two.apply(news).unwrap();
    house.frame(1, &typed(&mut one, "c"));
    house.frame(2, &typed(&mut two, "d"));
    house.tick();
    let frames: Vec<_> = [1, 2, 3].iter().flat_map(|session| house.sent_to(*session)).collect();
    assert_eq!(frames.len(), 3);
    assert!(frames.iter().all(|frame| *frame == frames[0]));
    let Message::Update(news) = &frames[0] else { panic!("{frames:?}") };
    two.apply(news).unwrap();
    assert!(two.lesson().title.contains('c'));
}

#[test]
fn b2_an_author_is_told_what_had_waited_for_its_update() {
    let mut house = House::new();
    let (mut one, mut two) = (board(7), board(8));
    house.join(1, teacher("Asha Patel"));
    house.join(2, teacher("Ben Okoro"));
    let first = typed(&mut one, "a");
    let Message::Update(update) = &first else { panic!("no update") };
    two.apply(update).unwrap();
    house.frame(2, &typed(&mut two, "b"));
    house.tick();
    assert_eq!(house.sent_to(1), [], "it waits for what it builds on");
    assert_eq!(house.append().map(|(_, rows)| rows), Some(1), "but it is kept");
    house.frame(1, &first);
    house.tick();
    let [Message::Update(news)] = &house.sent_to(1)[..] else { panic!("no news") };
    one.apply(news).unwrap();
    assert_eq!(one.lesson(), two.lesson());
}

#[test]
fn b3_the_more_people_the_longer_news_waits_for_company() {
    let limits = Limits::default();
    assert_eq!([0, 30, 400, 600].map(|sessions| limits.flush_delay(sessions)), [8, 11, 50, 50]);
}

#[test]
fn b4_a_peer_whose_queue_was_full_gets_all_it_missed() {
    let mut house = House::new();
    let (mut author, mut slow) = (board(7), board(8));
    house.join(1, teacher("Asha Patel"));
    house.join(2, teacher("Ben Okoro"));
    house.frame(2, &Message::SyncStep1(slow.replica().state_vector()));
    house.frame(1, &typed(&mut author, "one "));
    house.tick();
    house.event(Event::Overflowed { session: SessionId(2) });
    for word in ["two ", "three "] {
        house.frame(1, &typed(&mut author, word));
        house.pass(20);
        assert_eq!(house.sent_to(2), []);
    }
    house.event(Event::Drained { session: SessionId(2) });
    let sent = house.sent_to(2);
    let Some(Message::SyncStep2(missed)) = sent.first() else { panic!("{sent:?}") };
    slow.apply(missed).unwrap();
    assert_eq!(slow.lesson().title, author.lesson().title);
    assert!(matches!(sent.last(), Some(Message::Saved { .. })));
}

#[test]
fn b4_a_queue_that_fills_before_there_is_any_news_costs_nothing() {
    let mut first = board(7);
    let update = first.splice(&TITLE, 0, 0, "Halves").unwrap();
    let mut house = House::open(Limits::default(), &Loaded { updates: vec![update], through: 1, rows: 1, ..Loaded::default() });
    let mut slow = board(8);
    house.join(1, teacher("Asha Patel"));
    house.frame(1, &Message::SyncStep1(slow.replica().state_vector()));
    // The answer itself did not fit.
    house.event(Event::Overflowed { session: SessionId(1) });
    house.event(Event::Drained { session: SessionId(1) });
    let sent = house.sent_to(1);
    let Some(Message::SyncStep2(missed)) = sent.first() else { panic!("{sent:?}") };
    slow.apply(missed).unwrap();
    assert_eq!(slow.lesson(), first.lesson());
    house.frame(1, &Message::Ping);
    house.event(Event::Overflowed { session: SessionId(1) });
    house.event(Event::Drained { session: SessionId(1) });
    assert!(matches!(house.sent_to(1)[..], [Message::SyncStep2(_), Message::Saved { .. }]));
}

#[test]
fn b5_a_peer_that_does_not_read_is_closed() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.event(Event::Overflowed { session: SessionId(1) });
    house.tick();
    assert_eq!(house.closed(), [(1, CloseCode::TimedOut)]);
    assert_eq!(house.now, 31_000);
}

#[test]
fn s1_s2_s3_saved_is_said_after_the_commit_and_covers_everything_before() {
    let mut house = House::new();
    let mut author = board(7);
    house.join(1, teacher("Asha Patel"));
    house.join(2, Peer { extended: false, ..teacher("A stock client") });
    let update = typed(&mut author, "a");
    house.frame(1, &update);
    assert_eq!(house.append(), None, "it waits for its tick");
    house.tick();
    let (first, rows) = house.append().unwrap();
    assert_eq!(rows, 1);
    // One batch is under way: what comes now waits for the next, and so does a frame that brings nothing new.
    house.frame(1, &typed(&mut author, "b"));
    house.frame(1, &update);
    house.pass(20);
    assert_eq!(house.append(), None);
    house.event(Event::Committed { ticket: first, last: 1 });
    assert!(matches!(house.sent_to(1)[..], [Message::Saved { frames: 1, .. }]));
    let (second, rows) = house.append().unwrap();
    assert_eq!(rows, 1);
    house.event(Event::Committed { ticket: second, last: 2 });
    assert!(matches!(house.sent_to(1)[..], [Message::Saved { frames: 3, .. }]));
    assert_eq!(house.sent_to(2), []);
}

#[test]
fn s4_a_failure_is_told_once_and_tried_again_until_it_works() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.frame(1, &typed(&mut board(7), "a"));
    house.tick();
    let (first, _) = house.append().unwrap();
    house.event(Event::CommitFailed { ticket: first });
    assert_eq!(house.sent_to(1), [Message::Unsaved]);
    house.join(2, teacher("Ben Okoro"));
    assert!(house.sent_to(2).contains(&Message::Unsaved));
    house.tick();
    let (second, rows) = house.append().unwrap();
    assert_eq!(rows, 1, "the same row again");
    house.event(Event::CommitFailed { ticket: second });
    assert_eq!(house.sent_to(1), []);
    house.tick();
    let (third, _) = house.append().unwrap();
    house.event(Event::Committed { ticket: third, last: 1 });
    assert!(matches!(house.sent_to(1)[..], [Message::Saved { frames: 1, .. }]));
    assert!(matches!(house.sent_to(2)[..], [Message::Saved { frames: 0, .. }]));
}

#[test]
fn s5_a_batch_that_is_never_answered_is_sent_again_and_its_late_answer_counts() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.frame(1, &typed(&mut board(7), "a"));
    house.tick();
    let (first, _) = house.append().unwrap();
    house.pass(10_000);
    assert_eq!(house.sent_to(1), [Message::Unsaved]);
    house.tick();
    let (second, _) = house.append().unwrap();
    house.event(Event::Committed { ticket: first, last: 1 });
    assert!(matches!(house.sent_to(1)[..], [Message::Saved { frames: 1, .. }]));
    house.event(Event::Committed { ticket: second, last: 2 });
    assert_eq!(house.sent_to(1), []);
    // One row was not counted: the file is read before anything is compacted.
    assert!(house.effects.iter().any(|effect| matches!(effect, Effect::Reload { .. })));
}

#[test]
fn s6_when_too_much_waits_writers_are_turned_away_and_readers_are_not() {
    let mut house = House::open(Limits { pending_bytes: 100, ..Limits::default() }, &Loaded::default());
    let mut author = board(7);
    house.join(1, teacher("Asha Patel"));
    house.join(2, teacher("Ben Okoro"));
    let update = typed(&mut author, &"long ".repeat(15));
    house.frame(1, &update);
    house.frame(2, &update);
    assert_eq!(house.closed(), [], "what is here already takes no room");
    house.frame(1, &typed(&mut author, &"long ".repeat(15)));
    assert_eq!(house.closed(), [(1, CloseCode::Unsaved)]);
    assert_eq!(house.room.sessions(), 1);
}

#[test]
fn a1_nobody_speaks_for_a_client_of_somebody_else() {
    let mut house = House::new();
    let (asha, ben) = (teacher("Asha Patel"), teacher("Ben Okoro"));
    house.join(1, asha.clone());
    house.join(2, ben);
    house.frame(1, &presence(7, 1, Some("{\"at\":1}")));
    house.frame(2, &presence(8, 1, Some("{}")));
    house.tick();
    house.frame(2, &presence(7, 5, Some("{}")));
    assert!(house.room.next_deadline().is_none(), "nothing to tell");
    // Her second window echoes her first: no reason to take it over.
    house.join(3, asha.clone());
    house.frame(3, &presence(9, 1, Some("{}")));
    house.frame(3, &presence(7, 1, Some("{}")));
    house.tick();
    assert_eq!(told(&house.sent_to(2)).iter().map(|entry| entry.client).collect::<Vec<_>>(), [9]);
    // Reconnecting before the old socket is known to be dead is one.
    house.join(4, asha);
    house.frame(4, &presence(7, 1, Some("{\"at\":2}")));
    house.tick();
    let entries = told(&house.sent_to(2));
    assert_eq!((entries[0].client, entries[0].clock), (7, 2));
    house.event(Event::Disconnected { session: SessionId(1) });
    assert!(house.room.next_deadline().is_none(), "the old socket takes nothing with it");
}

#[test]
fn a2_a5_states_carry_the_name_and_colour_that_the_server_knows() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.join(2, teacher("Ben Okoro"));
    house.frame(2, &presence(8, 1, Some("{\"user\":{\"name\":\"The Head\"},\"at\":null}")));
    house.tick();
    let state = told(&house.sent_to(1))[0].state.clone().unwrap();
    let state: serde_json::Value = serde_json::from_str(&state).unwrap();
    assert_eq!((&state["user"]["name"], &state["user"]["colour"]), (&"Ben Okoro".into(), &2.into()));
    for nonsense in ["[1]", "not json", &format!("{{\"a\":\"{}\"}}", "x".repeat(5_000))] {
        house.frame(2, &presence(8, 9, Some(nonsense)));
        assert!(house.room.next_deadline().is_none() && house.closed().is_empty(), "{nonsense} is not told");
    }
}

#[test]
fn a3_who_leaves_is_told_and_cannot_be_brought_back_by_an_echo() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.join(2, teacher("Ben Okoro"));
    house.frame(1, &presence(7, 3, Some("{}")));
    house.tick();
    assert_eq!(told(&house.sent_to(1)).len(), 1, "its own state comes back: a sign of life");
    house.event(Event::Disconnected { session: SessionId(1) });
    house.tick();
    assert_eq!(told(&house.sent_to(2)), [AwarenessEntry { client: 7, clock: 4, state: None }]);
    house.frame(2, &presence(7, 3, Some("{}")));
    assert!(house.room.next_deadline().is_none());
}

#[test]
fn a4_an_echo_of_ones_own_state_ends() {
    let mut house = House::new();
    let asha = teacher("Asha Patel");
    house.join(1, asha.clone());
    house.frame(1, &presence(7, 5, Some("{}")));
    house.tick();
    house.event(Event::Disconnected { session: SessionId(1) });
    house.join(2, asha);
    house.frame(2, &presence(7, 5, Some("{}")));
    house.tick();
    let entry = told(&house.sent_to(2)).pop().unwrap();
    assert!(entry.clock > 5);
    house.frame(2, &presence(7, entry.clock, entry.state.as_deref()));
    assert_eq!(house.room.next_deadline(), None);
}

#[test]
fn k1_k2_rows_are_compacted_in_time() {
    let mut house = House::open(Limits::default(), &Loaded { rows: 3, through: 9, ..Loaded::default() });
    house.join(1, teacher("Asha Patel"));
    house.tick();
    assert_eq!(house.now, 31_000);
    let (ticket, through, rows) = house.compaction().unwrap();
    assert_eq!((through, rows), (9, 3));
    // Meanwhile nothing else is asked of the disk; a refusal makes the room read the file first.
    house.frame(1, &typed(&mut board(7), "a"));
    house.pass(20);
    assert_eq!(house.append(), None);
    house.event(Event::CompactionRefused { ticket });
    assert!(house.append().is_some());
}

#[test]
fn k3_rows_of_somebody_else_are_taken_in_before_anything_is_removed() {
    let mut house = House::open(Limits::default(), &Loaded { rows: 500, through: 9, ..Loaded::default() });
    house.join(1, teacher("Asha Patel"));
    house.tick_until_compaction();
    let (ticket, ..) = house.compaction().unwrap();
    house.event(Event::CompactionRefused { ticket });
    house.tick();
    let ticket = house.effects.iter().find_map(|effect| match effect {
        Effect::Reload { ticket } => Some(*ticket),
        _ => None,
    });
    let foreign = board(99).splice(&TITLE, 0, 0, "foreign").unwrap();
    let loaded = Box::new(Loaded { updates: vec![foreign], through: 10, rows: 501, ..Loaded::default() });
    house.event(Event::Reloaded { ticket: ticket.unwrap(), loaded });
    assert_eq!(house.compaction().map(|(_, through, rows)| (through, rows)), Some((10, 501)));
    house.tick();
    assert!(matches!(house.sent_to(1)[..], [Message::Update(_)]));
}

impl House {
    fn tick_until_compaction(&mut self) {
        while self.compaction().is_none() {
            self.tick();
        }
    }
}

#[test]
fn l3_l4_an_empty_room_saves_compacts_and_asks_to_go() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.frame(1, &typed(&mut board(7), "a"));
    house.event(Event::Disconnected { session: SessionId(1) });
    house.tick();
    let (ticket, _) = house.append().unwrap();
    house.event(Event::Committed { ticket, last: 1 });
    house.tick();
    let (ticket, ..) = house.compaction().expect("compaction before leaving");
    assert_eq!(house.now, 11_000);
    house.event(Event::Compacted { ticket });
    assert!(house.asks_to_unload());
    house.event(Event::Kept);
    assert!(!house.asks_to_unload());
    house.join(2, teacher("Ben Okoro"));
    house.pass(60_000);
    assert!(!house.asks_to_unload(), "somebody is here");
}

#[test]
fn l3_a_room_that_cannot_save_stays() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.frame(1, &typed(&mut board(7), "a"));
    house.event(Event::Disconnected { session: SessionId(1) });
    for _ in 0..20 {
        house.tick();
        assert!(!house.asks_to_unload());
        if let Some((ticket, _)) = house.append() {
            house.event(Event::CommitFailed { ticket });
        }
    }
}

#[test]
fn l5_a_shutdown_saves_says_so_and_then_says_goodbye() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.frame(1, &typed(&mut board(7), "a"));
    house.event(Event::Shutdown);
    let (ticket, _) = house.append().unwrap();
    assert_eq!(house.closed(), []);
    house.event(Event::Committed { ticket, last: 1 });
    assert!(matches!(house.sent_to(1)[..], [Message::Saved { frames: 1, .. }]));
    assert_eq!(house.closed(), [(1, CloseCode::Restarting)]);
    house.join(2, teacher("Ben Okoro"));
    assert_eq!(house.closed(), [(2, CloseCode::Restarting)]);
}

#[test]
fn x1_to_x4_what_is_too_much_is_closed_with_its_code() {
    let limits = Limits {
        frame_bytes: 200,
        document_bytes: 300,
        frames_burst: 5,
        frames_per_second: 1,
        sessions_per_room: 3,
        sessions_per_person: 2,
        ..Limits::default()
    };
    let mut house = House::open(limits, &Loaded::default());
    let asha = teacher("Asha Patel");
    house.join(1, asha.clone());
    house.join(2, asha.clone());
    house.join(3, asha);
    assert_eq!(house.closed(), [(3, CloseCode::TooFast)], "three windows of one person");
    house.join(4, teacher("Ben Okoro"));
    house.join(5, teacher("Cara Lund"));
    assert_eq!(house.closed(), [(5, CloseCode::TooFast)], "four sockets in the room");
    let mut author = board(7);
    house.frame(1, &Message::Update(vec![0; 300]));
    assert_eq!(house.closed(), [(1, CloseCode::TooLarge)]);
    house.frame(2, &typed(&mut author, &"x".repeat(150)));
    house.frame(2, &typed(&mut author, &"y".repeat(150)));
    assert_eq!(house.closed(), [(2, CloseCode::TooLarge)], "the document would be too large");
    for _ in 0..5 {
        house.frame(4, &Message::Ping);
        assert_eq!(house.sent_to(4), [Message::Pong]);
    }
    house.frame(4, &Message::Ping);
    assert_eq!(house.closed(), [(4, CloseCode::TooFast)]);
}

#[test]
fn s7_claims_go_to_the_log_with_the_first_update_after_them() {
    let mut house = House::new();
    let asha = teacher("Asha Patel");
    house.join(1, asha.clone());
    house.frame(1, &presence(7, 1, Some("{}")));
    house.frame(1, &typed(&mut board(7), "a"));
    house.tick();
    let clients = house.effects.iter().find_map(|effect| match effect {
        Effect::Append { clients, .. } => Some(clients.clone()),
        _ => None,
    });
    assert_eq!(clients, Some(vec![(7, asha.person)]));
}
