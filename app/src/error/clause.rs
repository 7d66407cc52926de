//! Which of a commitment's clauses a problem is about.

use std::fmt;

use model::commitments::MAX_CLAUSES;

/// A clause's number on the paper, from 1 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClauseNumber(u8);

/// Of each clause its field and the word in an address that it is not ticked.
const NAMES: [(&str, &str); MAX_CLAUSES] = [
    ("clause-1", "clause-1-missing"),
    ("clause-2", "clause-2-missing"),
    ("clause-3", "clause-3-missing"),
    ("clause-4", "clause-4-missing"),
    ("clause-5", "clause-5-missing"),
    ("clause-6", "clause-6-missing"),
    ("clause-7", "clause-7-missing"),
    ("clause-8", "clause-8-missing"),
];

impl ClauseNumber {
    /// The clause of this number; `None` where no paper has so many.
    pub fn new(number: u8) -> Option<Self> {
        Self::all().find(|known| known.0 == number)
    }

    /// Every clause that a paper can have, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..).take(NAMES.len()).map(Self)
    }

    pub fn get(self) -> u8 {
        self.0
    }

    /// The `id` of its tick.
    pub fn field(self) -> &'static str {
        self.names().0
    }

    /// The word in an address that it is not ticked.
    pub(super) fn key(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        NAMES.get(usize::from(self.0) - 1).copied().unwrap_or_default()
    }
}

impl fmt::Display for ClauseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Problem;

    #[test]
    fn a_clause_that_is_not_ticked_is_named_by_its_number() {
        let names: Vec<String> = ClauseNumber::all().map(|number| format!("clause-{number}")).collect();
        assert_eq!((names.len(), ClauseNumber::new(0), ClauseNumber::new(9)), (MAX_CLAUSES, None, None));
        for (number, name) in ClauseNumber::all().zip(names) {
            let missing = Problem::ClauseMissing(number);
            assert_eq!((missing.field(), missing.key()), (name.as_str(), format!("{name}-missing").as_str()));
            assert_eq!(missing.to_string(), format!("Tick point {number} to say that you agree to it"));
            assert_eq!(Problem::from_key(missing.key()), Some(missing));
        }
    }
}
