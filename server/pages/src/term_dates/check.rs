//! The twelve days of a year's terms as they are typed: each a day of the year, and all in order.

use std::borrow::Cow;

use chrono::NaiveDate;
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::{in_full, parse};
use model::calendar::terms::{Term, Terms};

/// What is wrong, each with the name of its field.
pub type Wrong = Vec<(Cow<'static, str>, String)>;

/// A day of a year's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermDay {
    /// The name and the id of its field.
    pub field: &'static str,
    /// `First day of the autumn term`.
    pub label: &'static str,
}

const fn term_day(field: &'static str, label: &'static str) -> TermDay {
    TermDay { field, label }
}

/// So many days has each term.
pub const DAYS_OF_A_TERM: usize = 4;

/// All of them, in the order of the year.
pub const DAYS: [TermDay; 12] = [
    term_day("autumn_first", "First day of the autumn term"),
    term_day("autumn_break_first", "First day of the October half-term holiday"),
    term_day("autumn_break_last", "Last day of the October half-term holiday"),
    term_day("autumn_last", "Last day of the autumn term"),
    term_day("spring_first", "First day of the spring term"),
    term_day("spring_break_first", "First day of the February half-term holiday"),
    term_day("spring_break_last", "Last day of the February half-term holiday"),
    term_day("spring_last", "Last day of the spring term"),
    term_day("summer_first", "First day of the summer term"),
    term_day("summer_break_first", "First day of the May half-term holiday"),
    term_day("summer_break_last", "Last day of the May half-term holiday"),
    term_day("summer_last", "Last day of the summer term"),
];

/// The days of terms, in the order of [`DAYS`].
pub fn days_of(terms: &Terms) -> [NaiveDate; 12] {
    let Terms { autumn, spring, summer } = terms;
    let [a, b, c, d] = of_term(autumn);
    let [e, f, g, h] = of_term(spring);
    let [i, j, k, l] = of_term(summer);
    [a, b, c, d, e, f, g, h, i, j, k, l]
}

fn of_term(term: &Term) -> [NaiveDate; DAYS_OF_A_TERM] {
    [term.first, term.break_first, term.break_last, term.last]
}

/// The terms that were typed, in the order of [`DAYS`].
///
/// # Errors
/// Everything that is wrong.
pub fn check(year: AcademicYear, typed: &[&str; 12]) -> Result<Terms, Wrong> {
    let mut wrong = Wrong::new();
    let days: Vec<Option<NaiveDate>> = DAYS
        .iter()
        .zip(typed)
        .map(|(day, text)| read(year, *day, text).map_err(|problem| wrong.push((day.field.into(), problem))).ok())
        .collect();
    let mut latest: Option<(TermDay, NaiveDate)> = None;
    for (day, date) in DAYS.iter().zip(&days).filter_map(|(day, date)| Some((*day, (*date)?))) {
        match latest {
            Some((before, earlier)) if !may_follow(day, date, earlier) => {
                wrong.push((
                    day.field.into(),
                    format!("{} has to come after {}, {}", day.label, in_sentence(before.label), in_full(earlier)),
                ));
            }
            _ => latest = Some((day, date)),
        }
    }
    let days: Vec<NaiveDate> = days.into_iter().flatten().collect();
    let terms = days.chunks(DAYS_OF_A_TERM).filter_map(term).collect::<Vec<_>>();
    match terms[..] {
        [autumn, spring, summer] if wrong.is_empty() => Ok(Terms { autumn, spring, summer }),
        _ => Err(wrong),
    }
}

fn read(year: AcademicYear, day: TermDay, text: &str) -> Result<NaiveDate, String> {
    let (begins, ends) = (year.starts_in(), year.next().starts_in());
    let date = parse(text).map_err(|problem| format!("{}: enter a day like 1 September {begins}: {problem}", day.label))?;
    if AcademicYear::of(date) == year {
        Ok(date)
    } else {
        Err(format!("{}: choose a day between 1 September {begins} and 31 August {ends}", day.label))
    }
}

/// A half-term holiday may be of one day.
fn may_follow(day: TermDay, date: NaiveDate, earlier: NaiveDate) -> bool {
    earlier < date || (earlier == date && day.field.ends_with("break_last"))
}

fn term(days: &[NaiveDate]) -> Option<Term> {
    let &[first, break_first, break_last, last] = days else { return None };
    Some(Term { first, last, break_first, break_last })
}

/// `the first day of the autumn term`.
fn in_sentence(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    format!("the {first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: AcademicYear = AcademicYear::starting(2026);

    fn usual() -> (Terms, [String; 12]) {
        let terms = Terms::typical(YEAR).expect("a known year");
        (terms, days_of(&terms).map(in_full))
    }

    fn wrong(change: &[(usize, &str)]) -> Vec<(String, String)> {
        let (_, mut typed) = usual();
        for (place, text) in change {
            typed[*place] = (*text).to_owned();
        }
        let typed = typed.each_ref().map(String::as_str);
        check(YEAR, &typed).expect_err("something wrong").into_iter().map(|(field, words)| (field.into_owned(), words)).collect()
    }

    #[test]
    fn terms_are_read_as_they_are_written() {
        let (terms, typed) = usual();
        assert_eq!(check(YEAR, &typed.each_ref().map(String::as_str)), Ok(terms));
        assert!(terms.are_in_order(YEAR));
        let mut one_day = typed;
        let ends = one_day[1].clone();
        one_day[2] = ends;
        let read = check(YEAR, &one_day.each_ref().map(String::as_str)).expect("terms");
        assert!(read.are_in_order(YEAR), "a half-term holiday of one day");
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_its_field() {
        let said = wrong(&[(0, ""), (1, "soon"), (3, "31/8/26"), (11, "1/9/27")]);
        let outside = "choose a day between 1 September 2026 and 31 August 2027";
        let expected = [
            ("autumn_first", "First day of the autumn term: enter a day like 1 September 2026: there is nothing in it".to_owned()),
            (
                "autumn_break_first",
                "First day of the October half-term holiday: enter a day like 1 September 2026: “soon” is no month".to_owned(),
            ),
            ("autumn_last", format!("Last day of the autumn term: {outside}")),
            ("summer_last", format!("Last day of the summer term: {outside}")),
        ];
        assert_eq!(said, expected.map(|(field, words)| (field.to_owned(), words)));
    }

    #[test]
    fn days_that_are_not_in_order_are_said_once() {
        let said = wrong(&[(4, "18 December 2026")]);
        let words = "First day of the spring term has to come after the last day of the autumn term, 18 December 2026";
        assert_eq!(said, [("spring_first".to_owned(), words.to_owned())]);
        assert_eq!(wrong(&[(1, "1 March 2027")]).len(), 5, "each that comes before it");
    }
}
