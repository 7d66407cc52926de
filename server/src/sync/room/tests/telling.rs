//! Rules B: what is told, to whom, when.

use super::*;

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
