//! Undo is about one's own edits: it never takes away what somebody else has written.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use yrs::Transact;

use super::*;
use crate::live::text::History;

fn now() -> u64 {
    0
}

#[test]
fn undo_takes_back_ones_own_edits_only() {
    let (mut amy, mut tom) = pair();
    let mut history = amy.history(now);
    amy.splice(&exposition("a"), 0, 0, "mine");
    tom.splice(&exposition("a"), 0, 0, "yours ");
    meet(&mut amy, &mut tom);
    assert!(history.undo(amy.replica_mut()).is_some());
    assert_eq!(meet(&mut amy, &mut tom).steps[0].exposition, "yours ");
    assert!(history.redo(amy.replica_mut()).is_some());
    assert!(meet(&mut amy, &mut tom).steps[0].exposition.contains("mine"));
    history.close_entry();
    amy.delete_step(&step_id("a"));
    assert!(history.undo(amy.replica_mut()).is_some());
    assert_eq!(order(&meet(&mut amy, &mut tom)), ["a", "b", "c"]);
}

#[test]
fn undoing_an_added_step_keeps_what_a_colleague_has_written_in_it() {
    for duplicate in [false, true] {
        let (mut amy, mut tom) = pair();
        let mut history = amy.history(now);
        let new = step_id("new");
        if duplicate {
            amy.duplicate_step(&step_id("a"), &new)
        } else {
            amy.add_step(&new, Some(&step_id("a")))
        };
        assert_eq!(order(&meet(&mut amy, &mut tom)), ["a", "new", "b", "c"]);
        tom.splice(&exposition("new"), 0, 0, "Fold the strip.");
        meet(&mut amy, &mut tom);
        assert!(history.undo(amy.replica_mut()).is_some());
        let lesson = meet(&mut amy, &mut tom);
        assert_eq!(order(&lesson), ["a", "b", "c"]);
        assert_eq!(lesson.deleted_steps[0].exposition, "Fold the strip.");
        assert!(history.redo(amy.replica_mut()).is_some());
        let lesson = meet(&mut amy, &mut tom);
        assert_eq!((order(&lesson), lesson.steps[1].exposition.as_str()), (vec!["a", "new", "b", "c"], "Fold the strip."));
        assert!(history.undo(amy.replica_mut()).is_some());
        assert_eq!(order(&meet(&mut amy, &mut tom)), ["a", "b", "c"]);
        tom.restore_step(&new);
        assert_eq!(meet(&mut amy, &mut tom).steps[1].exposition, "Fold the strip.");
    }
}

#[test]
fn undoing_the_first_words_of_a_text_that_was_missing_keeps_a_colleagues() {
    use yrs::{Doc, Map, MapPrelim, ReadTxn, StateVector, WriteTxn};
    let foreign = Doc::with_client_id(77);
    let mut txn = foreign.transact_mut();
    let step: MapPrelim = [("position", "V"), ("check", "a string")].into_iter().collect();
    txn.get_or_insert_map("steps").insert(&mut txn, "bare", step);
    drop(txn);
    let (mut amy, mut tom) = pair();
    let update = foreign.transact().encode_state_as_update_v1(&StateVector::default());
    assert!(amy.apply(&update).is_ok() && tom.apply(&update).is_ok());
    let mut history = amy.history(now);
    let check = TextAddress::Step(step_id("bare"), StepText::Check);
    for address in [exposition("bare"), check.clone()] {
        amy.splice(&address, 0, 0, "mine ");
        meet(&mut amy, &mut tom);
        tom.splice(&address, 0, 0, "yours ");
        meet(&mut amy, &mut tom);
        assert!(history.undo(amy.replica_mut()).is_some());
        assert!(meet(&mut amy, &mut tom).step(&step_id("bare")).is_some());
        assert!(tom.text(&address).starts_with("yours "), "{address}");
    }
    assert_eq!(tom.text(&check), "yours a string");
}

#[test]
fn a_colleagues_value_that_an_undo_brought_back_stays_with_the_next() {
    let (mut amy, mut tom) = pair();
    let mut history = amy.history(now);
    let minutes = |amy: &mut Board, tom: &mut Board| meet(amy, tom).lesson_minutes;
    amy.set_lesson_minutes(40);
    history.close_entry();
    amy.splice(&exposition("a"), 0, 0, "mine");
    history.close_entry();
    meet(&mut amy, &mut tom);
    tom.set_lesson_minutes(45);
    meet(&mut amy, &mut tom);
    amy.set_lesson_minutes(60);
    assert!(history.undo(amy.replica_mut()).is_some());
    assert_eq!(minutes(&mut amy, &mut tom), 45, "Tom's again");
    assert!(history.redo(amy.replica_mut()).is_some());
    assert_eq!(minutes(&mut amy, &mut tom), 60, "and Amy's");
    assert!(history.undo(amy.replica_mut()).is_some());
    assert!(history.undo(amy.replica_mut()).is_some());
    assert_eq!(amy.text(&exposition("a")), "");
    history.undo(amy.replica_mut());
    assert_eq!(minutes(&mut amy, &mut tom), 45);
    assert!(!history.can_undo());
    amy.set_lesson_minutes(30);
    assert!(history.undo(amy.replica_mut()).is_some());
    assert_eq!(minutes(&mut amy, &mut tom), 45, "undo goes on working");
}

#[test]
fn what_a_colleague_has_taken_away_or_moved_stays_so() {
    let (mut amy, mut tom) = pair();
    let mut history = amy.history(now);
    amy.set_criterion("3F-1", true);
    history.close_entry();
    amy.set_criterion("3F-1", false);
    history.close_entry();
    amy.set_criterion("3F-1", true);
    meet(&mut amy, &mut tom);
    tom.set_criterion("3F-1", false);
    meet(&mut amy, &mut tom);
    history.undo(amy.replica_mut());
    assert!(meet(&mut amy, &mut tom).criteria.is_empty());

    amy.move_step(&step_id("a"), 2);
    history.close_entry();
    meet(&mut amy, &mut tom);
    tom.move_step(&step_id("a"), 1);
    meet(&mut amy, &mut tom);
    amy.move_step(&step_id("a"), 0);
    history.undo(amy.replica_mut());
    assert_eq!(order(&amy.lesson()), ["b", "a", "c"]);
    history.undo(amy.replica_mut());
    assert_eq!(order(&meet(&mut amy, &mut tom)), ["b", "a", "c"]);
}

#[test]
fn ones_own_value_that_a_colleague_had_set_as_well_is_undone() {
    let (mut amy, mut tom) = pair();
    let mut history = amy.history(now);
    amy.splice(&exposition("a"), 0, 0, "mine");
    history.close_entry();
    tom.set_status(Status::Ready);
    meet(&mut amy, &mut tom);
    for status in [Status::Idea, Status::Ready, Status::Taught] {
        amy.set_status(status);
        history.close_entry();
    }
    for status in [Status::Ready, Status::Idea, Status::Ready] {
        assert!(history.undo(amy.replica_mut()).is_some());
        assert_eq!(amy.lesson().status, status);
    }
    assert_eq!(amy.text(&exposition("a")), "mine");
}

#[test]
fn undoing_what_was_moved_by_two_at_once_loses_no_place_and_no_minutes() {
    for first in [true, false] {
        let (mut amy, mut tom) = pair();
        let (mut ours, mut theirs) = (amy.history(now), tom.history(now));
        amy.move_step(&step_id("a"), 2);
        amy.set_minutes(&step_id("b"), 7);
        tom.move_step(&step_id("a"), 1);
        tom.set_minutes(&step_id("b"), 9);
        let both = meet(&mut amy, &mut tom);
        if first {
            ours.undo(amy.replica_mut());
        } else {
            theirs.undo(tom.replica_mut());
        }
        let after = meet(&mut amy, &mut tom);
        for step in &after.steps {
            let row = schema::STEPS.row(&amy.replica().doc().transact());
            let position = row.into_iter().find(|placed| placed.id == step.id).expect("a step").position;
            assert!(!position.is_empty(), "{} in {both:?}", step.id);
        }
        assert!(after.steps.iter().filter(|step| step.id == step_id("b")).all(|step| step.minutes > 0));
    }
}

/// Anything that can be done on a board's page.
#[derive(Clone, Debug)]
enum Act {
    Edit(Edit),
    /// What stands in a field from here to there is typed over, or all of it.
    Replace(usize, u32, u32),
    Duplicate(usize),
    Status(usize),
    LessonMinutes(u32),
    Criterion(usize, bool),
    Year(usize, bool),
    CloseEntry,
    Undo,
    Redo,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        9 => any_edit().prop_map(Act::Edit),
        2 => (0..6_usize, 0..8_u32, 0..8_u32).prop_map(|(field, at, n)| Act::Replace(field, at, n)),
        1 => (0..6_usize).prop_map(|field| Act::Replace(field, 0, 1_000)),
        1 => (0..6_usize).prop_map(Act::Duplicate),
        1 => (0..2_usize).prop_map(Act::Status),
        1 => (0..50_u32).prop_map(Act::LessonMinutes),
        1 => (0..3_usize, any::<bool>()).prop_map(|(code, there)| Act::Criterion(code, there)),
        1 => (0..7_usize, any::<bool>()).prop_map(|(year, there)| Act::Year(year, there)),
        2 => Just(Act::CloseEntry),
        5 => Just(Act::Undo),
        2 => Just(Act::Redo),
    ]
}

/// A person at a copy, and what they do to others' letters.
struct Hand {
    board: Board,
    history: History<Board>,
    /// Letters of others that this person has deleted.
    deleted: HashSet<char>,
}

impl Hand {
    fn new(board: Board) -> Self {
        Self { history: board.history(now), board, deleted: HashSet::new() }
    }

    fn field(&self, index: usize) -> TextAddress {
        let lesson = self.board.lesson();
        let all: Vec<TextAddress> = lesson.texts().map(|(address, _)| address).collect();
        // A few of them, so that two people meet in one: the vocabulary, titles, expositions.
        all.get([4, 5, 6, 13, 14, 22][index % 6]).cloned().unwrap_or(TextAddress::Lesson(LessonText::Vocabulary))
    }

    fn replace(&mut self, field: &TextAddress, at: u32, length: u32, words: &str) {
        let old: Vec<char> = self.board.text(field).chars().collect();
        let at = (at as usize).min(old.len());
        let end = (at + length as usize).min(old.len());
        self.deleted.extend(&old[at..end]);
        let typed: String = old[..at].iter().copied().chain(words.chars()).chain(old[end..].iter().copied()).collect();
        let shown: String = old.iter().collect();
        self.board.retype_in(&mut self.history, field, &shown, &typed, None);
    }
}

/// How often each letter of a board stands in it, in deleted steps too.
fn letters(board: &Board) -> HashMap<char, usize> {
    let lesson = board.lesson();
    let mut count = HashMap::new();
    for letter in lesson.texts().flat_map(|(_, text)| text.chars()) {
        *count.entry(letter).or_default() += 1;
    }
    count
}

/// Every single value of a board that was written by this person: theirs are even, or of their own kind.
fn values_of(who: usize, board: &Board) -> Vec<String> {
    let lesson = board.lesson();
    let is_theirs = |minutes: u32| minutes > 0 && minutes as usize % 2 == who;
    let steps = lesson.steps.iter().chain(&lesson.deleted_steps).filter(|step| is_theirs(step.minutes));
    let mut values: Vec<String> = steps.map(|step| format!("{} takes {}", step.id, step.minutes)).collect();
    values.extend(lesson.criteria.iter().filter(|code| CODES[who].contains(&code.as_str())).cloned());
    values.extend(lesson.year_groups.iter().filter(|year| **year as usize % 2 == who).map(|year| year.key().to_owned()));
    values.extend(STATUSES[who].contains(&lesson.status).then(|| lesson.status.key().to_owned()));
    values.extend((lesson.lesson_minutes != 50 && is_theirs(lesson.lesson_minutes)).then(|| lesson.lesson_minutes.to_string()));
    values
}

const CODES: [[&str; 3]; 2] = [["3F-1", "3F-2", "3F-3"], ["4F-1", "4F-2", "4F-3"]];
const STATUSES: [[Status; 2]; 2] = [[Status::Idea, Status::Ready], [Status::Taught, Status::Taught]];
/// Each insertion has a letter of its own, so that it is known whose it is.
const FIRST_LETTER: u32 = 0x4E00;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn no_undo_takes_away_what_somebody_else_has_written(acts in prop::collection::vec((0..2_usize, any_act()), 1..90)) {
        let (amy, tom) = pair();
        let mut hands = [Hand::new(amy), Hand::new(tom)];
        let (mut steps, mut author) = (0, Vec::new());
        for (who, act) in acts {
            let mut own_words = |length: usize| {
                author.push(who);
                let letter = char::from_u32(FIRST_LETTER + author.len() as u32 - 1).unwrap_or('?');
                letter.to_string().repeat(length.max(1))
            };
            let hand = &mut hands[who];
            match act {
                Act::Edit(Edit::Meet(_)) => {
                    let [amy, tom] = &mut hands;
                    meet(&mut amy.board, &mut tom.board);
                }
                Act::Edit(Edit::Type(field, at, words)) => {
                    let (field, words) = (hand.field(field), own_words(words.chars().count()));
                    hand.replace(&field, at, 0, &words);
                }
                Act::Edit(Edit::Cut(field, at, n)) => {
                    let field = hand.field(field);
                    hand.replace(&field, at, n, "");
                }
                Act::Replace(field, at, n) => {
                    let (field, words) = (hand.field(field), own_words(2));
                    hand.replace(&field, at, n, &words);
                }
                Act::Edit(Edit::Minutes(step, n)) => make(&mut hand.board, Edit::Minutes(step, 2 * (n % 50) + 2 - who as u32), &mut steps),
                Act::Edit(edit) => make(&mut hand.board, edit, &mut steps),
                Act::Duplicate(step) => {
                    let original = hand.board.lesson().steps.get(step).map(|step| step.id.clone());
                    if let Some(original) = original {
                        steps += 1;
                        hand.board.duplicate_step(&original, &step_id(&format!("n{steps}")));
                    }
                }
                Act::Status(index) => { hand.board.set_status(STATUSES[who][index]); }
                Act::LessonMinutes(n) => { hand.board.set_lesson_minutes(2 * n + 2 - who as u32); }
                Act::Criterion(index, there) => { hand.board.set_criterion(CODES[who][index], there); }
                Act::Year(index, there) => {
                    let own = YearGroup::ALL.into_iter().filter(|year| *year as usize % 2 == who).nth(index % 3);
                    own.and_then(|year| hand.board.set_year_group(year, there));
                }
                Act::CloseEntry => hand.history.close_entry(),
                Act::Undo | Act::Redo => {
                    let (before, values) = (letters(&hand.board), values_of(1 - who, &hand.board));
                    let is_undo = matches!(act, Act::Undo);
                    let step = if is_undo { History::undo } else { History::redo };
                    step(&mut hand.history, hand.board.replica_mut());
                    let (after, values_after) = (letters(&hand.board), values_of(1 - who, &hand.board));
                    for (letter, count) in before {
                        let whose = (letter as u32).checked_sub(FIRST_LETTER).and_then(|index| author.get(index as usize));
                        // To redo one's own deletion deletes again.
                        let kept = whose == Some(&(1 - who)) && (is_undo || !hand.deleted.contains(&letter));
                        prop_assert!(!kept || after.get(&letter).is_some_and(|left| *left >= count), "{letter:?} of {count} in {after:?}");
                    }
                    for value in values.iter().filter(|_| is_undo) {
                        prop_assert!(values_after.contains(value), "{value} in {values_after:?}");
                    }
                }
            }
        }
        let [amy, tom] = &mut hands;
        let last = meet(&mut amy.board, &mut tom.board);
        prop_assert_eq!(last.steps.len() + last.deleted_steps.len(), 3 + steps as usize);
    }
}

#[test]
fn an_added_step_is_undone_at_once() {
    fn later() -> u64 {
        use std::sync::atomic::{AtomicU64, Ordering};
        static NOW: AtomicU64 = AtomicU64::new(1_000);
        NOW.fetch_add(40, Ordering::Relaxed)
    }
    let mut amy = Board::new(Replica::new(1));
    let mut history = amy.history(later);
    amy.splice(&TextAddress::Lesson(LessonText::KeyLearningPoint), 0, 0, "ab");
    history.close_entry();
    amy.add_step(&step_id("new"), None);
    history.close_entry();
    assert_eq!(order(&amy.lesson()), ["new"]);
    assert!(history.undo(amy.replica_mut()).is_some());
    assert!(order(&amy.lesson()).is_empty());
}
