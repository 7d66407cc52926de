//! The hub's inbox in words that its pages share.

use leptos_router::location::Url;
use model::interest::State;
use serde::{Deserialize, Serialize};

use crate::ui::icon::IconName;

/// What is looked at in the inbox, as it stands in the page's address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// A state's key; empty for all.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_stands_in_the_address() {
        assert_eq!(Look::default().address(), "/hub/interest");
        let look = Look { q: "St Ansel & Co".into(), mine: "1".into(), ..Look::default() };
        assert_eq!(look.in_state("new").on("/hub/interest.csv"), "/hub/interest.csv?state=new&q=St%20Ansel%20%26%20Co&mine=1");
    }
}
