//! Undo is about one's own edits: it never takes away what somebody else has written.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;

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
    use yrs::{Doc, Map, MapPrelim, ReadTxn, StateVector, Transact, WriteTxn};
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

#[derive(Clone, Debug)]
enum Act {
    Edit(Edit),
    Duplicate(usize),
    CloseEntry,
    Undo,
    Redo,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => any_edit().prop_map(Act::Edit),
        1 => (0..6_usize).prop_map(Act::Duplicate),
        2 => Just(Act::CloseEntry),
        3 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

/// How often each letter of a board stands in it, in deleted steps too.
fn letters(board: &Board) -> HashMap<char, usize> {
    let lesson = board.lesson();
    let mut count = HashMap::new();
    for letter in lesson.steps.iter().chain(&lesson.deleted_steps).flat_map(|step| step.exposition.chars()) {
        *count.entry(letter).or_default() += 1;
    }
    count
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn no_undo_takes_away_what_somebody_else_has_written(acts in prop::collection::vec((0..2_usize, any_act()), 1..80)) {
        let (amy, tom) = pair();
        let mut histories = [amy.history(now), tom.history(now)];
        let mut boards = [amy, tom];
        let mut count = 0;
        for (who, act) in acts {
            let board = &mut boards[who];
            match act {
                Act::Edit(Edit::Meet(_)) => {
                    let [amy, tom] = &mut boards;
                    meet(amy, tom);
                }
                Act::Edit(Edit::Type(step, at, words)) => {
                    // Amy writes small letters, Tom capital ones.
                    let words = if who == 0 { words } else { words.to_uppercase() };
                    make(board, Edit::Type(step, at, words.replace(['\u{1F600}', ' '], "")), &mut count);
                }
                Act::Edit(edit) => make(board, edit, &mut count),
                Act::Duplicate(step) => {
                    let lesson = board.lesson();
                    if let Some(original) = lesson.steps.get(step) {
                        count += 1;
                        board.duplicate_step(&original.id, &step_id(&format!("n{count}")));
                    }
                }
                Act::CloseEntry => histories[who].close_entry(),
                Act::Redo => { histories[who].redo(board.replica_mut()); }
                Act::Undo => {
                    let before = letters(board);
                    histories[who].undo(board.replica_mut());
                    let after = letters(board);
                    for (letter, number) in before.into_iter().filter(|(letter, _)| letter.is_uppercase() != (who == 1)) {
                        prop_assert!(after.get(&letter).is_some_and(|left| *left >= number), "{letter:?} of {number} in {after:?}");
                    }
                }
            }
        }
        let [amy, tom] = &mut boards;
        let last = meet(amy, tom);
        prop_assert_eq!(last.steps.len() + last.deleted_steps.len(), 3 + count as usize);
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
