//! The calendar that a group's year is planned by: the terms of its local authority, the days on which single schools are closed, and the
//! weeks to avoid. It begins with what is typical, and a hub puts what it knows in the place of that.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::academic_year::AcademicYear;
use super::assessments::{self, AssessmentWeeks};
use super::closed::{self, Closed};
use super::half_term::HalfTerm;
use super::terms::Terms;
use crate::ids::SchoolId;

/// A day in term on which one school is closed to pupils.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedDay {
    pub school: SchoolId,
    pub day: NaiveDate,
    /// Why, as the school says it: `INSET day`. May be empty.
    #[serde(default)]
    pub words: String,
}

/// The calendar of one academic year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub year: AcademicYear,
    /// `None` while nobody knows them: then little more than weekends and bank holidays can be told.
    #[serde(default)]
    pub terms: Option<Terms>,
    #[serde(default)]
    pub closed_days: Vec<ClosedDay>,
    #[serde(default)]
    pub assessments: Vec<AssessmentWeeks>,
}

impl Calendar {
    /// What is typical for England in a year.
    pub fn default_for(year: AcademicYear) -> Self {
        Self { year, terms: Terms::typical(year), closed_days: Vec::new(), assessments: assessments::usual(year) }
    }

    /// Why all its schools are closed on a day; `None` when they are open.
    pub fn closed(&self, day: NaiveDate) -> Option<Closed> {
        closed::why(day, self.terms_around(day))
    }

    /// What one school has entered for a day on which it is closed.
    pub fn closed_at(&self, school: SchoolId, day: NaiveDate) -> Option<&ClosedDay> {
        self.closed_days.iter().find(|closed| closed.school == school && closed.day == day)
    }

    /// The half-term that a day lies in; `None` in the holidays, and where the terms are not known.
    pub fn half_term_of(&self, day: NaiveDate) -> Option<HalfTerm> {
        self.terms_around(day)?.half_term_of(day)
    }

    /// The first and the last day of school of a half-term.
    pub fn days_of(&self, half_term: HalfTerm) -> Option<(NaiveDate, NaiveDate)> {
        self.terms.as_ref().map(|terms| terms.days_of(half_term))
    }

    /// The term in whose first week a day lies: `autumn`.
    pub fn first_week_of(&self, day: NaiveDate) -> Option<&'static str> {
        self.terms_around(day)?.first_week_of(day)
    }

    /// What is assessed on a day.
    pub fn assessed_on(&self, day: NaiveDate) -> impl Iterator<Item = &AssessmentWeeks> {
        self.assessments.iter().filter(move |weeks| weeks.first <= day && day <= weeks.last)
    }

    /// Its terms say nothing of other years.
    fn terms_around(&self, day: NaiveDate) -> Option<&Terms> {
        self.terms.as_ref().filter(|_| AcademicYear::of(day) == self.year)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::calendar::assessments::Assessment;
    use crate::calendar::terms::{Holiday, Term};

    const YEAR: AcademicYear = AcademicYear::starting(2026);

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// Of an authority with a fortnight in October and a week more in summer.
    fn other_terms() -> Terms {
        let typical = Terms::typical(YEAR).expect("a known year");
        Terms {
            autumn: Term { break_first: day("2026-10-19"), ..typical.autumn },
            summer: Term { last: day("2027-07-28"), ..typical.summer },
            ..typical
        }
    }

    #[test]
    fn the_terms_of_an_authority_take_the_place_of_the_typical_ones() {
        let typical = Calendar::default_for(YEAR);
        let own = Calendar { terms: Some(other_terms()), ..typical.clone() };
        for (text, usually, here) in [
            ("2026-10-20", None, Some(Closed::Holiday(Holiday::OctoberHalfTerm))),
            ("2026-10-27", Some(Closed::Holiday(Holiday::OctoberHalfTerm)), Some(Closed::Holiday(Holiday::OctoberHalfTerm))),
            ("2027-07-26", Some(Closed::Holiday(Holiday::Summer)), None),
            ("2027-07-24", Some(Closed::Holiday(Holiday::Summer)), Some(Closed::Weekend)),
        ] {
            assert_eq!((typical.closed(day(text)), own.closed(day(text))), (usually, here), "{text}");
        }
        assert_eq!(typical.half_term_of(day("2026-10-20")), Some(HalfTerm::Autumn1));
        assert_eq!(own.half_term_of(day("2026-10-20")), None);
        assert_eq!(own.days_of(HalfTerm::Autumn1), Some((day("2026-09-01"), day("2026-10-16"))));
    }

    #[test]
    fn a_closed_day_is_one_schools_own() {
        let [own, other] = [1, 2].map(|number| SchoolId::from(Uuid::from_u128(number)));
        let inset = ClosedDay { school: own, day: day("2027-01-04"), words: "INSET day".to_owned() };
        let calendar = Calendar { closed_days: vec![inset.clone()], ..Calendar::default_for(YEAR) };
        assert_eq!(calendar.closed_at(own, inset.day), Some(&inset));
        assert_eq!(calendar.closed_at(other, inset.day), None);
        assert_eq!(calendar.closed_at(own, day("2027-01-05")), None);
        assert_eq!(calendar.closed(inset.day), None, "the others are open");
    }

    #[test]
    fn a_hub_puts_its_own_weeks_in_the_place_of_the_usual_ones() {
        let usual = Calendar::default_for(YEAR);
        let of = |calendar: &Calendar, text: &str| calendar.assessed_on(day(text)).map(|weeks| weeks.assessment).collect::<Vec<_>>();
        assert_eq!(of(&usual, "2027-05-11"), [Assessment::Sats]);
        assert_eq!(of(&usual, "2027-05-14"), []);
        assert_eq!(of(&usual, "2027-06-15"), [Assessment::TablesCheck, Assessment::PhonicsCheck]);
        let later = AssessmentWeeks { assessment: Assessment::Sats, first: day("2027-05-17"), last: day("2027-05-20") };
        let own = Calendar { assessments: vec![later], ..usual };
        assert_eq!(of(&own, "2027-05-11"), []);
        assert_eq!(of(&own, "2027-05-20"), [Assessment::Sats]);
    }

    #[test]
    fn nothing_is_made_up_for_years_that_are_not_known() {
        let unknown = Calendar::default_for(AcademicYear::starting(2040));
        assert_eq!(unknown.terms, None);
        assert_eq!(unknown.half_term_of(day("2040-11-20")), None);
        assert_eq!(unknown.days_of(HalfTerm::Autumn1), None);
        assert_eq!(unknown.closed(day("2040-12-25")).map(|closed| closed.to_string()).as_deref(), Some("Christmas Day"));
        let typical = Calendar::default_for(YEAR);
        assert_eq!(typical.half_term_of(day("2025-11-20")), None, "another year's day");
        assert_eq!(typical.closed(day("2025-10-29")), None);
    }

    #[test]
    fn it_is_kept_as_plain_data_and_may_leave_out_what_it_has_not() {
        let calendar = Calendar { terms: Some(other_terms()), ..Calendar::default_for(YEAR) };
        let kept = serde_json::to_string(&calendar).expect("text");
        assert_eq!(serde_json::from_str::<Calendar>(&kept).ok(), Some(calendar));
        let least = Calendar { year: YEAR, terms: None, closed_days: Vec::new(), assessments: Vec::new() };
        assert_eq!(serde_json::from_str::<Calendar>(r#"{"year":2026}"#).ok(), Some(least));
    }
}
