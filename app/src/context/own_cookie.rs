//! Cookies of ours beside the session's, which only the server reads.

use axum::http::request::Parts;
use leptos::prelude::use_context;

use super::{append_cookie, cookie};

/// The value of such a cookie, if the browser has sent it.
pub fn own_cookie(name: &str) -> Option<String> {
    use_context::<Parts>().and_then(|parts| cookie(&parts.headers, name).map(str::to_owned))
}

/// Gives the browser such a cookie for so many days.
pub fn set_own_cookie(name: &str, value: &str, days: u32) {
    append_cookie(name, value, days * 24 * 60 * 60, "/");
}
