//! Whether a Sustaining group is the right one for a school (A4, A13): a hint for the hub, never a wall for the school.

use crate::interest::Practice;
use crate::schools::phase::Phase;

/// What speaks for a Sustaining group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Because {
    /// Schools with a Mastery Specialist may join directly.
    Specialist,
    /// The school says that it was in this phase.
    Told(Phase),
    /// The school did not say so, but it is on record.
    Recorded(Phase),
}

/// What the rules say of a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eligibility {
    because: Option<Because>,
    /// Mastery Readiness was done, and nothing after it.
    readiness_only: bool,
    /// The counts, where fewer than half of the teachers teach for mastery.
    few: Option<Practice>,
}

/// Judges by what the school has `told`, by what is `recorded` of it, and by its counts. Any year of Development, Embedding
/// or Sustaining will do, and so will a Mastery Specialist.
pub fn judge(told: &[Phase], recorded: &[Phase], mastery_specialist: bool, practice: Option<Practice>) -> Eligibility {
    let latest = |phases: &[Phase]| phases.iter().copied().filter(|phase| *phase >= Phase::Development).max();
    let because = latest(told)
        .map(Because::Told)
        .or_else(|| mastery_specialist.then_some(Because::Specialist))
        .or_else(|| latest(recorded).map(Because::Recorded));
    Eligibility {
        because,
        readiness_only: because.is_none() && !(told.is_empty() && recorded.is_empty()),
        few: practice.filter(|practice| practice.using * 2 < practice.teachers),
    }
}

impl Eligibility {
    /// Whether the rules speak for it.
    pub fn is_met(self) -> bool {
        self.because.is_some()
    }

    /// The same in words, with the reason or with what is missing.
    pub fn words(self) -> String {
        match self.because {
            Some(Because::Specialist) => "Eligible: has a Mastery Specialist".into(),
            Some(Because::Told(phase)) => format!("Eligible: has been in {phase}"),
            Some(Because::Recorded(phase)) => format!("Eligible: {phase} is on record, though the school did not say so"),
            None if self.readiness_only => "Not yet: only Mastery Readiness so far, a Development year comes next".into(),
            None => "Not yet: no Development or Embedding year, and no Mastery Specialist".into(),
        }
    }

    /// What to talk about with the school all the same.
    pub fn hint(self) -> Option<String> {
        let Practice { teachers, using } = self.few?;
        Some(format!("Fewer than half of its teachers teach for mastery so far: {using} of {teachers}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phases(told: &[Phase], recorded: &[Phase], specialist: bool) -> Eligibility {
        judge(told, recorded, specialist, None)
    }

    #[test]
    fn a_development_embedding_or_sustaining_year_is_enough() {
        for phase in [Phase::Development, Phase::Embedding, Phase::Sustaining] {
            assert!(phases(&[phase], &[], false).is_met(), "{phase}");
            assert_eq!(phases(&[Phase::Readiness, phase], &[], false).words(), format!("Eligible: has been in {phase}"));
        }
    }

    #[test]
    fn a_mastery_specialist_school_may_join_directly() {
        assert_eq!(phases(&[], &[], true).words(), "Eligible: has a Mastery Specialist");
        assert_eq!(phases(&[Phase::Readiness], &[], true).words(), "Eligible: has a Mastery Specialist");
    }

    #[test]
    fn what_is_missing_is_said_in_words() {
        assert!(!phases(&[], &[], false).is_met());
        assert!(phases(&[], &[], false).words().starts_with("Not yet: no Development or Embedding year"));
        assert!(phases(&[Phase::Readiness], &[], false).words().starts_with("Not yet: only Mastery Readiness"));
        assert!(phases(&[], &[Phase::Readiness], false).words().starts_with("Not yet: only Mastery Readiness"));
    }

    #[test]
    fn what_is_on_record_counts_even_when_the_school_has_forgotten_it() {
        let eligibility = phases(&[], &[Phase::Embedding, Phase::Development], false);
        assert!(eligibility.is_met());
        assert!(eligibility.words().contains("Embedding is on record"));
    }

    #[test]
    fn fewer_than_half_of_the_teachers_is_a_hint_and_no_refusal() {
        let count = |teachers, using| judge(&[Phase::Development], &[], false, Some(Practice { teachers, using }));
        assert_eq!(count(12, 6).hint(), None, "half is enough");
        assert_eq!(count(12, 5).hint().as_deref(), Some("Fewer than half of its teachers teach for mastery so far: 5 of 12"));
        assert!(count(12, 0).is_met());
    }
}
