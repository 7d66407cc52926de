//! Whatever another Yjs editor has put into a text: a letter typed anywhere changes exactly that.

use proptest::prelude::*;
use yrs::{Doc, ReadTxn, StateVector, Transact};

use super::*;
use crate::documents::board::{Board, LessonText, TextAddress};
use crate::live::Document;
use crate::live::text::Retyped;

const FIELD: TextAddress = TextAddress::Lesson(LessonText::Vocabulary);

/// What another editor does at a text's end, or somewhere in it.
#[derive(Clone, Debug)]
enum Foreign {
    Letters(String),
    Bold(String),
    Picture,
    Outline,
    Format(u32, u32),
    Cut(u32, u32),
}

fn any_foreign() -> impl Strategy<Value = Foreign> {
    let letters = || prop::collection::vec(prop::sample::select(LETTERS), 1..6).prop_map(|letters| letters.concat());
    prop_oneof![
        4 => letters().prop_map(Foreign::Letters),
        2 => letters().prop_map(Foreign::Bold),
        2 => Just(Foreign::Picture),
        1 => Just(Foreign::Outline),
        1 => (0..20_u32, 1..6_u32).prop_map(|(at, length)| Foreign::Format(at, length)),
        1 => (0..20_u32, 1..4_u32).prop_map(|(at, length)| Foreign::Cut(at, length)),
    ]
}

/// Pairs, joined letters and every kind of line end.
const LETTERS: &[&str] =
    &["a", "b", " ", "\r", "\n", "\r\n", "é", "e\u{301}", "\u{1F600}", "\u{1F469}\u{200D}\u{1F467}", "\u{FEFF}", "\u{2028}"];

fn foreign(edits: &[Foreign]) -> Board {
    let mut options = yrs::Options::with_client_id(yrs::block::ClientID::new(7));
    options.offset_kind = yrs::OffsetKind::Utf16;
    let doc = Doc::with_options(options);
    let text = doc.get_or_insert_text("vocabulary");
    let bold = || [("bold".into(), Any::Bool(true))].into_iter().collect::<yrs::types::Attrs>();
    for edit in edits {
        let mut txn = doc.transact_mut();
        let length = text.len(&txn);
        let within = |at: u32, span: u32| (at.min(length), span.min(length - at.min(length)));
        match edit {
            Foreign::Letters(letters) => text.push(&mut txn, letters),
            Foreign::Bold(letters) => text.insert_with_attributes(&mut txn, length, letters, bold()),
            Foreign::Picture => drop(text.insert_embed(&mut txn, length, Any::Bool(true))),
            Foreign::Outline => drop(text.insert_embed(&mut txn, length, yrs::MapPrelim::from([("kind", "bar")]))),
            Foreign::Format(at, span) => {
                let (at, span) = within(*at, *span);
                text.format(&mut txn, at, span, bold());
            }
            Foreign::Cut(at, span) => {
                let (at, span) = within(*at, *span);
                text.remove_range(&mut txn, at, span);
            }
        }
    }
    let mut board = Board::new(Replica::new(1));
    board.apply(&doc.transact().encode_state_as_update_v1(&StateVector::default())).expect("an update");
    board
}

/// What is in the text, letters and others, as the document has it.
fn raw(board: &Board) -> (String, usize) {
    let txn = board.replica().doc().transact();
    let Some(text) = txn.get_text("vocabulary") else {
        return (String::new(), 0);
    };
    let others = text.diff(&txn, YChange::identity).into_iter().filter(|diff| !matches!(diff.insert, Out::Any(Any::String(_)))).count();
    (text.get_string(&txn), others)
}

/// Where a person's caret may stand.
fn places(text: &str) -> Vec<usize> {
    text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
}

/// How much one text has to lose and gain to become the other: what lies between the beginning and the end they share.
fn difference(before: &str, after: &str) -> (usize, usize) {
    let common = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| a.zip(b).take_while(|(a, b)| a == b).count();
    let (old, new) = (before.chars().count(), after.chars().count());
    let start = common(&mut before.chars(), &mut after.chars());
    let end = common(&mut before.chars().rev(), &mut after.chars().rev()).min(old.min(new) - start);
    (old - start - end, new - start - end)
}

fn type_over(board: &mut Board, shown: &str, typed: &str, caret: usize) -> Retyped {
    board.retype(&FIELD, shown, typed, Some(units(&typed[..caret])))
}

proptest! {
    #[test]
    fn a_letter_typed_anywhere_changes_exactly_that(edits in prop::collection::vec(any_foreign(), 0..14), place in any::<prop::sample::Index>(), letter in prop::sample::select(&["x", "\n", "\u{1F600}"][..])) {
        let mut board = foreign(&edits);
        let (shown, before) = (board.text(&FIELD), raw(&board));
        prop_assert!(!shown.contains('\r'));
        let at = places(&shown)[place.index(places(&shown).len())];
        let typed = format!("{}{letter}{}", &shown[..at], &shown[at..]);
        let done = type_over(&mut board, &shown, &typed, at + letter.len());
        prop_assert_eq!((board.text(&FIELD), done.left_out), (typed, 0));
        let after = raw(&board);
        let (gone, come) = difference(&before.0, &after.0);
        // CRs are written anew where an LF behind them would have made one line end of two.
        prop_assert!(gone + 1 == come && (gone == 0 || letter == "\n"), "{before:?} became {after:?}");
        prop_assert_eq!(before.1, after.1, "what is embedded stays");
    }

    #[test]
    fn a_letter_deleted_anywhere_changes_exactly_that(edits in prop::collection::vec(any_foreign(), 1..14), place in any::<prop::sample::Index>()) {
        let mut board = foreign(&edits);
        let (shown, before) = (board.text(&FIELD), raw(&board));
        prop_assume!(!shown.is_empty());
        let letters: Vec<(usize, char)> = shown.char_indices().collect();
        let (at, letter) = letters[place.index(letters.len())];
        let typed = format!("{}{}", &shown[..at], &shown[at + letter.len_utf8()..]);
        type_over(&mut board, &shown, &typed, at);
        prop_assert_eq!(board.text(&FIELD), typed);
        let after = raw(&board);
        let (gone, come) = difference(&before.0, &after.0);
        prop_assert!(gone == come + 1 || (letter == '\n' && gone == come + 2), "{before:?} became {after:?}");
        prop_assert_eq!(before.1, after.1, "what is embedded stays");
    }

    #[test]
    fn a_caret_is_found_where_it_was_put(edits in prop::collection::vec(any_foreign(), 0..14)) {
        let board = foreign(&edits);
        let field = board.field(&FIELD);
        for at in places(field.as_str()) {
            let offset = units(&field.as_str()[..at]);
            let found = board.caret(&FIELD, offset).and_then(|caret| field.offset(&caret, board.replica()));
            // Where nobody has written yet there is nothing to hold on to.
            prop_assert!(found == Some(offset) || field.as_str().is_empty(), "{found:?}, not {offset} in {field:?}");
        }
    }
}

#[test]
fn a_letter_in_lines_that_another_system_ended_goes_where_it_was_typed() {
    let mut board = foreign(&[Foreign::Letters("one\r\ntwo\r\nthree\r\n".into()), Foreign::Picture, Foreign::Bold("four".into())]);
    let shown = board.text(&FIELD);
    assert_eq!(shown, "one\ntwo\nthree\nfour");
    type_over(&mut board, &shown, "one\ntwo\nthree\nfoxur", 17);
    assert_eq!(raw(&board), ("one\r\ntwo\r\nthree\r\nfoxur".to_owned(), 1));
}

#[test]
fn a_field_takes_what_fits_says_what_does_not_and_keeps_the_rest() {
    let mut board = Board::new(Replica::new(1));
    board.splice(&FIELD, 0, 0, "begin end");
    let paste = "\u{1F600}".repeat(550_000);
    let typed = format!("begin {paste}end");
    let done = type_over(&mut board, "begin end", &typed, 6 + paste.len());
    let text = board.text(&FIELD);
    assert!(text.starts_with("begin \u{1F600}") && text.ends_with("\u{1F600}end"), "what was there stays");
    assert!(units(&text) <= MAX_FIELD && units(&text) + 1 >= MAX_FIELD, "no pair is torn");
    assert_eq!(units(&text) + done.left_out, units(&typed));
    assert!(done.update.is_some_and(|update| update.len() < 1 << 16));
    // It is full: nothing more comes in by any way, letters can be deleted and then typed again.
    assert!(board.splice(&FIELD, 0, 0, "x").is_some());
    assert_eq!(board.splice(&FIELD, 0, 0, "more"), None);
    board.splice(&FIELD, 0, 6, "");
    assert!(board.splice(&FIELD, 0, 0, "more").is_some());
    assert!(board.overfull().is_empty());
}

#[test]
fn a_field_that_another_editor_filled_beyond_can_be_shortened_only() {
    let mut board = foreign(&[Foreign::Letters("a".repeat(MAX_FIELD as usize + 10))]);
    assert_eq!(board.overfull(), [FIELD]);
    assert_eq!(board.splice(&FIELD, 3, 0, "x"), None);
    assert!(board.splice(&FIELD, 3, 2, "x").is_some());
    assert_eq!(units(&board.text(&FIELD)), MAX_FIELD + 8);
}

#[test]
fn a_title_keeps_to_one_line_by_what_is_typed_alone() {
    let title = TextAddress::Lesson(LessonText::Title);
    let mut board = Board::new(Replica::new(1));
    board.splice(&title, 0, 0, "one\ntwo");
    board.retype(&title, "one\ntwo", "one\ntw\n\no", Some(8));
    assert_eq!(board.text(&title), "one\ntw  o");
}

#[test]
fn where_another_client_wrote_a_string_typing_goes_on_from_it() {
    use crate::documents::board::{StepId, StepText};
    use yrs::{Map, MapPrelim, WriteTxn};
    let doc = Doc::with_client_id(7);
    {
        let mut txn = doc.transact_mut();
        let steps = txn.get_or_insert_map("steps");
        steps.insert(&mut txn, "s", MapPrelim::from([("check", "line\r\nline")]));
    }
    let mut board = Board::new(Replica::new(1));
    assert!(board.apply(&doc.transact().encode_state_as_update_v1(&StateVector::default())).is_ok());
    let address = TextAddress::Step(StepId::from("s".to_owned()), StepText::Check);
    assert_eq!(board.text(&address), "line\nline");
    board.retype(&address, "line\nline", "line\nlines", Some(10));
    assert_eq!(board.text(&address), "line\nlines");
}
