//! Cookies: the session's, how the pages are lit, and a few of our own that only the server reads.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::ui::theme::{THEME_COOKIE, Theme};

/// How long browsers keep a session's cookie and the light. When a session is over, the database decides.
const YEAR_SECONDS: u32 = 365 * 24 * 60 * 60;

/// How long browsers keep a guest's cookie: a little longer than the guest's name is kept.
const GUEST_SECONDS: u32 = 40 * 24 * 60 * 60;

/// The cookie by which a browser is known.
const DEVICE_COOKIE: &str = "device";

/// A longer value is no cookie of ours: browsers drop what is over 4 kB, and with it what it should have done.
const LONGEST_COOKIE: usize = 2048;

/// How cookies are written. With https the session's cookie has a name that no other site of the same domain can set.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    /// The name of the cookie with the session's token.
    pub name: &'static str,
    /// The name of the cookie with the token of a guest of a twilight.
    guest: &'static str,
    /// Whether browsers send it over https only.
    pub secure: bool,
}

impl Cookies {
    /// For a site that is reached by https, or by plain http on one machine.
    pub fn new(secure: bool) -> Self {
        let (name, guest) = if secure { ("__Host-session", "__Host-guest") } else { ("session", "guest") };
        Self { name, guest, secure }
    }

    /// The session's token in a request's headers: also for routes that are no pages, like the sync socket.
    pub fn token<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        cookie(headers, self.name)
    }

    /// The token of a guest of a twilight in a request's headers.
    pub fn guest_token<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        cookie(headers, self.guest)
    }
}

/// Gives the browser a session, and a token by which it is known when somebody signs in there again.
pub fn set_session(session: &store::accounts::sign_in::Session) {
    if let Some(cookies) = use_context::<Cookies>() {
        append_cookie(cookies.name, &session.token, YEAR_SECONDS, "/");
        append_cookie(DEVICE_COOKIE, &session.device, YEAR_SECONDS, "/");
    }
}

/// By what the browser was known when somebody signed in there last. It outlives the session, and lets nobody in.
pub fn device() -> Option<String> {
    own_cookie(DEVICE_COOKIE)
}

/// Takes the session from the browser.
pub fn clear_session() {
    if let Some(cookies) = use_context::<Cookies>() {
        append_cookie(cookies.name, "", 0, "/");
    }
}

/// Gives the browser the token of a guest of a twilight, for as long as the guest may be known. It lets them in to that twilight's boards alone.
pub fn set_guest(token: &str) {
    if let Some(cookies) = use_context::<Cookies>() {
        append_cookie(cookies.guest, token, GUEST_SECONDS, "/");
    }
}

/// The token of a guest of a twilight that the browser sent.
pub fn guest_token() -> Option<String> {
    let cookies = use_context::<Cookies>()?;
    use_context::<Parts>().and_then(|parts| cookies.guest_token(&parts.headers).map(str::to_owned))
}

/// Takes a guest's token from the browser.
pub fn clear_guest() {
    if let Some(cookies) = use_context::<Cookies>() {
        append_cookie(cookies.guest, "", 0, "/");
    }
}

/// Remembers how pages are to be lit.
pub fn set_theme(theme: Theme) {
    append_cookie(THEME_COOKIE, theme.key(), YEAR_SECONDS, "/");
}

/// The value of a cookie of ours beside the session's, if the browser has sent it.
pub fn own_cookie(name: &str) -> Option<String> {
    use_context::<Parts>().and_then(|parts| cookie(&parts.headers, name).map(str::to_owned))
}

/// Gives the browser a cookie of ours beside the session's, for so many days.
pub fn set_own_cookie(name: &str, value: &str, days: u32) {
    append_cookie(name, value, days * 24 * 60 * 60, "/");
}

/// The value of a cookie in a request's headers; one without a value is none.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
}

/// Lax: a link from an email arrives signed in, a form on another site does not.
pub(super) fn append_cookie(name: &str, value: &str, seconds: u32, path: &str) {
    if value.len() > LONGEST_COOKIE {
        return;
    }
    let secure = use_context::<Cookies>().is_some_and(|cookies| cookies.secure);
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let (Some(response), Ok(text)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&text)) {
        response.append_header(SET_COOKIE, text);
    }
}
