//! Rules F5 and X9 to X12: what only somebody sends who means harm, or whose program is broken.

#[path = "../../../../../app/model/src/live/scan/hostile.rs"]
mod made;

use model::live::replica::Waits;
use model::live::scan::{Bounds, Counts};

use super::*;

fn raw(house: &mut House, session: u64, frame: Vec<u8>) {
    house.event(Event::Frame { session: SessionId(session), frame: Bytes::from(frame) });
}

fn why(house: &House) -> String {
    let why = house.effects.iter().find_map(|effect| if let Effect::Close { why, .. } = effect { Some(why.clone()) } else { None });
    why.expect("a closed session")
}

/// Somebody who means no harm goes on as if nothing had happened.
fn goes_on(house: &mut House, session: u64) {
    house.frame(session, &Message::Ping);
    assert_eq!(house.sent_to(session), [Message::Pong]);
}

#[test]
fn f5_what_a_reader_writes_is_refused_before_it_is_looked_at() {
    let mut house = House::new();
    for (session, update) in [(1, made::nested_lists(10_000)), (2, vec![1, 200]), (3, vec![0, 0])] {
        house.join(session, Peer { may_write: false, ..teacher("Head Teacher") });
        raw(&mut house, session, made::frame(&update));
        assert_eq!(house.closed(), [(session, CloseCode::Forbidden)]);
    }
    house.join(4, Peer { may_write: false, ..teacher("Head Teacher") });
    house.frame(4, &Message::SyncStep2(made::nested_lists(10_000)));
    assert_eq!(house.closed(), [(4, CloseCode::Malformed)]);
}

#[test]
fn x9_what_does_not_pass_the_scan_closes_its_peer_only_and_says_why() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    let mut session = 1;
    let mut close = |update: Vec<u8>, because: &str| {
        session += 1;
        house.join(session, teacher("Ben Okoro"));
        raw(&mut house, session, made::frame(&update));
        assert_eq!(house.closed(), [(session, CloseCode::Malformed)], "{because}");
        assert!(why(&house).contains(because) && why(&house).len() < 124, "{}: {because}", why(&house));
        assert_eq!(house.append(), None);
        goes_on(&mut house, 1);
    };
    close(made::nested_lists(10_000), "nested deeper");
    close(made::nested_maps(10_000), "nested deeper");
    close(made::nested_json(10_000), "nested deeper");
    close(made::nested_options(10_000), "documents within the document");
    close(made::between_two_lists(), "neighbours of different types");
    close(made::nested_types(10_000, true), "types are nested deeper");
    close(made::empty_clients(1_000), "empty pieces");
    made::claims().into_iter().for_each(|(_, claim)| close(claim, ""));
    assert_eq!(house.room.replica().state_vector(), [0]);
}

#[test]
fn x9_types_that_grow_deeper_from_frame_to_frame_are_stopped_and_the_room_can_be_opened_again() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    let mut sent = Vec::new();
    let mut send = |house: &mut House, update: Vec<u8>| {
        raw(house, 1, made::frame(&update));
        sent.push(update);
    };
    send(&mut house, made::nested_types(20, false));
    // Behind a gap nobody can tell how deep it stands; when the gap is filled, the rest stays outside.
    let deep = (21..60).map(|clock| made::inner_type(7, clock - 1)).collect::<Vec<_>>();
    send(&mut house, made::update(7, 21, &deep, &made::NOTHING_DELETED));
    assert_eq!(house.closed(), []);
    send(&mut house, made::update(7, 20, &[made::inner_type(7, 19)], &made::NOTHING_DELETED));
    assert_eq!(house.closed(), []);
    assert_eq!(house.room.replica().waits().pieces, 60 - 33);
    assert_eq!(house.room.replica().state_vector(), [1, 7, 33], "32 in the one at the root");
    let again = Loaded { updates: sent, through: 3, rows: 3, ..Loaded::default() };
    let again = House::open(Limits::default(), &again);
    assert_eq!(again.room.replica().waits(), house.room.replica().waits());
    assert_eq!(again.room.replica().state_vector(), house.room.replica().state_vector());
}

#[test]
fn f3_x10_questions_in_one_frame_get_one_answer_and_too_many_messages_none() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    house.frame(1, &typed(&mut board(7), "a"));
    let mut frame = made::questions(30);
    // The last one has all there is.
    frame.extend(Message::SyncStep1(house.room.replica().state_vector()).encode());
    raw(&mut house, 1, frame);
    let [Message::SyncStep2(answer)] = &house.sent_to(1)[..] else { panic!("{:?}", house.sent_to(1)) };
    assert_eq!(answer[..], [0, 0]);
    raw(&mut house, 1, made::questions(262_144));
    assert_eq!((house.closed(), house.sent_to(1)), (vec![(1, CloseCode::Malformed)], vec![]));
    assert!(why(&house).contains("messages"));
}

#[test]
fn x2_messages_are_charged_and_not_frames() {
    let mut house = House::open(Limits { messages_burst: 40, messages_per_second: 1, ..Limits::default() }, &Loaded::default());
    house.join(1, teacher("Asha Patel"));
    let pings: Vec<u8> = (0..20).flat_map(|_| Message::Ping.encode()).collect();
    raw(&mut house, 1, pings.clone());
    raw(&mut house, 1, pings.clone());
    assert_eq!(house.closed(), []);
    raw(&mut house, 1, pings);
    assert_eq!(house.closed(), [(1, CloseCode::TooFast)]);
}

#[test]
fn x11_only_so_much_waits_of_one_person_and_of_all() {
    let limits = Limits {
        waiting: Waits { pieces: 250, bytes: 1 << 20 },
        waiting_of_one: Waits { pieces: 100, bytes: 1 << 20 },
        ..Limits::default()
    };
    let mut house = House::open(limits, &Loaded::default());
    let asha = teacher("Asha Patel");
    house.join(1, asha.clone());
    raw(&mut house, 1, made::frame(&made::waiting(7, 101)));
    assert_eq!(house.closed(), [(1, CloseCode::Malformed)]);
    assert!(why(&house).contains("waits"));
    house.join(2, asha.clone());
    raw(&mut house, 2, made::frame(&made::waiting(7, 100)));
    raw(&mut house, 2, made::frame(&made::waiting(7, 100)));
    assert_eq!(house.closed(), [], "what waits already is not counted twice");
    house.event(Event::Disconnected { session: SessionId(2) });
    house.join(3, asha);
    raw(&mut house, 3, made::frame(&made::waiting(8, 1)));
    assert_eq!(house.closed(), [(3, CloseCode::Malformed)], "connecting again does not help");
    house.join(4, teacher("Ben Okoro"));
    raw(&mut house, 4, made::frame(&made::waiting(9, 90)));
    assert_eq!(house.closed(), []);
    house.join(5, teacher("Cara Lund"));
    raw(&mut house, 5, made::frame(&made::waiting(10, 90)));
    assert_eq!(house.closed(), [(5, CloseCode::Malformed)], "the document has enough");
    house.frame(4, &typed(&mut board(11), "a"));
    assert_eq!(house.closed(), [], "whoever writes as usual is not concerned");
}

#[test]
fn x1_a_document_of_too_many_pieces_takes_in_nothing_more() {
    let counts = Counts { pieces: 100, ..Bounds::FULL.counts };
    let document = Bounds { counts, ..Bounds::FULL };
    let mut house = House::open(Limits { document, ..Limits::default() }, &Loaded::default());
    house.join(1, teacher("Asha Patel"));
    let letter = |client: u64| made::update(client, 0, &[[vec![4, 1], made::sized(b"x"), made::sized(b"a")].concat()], &[0]);
    for client in 10..111 {
        raw(&mut house, 1, made::frame(&letter(client)));
        assert_eq!(house.closed(), [], "{client}");
    }
    raw(&mut house, 1, made::frame(&letter(10)));
    assert_eq!(house.closed(), [], "it brings nothing new");
    raw(&mut house, 1, made::frame(&letter(200)));
    assert_eq!(house.closed(), [(1, CloseCode::TooLarge)]);
    assert!(why(&house).contains("pieces"));
}

#[test]
fn x12_answers_are_paid_for() {
    let limits = Limits { answer_bytes_burst: 10_000, answer_bytes_per_second: 1_000, ..Limits::default() };
    let update = board(7).splice(&TITLE, 0, 0, &"long ".repeat(800)).unwrap();
    let mut house = House::open(limits, &Loaded { updates: vec![update], through: 1, rows: 1, ..Loaded::default() });
    house.join(1, teacher("Asha Patel"));
    let answered = (0..10).filter(|_| {
        raw(&mut house, 1, made::questions(1));
        !house.sent_to(1).is_empty()
    });
    assert_eq!(answered.count(), 3);
    house.join(2, teacher("Ben Okoro"));
    raw(&mut house, 2, made::questions(1));
    assert!(matches!(house.sent_to(2)[..], [Message::SyncStep2(_)]), "others are answered");
}
