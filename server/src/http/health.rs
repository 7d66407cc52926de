//! For whoever runs the server: is it well, and may it be sent requests?

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use store::Database;
use tokio::sync::Mutex;
use tokio::time::timeout;
use tracing::error;

use crate::mail::sender;
use crate::parts::PartState;
use crate::sync;

/// Writing is tried so often at most, however often anybody asks: each try is a commit with fsync.
const TRIED_EVERY: Duration = Duration::from_secs(1);
/// Writing that takes longer is none.
const TOO_SLOW: Duration = Duration::from_secs(5);
/// Parts without which requests should go elsewhere. The others fail beside them.
const NEEDED: [&str; 3] = ["database read", "database write", sync::WRITER];

/// What is known of writing, shared by all who ask.
#[derive(Clone, Debug, Default)]
pub struct Pulse(Arc<Mutex<Option<(Instant, PartState)>>>);

impl Pulse {
    /// Whether something can be written: tried now, unless it was tried just before.
    async fn feel(&self, database: &Database) -> PartState {
        let mut last = self.0.lock().await;
        if let Some((_, state)) = last.as_ref().filter(|(at, _)| at.elapsed() < TRIED_EVERY) {
            return state.clone();
        }
        let state = match timeout(TOO_SLOW, database.try_writing()).await {
            Ok(Ok(())) => PartState::Well,
            Ok(Err(error)) => PartState::Failing(
                error.disk_error().map_or_else(|| "the database refuses".to_owned(), |disk_error| disk_error.to_string()),
            ),
            Err(_) => PartState::Failing(format!("it takes longer than {} s", TOO_SLOW.as_secs())),
        };
        *last = Some((Instant::now(), state.clone()));
        state
    }
}

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

/// Whether new requests should come here, and how each part is, as JSON. Not when nothing can be written, and not any more once
/// the server is stopping; pages can be read all the same, so a server that fails this alone should not be restarted.
pub(super) async fn readyz(State(state): State<super::State>) -> Response {
    let read = match state.database.ping().await {
        Ok(()) => PartState::Well,
        Err(_) => PartState::Failing("the database does not answer".to_owned()),
    };
    let mut parts = vec![("database read", read), ("database write", state.pulse.feel(&state.database).await)];
    parts.extend(state.parts.ask());
    for task in state.tasks.states() {
        // Those of which there is more to say have been asked above.
        if parts.iter().all(|(name, _)| *name != task.name) {
            parts.push((task.name, PartState::from(&task)));
        }
    }
    if state.mail.configured
        && let Some(since) = unreachable_since(&state.database).await
    {
        let mail = parts.iter_mut().filter(|(name, state)| *name == sender::TASK && state.is_well());
        mail.for_each(|(_, state)| *state = PartState::Failing(format!("the mail server has not taken anything since {since}")));
    }
    let stopping = state.stopping.is_cancelled();
    let ready = !stopping && parts.iter().all(|(name, state)| state.is_well() || !NEEDED.contains(name));
    let told: Map<String, Value> = parts.iter().map(|(name, state)| ((*name).to_owned(), state.to_string().into())).collect();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let text = format!("{:#}\n", json!({ "ready": ready, "stopping": stopping, "parts": told }));
    (status, [(CONTENT_TYPE, "application/json")], text).into_response()
}

/// Since when the mail server does not let us send, if it does not.
async fn unreachable_since(database: &Database) -> Option<String> {
    let health = store::mail::health(database).await.ok()?;
    let failed = health.failed?.at;
    health.worked.is_none_or(|worked| worked < failed).then(|| failed.format("%Y-%m-%d %H:%M UTC").to_string())
}
