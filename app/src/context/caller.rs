//! What a request says of the browser it came from, and of the address it came to.

use axum::http::HeaderName;
use axum::http::header::{COOKIE, HOST, USER_AGENT};
use axum::http::request::Parts;
use leptos::prelude::use_context;

use super::SiteOrigin;

/// Longer than any browser's name for itself: what is sent is not given back without an end.
const LONGEST_NAME: usize = 400;

/// The browser of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// The host it asked, with its port where that is not the usual one.
    pub host: String,
    /// What it calls itself.
    pub agent: String,
    /// Whether it sent any cookie.
    pub has_cookies: bool,
    /// Whether people reach the site by https.
    pub secure: bool,
}

/// Who asks for the page that is being made.
pub fn caller() -> Caller {
    let parts = use_context::<Parts>();
    let header = |name: HeaderName| {
        let value = parts.as_ref().and_then(|parts| parts.headers.get(name));
        value.and_then(|value| value.to_str().ok()).unwrap_or_default().chars().take(LONGEST_NAME).collect::<String>()
    };
    Caller {
        host: header(HOST),
        agent: header(USER_AGENT),
        has_cookies: !header(COOKIE).is_empty(),
        secure: use_context::<SiteOrigin>().is_some_and(|origin| origin.0.starts_with("https://")),
    }
}
