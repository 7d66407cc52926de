//! The way round a network that lets no WebSocket through: the same session, carried by requests, events and long polls.
//!
//! | request | answer |
//! |---|---|
//! | `POST /sync/{document}/sessions` | 201 and the session's name |
//! | `GET …/sessions/{session}/events` | server-sent events, a batch each |
//! | `GET …/sessions/{session}/frames?after=n` | the batch after number n as soon as there is one (T6) |
//! | `POST …/sessions/{session}/frames` | 204: the batch was taken in |
//!
//! Who may, and what a session is, is the WebSocket's: this is only another pair of channels for [`super::session`].

mod carried;
mod downlink;
mod open;
mod uplink;
mod waiting;

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response, Sse};
use axum::routing::{get, post};
use axum::{Extension, Router};
use bytes::Bytes;
use futures_util::StreamExt;
use model::accounts::roles::Actor;
use model::live::protocol::{Batch, CloseCode};
use serde::Deserialize;
use tokio::time::timeout;

pub(super) use open::OpenSessions;

use self::carried::{HttpSession, Owner};
use self::downlink::events;
use super::Sync;
use super::limits::{MAX_FRAME, POLL_AT_MOST, UNREAD_AT_MOST};
use super::upgrade::{SignIn, admit, face, is_own_origin, serve};

/// A request carries a frame that the room refuses with a code; what is larger is not even read.
const MAX_BODY: usize = 2 * MAX_FRAME;

/// Nobody between is to keep an answer, to squeeze it, or to hold events back until there are enough of them (nginx and others).
const AS_IT_COMES: [(HeaderName, HeaderValue); 2] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform")),
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
];

pub(super) fn routes() -> Router<Sync> {
    Router::new()
        .route("/sync/{document}/sessions", post(open))
        .route("/sync/{document}/sessions/{session}/events", get(listen))
        .route("/sync/{document}/sessions/{session}/frames", get(poll).post(send))
        .layer(DefaultBodyLimit::max(MAX_BODY))
}

/// Opens a session (X8).
async fn open(
    State(sync): State<Sync>,
    Path(document): Path<String>,
    actor: Option<Extension<Actor>>,
    sign_in: Option<Extension<SignIn>>,
    headers: HeaderMap,
) -> Response {
    let actor = actor.map(|Extension(actor)| actor);
    let admitted = match admit(&sync.registry, &document, actor, &headers).await {
        Ok(admitted) => admitted,
        Err(status) => return refused(status),
    };
    let sign_in = sign_in.map(|Extension(sign_in)| sign_in);
    let document = admitted.document;
    let (session, halves) = HttpSession::new(document, Owner { person: admitted.author, sign_in: sign_in.clone() }, UNREAD_AT_MOST);
    let Some(named) = sync.http.add(session.clone()) else {
        return refused(StatusCode::TOO_MANY_REQUESTS);
    };
    let peer = admitted.peer(true);
    let name = named.name.clone();
    tokio::spawn(async move {
        let ending = session.clone();
        let incoming = halves.incoming.take_until(Box::pin(async move { ending.abandoned().await }));
        serve(sync.registry, document, peer, sign_in, incoming, halves.outgoing).await;
        // Why it ended may not have been fetched yet (X7).
        session.abandoned().await;
        drop(named);
    });
    (StatusCode::CREATED, AS_IT_COMES, name).into_response()
}

/// Everything that comes, as it comes.
async fn listen(State(sync): State<Sync>, Path((document, session)): Path<(String, String)>, parts: Parts) -> Response {
    match find(&sync, &document, &session, &parts) {
        Ok(session) => {
            let reading = session.read().await;
            (AS_IT_COMES, Sse::new(events(reading))).into_response()
        }
        Err(status) => refused(status),
    }
}

/// A number in an address.
#[derive(Deserialize)]
struct After {
    after: u64,
}

/// What has come since the batch with this number.
async fn poll(
    State(sync): State<Sync>,
    Path((document, session)): Path<(String, String)>,
    after: Result<Query<After>, QueryRejection>,
    parts: Parts,
) -> Response {
    let session = match find(&sync, &document, &session, &parts) {
        Ok(session) => session,
        Err(status) => return refused(status),
    };
    let Ok(Query(After { after })) = after else {
        return refused(StatusCode::BAD_REQUEST);
    };
    let mut reading = session.read().await;
    match timeout(POLL_AT_MOST, reading.batch_after(after)).await {
        Ok(Some(batch)) => (AS_IT_COMES, [(CONTENT_TYPE, "application/octet-stream")], batch.encode()).into_response(),
        Ok(None) => refused(StatusCode::GONE),
        Err(_) => (StatusCode::NO_CONTENT, AS_IT_COMES).into_response(),
    }
}

/// Takes a batch in. Nothing of it is read before it is known whose it is.
async fn send(State(sync): State<Sync>, Path((document, session)): Path<(String, String)>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let session = match find(&sync, &document, &session, &parts) {
        Ok(session) => session,
        Err(status) => return refused(status),
    };
    let turn = session.turn().await;
    let body = match Bytes::from_request(Request::from_parts(parts, body), &()).await {
        Ok(body) => body,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => return refused(StatusCode::PAYLOAD_TOO_LARGE),
        // It broke off, or came too slowly.
        Err(_) => return refused(StatusCode::REQUEST_TIMEOUT),
    };
    let taken = match Batch::decode(&body) {
        Ok(batch) => session.take_in(turn, batch).await,
        Err(_) => return refused(StatusCode::BAD_REQUEST),
    };
    if taken { (StatusCode::NO_CONTENT, AS_IT_COMES).into_response() } else { refused(StatusCode::GONE) }
}

/// The session, if it is of this document, and of whoever asks.
fn find(sync: &Sync, document: &str, name: &str, asked: &Parts) -> Result<Arc<HttpSession>, StatusCode> {
    if !is_own_origin(&asked.headers, sync.registry.public_origin.as_deref()) {
        return Err(StatusCode::FORBIDDEN);
    }
    let (person, ..) = asked.extensions.get::<Actor>().and_then(face).ok_or(StatusCode::UNAUTHORIZED)?;
    let owner = Owner { person, sign_in: asked.extensions.get().cloned() };
    sync.http.find(name).filter(|session| session.is_of(document, &owner)).ok_or(StatusCode::GONE)
}

/// A refusal says with a close code what a WebSocket's would: a proxy's own 403 is not taken for ours.
fn refused(status: StatusCode) -> Response {
    let code = match status {
        StatusCode::UNAUTHORIZED => Some(CloseCode::SignedOut),
        StatusCode::FORBIDDEN => Some(CloseCode::Forbidden),
        StatusCode::NOT_FOUND => Some(CloseCode::Gone),
        StatusCode::PAYLOAD_TOO_LARGE => Some(CloseCode::TooLarge),
        StatusCode::LOCKED => Some(CloseCode::Locked),
        StatusCode::TOO_MANY_REQUESTS => Some(CloseCode::TooFast),
        // Also what is no batch at all: no page sends such, so somebody between has changed it, and it may come through by another way.
        _ => None,
    };
    let words = code.map_or_else(String::new, |code| code.number().to_string());
    (status, AS_IT_COMES, words).into_response()
}
