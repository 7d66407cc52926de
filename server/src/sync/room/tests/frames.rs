//! Rules F and X: what comes from peers, and what is too much.

use super::*;

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
fn x1_to_x4_what_is_too_much_is_closed_with_its_code() {
    let limits = Limits {
        frame_bytes: 200,
        document_bytes: 300,
        messages_burst: 5,
        messages_per_second: 1,
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
fn x1_a_full_document_can_be_made_smaller() {
    let limits = Limits { document_bytes: 600, ..Limits::default() };
    let mut house = House::open(limits, &Loaded::default());
    house.join(1, teacher("Asha Patel"));
    house.join(2, teacher("Ben Okoro"));
    let mut author = board(7);
    house.frame(1, &typed(&mut author, &"x".repeat(560)));
    let full = author.replica().snapshot();
    house.frame(2, &typed(&mut author, "more than there is room for"));
    assert_eq!(house.closed(), [(2, CloseCode::TooLarge)]);
    let mut author = board(8);
    author.apply(&full).unwrap();
    let shorter = author.splice(&TITLE, 0, 500, "").unwrap();
    house.frame(1, &Message::Update(shorter));
    assert_eq!(house.closed(), []);
    house.frame(1, &typed(&mut author, "now there is room"));
    assert_eq!(house.closed(), []);
}
