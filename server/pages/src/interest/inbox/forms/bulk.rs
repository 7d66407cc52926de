//! What is sent for several expressions of interest at once.

use app::error::{AppError, Problem, Problems};
use model::ids::PersonId;
use model::interest::State;
use serde::{Deserialize, Serialize};

use crate::interest::inbox::words::Look;
use crate::kit::Form;

/// What several are to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bulk {
    /// Decided on.
    Decide(State),
    /// Given to somebody, or to nobody.
    Assign(Option<PersonId>),
    /// Taken out of the inbox, because they are from no school.
    Remove,
}

/// What is ticked, and what is to be done with it: `to-accepted`, `assign-` with an id or without, `remove`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    pub chosen: Vec<String>,
    pub change: String,
    pub letters: String,
    /// Ticked where several are declined with letters.
    pub confirmed: bool,
    pub look: Look,
}

impl Form for BulkForm {
    const ACTION: &'static str = "/api/interest-bulk";

    fn page(&self) -> String {
        self.look.address()
    }
}

impl BulkForm {
    /// Whether each school is written to.
    pub fn has_letters(&self) -> bool {
        !self.letters.is_empty()
    }

    fn wanted(&self) -> Option<Bulk> {
        if self.change == "remove" {
            return Some(Bulk::Remove);
        }
        if let Some(id) = self.change.strip_prefix("assign-") {
            return Some(Bulk::Assign(if id.is_empty() { None } else { Some(id.parse().ok()?) }));
        }
        let state = self.change.strip_prefix("to-").and_then(State::from_key)?;
        State::DECISIONS.contains(&state).then_some(Bulk::Decide(state))
    }

    /// What is to be done. Declining several, with letters, has to be `confirmed`.
    ///
    /// # Errors
    /// Everything that can't be taken.
    pub fn check(&self) -> Result<Bulk, AppError> {
        let mut problems = Problems::default();
        problems.when(self.chosen.is_empty(), Problem::NothingChosen);
        let wanted = problems.of(self.wanted().ok_or(Problem::NothingToDo));
        let Some(bulk) = wanted.filter(|_| problems.is_empty()) else {
            return Err(problems.into());
        };
        let needs_confirming = bulk == Bulk::Decide(State::Declined) && self.has_letters() && self.chosen.len() > 1;
        if needs_confirming && !self.confirmed { Err(Problem::InterestsUnconfirmed.into()) } else { Ok(bulk) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bulk(chosen: &[&str], change: &str, letters: bool, confirmed: bool) -> Result<Bulk, AppError> {
        let chosen = chosen.iter().map(|id| (*id).to_owned()).collect();
        let said = |is: bool| if is { "1".to_owned() } else { String::new() };
        BulkForm { chosen, change: change.to_owned(), letters: said(letters), confirmed, look: Look::default() }.check()
    }

    #[test]
    fn declining_several_with_letters_has_to_be_meant() {
        assert_eq!(bulk(&["a", "b"], "to-declined", true, false), Err(AppError::Invalid(vec![Problem::InterestsUnconfirmed])));
        for (chosen, letters, confirmed) in [(&["a", "b"][..], true, true), (&["a", "b"][..], false, false), (&["a"][..], true, false)] {
            assert_eq!(bulk(chosen, "to-declined", letters, confirmed), Ok(Bulk::Decide(State::Declined)));
        }
        assert_eq!(bulk(&["a", "b"], "to-waiting", true, false), Ok(Bulk::Decide(State::Waiting)));
    }

    #[test]
    fn several_are_decided_on_or_given_to_somebody() {
        let bulk = |chosen: &[&str], change: &str| bulk(chosen, change, false, false);
        assert_eq!(bulk(&["id"], "to-waiting"), Ok(Bulk::Decide(State::Waiting)));
        assert_eq!(bulk(&["id"], "assign-"), Ok(Bulk::Assign(None)));
        let person = PersonId::generate();
        assert_eq!(bulk(&["id"], &format!("assign-{person}")), Ok(Bulk::Assign(Some(person))));
        assert_eq!(bulk(&["id"], "assign-x"), Err(Problem::NothingToDo.into()));
        assert_eq!(bulk(&["id"], "remove"), Ok(Bulk::Remove));
        assert_eq!(bulk(&[], "to-new"), Err(AppError::Invalid(vec![Problem::NothingChosen, Problem::NothingToDo])));
    }
}
