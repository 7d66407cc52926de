//! Shared types within shared types, and what waits for earlier updates.

use super::*;

fn incoming(update: &[u8]) -> Incoming {
    Incoming::read(Scanned::read(update, &Bounds::STORED).expect("it passes the scan")).expect("an update")
}

const TOO_DEEP: Refused = Refused::TooDeep(What::Types, MAX_TYPE_DEPTH);

#[test]
fn ten_thousand_maps_within_maps_are_refused_and_do_no_harm_where_they_are_stored() {
    for deleted in [false, true] {
        let taken = on_a_small_stack(move || {
            let mut replica = Replica::new(1);
            let update = hostile::nested_types(10_000, deleted);
            assert_eq!(replica.judge(&incoming(&update)), Err(TOO_DEEP));
            // As if it were read of a file: what stands too deep waits, and the deletion reaches the rest.
            let applied = replica.take_in(incoming(&update));
            assert!(applied.news.is_some() && !applied.broken);
            assert_eq!(replica.waits().pieces, 10_000 - 1 - MAX_TYPE_DEPTH);
            let mut copy = Replica::new(2);
            copy.apply(&replica.snapshot()).expect("a snapshot");
            // Whoever was told of it by the one says it again to the other.
            let again = incoming(&copy.missing_from(&replica.state_vector()).expect("a difference"));
            assert!(replica.judge(&again).expect("not refused").is_nothing());
            // What has been collected has no depth: a copy of that lets the rest go too, and the first one hears of it.
            replica.take_in(again);
            let left = if deleted { 0 } else { 10_000 - 1 - MAX_TYPE_DEPTH };
            (replica.state_vector() == copy.state_vector(), (replica.waits().pieces, copy.waits().pieces) == (left, left))
        });
        assert!(matches!(taken, Ok((true, true))), "deleted: {deleted}");
    }
}

#[test]
fn depth_is_known_from_one_update_to_the_next_and_from_neighbours() {
    let mut replica = Replica::new(1);
    replica.apply(&hostile::nested_types(MAX_TYPE_DEPTH as u64 - 1, false)).expect("an update");
    let last = MAX_TYPE_DEPTH as u64 - 2;
    // Another client adds a map in the innermost, then a text in that, then a letter beside the text.
    let deeper = hostile::update(8, 0, &[hostile::inner_type(7, last)], &[0]);
    assert!(replica.judge(&incoming(&deeper)).is_ok());
    replica.apply(&deeper).expect("an update");
    let value = |parent: u64| [vec![8 | 0x20, 0], hostile::number(8), hostile::number(parent), hostile::sized(b"v"), vec![1, 126]].concat();
    let in_the_last = hostile::update(9, 0, &[value(0)], &[0]);
    assert!(replica.judge(&incoming(&in_the_last)).is_ok());
    let one_more = hostile::update(9, 0, &[hostile::inner_type(8, 0)], &[0]);
    assert!(replica.judge(&incoming(&one_more)).is_ok(), "a type may stand in the last, but be empty");
    replica.apply(&one_more).expect("an update");
    let in_one_more = hostile::update(10, 0, &[hostile::inner_type(9, 0)], &[0]);
    assert_eq!(replica.judge(&incoming(&in_one_more)), Err(TOO_DEEP));
    let copy = {
        let mut copy = Replica::new(2);
        copy.apply(&replica.snapshot()).expect("a snapshot");
        copy
    };
    assert_eq!(copy.judge(&incoming(&in_one_more)), Err(TOO_DEEP), "a copy knows it as well");
}

#[test]
fn what_comes_behind_a_gap_is_counted_before_it_is_taken_in() {
    let mut replica = Replica::new(1);
    let update = incoming(&hostile::waiting(7, 100));
    let waits = replica.judge(&update).expect("not too deep");
    assert_eq!(waits.pieces, 100);
    replica.take_in(update);
    assert_eq!(replica.waits(), waits);
    assert!(replica.judge(&incoming(&hostile::waiting(7, 100))).expect("not too deep").is_nothing(), "it waits already");
    // What they waited for comes: two letters.
    let first = hostile::update(7, 0, &[[vec![4, 1], hostile::sized(b"x"), hostile::sized(b"ab")].concat()], &[0]);
    let applied = replica.take_in(incoming(&first));
    assert!(applied.news.is_some() && replica.waits().is_nothing() && !replica.is_waiting());
}

#[test]
fn a_long_way_through_many_clients_is_followed_once_and_can_be_read_again() {
    // Each client's only edit builds on that of the client before, in either order of their ids.
    for upwards in [true, false] {
        let read = on_a_small_stack(move || {
            let (mut replica, each) = (Replica::new(1), Bounds::FRAME.counts.clients as u64);
            for frame in 0..2 {
                let update = incoming(&hostile::chain(frame * each..(frame + 1) * each, upwards));
                assert!(replica.judge(&update).expect("not refused").is_nothing());
                assert!(replica.take_in(update).news.is_some());
            }
            let mut copy = Replica::new(2);
            copy.apply(&replica.snapshot()).expect("a snapshot");
            // What has waited as well.
            let mut late = Replica::new(3);
            assert!(late.apply(&hostile::chain(1..2 * each, upwards)).expect("an update").waits);
            late.apply(&hostile::chain(0..1, upwards)).expect("an update");
            (copy.state_vector() == replica.state_vector(), late.holds(&incoming(&replica.snapshot())))
        });
        assert!(matches!(read, Ok((true, true))), "upwards: {upwards}");
    }
}

#[test]
fn pieces_that_wait_for_each_other_never_reach_yrs() {
    let letter = |on: u64| [vec![0x84], hostile::number(on), hostile::number(0), hostile::sized(b"a")].concat();
    let section = |client: u64, on: u64| [hostile::number(1), hostile::number(client), hostile::number(0), letter(on)].concat();
    let update = [hostile::number(2), section(8, 7), section(7, 8), vec![0]].concat();
    let mut replica = Replica::new(1);
    let applied = replica.take_in(incoming(&update));
    assert_eq!((applied.news, applied.waits, replica.waits().pieces), (None, true, 2));
}

#[test]
fn nothing_stands_between_neighbours_of_different_types() {
    let update = hostile::between_two_lists();
    let mut replica = Replica::new(1);
    assert_eq!(replica.judge(&incoming(&update)), Err(Refused::Misplaced));
    // As if it were read of a file: it is taken in as collected, with what is around it.
    let applied = replica.take_in(incoming(&update));
    assert_eq!((applied.news.is_some(), applied.broken, replica.waits().pieces), (true, false, 0));
    is_read_again(&replica);
}

/// Another copy has all of it, and what its clients write goes on.
fn is_read_again(replica: &Replica) {
    let mut copy = Replica::new(2);
    let applied = copy.take_in(incoming(&replica.snapshot()));
    assert_eq!((applied.broken, copy.waits().pieces, copy.state_vector()), (false, 0, replica.state_vector()));
}

/// A letter or more in a root type.
fn letters(client: u64, clock: u64, root: &[u8], text: &[u8]) -> Vec<u8> {
    hostile::update(client, clock, &[[vec![4, 1], hostile::sized(root), hostile::sized(text)].concat()], &[0])
}

#[test]
fn nothing_stands_before_a_value_of_a_key() {
    let update = hostile::before_a_value();
    let mut replica = Replica::new(1);
    assert_eq!(replica.judge(&incoming(&update)), Err(Refused::Misplaced));
    assert!(!replica.take_in(incoming(&update)).broken);
    is_read_again(&replica);
}

#[test]
fn nothing_stands_in_a_letter() {
    let mut replica = Replica::new(1);
    replica.apply(&letters(7, 0, b"x", b"a")).expect("an update");
    let within = hostile::update(8, 0, &[hostile::inner_type(7, 0)], &[0]);
    assert_eq!(replica.judge(&incoming(&within)), Err(Refused::InNoType));
    // It comes before the letter, and waits for it: then it costs nobody else's anything.
    let mut other = Replica::new(1);
    assert!(other.take_in(incoming(&within)).waits);
    let both = other.take_in(incoming(&letters(7, 0, b"x", b"a")));
    assert_eq!((both.broken, both.news.is_some(), other.waits().pieces), (false, true, 0));
    is_read_again(&other);
    // What its client writes after it is taken in.
    assert!(other.take_in(incoming(&letters(8, 1, b"x", b"b"))).news.is_some());
}

#[test]
fn the_rest_of_a_piece_stands_where_what_is_known_of_it_does() {
    // A map with two letters in it; then the second of them again, as the first half of something elsewhere.
    let map = [&[7, 1][..], &hostile::sized(b"x"), &[1]].concat();
    let in_it = [&[4, 0][..], &hostile::number(7), &hostile::number(0), &hostile::sized(b"ab")].concat();
    let mut replica = Replica::new(1);
    replica.apply(&hostile::update(7, 0, &[map, in_it], &[0])).expect("an update");
    let elsewhere = [&[4 | 0x20, 1][..], &hostile::sized(b"y"), &hostile::sized(b"k"), &hostile::sized(b"abc")].concat();
    let again = hostile::update(7, 1, &[elsewhere], &[1, 7, 1, 0, 1]);
    assert_eq!(replica.judge(&incoming(&again)), Err(Refused::Misplaced));
    replica.take_in(incoming(&again));
    is_read_again(&replica);
    // The honest rest of an honest piece is let in, with its parent and without.
    let mut honest = Replica::new(1);
    honest.apply(&letters(7, 0, b"x", b"ab")).expect("an update");
    let longer = letters(7, 0, b"x", b"abc");
    assert!(honest.judge(&incoming(&longer)).is_ok() && honest.take_in(incoming(&longer)).news.is_some());
    let behind = hostile::update(7, 2, &[[vec![0x84], hostile::number(7), hostile::number(1), hostile::sized(b"cd")].concat()], &[0]);
    assert!(honest.judge(&incoming(&behind)).is_ok() && honest.take_in(incoming(&behind)).news.is_some());
}

#[test]
fn an_update_that_is_refused_teaches_nothing() {
    // Of two clients the higher one's letter stands in a letter; the other one's would stand in another text than it does.
    let high = (1_u64 << 53) - 1;
    let within = [vec![4, 0], hostile::number(high), hostile::number(0), hostile::sized(b"b")].concat();
    let section = |client: u64, clock: u64, pieces: Vec<Vec<u8>>| {
        [hostile::number(pieces.len() as u64), hostile::number(client), hostile::number(clock), pieces.concat()].concat()
    };
    let letter = [vec![4, 1], hostile::sized(b"x"), hostile::sized(b"a")].concat();
    let gone = [vec![1, 1], hostile::sized(b"y"), hostile::number(1 << 20)].concat();
    let update = [hostile::number(2), section(high, 0, vec![letter, within]), section(7, 2, vec![gone]), vec![0]].concat();
    let mut replica = Replica::new(1);
    replica.apply(&letters(7, 0, b"x", b"ad")).expect("an update");
    replica.apply(&letters(8, 0, b"x", b"e")).expect("an update");
    assert_eq!(replica.judge(&incoming(&update)), Err(Refused::InNoType));
    let between =
        [vec![0xc4], hostile::number(7), hostile::number(0), hostile::number(7), hostile::number(1), hostile::sized(b"bc")].concat();
    let honest = hostile::update(7, 2, &[between], &[0]);
    assert!(replica.judge(&incoming(&honest)).is_ok());
    assert!(replica.take_in(incoming(&honest)).news.is_some());
}

#[test]
fn what_is_whole_comes_before_what_waits_in_its_place() {
    let mut replica = Replica::new(1);
    replica.apply(&letters(7, 0, b"x", b"a")).expect("an update");
    // Somebody claims a million of the next edits of client 7, behind one that never comes.
    let claim = [vec![0x81], hostile::number(9), hostile::number(5), hostile::number(1 << 20)].concat();
    assert!(replica.take_in(incoming(&hostile::update(7, 1, &[claim], &[0]))).waits);
    let honest = letters(7, 1, b"x", b"b");
    assert!(replica.take_in(incoming(&honest)).news.is_some());
    assert!(replica.holds(&incoming(&honest)));
}

#[test]
fn what_waits_in_parts_is_known_when_it_comes_as_one() {
    let mut replica = Replica::new(1);
    replica.take_in(incoming(&hostile::waiting(7, 3)));
    let joined = hostile::update(7, 2, &[[vec![0x84], hostile::number(7), hostile::number(1), hostile::sized(b"aaa")].concat()], &[0]);
    assert!(replica.judge(&incoming(&joined)).expect("not refused").is_nothing());
    let longer = hostile::update(7, 2, &[[vec![0x84], hostile::number(7), hostile::number(1), hostile::sized(b"aaaa")].concat()], &[0]);
    assert!(!replica.judge(&incoming(&longer)).expect("not refused").is_nothing());
}
