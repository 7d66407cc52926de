//! `/hub/interest.csv`: the inbox as a table, with the same filters as its page.

use app::context::interest::filter;
use app::interest::inbox_words::Look;
use app::programme::uk_time::day_and_time;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use model::interest::year_label;
use model::permission::{Action, Subject, may};
use model::roles::Actor;
use store::audit::{self, Entry, Who};
use store::interests::{self, Interest};
use store::{Database, StoreError};
use tracing::error;

use super::table::Table;

/// Its route.
pub(super) fn routes() -> Router<crate::http::State> {
    Router::new().route("/hub/interest.csv", get(export))
}

async fn export(State(database): State<Database>, Extension(actor): Extension<Actor>, Query(look): Query<Look>) -> Response {
    let Actor::Person(person) = &actor else {
        return Redirect::to("/sign-in?next=%2Fhub%2Finterest").into_response();
    };
    let hub = person.hub.as_ref().map(|hub| hub.id);
    let Some(hub) = hub.filter(|hub| may(&actor, Action::ExportData, Subject::Hub(*hub)).is_ok()) else {
        return (StatusCode::FORBIDDEN, "This belongs to other people.\n").into_response();
    };
    let made = async {
        let list = interests::list(&database, hub, &filter(&look, person)).await?;
        let words = format!("Saved {} expressions of interest as a table", list.len());
        let mut changes = database.change().await?;
        let entry = Entry { hub: Some(hub), who: Who::Person(person), action: "interest.exported", subject: None, words: &words };
        audit::write(&mut changes, &entry).await?;
        changes.commit().await?;
        Ok::<_, StoreError>(list)
    };
    match made.await.map(|list| table(&list)) {
        Ok(Ok(table)) => table.answer("expressions-of-interest.csv"),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn failed(error: &dyn std::fmt::Display) -> Response {
    error!(%error, "the table could not be made");
    (StatusCode::SERVICE_UNAVAILABLE, "Something went wrong on our side. Try again in a moment.\n").into_response()
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

fn table(list: &[Interest]) -> Result<Table, csv::Error> {
    let mut table = Table::new(&NAMES)?;
    for interest in list {
        table.row(&cells(interest))?;
    }
    Ok(table)
}

fn cells(interest: &Interest) -> [String; NAMES.len()] {
    let (answers, eligibility) = (&interest.answers, interest.eligibility());
    let line = |label: &str| answers.lines().into_iter().find(|line| line.label == label).map(|line| line.value).unwrap_or_default();
    [
        interest.reference.clone(),
        interest.state.to_string(),
        day_and_time(interest.submitted_at),
        year_label(interest.academic_year),
        answers.school_name.clone(),
        answers.town.clone(),
        interest.urn.clone(),
        interest.typed.0.clone(),
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
        interest.assigned.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
    ]
}
