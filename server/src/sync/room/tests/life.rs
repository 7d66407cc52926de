//! Rules K and L: compaction, loading and leaving.

use super::*;

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
