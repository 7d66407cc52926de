//! `/hub/interest.csv`: the inbox as a table, with the same filters as its page.

use app::context::may_in_own_hub;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use model::accounts::roles::Actor;
use model::calendar::clock::sortable;
use model::permission::Action;
use pages::interest::inbox::look::filter;
use pages::interest::inbox::words::Look;
use store::Database;
use store::audit::{self, Entry, Who};
use store::interest::{self, Interest};

use super::table::Table;
use crate::http::refusal::Refusal;

/// Its route.
pub(super) fn routes() -> Router<crate::http::State> {
    Router::new().route("/hub/interest.csv", get(export))
}

async fn export(
    State(database): State<Database>,
    Extension(actor): Extension<Actor>,
    Query(look): Query<Look>,
) -> Result<Response, Refusal> {
    let hub = may_in_own_hub(&actor, Action::ExportData)?;
    let Actor::Person(person) = &actor else { return Err(Refusal::SignedOut) };
    let list = interest::list(&database, hub, &filter(&look, person)).await?;
    let words = match list.len() {
        1 => "Saved one expression of interest as a table".to_owned(),
        count => format!("Saved {count} expressions of interest as a table"),
    };
    let mut changes = database.change().await?;
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action: "interest.exported", subject: None, words: &words };
    audit::write(&mut changes, &entry).await?;
    changes.commit().await?;
    let mut table = Table::new(&NAMES).map_err(|error| Refusal::failed(&error))?;
    for interest in &list {
        table.row(&cells(interest)).map_err(|error| Refusal::failed(&error))?;
    }
    Ok(table.answer("expressions-of-interest.csv"))
}

const NAMES: [&str; 20] = [
    "Reference",
    "State",
    "Received",
    "For the year",
    "School",
    "Town",
    "URN",
    "School as typed",
    "Contact",
    "Work email",
    "Role in school",
    "Work Groups so far",
    "Teachers of maths",
    "Of these, teach for mastery",
    "Leaders say yes to",
    "Anything else",
    "By the rules",
    "To talk about",
    "Accepted against the rules because",
    "Assigned to",
];

fn cells(interest: &Interest) -> [String; NAMES.len()] {
    let (answers, eligibility) = (&interest.answers, interest.eligibility());
    let line = |label: &str| answers.lines().into_iter().find(|line| line.label == label).map(|line| line.value).unwrap_or_default();
    [
        interest.reference.clone(),
        interest.state.to_string(),
        sortable(interest.submitted_at),
        interest.academic_year.to_string(),
        answers.school_name.clone(),
        answers.town.clone(),
        interest.urn.clone(),
        interest.typed.name.clone(),
        line("Name"),
        line("Work email"),
        line("Role in school"),
        line("Work Groups so far"),
        line("Teachers of maths"),
        line("Of these, teach for mastery"),
        line("Leaders say yes to"),
        answers.notes.clone().unwrap_or_default(),
        eligibility.words(),
        eligibility.hint().unwrap_or_default(),
        interest.override_reason.clone(),
        interest.assigned.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
    ]
}
