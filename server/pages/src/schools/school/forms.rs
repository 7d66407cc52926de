//! What is sent about the phases of a school.

use app::error::{AppError, Problem, Problems};
use model::calendar::academic_year::AcademicYear;
use model::ids::SchoolId;
use serde::{Deserialize, Serialize};
use store::schools::phases::{Phase, Source};

use crate::kit::Form;
use crate::schools::words::parse_academic_year;

/// The programme began in this year.
const FIRST_YEAR: AcademicYear = AcademicYear::starting(2014);

/// A school took part in a phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPhaseForm {
    pub school: SchoolId,
    #[serde(default)]
    pub phase: String,
    pub year: String,
    /// Who said so before it was taken back, when it is put back.
    #[serde(default)]
    pub source: String,
}

impl Form for AddPhaseForm {
    const ACTION: &'static str = "/api/add-phase";

    fn page(&self) -> String {
        format!("/schools/{}", self.school)
    }
}

impl AddPhaseForm {
    /// The phase and its academic year. `present` is the one of now.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub fn check(&self, present: AcademicYear) -> Result<(Phase, AcademicYear), AppError> {
        let mut problems = Problems::default();
        let phase = problems.of(Phase::from_key(&self.phase).ok_or(Problem::PhaseMissing));
        let year = parse_academic_year(&self.year).filter(|year| (FIRST_YEAR..=present.next()).contains(year));
        let year = problems.of(year.ok_or(Problem::PhaseYear));
        let (Some(phase), Some(year)) = (phase, year) else {
            return Err(problems.into());
        };
        Ok((phase, year))
    }

    /// Who says so: the hub, unless the school had.
    pub fn source(&self) -> Source {
        Source::from_key(&self.source).filter(|source| *source == Source::Interest).unwrap_or(Source::Hub)
    }
}

/// A year of a phase is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovePhaseForm {
    pub school: SchoolId,
    pub phase: Phase,
    pub year: AcademicYear,
}

impl Form for RemovePhaseForm {
    const ACTION: &'static str = "/api/remove-phase";

    fn page(&self) -> String {
        format!("/schools/{}", self.school)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(phase: &str, year: &str) -> AddPhaseForm {
        let [phase, year] = [phase, year].map(str::to_owned);
        AddPhaseForm { school: SchoolId::generate(), phase, year, source: String::new() }
    }

    #[test]
    fn a_phase_needs_a_name_and_a_year_of_the_programme() {
        let present = AcademicYear::starting(2026);
        assert_eq!(form("embedding", "2023/24").check(present), Ok((Phase::Embedding, AcademicYear::starting(2023))));
        assert_eq!(form("", "1999").check(present), Err(AppError::Invalid(vec![Problem::PhaseMissing, Problem::PhaseYear])));
        assert_eq!(form("sustaining", "2028/29").check(present), Err(Problem::PhaseYear.into()));
    }

    #[test]
    fn only_what_the_school_had_said_is_put_back_as_said_by_it() {
        for (source, wanted) in [("", Source::Hub), ("interest", Source::Interest), ("group", Source::Hub)] {
            assert_eq!(AddPhaseForm { source: source.to_owned(), ..form("", "") }.source(), wanted, "{source}");
        }
    }
}
