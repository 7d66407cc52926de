//! What the scan lets through, and what not.

mod corpus;
mod noise;
mod types;

use super::*;
use crate::documents::board::{Board, LessonText, StepId, StepText, TextAddress};
use crate::live::Document;
use crate::live::replica::{Incoming, Replica};

/// An eighth of what a thread of the server has, a quarter of what a browser gives a program.
const SMALL_STACK: usize = 256 << 10;

/// Runs something on a small stack: if it descends too far, the whole test program dies.
fn on_a_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> std::thread::Result<T> {
    std::thread::Builder::new().stack_size(SMALL_STACK).spawn(run).expect("a thread").join()
}

fn scan(update: &[u8]) -> Result<Scanned, Refused> {
    Scanned::read(update, &Bounds::FRAME)
}

#[track_caller]
fn refused(update: &[u8]) -> Refused {
    scan(update).expect_err("it should be refused")
}

/// A board on which two people typed, moved and deleted.
fn a_board() -> Board {
    let mut board = Board::new(Replica::new(1));
    let mut other = Board::new(Replica::new(2));
    let step = StepId::from("a".to_owned());
    board.add_step(&step, None);
    other.apply(&board.replica().snapshot()).expect("an update");
    let exposition = TextAddress::Step(step.clone(), StepText::Exposition);
    for word in ["half ", "of é𝟚 ", "a quarter "] {
        board.splice(&TextAddress::Lesson(LessonText::Title), 0, 0, word);
        other.splice(&exposition, 2, 0, word);
    }
    other.splice(&exposition, 1, 3, "");
    board.set_minutes(&step, 7);
    board.apply(&other.replica().snapshot()).expect("an update");
    board
}

/// What other clients may have: every kind of content that Yjs 13 writes and yrs reads.
fn another_clients() -> Vec<u8> {
    use yrs::types::Attrs;
    use yrs::{
        Any, Array, Doc, Map, MapPrelim, ReadTxn, StateVector, Text, Transact, WriteTxn, XmlElementPrelim, XmlFragment, XmlTextPrelim,
    };
    let doc = Doc::with_client_id(77);
    let mut txn = doc.transact_mut();
    let text = txn.get_or_insert_text("text");
    text.insert(&mut txn, 0, "words 😀");
    text.format(&mut txn, 0, 5, Attrs::from([("bold".into(), Any::Bool(true))]));
    text.insert_embed(&mut txn, 2, Any::from_json(r#"{"image":["a",{"b":"]]]"}]}"#).expect("JSON"));
    let list = txn.get_or_insert_array("list");
    list.insert_range(&mut txn, 0, [Any::Null, Any::Undefined, Any::from(2.5), Any::from(1_i64 << 40), Any::Buffer(vec![1, 2].into())]);
    list.remove(&mut txn, 1);
    let map = txn.get_or_insert_map("map");
    map.insert(&mut txn, "inner", MapPrelim::from([("deep", 1)]));
    map.insert(&mut txn, "inner", "no more");
    let xml = txn.get_or_insert_xml_fragment("xml");
    xml.push_back(&mut txn, XmlElementPrelim::empty("p"));
    xml.push_back(&mut txn, XmlTextPrelim::new("words"));
    drop(txn);
    doc.transact().encode_state_as_update_v1(&StateVector::default())
}

/// `new Y.Doc().getMap().set('keyB', 'valueB')` with Yjs 13.
const BY_YJS: [u8; 26] = [1, 1, 176, 249, 159, 198, 7, 0, 40, 1, 0, 4, 107, 101, 121, 66, 1, 119, 6, 118, 97, 108, 117, 101, 66, 0];

#[test]
fn what_boards_and_other_clients_write_passes_and_is_what_it_was() {
    for update in [BY_YJS.to_vec(), vec![0, 0], a_board().replica().snapshot(), another_clients()] {
        let scanned = scan(&update).expect("it passes");
        assert_eq!(scanned.bytes(), update);
        assert!(Incoming::read(scanned).is_ok());
    }
    let counts = scan(&another_clients()).expect("it passes").counts();
    assert_eq!((counts.clients, counts.roots, counts.documents), (1, 4, 0));
    assert!(ScannedState::read(&a_board().replica().state_vector()).is_ok());
}

#[test]
fn what_nests_too_deep_does_not_pass_whatever_it_is_in() {
    let values = Refused::TooDeep(What::Values, MAX_VALUE_DEPTH);
    for nest in [hostile::nested_lists, hostile::nested_maps, hostile::nested_json, hostile::nested_options] {
        for depth in [10_000, MAX_VALUE_DEPTH + 1] {
            assert_eq!(Scanned::read(&nest(depth), &Bounds::STORED).expect_err("it should be refused"), values);
        }
        let deepest = nest(MAX_VALUE_DEPTH);
        let taken = on_a_small_stack(move || {
            let mut replica = Replica::new(1);
            replica.apply(&deepest).map(|applied| applied.news.is_some() && !replica.snapshot().is_empty())
        });
        assert!(matches!(taken, Ok(Ok(true))));
    }
}

#[test]
fn declared_lengths_are_not_believed() {
    for (place, claim) in hostile::claims() {
        assert!(claim.len() < 250, "{place}");
        assert!(matches!(refused(&claim), Refused::CutOff | Refused::TooMany(..)), "{place}: {}", refused(&claim));
    }
    assert!(matches!(ScannedState::read(&hostile::number(1 << 25)), Err(Refused::CutOff)));
}

#[test]
fn numbers_that_yrs_would_wrap_do_not_pass() {
    let deleted = |len: u64| hostile::one(1, &hostile::number(len));
    assert!(scan(&deleted(u64::from(MAX_CLOCK))).is_ok());
    assert_eq!(refused(&deleted(1 << 31)), Refused::NumberTooLarge);
    assert_eq!(refused(&deleted((1 << 32) + 1)), Refused::NumberTooLarge);
    let gc = |clock: u64, len: u64| hostile::update(7, clock, &[[vec![0], hostile::number(len)].concat()], &[0]);
    assert_eq!(refused(&gc(u64::from(MAX_CLOCK), 1)), Refused::NumberTooLarge, "beyond the last clock");
    assert_eq!(refused(&hostile::update(1 << 53, 0, &[vec![0, 1]], &[0])), Refused::NumberTooLarge, "a client of 54 bits");
    assert_eq!(refused(&gc(0, 0)), Refused::NoLength);
    let whole = |bytes: &[u8]| hostile::one(8, &[&[1, 125][..], bytes].concat());
    assert!(scan(&whole(&[0xff, 0xff, 0xff, 0xff, 0x0f])).is_ok());
    assert_eq!(refused(&whole(&[0xff; 10])), Refused::NumberTooLarge);
}

#[test]
fn what_yrs_reads_otherwise_than_yjs_does_not_pass() {
    let json_of_yjs_12 = hostile::one(2, &[&[1][..], &hostile::sized(b"1")].concat());
    assert_eq!(refused(&json_of_yjs_12), Refused::UnknownKind(2));
    let (hook, weak_link) = (hostile::one(7, &[5, 1, b'h']), hostile::one(7, &[7, 0]));
    assert_eq!((refused(&hook), refused(&weak_link)), (Refused::UnknownKind(5), Refused::UnknownKind(7)));
    assert_eq!(refused(&hostile::one(0x14, &hostile::sized(b"a"))), Refused::UnknownKind(0x14), "a bit that only one of them looks at");
    let trailing = [a_board().replica().snapshot(), vec![0]].concat();
    assert_eq!(refused(&trailing), Refused::GoesOn);
}

#[test]
fn disorder_does_not_pass() {
    let section = vec![1, 7, 0, 0, 1];
    assert_eq!(refused(&[vec![2], section.clone(), section, vec![0]].concat()), Refused::Disorder, "a client twice");
    let deletions = |ranges: &[u8]| [&[0, 1, 7, (ranges.len() / 2) as u8][..], ranges].concat();
    assert!(scan(&deletions(&[0, 2, 2, 1, 9, 1])).is_ok());
    assert_eq!(refused(&deletions(&[5, 2, 0, 1])), Refused::Disorder);
    assert_eq!(refused(&deletions(&[5, 2, 6, 1])), Refused::Disorder, "they overlap");
}

#[test]
fn too_many_of_anything_do_not_pass() {
    let too_many = |what: What, update: &[u8]| assert!(matches!(refused(update), Refused::TooMany(found, _) if found == what), "{what}");
    too_many(What::EmptyPieces, &hostile::empty_clients(1_000));
    too_many(What::EmptyPieces, &hostile::gaps(1_000));
    too_many(What::Pieces, &hostile::waiting(7, Bounds::FRAME.counts.pieces as u64 + 1));
    too_many(What::Bytes, &vec![0; Bounds::FRAME.bytes + 1]);
    let values = Bounds::FRAME.counts.values + 1;
    too_many(What::Values, &hostile::one(8, &[hostile::number(values as u64), vec![126; values]].concat()));
    let root = |name: usize| [vec![4, 1], hostile::sized(name.to_string().as_bytes()), hostile::sized(b"a")].concat();
    too_many(What::Roots, &hostile::update(7, 0, &(0..=Bounds::FRAME.counts.roots).map(root).collect::<Vec<_>>(), &[0]));
    too_many(What::Documents, &hostile::document_within());
}

/// Nobody can put one in any more; whoever once did must not cost a board.
#[test]
fn a_stored_document_within_the_document_is_read() {
    let update = hostile::document_within();
    assert_eq!(refused(&update), Refused::TooMany(What::Documents, 0));
    assert_eq!(Scanned::read(&update, &Bounds::STORED).expect("it passes").counts().documents, 1);
    assert!(Replica::new(1).apply(&update).is_ok_and(|applied| applied.news.is_some()));
}

/// What was let in together with the last frame that still was must never be refused when it is read again.
#[test]
fn what_is_stored_may_be_larger_than_what_is_let_in() {
    let (full, frame, stored) = (Bounds::FULL, Bounds::FRAME, Bounds::STORED);
    let rooms = [
        (full.bytes + frame.bytes, stored.bytes),
        (full.counts.pieces + frame.counts.pieces, stored.counts.pieces),
        (full.counts.clients + frame.counts.clients, stored.counts.clients),
        (full.counts.deletions + frame.counts.deletions, stored.counts.deletions),
        (full.counts.values + frame.counts.values, stored.counts.values),
        (full.counts.roots + frame.counts.roots, stored.counts.roots),
        (full.counts.documents + frame.counts.documents, stored.counts.documents),
    ];
    assert!(rooms.iter().all(|(most, read)| most < read));
}
