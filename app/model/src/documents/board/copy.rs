//! Another board that says the same.

use yrs::Transact;

use super::edit::Board;
use super::lesson::{Lesson, Status, Step, StepId};
use super::schema::STEPS;
use crate::live::Document;
use crate::live::replica::Replica;
use crate::live::text::{MAX_FIELD, fitting};

/// What stands before the title.
const COPY_OF: &str = "Copy of ";

impl Board {
    /// What a copy of this board says, and its document's first update: the same words, minutes and order, without whoever wrote them, what
    /// was deleted, and how often it was taught.
    pub fn copied(&self) -> (Lesson, Vec<u8>) {
        let original = self.lesson();
        let steps = original.steps.iter().map(|step| Step { id: StepId::generate(), ..step.clone() }).collect();
        let title = copy_title(&original.title);
        let lesson = Lesson { title, steps, deleted_steps: Vec::new(), status: Status::default(), ..original };
        let update = Self::new(Replica::with_random_client()).fill_at(&lesson, &self.positions());
        (lesson, update.unwrap_or_default())
    }

    /// Adds a copy of another board's step at the end, under a key of its own.
    pub fn take_step(&mut self, step: &Step) -> Option<Vec<u8>> {
        self.insert_step(&Step { id: StepId::generate(), ..step.clone() }, None)
    }

    /// Where the steps stand that are not deleted.
    fn positions(&self) -> Vec<String> {
        let (steps, _) = STEPS.parted(&self.replica().doc().transact());
        steps.into_iter().map(|step| step.position).collect()
    }
}

/// A title that says of which board it is a copy, as far as a field has room for it.
fn copy_title(title: &str) -> String {
    if title.trim().is_empty() {
        return String::new();
    }
    format!("{COPY_OF}{}", fitting(title, MAX_FIELD - COPY_OF.len() as u32).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::board::{StepText, TextAddress};

    fn board() -> Board {
        let mut board = Board::new(Replica::with_random_client());
        let step = |title: &str| Step { id: StepId::generate(), title: title.to_owned(), minutes: 8, ..Step::default() };
        let steps = vec![step("one"), step("two"), step("three")];
        let lesson =
            Lesson { title: "Halves".to_owned(), status: Status::Taught, criteria: vec!["1NPV-1".to_owned()], steps, ..board.lesson() };
        board.fill(&lesson);
        board
    }

    #[test]
    fn a_copy_says_the_same_in_the_same_places_and_is_nobodys() {
        let mut board = board();
        let ids: Vec<StepId> = board.lesson().steps.iter().map(|step| step.id.clone()).collect();
        board.move_step(&ids[2], 0);
        board.delete_step(&ids[1]);
        board.splice(&TextAddress::Step(ids[0].clone(), StepText::Exposition), 0, 0, "T: 1/2 of [12]\nP: six");
        let (said, update) = board.copied();
        let mut copy = Board::new(Replica::with_random_client());
        copy.apply(&update).expect("an update");
        let (lesson, original) = (copy.lesson(), board.lesson());
        assert_eq!(lesson, said);
        assert_eq!((lesson.title.as_str(), lesson.status), ("Copy of Halves", Status::Draft));
        assert_eq!(copy.positions(), board.positions());
        let words = |lesson: &Lesson| lesson.steps.iter().map(|step| Step { id: StepId::default(), ..step.clone() }).collect::<Vec<_>>();
        assert_eq!(words(&lesson), words(&original));
        assert!(lesson.deleted_steps.is_empty() && lesson.criteria == original.criteria);
        assert!(lesson.steps.iter().all(|step| original.step(&step.id).is_none()), "no key is another board's");
    }

    #[test]
    fn a_title_that_fills_its_field_is_cut_between_two_letters() {
        assert_eq!(copy_title(" "), "");
        let long = copy_title(&"\u{1F600}".repeat(MAX_FIELD as usize / 2));
        assert!(long.encode_utf16().count() <= MAX_FIELD as usize && long.ends_with('\u{1F600}'));
    }

    #[test]
    fn a_step_of_another_board_comes_last_and_both_stay_as_they_are() {
        let (mut board, other) = (board(), board());
        let before = (board.lesson(), other.lesson());
        let taken = &before.1.steps[1];
        board.take_step(taken).expect("an update");
        let after = board.lesson();
        assert_eq!((&after.steps[..3], other.lesson()), (&before.0.steps[..], before.1.clone()));
        assert_eq!((after.steps[3].title.as_str(), after.steps[3].minutes), ("two", 8));
        assert_ne!(after.steps[3].id, taken.id);
    }

    #[test]
    fn what_lists_show_needs_no_words_of_steps() {
        let board = board();
        assert_eq!(Board::summarise(board.replica()), crate::documents::board::Summary::from(&board.lesson()));
    }
}
