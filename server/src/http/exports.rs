//! Data taken out of the hub as files. Each export is written down in the audit.

use app::error::AppError;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use chrono_tz::Europe::London;
use model::permission::{Action, Subject, may};
use model::roles::Actor;
use serde::Deserialize;
use store::audit::{self, Entry, Search, Who};

use super::session;

/// The most entries that one file holds: years of a busy hub.
const MOST: u32 = 100_000;
/// Tells Excel that a file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Routes to all of it.
pub(super) fn routes(state: &super::State) -> Router<super::State> {
    Router::new().route("/hub/audit.csv", get(audit_csv)).layer(from_fn_with_state(state.clone(), session::provide_actor))
}

/// What of the audit is wanted, as on its page.
#[derive(Debug, Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    text: String,
}

/// The audit as a table. Needs both to read the audit and to take data out.
async fn audit_csv(
    State(state): State<super::State>,
    Extension(actor): Extension<Actor>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refused> {
    let hub = match &actor {
        Actor::Person(person) => person.hub.as_ref().map(|hub| hub.id).ok_or(AppError::NotYours)?,
        Actor::Anonymous => return Err(AppError::SignedOut.into()),
    };
    for action in [Action::ViewAudit, Action::ExportData] {
        may(&actor, action, Subject::Hub(hub)).map_err(AppError::from)?;
    }
    let Actor::Person(person) = &actor else {
        return Err(AppError::SignedOut.into());
    };
    let search = Search { kind: wanted.kind, text: wanted.text, before: None };
    let records = audit::list(&state.database, hub, &search, MOST).await.map_err(AppError::from)?;
    let mut file = String::from(BYTE_ORDER_MARK);
    line(&mut file, &["When", "Who", "Kind", "What"]);
    for record in &records {
        let at = record.at.with_timezone(&London).format("%Y-%m-%d %H:%M:%S").to_string();
        line(&mut file, &[&at, &record.who, &record.action, &record.words]);
    }
    let words = format!("{} took {} entries of the audit out as a file.", person.name, records.len());
    let entry = Entry { hub: Some(hub), who: Who::Person(person), action: "export.audit", subject: Some(hub.to_string()), words: &words };
    let mut changes = state.database.change().await.map_err(AppError::from)?;
    audit::write(&mut changes, &entry).await.map_err(AppError::from)?;
    changes.commit().await.map_err(AppError::from)?;
    Ok(csv_file("audit.csv", file))
}

/// The answer with a file that browsers save.
fn csv_file(name: &str, text: String) -> Response {
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))];
    (headers, text).into_response()
}

/// One line of a CSV file (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front: names
/// are typed by anybody.
fn line(file: &mut String, cells: &[&str]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            file.push(',');
        }
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let quoted = cell.contains(['"', ',', '\n', '\r']);
        if quoted {
            file.push('"');
        }
        if formula {
            file.push('\'');
        }
        file.push_str(&cell.replace('"', "\"\""));
        if quoted {
            file.push('"');
        }
    }
    file.push_str("\r\n");
}

/// Why there is no file, as an answer.
struct Refused(AppError);

impl From<AppError> for Refused {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        (status, format!("{}\n", self.0)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_always_one_cell() {
        let mut file = String::new();
        line(&mut file, &["=1+1", "a, \"b\"", "-2", "plain", "@x,y"]);
        assert_eq!(file, "'=1+1,\"a, \"\"b\"\"\",'-2,plain,\"'@x,y\"\r\n");
    }
}
