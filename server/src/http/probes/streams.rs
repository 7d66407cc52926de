//! What goes by plain requests: events one by one, an answer that waits, the server's time, and bytes that come back.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{Extensions, HeaderName};
use axum::response::{IntoResponse, Response};
use chrono::Utc;
use futures_util::stream::unfold;
use serde::Deserialize;
use tokio::time::{Instant, sleep};

use super::super::State as Shared;
use super::busy;

/// Enough to see whether they come one by one.
const EVENTS: u32 = 4;
/// Milliseconds between two of them, at most.
const LONGEST_PAUSE: u64 = 1_000;
/// Seconds that an answer may be waited for: longer than boards wait for one.
const LONGEST_WAIT: u64 = 30;

#[derive(Debug, Deserialize)]
pub(super) struct Pace {
    /// Milliseconds between two events.
    #[serde(default)]
    every: u64,
}

/// A few events, each with the milliseconds since the first: so the page can tell whether something on the way gathered them.
pub(super) async fn events(State(state): State<Shared>, request: Extensions, Query(pace): Query<Pace>) -> Response {
    let Some(place) = state.probes.place(&request) else {
        return busy();
    };
    let (pause, began) = (Duration::from_millis(pace.every.min(LONGEST_PAUSE)), Instant::now());
    let sent = unfold((0, place, state.stopping), move |(number, place, stopping)| async move {
        if number == EVENTS {
            return None;
        }
        if number > 0 {
            tokio::select! {
                () = sleep(pause) => {}
                () = stopping.cancelled() => return None,
            }
        }
        let event = format!("data: {}\n\n", began.elapsed().as_millis());
        Some((Ok::<_, Infallible>(event), (number + 1, place, stopping)))
    });
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store, no-transform"),
        // nginx gathers what a server says unless it is asked not to.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(sent)).into_response()
}

#[derive(Debug, Deserialize)]
pub(super) struct Wait {
    #[serde(default)]
    seconds: u64,
}

/// An answer that is waited for, as boards wait for news where neither sockets nor events get through.
pub(super) async fn wait(State(state): State<Shared>, request: Extensions, Query(wait): Query<Wait>) -> Response {
    let Some(_place) = state.probes.place(&request) else {
        return busy();
    };
    let seconds = wait.seconds.min(LONGEST_WAIT);
    tokio::select! {
        () = sleep(Duration::from_secs(seconds)) => {}
        () = state.stopping.cancelled() => {}
    }
    format!("{seconds}\n").into_response()
}

/// Milliseconds since 1970 on the server's clock.
pub(super) async fn time() -> String {
    format!("{}\n", Utc::now().timestamp_millis())
}

/// The same bytes again.
pub(super) async fn echo(body: Bytes) -> Response {
    ([(CONTENT_TYPE, "application/octet-stream")], body).into_response()
}
