//! `/hub/audit.csv`: the audit as a table, with the same filters as its page.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use chrono_tz::Europe::London;
use model::permission::{Action, Subject, may};
use model::roles::Actor;
use serde::Deserialize;
use store::audit::{self, AuditRecord, Entry, Search, Who};
use store::{Database, StoreError};
use tracing::error;

use super::table::Table;

/// The most entries that one file holds: years of a busy hub.
const MOST: u32 = 100_000;

/// Its route.
pub(super) fn routes() -> Router<crate::http::State> {
    Router::new().route("/hub/audit.csv", get(export))
}

/// What of the audit is wanted, as on its page.
#[derive(Debug, Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    text: String,
}

/// Needs both: to read the audit, and to take data out.
async fn export(State(database): State<Database>, Extension(actor): Extension<Actor>, Query(wanted): Query<Wanted>) -> Response {
    let Actor::Person(person) = &actor else {
        return Redirect::to("/sign-in?next=%2Fhub%2Faudit").into_response();
    };
    let both = |subject| may(&actor, Action::ViewAudit, subject).and(may(&actor, Action::ExportData, subject)).is_ok();
    let Some(hub) = person.hub.as_ref().map(|hub| hub.id).filter(|hub| both(Subject::Hub(*hub))) else {
        return (StatusCode::FORBIDDEN, "This belongs to other people.\n").into_response();
    };
    let made = async {
        let search = Search { kind: wanted.kind, text: wanted.text, before: None };
        let records = audit::list(&database, hub, &search, MOST).await?;
        let words = format!("{} saved {} entries of the audit as a table.", person.name, records.len());
        let mut changes = database.change().await?;
        let entry = Entry { hub: Some(hub), who: Who::Person(person), action: "audit.exported", subject: None, words: &words };
        audit::write(&mut changes, &entry).await?;
        changes.commit().await?;
        Ok::<_, StoreError>(records)
    };
    match made.await.map(|records| table(&records)) {
        Ok(Ok(table)) => table.answer("audit.csv"),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn failed(error: &dyn std::fmt::Display) -> Response {
    error!(%error, "the table could not be made");
    (StatusCode::SERVICE_UNAVAILABLE, "Something went wrong on our side. Try again in a moment.\n").into_response()
}

fn table(records: &[AuditRecord]) -> Result<Table, csv::Error> {
    let mut table = Table::new(&["When", "Who", "Kind", "What"])?;
    for record in records {
        let at = record.at.with_timezone(&London).format("%Y-%m-%d %H:%M:%S").to_string();
        table.row(&[at, record.who.clone(), record.action.clone(), record.words.clone()])?;
    }
    Ok(table)
}
