//! Earlier Work Groups and their years.

use app::error::{AppError, Problem, Problems};
use model::calendar::academic_year::AcademicYear;
use model::interest::{EarlierYear, Journey};
use model::schools::phase::Phase;
use serde::{Deserialize, Serialize};

use super::{NONE, page_of};
use crate::kit::Form;

/// What is sent for a school with a Mastery Specialist.
pub const SPECIALIST: &str = "specialist";

/// What is sent for a year that nobody remembers.
pub const UNKNOWN: &str = "unknown";

/// Earlier Work Groups: the boxes that are ticked, and the year of each phase, whether its box is ticked or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JourneyForm {
    pub phases: Vec<String>,
    pub readiness_year: String,
    pub development_year: String,
    pub embedding_year: String,
    pub sustaining_year: String,
    pub change: String,
}

impl Form for JourneyForm {
    const ACTION: &'static str = "/api/interest-answer-journey";

    fn page(&self) -> String {
        page_of("journey", &self.change)
    }
}

impl From<Journey> for JourneyForm {
    fn from(journey: Journey) -> Self {
        let mut form = Self::default();
        for EarlierYear { phase, year } in &journey.earlier {
            form.phases.push(phase.key().to_owned());
            *form.year_mut(*phase) = year.map_or_else(|| UNKNOWN.to_owned(), |year| year.starts_in().to_string());
        }
        if journey.mastery_specialist {
            form.phases.push(SPECIALIST.to_owned());
        }
        if form.phases.is_empty() {
            form.phases.push(NONE.to_owned());
        }
        form
    }
}

impl JourneyForm {
    fn has(&self, key: &str) -> bool {
        self.phases.iter().any(|chosen| chosen == key)
    }

    fn year(&self, phase: Phase) -> &str {
        match phase {
            Phase::Readiness => &self.readiness_year,
            Phase::Development => &self.development_year,
            Phase::Embedding => &self.embedding_year,
            Phase::Sustaining => &self.sustaining_year,
        }
    }

    fn year_mut(&mut self, phase: Phase) -> &mut String {
        match phase {
            Phase::Readiness => &mut self.readiness_year,
            Phase::Development => &mut self.development_year,
            Phase::Embedding => &mut self.embedding_year,
            Phase::Sustaining => &mut self.sustaining_year,
        }
    }

    /// What was before, in the years that are `possible`.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self, possible: &[AcademicYear]) -> Result<Journey, AppError> {
        let (mut earlier, mut problems) = (Vec::new(), Problems::default());
        for phase in Phase::ALL.into_iter().filter(|phase| self.has(phase.key())) {
            let year = match self.year(phase) {
                UNKNOWN => Ok(None),
                year => {
                    year.parse::<AcademicYear>().ok().filter(|year| possible.contains(year)).map(Some).ok_or_else(|| year_missing(phase))
                }
            };
            earlier.extend(problems.of(year).map(|year| EarlierYear { phase, year }));
        }
        let some = self.has(SPECIALIST) || Phase::ALL.iter().any(|phase| self.has(phase.key()));
        problems.when(!some && !self.has(NONE), Problem::PhasesMissing);
        problems.when(some && self.has(NONE), Problem::PhasesContradict);
        problems.none()?;
        Ok(Journey { earlier, mastery_specialist: self.has(SPECIALIST) })
    }
}

fn year_missing(phase: Phase) -> Problem {
    match phase {
        Phase::Readiness => Problem::ReadinessYearMissing,
        Phase::Development => Problem::DevelopmentYearMissing,
        Phase::Embedding => Problem::EmbeddingYearMissing,
        Phase::Sustaining => Problem::SustainingYearMissing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journey(keys: &[&str], [readiness, development, embedding, sustaining]: [&str; 4]) -> JourneyForm {
        JourneyForm {
            phases: keys.iter().map(|key| (*key).to_owned()).collect(),
            readiness_year: readiness.to_owned(),
            development_year: development.to_owned(),
            embedding_year: embedding.to_owned(),
            sustaining_year: sustaining.to_owned(),
            change: String::new(),
        }
    }

    #[test]
    fn a_year_belongs_to_its_ticked_phase_alone_and_may_be_unknown() {
        let form = journey(&["readiness", "embedding", "specialist"], ["2021", "2022", "unknown", ""]);
        let earlier = vec![
            EarlierYear { phase: Phase::Readiness, year: Some(AcademicYear::starting(2021)) },
            EarlierYear { phase: Phase::Embedding, year: None },
        ];
        assert_eq!(form.check(&[2021, 2022].map(AcademicYear::starting)), Ok(Journey { earlier, mastery_specialist: true }));
    }

    #[test]
    fn what_is_missing_and_what_contradicts_is_told_at_once() {
        let problems = vec![Problem::DevelopmentYearMissing, Problem::EmbeddingYearMissing, Problem::PhasesContradict];
        let form = journey(&["development", "embedding", "none"], ["", "", "1999", ""]);
        assert_eq!(form.check(&[AcademicYear::starting(2023)]), Err(AppError::Invalid(problems)));
    }

    #[test]
    fn nothing_is_an_answer_only_when_it_is_said() {
        assert_eq!(JourneyForm::default().check(&[]), Err(AppError::Invalid(vec![Problem::PhasesMissing])));
        assert_eq!(journey(&["none"], [""; 4]).check(&[]), Ok(Journey::default()));
    }

    #[test]
    fn the_form_begins_with_what_was_answered() {
        let form = journey(&["readiness", "embedding", "specialist"], ["2021", "", "unknown", ""]);
        assert_eq!(form.check(&[AcademicYear::starting(2021)]).map(JourneyForm::from), Ok(form));
        assert_eq!(JourneyForm::from(Journey::default()), journey(&["none"], [""; 4]));
    }
}
