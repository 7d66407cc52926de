//! What somebody looks at in the inbox, and how its rows are shown.

use app::context::{own_cookie, set_own_cookie};
use leptos_router::location::Url;
use model::accounts::roles::Person;
use model::calendar::clock::when;
use model::interest::State;
use store::interest::{Filter, Interest};

use super::load::InboxRow;
use super::words::{Look, REMOVED};

/// What somebody looks at in the inbox, as the store filters it. Words that are none of ours filter nothing.
pub fn filter(look: &Look, person: &Person) -> Filter {
    Filter {
        state: State::from_key(&look.state),
        words: look.q.clone(),
        assigned_to: (look.mine == "1").then_some(person.id),
        year: look.year.parse().ok(),
        removed: look.state == REMOVED,
    }
}

/// An expression of interest as the inbox lists it.
pub fn row(interest: &Interest) -> InboxRow {
    let answers = &interest.answers;
    let contact = answers.contact.as_ref();
    InboxRow {
        id: interest.id,
        reference: interest.reference.clone(),
        school: answers.school_name.clone(),
        town: answers.town.clone(),
        only_typed: answers.school.is_none(),
        contact: contact.map(|contact| contact.name.clone()).unwrap_or_default(),
        contact_role: contact.map(|contact| contact.role.clone()).unwrap_or_default(),
        received: when(interest.submitted_at, chrono::Utc::now()),
        eligible: interest.eligibility(),
        assigned: interest.assigned.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        state: interest.state,
        removed: interest.removed,
        others: interest.others,
    }
}

/// Holds what somebody looked at in the inbox, to come back to it from one of its rows.
const LOOK: &str = "inbox";

/// Remembers what is looked at.
pub fn remember_look(look: &Look) {
    set_own_cookie(LOOK, &Url::escape(&look.on("?")), 1);
}

/// The place in the inbox where a row stands, as it was looked at last.
pub fn back_to_inbox(reference: &str) -> String {
    let query = own_cookie(LOOK).map(|kept| Url::unescape(&kept)).unwrap_or_default();
    let query = query.strip_prefix('?').filter(|query| query.is_empty() || query.starts_with('?')).unwrap_or_default().to_owned();
    format!("/hub/interest{query}#chosen-{reference}")
}
