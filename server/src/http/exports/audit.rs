//! `/hub/audit.csv`: the audit as a table, with the same filters as its page.

use app::context::may_in_own_hub;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use chrono::NaiveDate;
use model::accounts::roles::Actor;
use model::calendar::clock::sortable_to_the_second;
use model::calendar::day::DayProblem;
use model::permission::Action;
use model::text::thousands::thousands;
use serde::Deserialize;
use store::Database;
use store::audit::{self, AuditRecord, Entry, Search, Who};

use super::table::Table;
use crate::http::refusal::Refusal;

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
    #[serde(default)]
    person: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

/// Needs both: to read the audit, and to take data out.
async fn export(
    State(database): State<Database>,
    Extension(actor): Extension<Actor>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    may_in_own_hub(&actor, Action::ExportData)?;
    let hub = may_in_own_hub(&actor, Action::ViewAudit)?;
    let Actor::Person(person) = &actor else { return Err(Refusal::SignedOut) };
    let search = Search {
        kind: wanted.kind,
        text: wanted.text,
        before: None,
        person: wanted.person.parse().ok(),
        from: day(&wanted.from)?,
        to: day(&wanted.to)?,
    };
    let records = audit::search(&database, hub, &search, MOST).await?;
    let words = format!("Saved {} of the audit as a table.", entries(records.len() as u64));
    let mut changes = database.change().await?;
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action: "audit.exported", subject: None, words: &words };
    audit::write(&mut changes, &entry).await?;
    changes.commit().await?;
    let mut table = Table::new(&["When", "Who", "Kind", "What"]).map_err(|error| Refusal::failed(&error))?;
    for record in records {
        table.row(&cells(record)).map_err(|error| Refusal::failed(&error))?;
    }
    Ok(table.answer("audit.csv"))
}

/// A day, if one was typed. That it can't be read is no reason to take out more than was asked for.
fn day(typed: &str) -> Result<Option<NaiveDate>, Refusal> {
    match model::calendar::day::parse(typed) {
        Ok(day) => Ok(Some(day)),
        Err(DayProblem::Empty) => Ok(None),
        Err(_) => Err(Refusal::Unreadable),
    }
}

fn entries(number: u64) -> String {
    if number == 1 { "one entry".to_owned() } else { format!("{} entries", thousands(number)) }
}

fn cells(record: AuditRecord) -> [String; 4] {
    [sortable_to_the_second(record.at), record.who, record.action, record.words]
}
