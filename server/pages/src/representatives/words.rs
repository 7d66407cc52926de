//! Who represents the schools of a group's year, as the pages show it.

use app::ui::frame::Frame;
use chrono::NaiveDate;
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::short;
use model::ids::{PersonId, SchoolId, WorkGroupId};
use store::invitations::Pending;

/// Somebody who represents a school, did, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Who.
    pub person: PersonId,
    pub name: String,
    pub from: NaiveDate,
    /// The first day without them.
    pub until: Option<NaiveDate>,
}

/// The terms of one place, seen from one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Who it is on that day.
    pub current: Option<Term>,
    /// Who it will be next.
    pub planned: Option<Term>,
    /// Who it was, the latest first.
    pub past: Vec<Term>,
}

impl Terms {
    /// Puts terms in order of their first day into their places.
    pub fn on(terms: Vec<Term>, today: NaiveDate) -> Self {
        let mut all = Self::default();
        for term in terms {
            if term.from > today {
                all.planned.get_or_insert(term);
            } else if term.until.is_none_or(|until| until > today) {
                all.current = Some(term);
            } else {
                all.past.insert(0, term);
            }
        }
        all
    }

    /// Whether making `person` this would change nothing.
    pub fn is_already(&self, person: PersonId) -> bool {
        self.planned.is_none() && self.current.as_ref().is_some_and(|term| term.person == person)
    }
}

impl Term {
    /// `Amy Marsh, since Tue 1 Sep 2026`.
    pub fn since(&self) -> String {
        format!("since {}", short(self.from))
    }

    /// `Tue 1 Sep 2026 to Mon 4 Jan 2027`, both days with them.
    pub fn span(&self) -> String {
        let last = self.until.and_then(|until| until.pred_opt());
        match last {
            Some(last) if last > self.from => format!("{} to {}", short(self.from), short(last)),
            Some(_) => short(self.from),
            None => self.since(),
        }
    }
}

/// A school of a group with its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolPeople {
    pub id: SchoolId,
    /// Its full name.
    pub name: String,
    /// Where it is.
    pub town: String,
    /// Its lead participants.
    pub lead: Terms,
    /// Its deputies.
    pub deputy: Terms,
    /// Its head's name; empty when nobody knows.
    pub head: String,
    /// The head's address; empty when nobody knows, or for whoever may change nothing.
    pub head_email: String,
    /// Who has an account as its headteacher today, by name.
    pub heads: Vec<String>,
    /// Its invitations, for whoever may change something.
    pub invitations: Vec<Pending>,
    /// Whether whoever looks may hand over and invite.
    pub may_change: bool,
    /// Whether they may invite teachers.
    pub may_invite_teacher: bool,
    /// Whether they may invite the headteacher.
    pub may_invite_head: bool,
}

/// A group's people in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPeople {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    pub year: AcademicYear,
    /// The group's other years.
    pub other_years: Vec<AcademicYear>,
    /// The years that are over.
    pub earlier: Vec<AcademicYear>,
    /// Who leads it.
    pub lead: Option<String>,
    /// Its schools, or the one that was asked for, by name.
    pub schools: Vec<SchoolPeople>,
    /// People one may choose from at the one school that was asked for, by name.
    pub staff: Vec<(PersonId, String)>,
    /// Today in Britain.
    pub today: NaiveDate,
}

impl GroupPeople {
    /// The address of the list.
    pub fn address(&self) -> String {
        format!("/groups/{}/people?year={}", self.group, self.year.starts_in())
    }

    /// The address of a page about one school: its people, or with `page` like `/choose` one of its forms.
    pub fn school_address(&self, school: SchoolId, page: &str) -> String {
        format!("/groups/{}/people/{school}{page}?year={}", self.group, self.year.starts_in())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn term(name: &str, from: &str, until: Option<&str>) -> Term {
        Term { person: PersonId::generate(), name: name.to_owned(), from: day(from), until: until.map(day) }
    }

    #[test]
    fn a_planned_handover_changes_nothing_until_its_day() {
        let terms = vec![
            term("Amy", "2026-09-01", Some("2026-10-01")),
            term("Ben", "2026-10-01", Some("2027-01-04")),
            term("Cho", "2027-01-04", None),
        ];
        let name = |term: &Option<Term>| term.as_ref().map(|term| term.name.clone()).unwrap_or_default();
        let on = |today: &str| {
            let all = Terms::on(terms.clone(), day(today));
            (name(&all.current), name(&all.planned), all.past.len())
        };
        assert_eq!(on("2027-01-03"), ("Ben".to_owned(), "Cho".to_owned(), 1));
        assert_eq!(on("2027-01-04"), ("Cho".to_owned(), String::new(), 2));
        assert_eq!(on("2026-08-31"), (String::new(), "Amy".to_owned(), 0), "before the year begins");
    }

    #[test]
    fn nobody_is_handed_over_to_themselves() {
        let terms = vec![term("Amy", "2026-09-01", None)];
        let amy = terms[0].person;
        let all = Terms::on(terms, day("2026-11-22"));
        assert!(all.is_already(amy) && !all.is_already(PersonId::generate()));
    }

    #[test]
    fn a_term_names_the_last_day_with_the_person() {
        assert_eq!(term("Amy", "2026-09-01", Some("2027-01-04")).span(), "Tue 1 Sep 2026 to Sun 3 Jan 2027");
        assert_eq!(term("Amy", "2026-09-01", None).span(), "since Tue 1 Sep 2026");
    }
}
