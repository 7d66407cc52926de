//! How much one undo takes back.

use std::sync::atomic::{AtomicU64, Ordering};

use super::*;
use crate::live::text::History;

/// Each test runs on a thread of its own, but this clock is theirs together: it only ever goes on by little.
static NOW: AtomicU64 = AtomicU64::new(10_000);

fn quick() -> u64 {
    NOW.fetch_add(1, Ordering::Relaxed)
}

struct Typist {
    board: Board,
    history: History<Board>,
}

impl Typist {
    fn new(now: fn() -> u64) -> Self {
        let mut board = Board::new(Replica::new(1));
        for name in ["a", "b"] {
            board.add_step(&step_id(name), None);
        }
        Self { history: board.history(now), board }
    }

    /// Key by key at a field's end.
    fn types(&mut self, field: &TextAddress, words: &str) {
        for letter in words.chars() {
            self.brings(field, &letter.to_string());
        }
    }

    /// All at once at a field's end.
    fn brings(&mut self, field: &TextAddress, words: &str) {
        let shown = self.board.text(field);
        let typed = format!("{shown}{words}");
        let caret = typed.encode_utf16().count() as u32;
        self.board.retype_in(&mut self.history, field, &shown, &typed, Some(caret));
    }

    fn deletes(&mut self, field: &TextAddress, from_end: usize) {
        let shown = self.board.text(field);
        let typed: String = shown.chars().take(shown.chars().count() - from_end).collect();
        self.board.retype_in(&mut self.history, field, &shown, &typed, Some(typed.encode_utf16().count() as u32));
    }

    /// What a field says after each undo, until it is empty.
    fn undone(&mut self, field: &TextAddress) -> Vec<String> {
        let mut texts = Vec::new();
        while !self.board.text(field).is_empty() && self.history.undo(self.board.replica_mut()).is_some() {
            texts.push(self.board.text(field));
        }
        texts
    }
}

#[test]
fn a_sentence_and_a_line_are_portions() {
    let mut amy = Typist::new(quick);
    amy.types(&exposition("a"), "½ of 8 is 4. Look! Why?\nA line\nand more");
    let expected = ["½ of 8 is 4. Look! Why?\nA line\n", "½ of 8 is 4. Look! Why?\n", "½ of 8 is 4. Look! ", "½ of 8 is 4. ", ""];
    assert_eq!(amy.undone(&exposition("a")), expected);
}

#[test]
fn a_gap_behind_an_older_sentence_belongs_to_what_is_typed_behind_it() {
    let mut amy = Typist::new(quick);
    amy.brings(&exposition("a"), "Something that stood here before. And this.");
    amy.types(&exposition("a"), " Amy wrote this.");
    assert!(amy.history.undo(amy.board.replica_mut()).is_some());
    assert_eq!(amy.board.text(&exposition("a")), "Something that stood here before. And this.");
}

#[test]
fn a_pause_ends_a_portion_and_a_short_one_does_not() {
    static AT: AtomicU64 = AtomicU64::new(1_000);
    let mut amy = Typist::new(|| AT.load(Ordering::Relaxed));
    for (pause, words) in [(0, "One "), (900, "two "), (1_100, "three")] {
        AT.fetch_add(pause, Ordering::Relaxed);
        amy.types(&exposition("a"), words);
    }
    assert_eq!(amy.undone(&exposition("a")), ["One two ", ""]);
}

#[test]
fn another_field_is_another_portion() {
    let mut amy = Typist::new(quick);
    amy.types(&exposition("a"), "one");
    amy.types(&exposition("b"), "two");
    amy.types(&exposition("a"), " three");
    assert!(amy.history.undo(amy.board.replica_mut()).is_some());
    assert_eq!((amy.board.text(&exposition("a")).as_str(), amy.board.text(&exposition("b")).as_str()), ("one", "two"));
    assert!(amy.history.undo(amy.board.replica_mut()).is_some());
    assert_eq!((amy.board.text(&exposition("a")).as_str(), amy.board.text(&exposition("b")).as_str()), ("one", ""));
}

#[test]
fn what_is_pasted_is_a_portion_by_itself() {
    let mut amy = Typist::new(quick);
    amy.types(&exposition("a"), "Before ");
    amy.brings(&exposition("a"), "ten questions from a sheet that somebody had");
    amy.types(&exposition("a"), " after");
    amy.history.apart();
    amy.brings(&exposition("a"), "3/4");
    amy.types(&exposition("a"), "kg");
    let pasted = "Before ten questions from a sheet that somebody had";
    let expected = [format!("{pasted} after3/4"), format!("{pasted} after"), pasted.to_owned(), "Before ".to_owned(), String::new()];
    assert_eq!(amy.undone(&exposition("a")), expected);
}

#[test]
fn a_deleted_selection_is_a_portion_and_mistakes_mended_while_typing_are_none() {
    let mut amy = Typist::new(quick);
    amy.types(&exposition("a"), "Teh");
    for _ in 0..2 {
        amy.deletes(&exposition("a"), 1);
    }
    amy.types(&exposition("a"), "he whole");
    amy.deletes(&exposition("a"), 6);
    amy.types(&exposition("a"), "part");
    assert_eq!(amy.undone(&exposition("a")), ["The", "The whole", ""].map(str::to_owned));
}

#[test]
fn a_selection_that_was_typed_over_comes_back_in_one() {
    let mut amy = Typist::new(quick);
    amy.brings(&exposition("a"), "Something that stood here for long");
    let shown = amy.board.text(&exposition("a"));
    amy.board.retype_in(&mut amy.history, &exposition("a"), &shown, "N", Some(1));
    amy.types(&exposition("a"), "ew");
    assert!(amy.history.undo(amy.board.replica_mut()).is_some());
    assert_eq!(amy.board.text(&exposition("a")), shown);
}

#[test]
fn typing_without_an_end_is_cut_between_words() {
    let mut amy = Typist::new(quick);
    let words = "word ".repeat(70);
    amy.types(&exposition("a"), &words);
    let undone = amy.undone(&exposition("a"));
    assert_eq!(undone.iter().map(String::len).collect::<Vec<_>>(), [320, 160, 0]);
}
