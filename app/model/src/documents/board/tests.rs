//! What a board promises when several people change it at once.

use proptest::prelude::*;

use super::*;
use crate::criteria::Strand;
use crate::live::replica::Replica;
use crate::live::{Content, Document};
use crate::schools::year_group::YearGroup;

mod portions;
mod undo;

fn step_id(name: &str) -> StepId {
    StepId::from(name.to_owned())
}

fn exposition(step: &str) -> TextAddress {
    TextAddress::Step(step_id(step), StepText::Exposition)
}

/// Two copies of a board with the steps a, b and c.
fn pair() -> (Board, Board) {
    let mut amy = Board::new(Replica::new(1));
    for name in ["a", "b", "c"] {
        amy.add_step(&step_id(name), None);
    }
    let mut tom = Board::new(Replica::new(2));
    assert!(tom.apply(&amy.replica().snapshot()).is_ok());
    (amy, tom)
}

/// Brings two copies together and checks that they say the same.
fn meet(one: &mut Board, other: &mut Board) -> Lesson {
    let (to_one, to_other) =
        (other.replica().missing_from(&one.replica().state_vector()), one.replica().missing_from(&other.replica().state_vector()));
    for (board, update) in [(&mut *one, to_one), (&mut *other, to_other)] {
        assert!(update.is_ok_and(|update| board.apply(&update).is_ok()));
    }
    assert_eq!(one.lesson(), other.lesson());
    one.lesson()
}

fn order(lesson: &Lesson) -> Vec<&str> {
    lesson.steps.iter().map(|step| step.id.as_str()).collect()
}

#[test]
fn two_people_type_in_one_field_at_once_and_both_are_kept() {
    let (mut amy, mut tom) = pair();
    amy.splice(&exposition("a"), 0, 0, "One quarter. ");
    tom.splice(&exposition("a"), 0, 0, "One third. ");
    let lesson = meet(&mut amy, &mut tom);
    let text = &lesson.steps[0].exposition;
    assert!(text.contains("One quarter. ") && text.contains("One third. "), "{text}");
}

#[test]
fn a_step_is_moved_while_a_colleague_types_in_it() {
    let (mut amy, mut tom) = pair();
    amy.move_step(&step_id("a"), 2);
    tom.splice(&exposition("a"), 0, 0, "Here is a bar.");
    let lesson = meet(&mut amy, &mut tom);
    assert_eq!(order(&lesson), ["b", "c", "a"]);
    assert_eq!(lesson.steps[2].exposition, "Here is a bar.");
}

#[test]
fn a_deleted_step_keeps_what_is_typed_into_it_and_comes_back_where_it_stood() {
    let (mut amy, mut tom) = pair();
    amy.delete_step(&step_id("b"));
    tom.splice(&exposition("b"), 0, 0, "Do not lose me.");
    let lesson = meet(&mut amy, &mut tom);
    assert_eq!(order(&lesson), ["a", "c"]);
    assert_eq!(lesson.deleted_steps[0].exposition, "Do not lose me.");
    tom.restore_step(&step_id("b"));
    assert_eq!(order(&meet(&mut amy, &mut tom)), ["a", "b", "c"]);
}

#[test]
fn two_people_move_the_same_step_and_it_is_there_once() {
    let (mut amy, mut tom) = pair();
    amy.move_step(&step_id("a"), 2);
    tom.move_step(&step_id("a"), 1);
    assert_eq!(meet(&mut amy, &mut tom).steps.len(), 3);
}

#[test]
fn two_steps_added_at_one_place_can_be_parted_by_a_third() {
    let (mut amy, mut tom) = pair();
    amy.add_step(&step_id("x"), Some(&step_id("a")));
    tom.add_step(&step_id("y"), Some(&step_id("a")));
    meet(&mut amy, &mut tom);
    // x and y have the same position: there is no place between them until one gets a new one.
    amy.add_step(&step_id("z"), Some(&step_id("x")));
    assert_eq!(order(&meet(&mut amy, &mut tom)), ["a", "x", "z", "y", "b", "c"]);
    amy.move_step(&step_id("c"), 2);
    assert_eq!(order(&meet(&mut amy, &mut tom)), ["a", "x", "c", "z", "y", "b"]);
}

#[test]
fn moving_counts_only_the_steps_one_sees() {
    let (mut amy, mut tom) = pair();
    amy.delete_step(&step_id("b"));
    amy.move_step(&step_id("c"), 0);
    assert_eq!(order(&meet(&mut amy, &mut tom)), ["c", "a"]);
    assert_eq!(amy.move_step(&step_id("c"), 0), None);
}

#[test]
fn a_caret_stays_with_its_letter_while_others_type() {
    let (mut amy, mut tom) = pair();
    amy.splice(&exposition("a"), 0, 0, "One quarter of 12");
    meet(&mut amy, &mut tom);
    let caret = amy.caret(&exposition("a"), 11);
    let own_end = amy.caret(&exposition("a"), 17);
    tom.splice(&exposition("a"), 0, 0, "\u{1F600} ");
    tom.splice(&exposition("a"), 20, 0, " strawberries");
    meet(&mut amy, &mut tom);
    let field = amy.field(&exposition("a"));
    assert_eq!(caret.and_then(|caret| field.offset(&caret, amy.replica())), Some(14));
    assert_eq!(own_end.and_then(|caret| field.offset(&caret, amy.replica())), Some(20));
    let vocabulary = TextAddress::Lesson(LessonText::Vocabulary);
    let start = amy.caret(&vocabulary, 0);
    assert!(start.is_none_or(|caret| amy.field(&vocabulary).offset(&caret, amy.replica()) == Some(0)));
}

#[test]
fn another_client_fills_neither_lists_nor_minutes() {
    use yrs::{Any, Doc, Map, MapPrelim, ReadTxn, StateVector, Transact, WriteTxn};
    let foreign = Doc::with_client_id(77);
    {
        let mut txn = foreign.transact_mut();
        let criteria = txn.get_or_insert_map("criteria");
        for number in 0..5_000 {
            criteria.insert(&mut txn, format!("X{number}"), true);
        }
        criteria.insert(&mut txn, "x".repeat(60_000), true);
        criteria.insert(&mut txn, "4F-1", true);
        criteria.insert(&mut txn, "3F-2", true);
        let steps = txn.get_or_insert_map("steps");
        for name in ["a", "b"] {
            steps.insert(&mut txn, name, MapPrelim::from([("minutes", Any::from(u32::MAX))]));
        }
    }
    let update = foreign.transact().encode_state_as_update_v1(&StateVector::default());
    let mut board = Board::new(Replica::new(1));
    assert!(board.apply(&update).is_ok());
    let summary = Summary::from(&board.lesson());
    assert_eq!(summary.criteria[..2], ["3F-2", "4F-1"]);
    assert_eq!(summary.criteria.len(), 22);
    assert_eq!(summary.planned_minutes, 2 * MAX_STEP_MINUTES);
}

#[test]
fn what_a_foreign_client_wrote_is_kept_and_ignored() {
    use yrs::{Any, Doc, Map, ReadTxn, StateVector, Transact, WriteTxn};
    let foreign = Doc::with_client_id(77);
    {
        let mut txn = foreign.transact_mut();
        txn.get_or_insert_map("lesson").insert(&mut txn, "status", 42);
        txn.get_or_insert_map("newer_feature").insert(&mut txn, "x", true);
        txn.get_or_insert_map("steps").insert(&mut txn, "odd", "not a step");
        txn.get_or_insert_map("criteria").insert(&mut txn, "9Z-1", true);
    }
    let mut board = Board::new(Replica::new(1));
    let update = foreign.transact().encode_state_as_update_v1(&StateVector::default());
    assert!(board.apply(&update).is_ok());
    let lesson = board.lesson();
    assert_eq!((lesson.status, lesson.steps.len(), lesson.criteria.as_slice()), (Status::Draft, 0, ["9Z-1".to_owned()].as_slice()));
    board.add_step(&step_id("a"), None);
    let back = Doc::with_client_id(78);
    let sent = yrs::Update::decode_v1(&board.replica().snapshot());
    use yrs::updates::decoder::Decode;
    assert!(sent.is_ok_and(|update| back.transact_mut().apply_update(update).is_ok()));
    let kept = back.transact().get_map("newer_feature").and_then(|map| map.get(&back.transact(), "x"));
    assert_eq!(kept, Some(yrs::Out::Any(Any::Bool(true))));
}

#[test]
fn an_update_before_its_predecessor_waits_and_survives_a_snapshot() {
    let mut amy = Board::new(Replica::new(1));
    let first = amy.add_step(&step_id("a"), None).unwrap_or_default();
    let second = amy.splice(&exposition("a"), 0, 0, "later").unwrap_or_default();
    let mut tom = Board::new(Replica::new(2));
    assert!(tom.apply(&second).is_ok_and(|applied| applied.news.is_none()));
    assert!(tom.replica().is_waiting());
    let mut restored = Board::new(Replica::new(3));
    assert!(restored.apply(&tom.replica().snapshot()).is_ok());
    assert!(restored.apply(&first).is_ok_and(|applied| applied.news.is_some()));
    assert_eq!(restored.lesson().steps[0].exposition, "later");
}

#[test]
fn a_filled_board_says_what_it_was_filled_with() {
    let lesson = Lesson {
        title: "Finding a unit fraction of a quantity".into(),
        status: Status::Ready,
        lesson_minutes: 45,
        chosen_strand: Some(Strand::F),
        year_groups: vec![YearGroup::Y3, YearGroup::Y4],
        criteria: vec!["3F-2".into(), "4F-1".into()],
        steps: (0..12)
            .map(|n| Step { id: step_id(&format!("s{n:02}")), minutes: n, title: format!("Step {n}"), ..Step::default() })
            .collect(),
        ..Lesson::default()
    };
    let mut board = Board::new(Replica::new(1));
    assert!(board.fill(&lesson).is_some());
    assert_eq!(board.lesson(), lesson);
    assert_eq!(board.lesson().planned_minutes(), 66);
    assert_eq!(Board::summarise(board.replica()).steps, 12);
}

#[test]
fn every_field_has_a_name_that_finds_it_again() {
    for text in LessonText::ALL {
        let address = TextAddress::Lesson(text);
        assert_eq!(address.to_string().parse(), Ok(address));
    }
    for text in StepText::ALL {
        let address = TextAddress::Step(step_id("a/b"), text);
        assert_eq!(address.to_string().parse(), Ok(address));
    }
    assert!("step/a/nothing".parse::<TextAddress>().is_err());
}

#[derive(Clone, Debug)]
enum Edit {
    Type(usize, u32, String),
    Cut(usize, u32, u32),
    Add(usize),
    Move(usize, usize),
    Delete(usize),
    Restore(usize),
    Minutes(usize, u32),
    Meet(usize),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (0..6_usize, 0..30_u32, "[a-z\u{1F600} ]{1,4}").prop_map(|(step, at, text)| Edit::Type(step, at, text)),
        1 => (0..6_usize, 0..30_u32, 0..6_u32).prop_map(|(step, at, n)| Edit::Cut(step, at, n)),
        1 => (0..6_usize).prop_map(Edit::Add),
        2 => (0..6_usize, 0..6_usize).prop_map(|(step, to)| Edit::Move(step, to)),
        1 => (0..6_usize).prop_map(Edit::Delete),
        1 => (0..6_usize).prop_map(Edit::Restore),
        1 => (0..6_usize, 0..200_u32).prop_map(|(step, n)| Edit::Minutes(step, n)),
        2 => (0..3_usize).prop_map(Edit::Meet),
    ]
}

fn make(board: &mut Board, edit: Edit, count: &mut u32) {
    let lesson = board.lesson();
    let all: Vec<StepId> = lesson.steps.iter().chain(&lesson.deleted_steps).map(|step| step.id.clone()).collect();
    let pick = |index: usize| all.get(index % all.len().max(1)).cloned().unwrap_or_default();
    let text = |index: usize| TextAddress::Step(pick(index), StepText::Exposition);
    match edit {
        Edit::Type(step, at, words) => board.splice(&text(step), at, 0, &words),
        Edit::Cut(step, at, n) => board.splice(&text(step), at, n, ""),
        Edit::Add(after) => {
            *count += 1;
            board.add_step(&step_id(&format!("n{count}")), Some(&pick(after)))
        }
        Edit::Move(step, to) => board.move_step(&pick(step), to),
        Edit::Delete(step) => board.delete_step(&pick(step)),
        Edit::Restore(step) => board.restore_step(&pick(step)),
        Edit::Minutes(step, n) => board.set_minutes(&pick(step), n),
        Edit::Meet(_) => None,
    };
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn three_people_do_anything_and_end_with_the_same_board(edits in prop::collection::vec((0..3_usize, any_edit()), 1..60)) {
        let (amy, tom) = pair();
        let mut third = Board::new(Replica::new(3));
        prop_assert!(third.apply(&amy.replica().snapshot()).is_ok());
        let mut boards = [amy, tom, third];
        let mut count = 0;
        for (who, edit) in edits {
            if let Edit::Meet(with) = edit {
                if let Ok([one, other]) = boards.get_disjoint_mut([who, with]) {
                    meet(one, other);
                }
            } else {
                make(&mut boards[who], edit, &mut count);
            }
        }
        let [a, b, c] = &mut boards;
        meet(a, b);
        meet(b, c);
        let last = meet(a, c);
        prop_assert_eq!(&b.lesson(), &last);
        prop_assert_eq!(last.steps.len() + last.deleted_steps.len(), 3 + count as usize);
    }
}

#[test]
fn what_a_list_shows_is_one_line_that_ends() {
    let mut board = Board::new(Replica::new(1));
    board.splice(&TextAddress::Lesson(LessonText::Title), 0, 0, "Half\n\u{202e}of 8");
    board.splice(&TextAddress::Lesson(LessonText::KeyLearningPoint), 0, 0, &"endless".repeat(100));
    let summary = Board::summarise(board.replica());
    assert_eq!(summary.title, "Half of 8");
    assert_eq!(summary.key_learning_point.chars().count(), 400);
    assert_eq!(board.lesson().title, "Half\n\u{202e}of 8", "the board itself says what was typed");
}
