//! The beginning of a board.

use model::criteria::Criterion;
use model::documents::board::{Board, Lesson};
use model::live::Document;
use model::live::replica::Replica;
use model::schools::year_group::YearGroup;
use model::sorting::sort;
use model::text::line::Line;

use crate::error::{AppError, Problem};

/// Titles are at most this long, so that lists stay lists.
const MAX_TITLE: usize = 120;

/// What a new board says from the beginning, and its document's first update.
///
/// # Errors
/// [`AppError::Invalid`] with all problems of the form.
pub fn first_words(title: &str, years: &[YearGroup]) -> Result<(Lesson, Vec<u8>), AppError> {
    let title = String::from(Line::tidied(title));
    let problems: Vec<Problem> = [
        (title.is_empty(), Problem::TitleMissing),
        (title.chars().count() > MAX_TITLE, Problem::TitleTooLong),
        (years.is_empty(), Problem::YearGroupMissing),
    ]
    .into_iter()
    .filter_map(|(wrong, problem)| wrong.then_some(problem))
    .collect();
    if !problems.is_empty() {
        return Err(AppError::Invalid(problems));
    }
    Ok(begun(title, years, None))
}

/// The same for a criterion: the title may wait until one is on the board, and the year is the criterion's where none was chosen.
///
/// # Errors
/// [`AppError::Invalid`] with a title that is too long.
pub fn first_words_for(criterion: &Criterion, title: &str, years: &[YearGroup]) -> Result<(Lesson, Vec<u8>), AppError> {
    let title = String::from(Line::tidied(title));
    if title.chars().count() > MAX_TITLE {
        return Err(AppError::Invalid(vec![Problem::TitleTooLong]));
    }
    let own = YearGroup::from_key(&format!("Y{}", criterion.year));
    let years: Vec<YearGroup> = if years.is_empty() { own.into_iter().collect() } else { years.to_vec() };
    Ok(begun(title, &years, Some(criterion)))
}

fn begun(title: String, years: &[YearGroup], criterion: Option<&Criterion>) -> (Lesson, Vec<u8>) {
    let mut board = Board::new(Replica::with_random_client());
    let mut year_groups = years.to_vec();
    sort(&mut year_groups);
    year_groups.dedup();
    let criteria = criterion.map(|criterion| criterion.code.to_owned()).into_iter().collect();
    let lesson = Lesson { title, year_groups, criteria, ..board.lesson() };
    let update = board.fill(&lesson).unwrap_or_default();
    (lesson, update)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_without_title_and_year_group_is_refused_with_both_reasons() {
        let problems = vec![Problem::TitleMissing, Problem::YearGroupMissing];
        assert_eq!(first_words("  ", &[]).err(), Some(AppError::Invalid(problems)));
        assert_eq!(first_words(&"a".repeat(121), &[YearGroup::R]).err(), Some(AppError::Invalid(vec![Problem::TitleTooLong])));
    }

    #[test]
    fn a_board_begins_with_its_title_and_year_groups_youngest_first() {
        let (lesson, update) = first_words(" Halves  and\nquarters ", &[YearGroup::Y2, YearGroup::Y1, YearGroup::Y2]).expect("a lesson");
        assert_eq!(lesson.title, "Halves and quarters");
        assert_eq!(lesson.year_groups, [YearGroup::Y1, YearGroup::Y2]);
        assert_eq!(lesson.lesson_minutes, 50);
        assert!(!update.is_empty());
    }

    #[test]
    fn a_criterion_is_beginning_enough() {
        let criterion = model::criteria::find("3F-2").expect("a criterion");
        let (lesson, _) = first_words_for(criterion, " ", &[]).expect("a lesson");
        assert_eq!(
            (lesson.title.as_str(), &lesson.year_groups[..], &lesson.criteria[..]),
            ("", &[YearGroup::Y3][..], &["3F-2".to_owned()][..])
        );
        let (lesson, _) = first_words_for(criterion, "Parts", &[YearGroup::Y4]).expect("a lesson");
        assert_eq!((lesson.title.as_str(), &lesson.year_groups[..]), ("Parts", &[YearGroup::Y4][..]));
        assert!(first_words_for(criterion, &"a".repeat(121), &[]).is_err());
    }
}
