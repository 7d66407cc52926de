//! What is checked of what people type into the forms of commitments.

use app::error::{AppError, Problem};
use chrono::{Days, Months, NaiveDate};
use model::accounts::email::{EmailAddress, EmailProblem};
use model::commitments::{MAX_CLAUSES, SCHOOL, Wording, is_drawing};
use model::text::invisible::paragraphs;
use model::text::line::{Line, LineProblem};

/// Letters in a name.
const LONGEST_NAME: usize = 120;
/// Letters in a reason.
const LONGEST_REASON: usize = 500;
/// Letters in a wording: what fits on a page beside the six dates.
const LONGEST_WORDING: usize = 6000;

const CLAUSES: [Problem; MAX_CLAUSES] = [
    Problem::Clause1Missing,
    Problem::Clause2Missing,
    Problem::Clause3Missing,
    Problem::Clause4Missing,
    Problem::Clause5Missing,
    Problem::Clause6Missing,
    Problem::Clause7Missing,
    Problem::Clause8Missing,
];

/// What a head has filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The name typed as the signature.
    pub typed_name: Line,
    /// The name in print.
    pub printed_name: Line,
    /// The day.
    pub signed_on: NaiveDate,
}

/// Checks a head's form. `clauses` is how many there are, `ticked` the numbers of those that are ticked, `days` the first
/// and the last day that the date may be.
///
/// # Errors
/// [`AppError::Invalid`] with every problem, in the order of the form.
pub fn check_signing(
    clauses: usize,
    ticked: &[u8],
    typed_name: &str,
    printed_name: &str,
    signed_on: &str,
    days: (NaiveDate, NaiveDate),
) -> Result<Filled, AppError> {
    let typed_name = name(typed_name, Problem::SignatureMissing, Problem::SignatureTooLong);
    let printed_name = name(printed_name, Problem::PrintedNameMissing, Problem::PrintedNameTooLong);
    let mut problems: Vec<Problem> =
        (1..).zip(CLAUSES).take(clauses).filter(|(number, _)| !ticked.contains(number)).map(|(_, problem)| problem).collect();
    let day = check_day(signed_on, days, Problem::SignedOnEarly);
    match (typed_name, printed_name, day) {
        (Ok(typed_name), Ok(printed_name), Ok(signed_on)) if problems.is_empty() => Ok(Filled { typed_name, printed_name, signed_on }),
        (typed_name, printed_name, day) => {
            problems.extend(typed_name.err().into_iter().chain(printed_name.err()).chain(day.err()));
            Err(AppError::Invalid(problems))
        }
    }
}

/// Checks what was drawn as a signature: nothing, or strokes on its field.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn check_drawing(drawing: &str) -> Result<&str, AppError> {
    if drawing.is_empty() || is_drawing(drawing) { Ok(drawing) } else { Err(AppError::Invalid(vec![Problem::DrawingBroken])) }
}

/// A paper signed in ink, as somebody records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ink {
    /// The name in print on it.
    pub printed_name: Line,
    /// The day on it.
    pub signed_on: NaiveDate,
    /// The version of the wording at its foot; `None` for the one in use on that day.
    pub version: Option<u32>,
}

/// Checks what is recorded of a paper that was signed in ink. `version` is a number, or empty.
///
/// # Errors
/// [`AppError::Invalid`] with every problem.
pub fn check_ink(printed_name: &str, signed_on: &str, version: &str, seen: bool, today: NaiveDate) -> Result<Ink, AppError> {
    let printed_name = name(printed_name, Problem::InkNameMissing, Problem::InkNameTooLong);
    let mut problems: Vec<Problem> = printed_name.as_ref().err().copied().into_iter().collect();
    let version = if version.is_empty() { Ok(None) } else { version.parse().map(Some) };
    problems.extend(version.is_err().then_some(Problem::InkVersion));
    let a_year_ago = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    let day = check_day(signed_on, (a_year_ago, today), Problem::SignedOnOld);
    problems.extend(day.err());
    problems.extend((!seen).then_some(Problem::InkNotSeen));
    match (printed_name, day, version) {
        (Ok(printed_name), Ok(signed_on), Ok(version)) if problems.is_empty() => Ok(Ink { printed_name, signed_on, version }),
        _ => Err(AppError::Invalid(problems)),
    }
}

fn name(text: &str, missing: Problem, too_long: Problem) -> Result<Line, Problem> {
    Line::parse(text, LONGEST_NAME).map_err(|problem| match problem {
        LineProblem::Empty => missing,
        LineProblem::TooLong => too_long,
    })
}

fn check_day(text: &str, (first, last): (NaiveDate, NaiveDate), early: Problem) -> Result<NaiveDate, Problem> {
    let day = model::calendar::day::parse(text).map_err(|_| Problem::SignedOnMissing)?;
    if day > last {
        Err(Problem::SignedOnFuture)
    } else if day < first {
        Err(early)
    } else {
        Ok(day)
    }
}

/// The first day that a head may give: that of the request, or of the record where nobody has asked; a day less, so that
/// nobody is refused around midnight.
pub fn first_day(asked: NaiveDate) -> NaiveDate {
    asked.checked_sub_days(Days::new(1)).unwrap_or(asked)
}

/// Checks who a school's head is. An empty address means that there is none yet.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn check_head(name: &str, email: &str) -> Result<(Line, Option<EmailAddress>), AppError> {
    let name = Line::optional(name, LONGEST_NAME).map_err(|_| Problem::HeadNameTooLong);
    let email = match email.parse() {
        Ok(email) => Ok(Some(email)),
        Err(EmailProblem::Empty) => Ok(None),
        Err(EmailProblem::NoAt | EmailProblem::TooLong) => Err(Problem::HeadEmailShape),
        Err(EmailProblem::Space) => Err(Problem::HeadEmailSpace),
        Err(EmailProblem::Several) => Err(Problem::HeadEmailSeveral),
        Err(EmailProblem::Letter) => Err(Problem::HeadEmailLetter),
    };
    match (name, email) {
        (Ok(name), Ok(email)) => Ok((name, email)),
        (name, email) => Err(AppError::Invalid(name.err().into_iter().chain(email.err()).collect())),
    }
}

/// Checks the reason for setting a signature aside.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn check_reason(reason: &str) -> Result<String, AppError> {
    let reason = paragraphs(reason);
    match reason.chars().count() {
        0 => Err(AppError::Invalid(vec![Problem::AsideReasonMissing])),
        count if count > LONGEST_REASON => Err(AppError::Invalid(vec![Problem::ReasonTooLong])),
        _ => Ok(reason),
    }
}

/// A wording from the fields of its form: paragraphs are parted by empty lines, each line of `clauses` is one.
///
/// # Errors
/// [`AppError::Invalid`] with every problem.
pub fn check_wording(title: &str, introduction: &str, clauses: &str, closing: &str) -> Result<Wording, AppError> {
    let (introduction, clauses) = (paragraphs(introduction), paragraphs(clauses));
    let wording = Wording {
        title: one_line(title),
        introduction: introduction.split("\n\n").map(one_line).filter(|paragraph| !paragraph.is_empty()).collect(),
        clauses: clauses.lines().map(one_line).filter(|clause| !clause.is_empty()).collect(),
        closing: one_line(closing),
    };
    let mut problems = Vec::new();
    if wording.title.is_empty() {
        problems.push(Problem::WordingTitleMissing);
    }
    if title.len() + introduction.len() + clauses.len() + closing.len() > LONGEST_WORDING {
        problems.push(Problem::WordingTooLong);
    }
    match wording.clauses.len() {
        0 => problems.push(Problem::WordingClausesMissing),
        count if count > MAX_CLAUSES => problems.push(Problem::WordingClausesTooMany),
        _ => {}
    }
    if wording.closing.is_empty() {
        problems.push(Problem::WordingClosingMissing);
    } else if !wording.closing.contains(SCHOOL) {
        problems.push(Problem::WordingSchoolMissing);
    }
    if problems.is_empty() { Ok(wording) } else { Err(AppError::Invalid(problems)) }
}

fn one_line(text: &str) -> String {
    Line::tidied(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn days() -> (NaiveDate, NaiveDate) {
        (day("2026-11-03"), day("2026-11-10"))
    }

    #[test]
    fn a_form_that_is_filled_in_is_taken() {
        let filled = check_signing(4, &[1, 2, 3, 4], " J Abara ", "Judith\r\nAbara", "2026-11-04", days());
        let (typed_name, printed_name) = (Line::tidied("J Abara"), Line::tidied("Judith Abara"));
        let expected = Filled { typed_name, printed_name, signed_on: day("2026-11-04") };
        assert_eq!(filled, Ok(expected));
        for written in ["4/11/2026", "4/11/26", "4 Nov 26", "04-11-2026", "Wednesday 4th November 2026"] {
            let filled = check_signing(0, &[], "J", "J", written, days()).map(|filled| filled.signed_on);
            assert_eq!(filled, Ok(day("2026-11-04")), "{written}");
        }
    }

    #[test]
    fn every_clause_that_is_not_ticked_is_named() {
        let problems = check_signing(4, &[1, 4], "", "Judith", "", days());
        let expected = vec![Problem::Clause2Missing, Problem::Clause3Missing, Problem::SignatureMissing, Problem::SignedOnMissing];
        assert_eq!(problems, Err(AppError::Invalid(expected)));
    }

    #[test]
    fn the_date_is_between_the_request_and_today() {
        for (text, problem) in
            [("2026-11-11", Problem::SignedOnFuture), ("2026-11-02", Problem::SignedOnEarly), ("yesterday", Problem::SignedOnMissing)]
        {
            assert_eq!(check_signing(0, &[], "J", "J", text, days()), Err(AppError::Invalid(vec![problem])), "{text}");
        }
        assert_eq!(first_day(day("2026-11-03")), day("2026-11-02"));
    }

    #[test]
    fn ink_may_be_older_but_not_than_a_year_and_somebody_has_seen_it() {
        let today = day("2026-11-10");
        assert!(check_ink("Judith Abara", "2025-11-10", "", true, today).is_ok());
        let expected = vec![Problem::InkNameMissing, Problem::InkVersion, Problem::SignedOnOld, Problem::InkNotSeen];
        assert_eq!(check_ink(" ", "2025-11-09", "two", false, today), Err(AppError::Invalid(expected)));
    }

    #[test]
    fn a_wording_is_read_by_lines_and_keeps_the_schools_place() {
        let wording = check_wording("A title", "One\r\nparagraph\r\n\r\nTwo", "First.\r\n\r\n Second. ", "I, the head of {school}")
            .expect("a wording");
        assert_eq!(wording.introduction, ["One paragraph", "Two"]);
        assert_eq!(wording.clauses, ["First.", "Second."]);
        let expected = vec![Problem::WordingTitleMissing, Problem::WordingClausesTooMany, Problem::WordingSchoolMissing];
        assert_eq!(check_wording("", "", &"x\n".repeat(9), "I, the head"), Err(AppError::Invalid(expected)));
        assert_eq!(
            check_wording("t", "", "", ""),
            Err(AppError::Invalid(vec![Problem::WordingClausesMissing, Problem::WordingClosingMissing]))
        );
    }

    #[test]
    fn a_head_without_an_address_is_possible_a_wrong_one_is_not() {
        assert_eq!(check_head("Judith\n", " "), Ok((Line::tidied("Judith"), None)));
        assert_eq!(check_head("\u{200b}", "\u{a0}\u{feff}"), Ok((Line::default(), None)));
        assert_eq!(check_head("", "a b@c.example"), Err(AppError::Invalid(vec![Problem::HeadEmailSpace])));
        assert_eq!(check_head("", "judith"), Err(AppError::Invalid(vec![Problem::HeadEmailShape])));
        assert_eq!(check_reason("  "), Err(AppError::Invalid(vec![Problem::AsideReasonMissing])));
    }
}
