//! What goes out as a file: tables for a spreadsheet. Each export is written into the audit in the moment it is made.

mod audit;
mod commitments;
mod interest;
mod table;

use axum::Router;

/// The routes of all exports. They need an `Extension<Actor>`.
pub(super) fn routes() -> Router<super::State> {
    Router::new().merge(audit::routes()).merge(commitments::routes()).merge(interest::routes())
}
