//! What is typed into the public form, question by question: cleaned, or refused with all that is wrong at once.

use app::error::{AppError, Problem};
use model::accounts::email::EmailAddress;
use model::interest::{Contact, EarlierYear, Journey, Pledge, Practice};
use model::schools::phase::Phase;
use model::text::invisible::{code, paragraphs};
use model::text::line::Line;

/// What is sent for "none of these yet".
pub const NONE: &str = "none";
/// What is sent for a school with a Mastery Specialist.
pub const SPECIALIST: &str = "specialist";
/// What is sent for a year that nobody remembers.
pub const UNKNOWN: &str = "unknown";

/// More than any primary school has.
const MOST_TEACHERS: u32 = 300;

/// Text in one line; how long it may be is said with what else is wrong.
fn line(text: &str) -> String {
    Line::tidied(text).into()
}

fn longer(text: &str, limit: usize) -> bool {
    text.chars().count() > limit
}

/// Refuses when anything is wrong.
fn all_right(problems: impl IntoIterator<Item = (bool, Problem)>) -> Result<(), AppError> {
    let wrong: Vec<Problem> = problems.into_iter().filter_map(|(wrong, problem)| wrong.then_some(problem)).collect();
    if wrong.is_empty() { Ok(()) } else { Err(AppError::Invalid(wrong)) }
}

/// The words for a school, and its town, which may be empty.
///
/// # Errors
/// [`AppError::Invalid`] with all problems at once.
pub fn school(school: &str, town: &str) -> Result<(String, String), AppError> {
    let (school, town) = (line(school), line(town));
    all_right([
        (school.is_empty(), Problem::SchoolMissing),
        (longer(&school, 120), Problem::SchoolTooLong),
        (longer(&town, 80), Problem::TownTooLong),
    ])?;
    Ok((school, town))
}

/// The town of a school that we do not know.
///
/// # Errors
/// [`AppError::Invalid`] when there is none, or it is too long.
pub fn town(town: &str) -> Result<String, AppError> {
    let town = line(town);
    all_right([(town.is_empty(), Problem::TownMissing), (longer(&town, 80), Problem::TownTooLong)])?;
    Ok(town)
}

/// Who writes.
///
/// # Errors
/// [`AppError::Invalid`] with all problems at once.
pub fn you(name: &str, email: &str, role: &str) -> Result<Contact, AppError> {
    let (name, role, email) = (line(name), line(role), email.parse::<EmailAddress>());
    let email_problem = email.as_ref().err().copied().map(Problem::from);
    let before = [(name.is_empty(), Problem::YourNameMissing), (longer(&name, 120), Problem::NameTooLong)];
    let after = [(role.is_empty(), Problem::RoleMissing), (longer(&role, 80), Problem::RoleTooLong)];
    all_right(before.into_iter().chain(email_problem.map(|problem| (true, problem))).chain(after))?;
    let email = email.map_err(|_| AppError::Invalid(vec![Problem::EmailShape]))?;
    Ok(Contact { name, email, role })
}

/// Earlier Work Groups: the chosen boxes, and what was chosen as the year of each phase, whether its box is ticked or not.
///
/// # Errors
/// [`AppError::Invalid`] with all problems at once.
pub fn journey(chosen: &[String], years: [&str; 4], possible: &[i32]) -> Result<Journey, AppError> {
    let has = |key: &str| chosen.iter().any(|chosen| chosen == key);
    let mut earlier = Vec::new();
    let mut problems = Vec::new();
    for (phase, year) in Phase::ALL.into_iter().zip(years) {
        if !has(phase.key()) {
            continue;
        }
        match year.parse::<i32>().ok().filter(|year| possible.contains(year)) {
            Some(year) => earlier.push(EarlierYear { phase, year: Some(year) }),
            None if year == UNKNOWN => earlier.push(EarlierYear { phase, year: None }),
            None => problems.push((true, year_missing(phase))),
        }
    }
    let some = has(SPECIALIST) || Phase::ALL.iter().any(|phase| has(phase.key()));
    problems.extend([(!some && !has(NONE), Problem::PhasesMissing), (some && has(NONE), Problem::PhasesContradict)]);
    all_right(problems)?;
    Ok(Journey { earlier, mastery_specialist: has(SPECIALIST) })
}

fn year_missing(phase: Phase) -> Problem {
    match phase {
        Phase::Readiness => Problem::ReadinessYearMissing,
        Phase::Development => Problem::DevelopmentYearMissing,
        Phase::Embedding => Problem::EmbeddingYearMissing,
        Phase::Sustaining => Problem::SustainingYearMissing,
    }
}

/// The two counts.
///
/// # Errors
/// [`AppError::Invalid`] with all problems at once.
pub fn practice(teachers: &str, using: &str) -> Result<Practice, AppError> {
    let number = |text: &str| code(text).parse::<u32>().ok();
    let teachers = number(teachers).filter(|teachers| (1..=MOST_TEACHERS).contains(teachers));
    let using = number(using);
    let too_many = matches!((teachers, using), (Some(teachers), Some(using)) if using > teachers);
    all_right([
        (teachers.is_none(), Problem::TeachersMissing),
        (using.is_none(), Problem::UsingMissing),
        (too_many, Problem::UsingTooMany),
    ])?;
    Ok(Practice { teachers: teachers.unwrap_or_default(), using: using.unwrap_or_default() })
}

/// What leaders say yes to.
///
/// # Errors
/// [`AppError::Invalid`] when nothing was chosen, or something and nothing at once.
pub fn leadership(chosen: &[String]) -> Result<Vec<Pledge>, AppError> {
    let has = |key: &str| chosen.iter().any(|chosen| chosen == key);
    let pledges: Vec<Pledge> = Pledge::ALL.into_iter().filter(|pledge| has(pledge.key())).collect();
    all_right([
        (pledges.is_empty() && !has(NONE), Problem::PledgesMissing),
        (!pledges.is_empty() && has(NONE), Problem::PledgesContradict),
    ])?;
    Ok(pledges)
}

/// Anything else: lines stay lines.
///
/// # Errors
/// [`AppError::Invalid`] when it is too long.
pub fn notes(notes: &str) -> Result<String, AppError> {
    let notes = paragraphs(notes);
    all_right([(longer(&notes, 2000), Problem::NotesTooLong)])?;
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems<T>(result: Result<T, AppError>) -> Vec<Problem> {
        match result {
            Err(AppError::Invalid(problems)) => problems,
            _ => Vec::new(),
        }
    }

    fn chosen(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn each_page_tells_all_its_problems_at_once() {
        assert_eq!(problems(you("", "asha", " ")), [Problem::YourNameMissing, Problem::EmailShape, Problem::RoleMissing]);
        assert_eq!(problems(practice("", "x")), [Problem::TeachersMissing, Problem::UsingMissing]);
        assert_eq!(problems(school("", &"x".repeat(81))), [Problem::SchoolMissing, Problem::TownTooLong]);
        assert_eq!(
            problems(journey(&chosen(&["development", "embedding", "none"]), ["", "", "1999", ""], &[2023])),
            [Problem::DevelopmentYearMissing, Problem::EmbeddingYearMissing, Problem::PhasesContradict]
        );
    }

    #[test]
    fn what_is_typed_is_tidied() {
        let contact = you(" Asha \t Bell ", " ASHA@Oak.example ", "maths lead").expect("a contact");
        assert_eq!((contact.name.as_str(), contact.email.as_str()), ("Asha Bell", "asha@oak.example"));
        assert_eq!(notes(" one\r\ntwo ").as_deref(), Ok("one\ntwo"));
        assert_eq!(practice(" 12 ", "0"), Ok(Practice { teachers: 12, using: 0 }));
    }

    #[test]
    fn numbers_must_fit_each_other_and_a_school() {
        assert_eq!(problems(practice("8", "9")), [Problem::UsingTooMany]);
        assert_eq!(problems(practice("0", "0")), [Problem::TeachersMissing]);
        assert_eq!(problems(practice("301", "1")), [Problem::TeachersMissing]);
        assert_eq!(problems(practice("-3", "2.5")), [Problem::TeachersMissing, Problem::UsingMissing]);
    }

    #[test]
    fn a_year_belongs_to_its_ticked_phase_alone_and_may_be_unknown() {
        let journey = journey(&chosen(&["readiness", "embedding", "specialist"]), ["2021", "2022", "unknown", ""], &[2021, 2022]);
        let earlier = vec![EarlierYear { phase: Phase::Readiness, year: Some(2021) }, EarlierYear { phase: Phase::Embedding, year: None }];
        assert_eq!(journey, Ok(Journey { earlier, mastery_specialist: true }));
    }

    #[test]
    fn nothing_is_an_answer_only_when_it_is_said() {
        assert_eq!(problems(journey(&[], [""; 4], &[])), [Problem::PhasesMissing]);
        assert_eq!(journey(&chosen(&["none"]), [""; 4], &[]), Ok(Journey::default()));
        assert_eq!(problems(leadership(&[])), [Problem::PledgesMissing]);
        assert_eq!(leadership(&chosen(&["none"])), Ok(Vec::new()));
        assert_eq!(problems(leadership(&chosen(&["none", "head"]))), [Problem::PledgesContradict]);
        assert_eq!(leadership(&chosen(&["year", "head", "made up"])), Ok(vec![Pledge::Head, Pledge::Year]));
    }
}
