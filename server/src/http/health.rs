//! For whoever runs the server: is it well, and may it be sent requests?

use axum::extract::State;
use axum::http::StatusCode;
use store::Database;
use tracing::error;

/// Whether the database answers. A server that fails this for long should be restarted.
pub(super) async fn healthz(State(database): State<Database>) -> (StatusCode, &'static str) {
    match database.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

/// Whether new requests should come here: not any more once the server is stopping.
pub(super) async fn readyz(State(state): State<super::State>) -> (StatusCode, &'static str) {
    if state.stopping.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    healthz(State(state.database)).await
}
