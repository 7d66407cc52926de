//! Rules S: what is saved, and what is said about it.

use super::*;

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

#[test]
fn k4_lists_are_told_with_the_batch_and_only_what_is_new() {
    let mut house = House::new();
    house.join(1, teacher("Asha Patel"));
    let mut author = board(7);
    let listed = |house: &House| {
        house.effects.iter().find_map(|effect| match effect {
            Effect::Append { summary, .. } => Some(summary.as_deref().map(|summary| match summary {
                Summary::Board(board) => board.title.clone(),
                Summary::Plan(_) | Summary::Notes(_) => unreachable!(),
            })),
            _ => None,
        })
    };
    house.frame(1, &typed(&mut author, "a"));
    house.tick();
    let (first, _) = house.append().unwrap();
    assert_eq!(listed(&house), Some(Some("a".to_owned())));
    house.event(Event::Committed { ticket: first, last: 1 });
    // Words that no list shows.
    let vocabulary = TextAddress::Lesson(LessonText::Vocabulary);
    house.frame(1, &Message::Update(author.splice(&vocabulary, 0, 0, "half").unwrap()));
    house.tick();
    let (second, _) = house.append().unwrap();
    assert_eq!(listed(&house), Some(None));
    house.event(Event::Committed { ticket: second, last: 2 });
    // One that failed is told again.
    house.frame(1, &typed(&mut author, "b"));
    house.tick();
    let (third, _) = house.append().unwrap();
    house.event(Event::CommitFailed { ticket: third });
    house.tick();
    assert_eq!(listed(&house), Some(Some("ba".to_owned())));
}
