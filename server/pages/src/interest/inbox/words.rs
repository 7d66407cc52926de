//! The hub's inbox in words that its pages share.

use app::ui::icon::IconName;
use leptos_router::location::Url;
use model::interest::State;
use serde::{Deserialize, Serialize};

/// Stands in a page's address for those that were removed, where otherwise a state stands.
pub const REMOVED: &str = "removed";

/// What is looked at in the inbox, as it stands in the page's address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// A state's key, or [`REMOVED`]; empty for all.
    pub state: String,
    /// Words to search for.
    pub q: String,
    /// `1` for what is assigned to whoever looks.
    pub mine: String,
    /// The calendar year in which an academic year begins; empty for all.
    pub year: String,
}

impl Look {
    /// The address of `page` with this in it.
    pub fn on(&self, page: &str) -> String {
        let parts = [("state", &self.state), ("q", &self.q), ("mine", &self.mine), ("year", &self.year)];
        let query: Vec<String> =
            parts.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", Url::escape(value))).collect();
        if query.is_empty() { page.to_owned() } else { format!("{page}?{}", query.join("&")) }
    }

    /// The inbox itself.
    pub fn address(&self) -> String {
        self.on("/hub/interest")
    }

    /// The same in another state.
    #[must_use]
    pub fn in_state(&self, state: &str) -> Self {
        Self { state: state.to_owned(), ..self.clone() }
    }
}

/// The chip of a state: its class and sign.
pub fn chip(state: State) -> (&'static str, IconName) {
    match state {
        State::New => ("chip chip--ask", IconName::Mail),
        State::Asked => ("chip chip--ask", IconName::Question),
        State::Accepted => ("chip chip--ok", IconName::Done),
        State::Waiting => ("chip chip--state", IconName::Clock),
        State::Declined => ("chip", IconName::Close),
        State::Withdrawn => ("chip", IconName::Undo),
    }
}

/// What leads to a decision.
pub fn verb(state: State) -> &'static str {
    match state {
        State::New => "Look at it anew",
        State::Asked => "Ask for more",
        State::Accepted => "Accept",
        State::Waiting => "Put on the waiting list",
        State::Declined => "Decline",
        State::Withdrawn => "Note that the school withdraws",
    }
}

/// The question before a decision.
pub fn question(state: State, school: &str) -> String {
    match state {
        State::New => format!("Look at {school} anew?"),
        State::Asked => format!("Ask {school} for more?"),
        State::Accepted => format!("Accept {school}?"),
        State::Waiting => format!("Put {school} on the waiting list?"),
        State::Declined => format!("Decline {school}?"),
        State::Withdrawn => format!("Has {school} withdrawn?"),
    }
}

/// Why one of several was left as it was, by its word in an address.
pub fn why_left(key: &str) -> &'static str {
    match key {
        "not-matched" => "match its school first",
        "reason-missing" => "the rules speak against it: open it to say why",
        "interest-in-group" => "it is accepted or in a group: take that back first",
        "interest-same" => "it was that already",
        "interest-removed" => "it was removed: put it back first",
        _ => "it is no longer here",
    }
}

/// How many forms there are, and how many of them nobody has decided on.
pub fn in_words(count: usize, new: u32, filtered: bool) -> String {
    match (count, new, filtered) {
        (0, _, false) => "Schools that would like to join a Work Group.".to_owned(),
        (1, 0, false) => "One form.".to_owned(),
        (1, _, false) => "One form, and it is new.".to_owned(),
        (count, 0, false) => format!("{count} forms, none of them new."),
        (count, new, false) => format!("{count} forms, {new} new."),
        (1, _, true) => "One fits what you are looking for.".to_owned(),
        (count, _, true) => format!("{count} fit what you are looking for."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_counted_as_forms() {
        assert_eq!(in_words(49, 42, false), "49 forms, 42 new.");
        assert_eq!(in_words(1, 1, false), "One form, and it is new.");
        assert_eq!(in_words(12, 3, true), "12 fit what you are looking for.");
    }

    #[test]
    fn every_refusal_of_one_of_several_is_said_in_its_own_words() {
        use app::error::Problem;
        let problems =
            [Problem::NotMatched, Problem::ReasonMissing, Problem::InterestInGroup, Problem::InterestSame, Problem::InterestRemoved];
        for problem in problems {
            assert_ne!(why_left(problem.key()), why_left("gone"), "{problem:?}");
        }
    }

    #[test]
    fn what_is_looked_at_stands_in_the_address() {
        assert_eq!(Look::default().address(), "/hub/interest");
        let look = Look { q: "St Ansel & Co".into(), mine: "1".into(), ..Look::default() };
        assert_eq!(look.in_state("new").on("/hub/interest.csv"), "/hub/interest.csv?state=new&q=St%20Ansel%20%26%20Co&mine=1");
    }
}
