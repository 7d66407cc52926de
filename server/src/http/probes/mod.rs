//! What the page at `/check` tries a network with: small things that come back, for anybody, signed in or not.
//!
//! They read no database and keep nothing. Each ends by itself after a few frames or seconds, and one address may have only a few
//! of those under way that take any time.

mod socket;
mod streams;
#[cfg(test)]
mod tests;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::RETRY_AFTER;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::client;
use crate::listen::{Place, Places};

/// More than is ever sent back by the page.
const LARGEST_BODY: usize = 4 * 1024;
/// Of the connections that one address may hold, one in so many may be a probe that takes time.
const PART: usize = 20;
/// All addresses together may have so many times what one may.
const ADDRESSES: usize = 4;

/// Who has how many probes under way. Clones count together.
#[derive(Clone, Debug)]
pub struct Probes {
    places: Places,
    per_address: usize,
    /// How long a socket may say nothing.
    silence: Duration,
}

impl Probes {
    /// Where one address may hold so many connections, and a socket may be silent for so long.
    pub fn new(connections_per_address: usize, silence: Duration) -> Self {
        Self { places: Places::default(), per_address: (connections_per_address / PART).max(1), silence }
    }

    /// A place for one that takes time, while there is any for whoever sent the request.
    fn place(&self, request: &Extensions) -> Option<Place> {
        self.places.take(client::sender(request), self.per_address, self.per_address.saturating_mul(ADDRESSES))
    }
}

fn busy() -> Response {
    let words = "Too many try this at once from where you are. Try again in a minute.\n";
    (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "60")], words).into_response()
}

/// All of them.
pub(super) fn routes() -> Router<super::State> {
    Router::new()
        .route("/check/socket", get(socket::open))
        .route("/check/events", get(streams::events))
        .route("/check/wait", get(streams::wait))
        .route("/check/time", get(streams::time))
        .route("/check/echo", post(streams::echo).layer(DefaultBodyLimit::max(LARGEST_BODY)))
}
