//! Who asks, for routes that are not the app's: its pages and server functions read the session themselves.
//! And when somebody signs out, the sockets of that sign-in are closed.

use std::sync::Arc;

use app::context::CloseSockets;
use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use model::accounts::roles::Actor;
use store::{StoreError, twilights};
use tracing::error;

use crate::sync::{SignIn, Sync};

/// Reads the cookies of a session and hands on an `Extension<Actor>`, [`Actor::Anonymous`] for whoever is not signed in, and an
/// `Extension<SignIn>` where there is a session. Whoever has signed in is a guest of no twilight beside it.
pub(super) async fn provide_actor(State(state): State<super::State>, mut request: Request, next: Next) -> Response {
    match who_asks(&state, request.headers()).await {
        Ok((actor, sign_in)) => {
            request.extensions_mut().insert(actor);
            if let Some(sign_in) = sign_in {
                request.extensions_mut().insert(sign_in);
            }
            next.run(request).await
        }
        Err(error) => {
            error!(%error, "the session could not be read");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

async fn who_asks(state: &super::State, headers: &HeaderMap) -> Result<(Actor, Option<SignIn>), StoreError> {
    let token = state.cookies.token(headers);
    if let Some(token) = token {
        let actor = store::accounts::sign_in::actor(&state.database, token).await?;
        if actor != Actor::Anonymous {
            return Ok((actor, Some(named(token))));
        }
    }
    let Some(guest) = state.cookies.guest_token(headers) else {
        return Ok((Actor::Anonymous, token.map(named)));
    };
    let actor = twilights::actor(&state.database, guest).await?;
    Ok((actor, Some(SignIn(twilights::fingerprint(guest).into()))))
}

/// Closes the sockets of a session as soon as an answer takes it from the browser, whatever the address was that did so.
pub(super) async fn close_sockets(State(state): State<super::State>, request: Request, next: Next) -> Response {
    let sign_in = state.cookies.token(request.headers()).map(named);
    let response = next.run(request).await;
    if let Some(sign_in) = sign_in
        && takes_cookie(response.headers(), state.cookies.name)
    {
        state.sync.sign_out(&sign_in);
    }
    response
}

/// Closes the sockets of sessions that a page has ended by their names: when an account is closed, or signed out everywhere.
pub(super) fn closer(sync: Sync) -> CloseSockets {
    CloseSockets(Arc::new(move |name| sync.sign_out(&SignIn(name.into()))))
}

/// The sync engine's name for a session: not the token, which would let in whoever reads it.
fn named(token: &str) -> SignIn {
    SignIn(store::accounts::sign_in::fingerprint(token).into())
}

fn takes_cookie(headers: &HeaderMap, name: &str) -> bool {
    let mut lines = headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with("=;")))
}
