use super::*;
use crate::documents::board::{Board, Lesson, LessonText, Step, StepId, StepText, TextAddress};
use crate::live::replica::Replica;

const KEY: TextAddress = TextAddress::Lesson(LessonText::KeyLearningPoint);
const SENTENCE: &str = "A unit fraction of a quantity is found by dividing by the denominator.";

fn saying(words: &str) -> Lesson {
    Lesson { key_learning_point: words.to_owned(), ..Lesson::default() }
}

fn removed(texts: &[&str]) -> Vec<FormerWords> {
    let mut memory = Memory::<Board>::new(&saying(texts[0]), Vec::new());
    for (index, text) in texts.iter().enumerate() {
        memory.look(&saying(text), index as u64);
    }
    memory.former().to_vec()
}

#[test]
fn what_is_emptied_or_shortened_by_more_than_half_is_kept() {
    for left in ["", "A unit", "Something else altogether stands here now, and it is as long."] {
        let former = removed(&[SENTENCE, left]);
        assert_eq!(former, [FormerWords { field: KEY.to_string(), kept_at: 1, removed_at: 1, words: SENTENCE.to_owned() }], "{left}");
        assert!(former[0].are_lost(left));
        assert!(!former[0].are_lost(SENTENCE) && !former[0].are_lost(&format!("First: {SENTENCE} Then more.")));
    }
}

#[test]
fn editing_is_no_removal() {
    let other_end = format!("{}dividing.", &SENTENCE[..48]);
    for left in [&SENTENCE[..50], &other_end, &SENTENCE.replace("unit", "single"), &format!("{SENTENCE} And more.")] {
        assert_eq!(removed(&[SENTENCE, left]), [], "{left}");
    }
    assert_eq!(removed(&["Half", ""]), [], "a few letters");
}

#[test]
fn the_fullest_words_are_kept_however_they_went() {
    let letter_by_letter: Vec<&str> = (0..=SENTENCE.len()).rev().map(|end| &SENTENCE[..end]).collect();
    let former = removed(&letter_by_letter);
    assert_eq!(former.len(), 1, "{former:?}");
    assert_eq!(former[0].words, SENTENCE);
    // Grown since it was opened.
    assert_eq!(removed(&["", "A unit", SENTENCE, ""])[0].words, SENTENCE);
}

#[test]
fn the_last_removal_counts_and_different_words_are_kept_beside_each_other() {
    let again = removed(&[SENTENCE, "", SENTENCE, ""]);
    assert_eq!((again.len(), again[0].kept_at, again[0].removed_at), (1, 1, 3));
    let others = ["Halves and quarters", "Tenths and hundredths", "Adding across ten", "Seeing five at once"];
    let texts: Vec<&str> = others.iter().flat_map(|words| [*words, ""]).collect();
    let former = removed(&texts);
    assert_eq!(former.iter().map(|former| former.words.as_str()).collect::<Vec<_>>(), others[1..], "the newest three");
}

#[test]
fn what_was_typed_over_words_that_are_back_is_not_kept() {
    let former = removed(&[SENTENCE, "Something else", SENTENCE]);
    assert_eq!(former.iter().map(|former| former.words.as_str()).collect::<Vec<_>>(), [SENTENCE]);
    assert!(!former[0].are_lost(SENTENCE));
}

#[test]
fn there_is_an_end_to_what_is_kept() {
    let step = |n: usize, words: &str| Step { id: StepId::from(format!("s{n}")), exposition: words.to_owned(), ..Step::default() };
    let long = |n: usize| format!("{n} {}", "many words ".repeat(1_000));
    let full = Lesson { steps: (0..100).map(|n| step(n, &long(n))).collect(), ..Lesson::default() };
    let mut memory = Memory::<Board>::new(&full, Vec::new());
    let empty = Lesson { steps: (0..100).map(|n| step(n, "")).collect(), ..Lesson::default() };
    assert_eq!(memory.look(&empty, 1).len(), 100);
    let bytes: usize = memory.former().iter().map(|former| former.words.len()).sum();
    assert!(memory.former().len() <= FORMER_PIECES && bytes <= FORMER_BYTES, "{bytes}");
    let last = TextAddress::Step(StepId::from("s99".to_owned()), StepText::Exposition);
    assert_eq!(memory.former().last().map(|former| former.field.clone()), Some(last.to_string()));
    let endless = Lesson { steps: vec![Step { id: StepId::from("x".repeat(300)), check: SENTENCE.into(), ..Step::default() }], ..full };
    let mut memory = Memory::<Board>::new(&endless, Vec::new());
    assert_eq!(memory.look(&Lesson::default(), 1), [], "a field with an endless name, and steps that are not there any more");
}

#[test]
fn yesterdays_words_are_let_go() {
    let mut memory = Memory::<Board>::new(&saying(SENTENCE), Vec::new());
    memory.look(&saying(""), 5);
    memory.forget_before(5);
    assert_eq!(memory.former().len(), 1);
    memory.forget_before(6);
    assert_eq!(memory.former(), []);
}

#[test]
fn putting_back_never_removes_what_stands_there() {
    let mut board = Board::new(Replica::new(1));
    assert!(board.put_back(&KEY, SENTENCE).is_some());
    assert_eq!(board.text(&KEY), SENTENCE);
    let mut board = Board::new(Replica::new(1));
    board.splice(&KEY, 0, 0, "New.");
    board.put_back(&KEY, SENTENCE);
    assert_eq!(board.text(&KEY), format!("New.\n{SENTENCE}"));
    let title = TextAddress::Lesson(LessonText::Title);
    board.splice(&title, 0, 0, "Halves");
    board.put_back(&title, "and quarters");
    assert_eq!(board.text(&title), "Halves and quarters");
    board.splice(&KEY, 0, 0, &"x".repeat(MAX_FIELD as usize));
    let text = board.text(&KEY);
    assert!(!has_room(&text, SENTENCE) && board.put_back(&KEY, SENTENCE).is_none());
    assert_eq!(board.text(&KEY), text, "all of them or none: what was left out would be offered no more");
}

#[test]
fn another_client_can_not_make_it_remember_more_than_the_lesson_holds() {
    let large = "a word ".repeat(2_000);
    let mut memory = Memory::<Board>::new(&Lesson::default(), Vec::new());
    for number in 0..200 {
        let mut step = Step { id: StepId::from(format!("key-{number}")), ..Step::default() };
        step.text_mut(StepText::Exposition).push_str(&large);
        memory.look(&Lesson { steps: vec![step], ..Lesson::default() }, 2 * number);
        memory.look(&Lesson::default(), 2 * number + 1);
    }
    let of_steps = memory.fullest.keys().filter(|address| matches!(address, TextAddress::Step(..)));
    assert!(of_steps.count() <= LessonText::ALL.len(), "no more than the lesson has texts");
    let blanks = "\u{2003}".repeat(20_000);
    memory.look(&saying(&blanks), 500);
    memory.look(&saying(""), 501);
    assert!(memory.fullest.values().all(|text| text.len() < blanks.len()));
}
