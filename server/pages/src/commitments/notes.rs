//! What to know about a date on the paper: that it is not settled, or that it can't be right.

use chrono::{Datelike, NaiveDate, Weekday};
use model::calendar::academic_year::AcademicYear;
use model::commitments::{Paper, PaperWorkshop};

/// Whether a date is not settled yet.
pub(super) fn is_open(workshop: &PaperWorkshop) -> bool {
    workshop.day.parse::<NaiveDate>().is_err()
}

/// A sentence for each workshop whose date can't be right, in their order; empty for the others. They are for whoever plans
/// the year: on the paper, which is signed, they have no place.
pub(super) fn conflicts(paper: &Paper) -> Vec<String> {
    paper.workshops.iter().map(|workshop| note(workshop, paper)).collect()
}

fn note(workshop: &PaperWorkshop, paper: &Paper) -> String {
    let Ok(day) = workshop.day.parse::<NaiveDate>() else {
        return String::new();
    };
    let same = paper.workshops.iter().find(|other| other.number != workshop.number && other.day == workshop.day);
    if let Some(other) = same {
        format!("Conflict: the same day as workshop {}.", other.number)
    } else if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        "Conflict: this day is at a weekend.".to_owned()
    } else if AcademicYear::of(day).to_string() != paper.academic_year {
        "Conflict: this day is outside the academic year.".to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::calendar::half_term::HalfTerm;
    use model::commitments::Wording;
    use model::ids::ClausesId;

    fn paper(days: &[&str]) -> Paper {
        let workshop = |(number, day): (u8, &&str)| PaperWorkshop {
            number,
            half_term: HalfTerm::Autumn1,
            day: (*day).to_owned(),
            date: String::new(),
            time: String::new(),
            twilight: String::new(),
            host: String::new(),
            mode: String::new(),
        };
        Paper {
            hub: String::new(),
            school: String::new(),
            urn: String::new(),
            town: String::new(),
            group: String::new(),
            academic_year: "2026/27".into(),
            ncp_code: String::new(),
            clauses: ClausesId::generate(),
            version: 1,
            wording: Wording::default(),
            lead: String::new(),
            lead_participant: String::new(),
            workshops: (1..).zip(days).map(workshop).collect(),
        }
    }

    #[test]
    fn dates_that_can_not_be_right_are_said() {
        let notes = conflicts(&paper(&["2026-09-24", "", "2027-01-20", "2027-01-20", "2027-03-13", "2027-09-02"]));
        assert_eq!(
            notes,
            [
                "",
                "",
                "Conflict: the same day as workshop 4.",
                "Conflict: the same day as workshop 3.",
                "Conflict: this day is at a weekend.",
                "Conflict: this day is outside the academic year.",
            ]
        );
    }
}
