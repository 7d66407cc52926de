//! Another site must not act in somebody's name: cross-site request forgery, and its WebSocket twin.
//!
//! Browsers say where a request comes from, and scripts can't change what they say. So whatever changes something (any
//! method but GET, HEAD and OPTIONS) or opens a WebSocket must come from one of our own pages:
//!
//! 1. `Sec-Fetch-Site` decides where it is sent (every current browser, over https or to the same machine): `same-origin`,
//!    or `none` for what a person started by hand. `same-site` is refused: a neighbour under the same domain is not us.
//! 2. Else `Origin` decides (every browser sends it with a POST to another site and with every WebSocket): it must be the
//!    configured origin, or have the host that the request was sent to. `null` is nobody.
//! 3. With neither, it is no browser of the last years: a script, a test, the `y-websocket` package in Node. A forger has
//!    no way to make a browser leave out both. For a WebSocket that is enough. A request that changes something while
//!    carrying a session cookie is still refused: programs that act for a signed-in person can set an `Origin`.
//!
//! `SameSite=Lax` on the cookie already stops most of this; that is the second lock, and not the first, because it knows
//! sites and not origins. GET requests change nothing.

use axum::extract::{Request, State};
use axum::http::header::{COOKIE, HOST, ORIGIN, UPGRADE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::warn;

use crate::config::Origin;

/// Refuses with 403 what another site sent.
pub(super) async fn refuse_other_sites(State(state): State<super::State>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let socket = headers.get(UPGRADE).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"));
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !socket && !changes {
        return next.run(request).await;
    }
    let allowed = match sender(headers, state.origin.as_ref()) {
        Sender::OwnPage => true,
        Sender::OtherSite => false,
        Sender::NoBrowser => socket || headers.get(COOKIE).is_none() || state.cookies.token(headers).is_none(),
    };
    if allowed {
        next.run(request).await
    } else {
        warn!("refused a request that another site sent");
        (StatusCode::FORBIDDEN, "This request came from another site, or from a browser that does not say where it came from.\n")
            .into_response()
    }
}

/// Who made the browser send a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sender {
    OwnPage,
    OtherSite,
    NoBrowser,
}

fn sender(headers: &HeaderMap, own: Option<&Origin>) -> Sender {
    let belongs = if let Some(site) = headers.get("sec-fetch-site") {
        matches!(site.as_bytes(), b"same-origin" | b"none")
    } else if let Some(origin) = headers.get(ORIGIN) {
        origin.to_str().is_ok_and(|origin| is_own(origin, headers, own))
    } else {
        return Sender::NoBrowser;
    };
    if belongs { Sender::OwnPage } else { Sender::OtherSite }
}

fn is_own(origin: &str, headers: &HeaderMap, own: Option<&Origin>) -> bool {
    if own.is_some_and(|own| own.as_str() == origin) {
        return true;
    }
    let sent_to = headers.get(HOST).and_then(|host| host.to_str().ok());
    let sent_from = origin.split_once("://").map(|(_, host)| host);
    sent_from.is_some() && sent_from == sent_to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, "twilight.example".parse().expect("a header"));
        for (name, value) in lines {
            headers.insert(*name, value.parse().expect("a header"));
        }
        headers
    }

    #[test]
    fn the_browser_says_where_a_request_comes_from() {
        use Sender::{NoBrowser, OtherSite, OwnPage};
        for (lines, expected) in [
            (&[][..], NoBrowser),
            (&[("sec-fetch-site", "same-origin")], OwnPage),
            (&[("sec-fetch-site", "none")], OwnPage),
            (&[("sec-fetch-site", "same-site")], OtherSite),
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://twilight.example")], OtherSite),
            (&[("origin", "https://twilight.example")], OwnPage),
            (&[("origin", "https://twilight.example.evil.example")], OtherSite),
            (&[("origin", "https://evil.example")], OtherSite),
            (&[("origin", "null")], OtherSite),
        ] {
            assert_eq!(sender(&headers(lines), None), expected, "{lines:?}");
        }
    }

    #[test]
    fn behind_a_proxy_the_configured_origin_counts_with_its_scheme_and_port() {
        let own = "https://boards.example".parse::<Origin>().expect("an origin");
        for (origin, expected) in [
            ("https://boards.example", Sender::OwnPage),
            ("http://boards.example", Sender::OtherSite),
            ("https://boards.example:8443", Sender::OtherSite),
            ("https://twilight.example", Sender::OwnPage),
        ] {
            assert_eq!(sender(&headers(&[("origin", origin)]), Some(&own)), expected, "{origin}");
        }
    }
}
