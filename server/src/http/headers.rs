//! The answer's headers that keep other sites out. Pages bring a Content-Security-Policy of their own, with the nonce of
//! their scripts; what is no page gets one that allows nothing.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, LOCATION, REFERRER_POLICY, SET_COOKIE,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// What every answer says, unless its handler has said otherwise.
const DEFAULTS: [(HeaderName, HeaderValue); 7] = [
    // A file is what its type says, and nothing that could be guessed from its bytes.
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // Addresses of boards are nobody else's business.
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    // A window that another site opened can't reach into ours.
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    // We use none of them; neither may anything that finds its way into a page.
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
    // Staffroom computers are shared: after signing out, "back" must show nothing.
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// A year of https only. Not for subdomains: those may be somebody else's.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Longer than any address that we lead on to: what somebody sent is never given back without an end.
const LONGEST_LOCATION: usize = 2048;
/// The same for a line that sets a cookie. Browsers drop what is longer.
const LONGEST_COOKIE: usize = 4096;

/// Adds them.
pub(super) async fn secure(State(state): State<super::State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    bound(headers);
    for (name, value) in DEFAULTS {
        headers.entry(name).or_insert(value);
    }
    vary(headers);
    if state.cookies.secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    response
}

/// Says by what an answer differs: all by the encodings that a browser takes, and what is not for everybody by who asks (the cookie)
/// and whether a person does (a refusal is in words then).
fn vary(headers: &mut HeaderMap) {
    let control = headers.get(CACHE_CONTROL).and_then(|control| control.to_str().ok()).unwrap_or_default();
    let personal = control.contains("no-store") || control.contains("private");
    let said: Vec<String> = headers.get_all(VARY).iter().filter_map(|line| line.to_str().ok()).map(str::to_ascii_lowercase).collect();
    let is_said = |name: &HeaderName| said.iter().flat_map(|line| line.split(',')).any(|word| word.trim() == name.as_str());
    let names = [Some(ACCEPT_ENCODING), personal.then_some(COOKIE), personal.then_some(ACCEPT)];
    let missing: Vec<HeaderName> = names.into_iter().flatten().filter(|name| !is_said(name)).collect();
    for name in missing {
        headers.append(VARY, name.into());
    }
}

/// Cuts what a request could have made long: an address loses its query, and where that is not enough leads to the front door;
/// a cookie is not set.
fn bound(headers: &mut HeaderMap) {
    if let Some(location) = headers.get(LOCATION).filter(|location| location.len() > LONGEST_LOCATION) {
        let path = location.as_bytes().split(|byte| matches!(byte, b'?' | b'#')).next().unwrap_or_default();
        let path = HeaderValue::from_bytes(path).ok().filter(|path| path.len() <= LONGEST_LOCATION);
        headers.insert(LOCATION, path.unwrap_or(HeaderValue::from_static("/")));
    }
    let cookies: Vec<HeaderValue> = headers.get_all(SET_COOKIE).iter().cloned().collect();
    if cookies.iter().any(|line| line.len() > LONGEST_COOKIE) {
        headers.remove(SET_COOKIE);
        for line in cookies.into_iter().filter(|line| line.len() <= LONGEST_COOKIE) {
            headers.append(SET_COOKIE, line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_not_given_back_without_an_end() {
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, format!("/account?x={}", "a".repeat(9000)).parse().expect("a header"));
        headers.append(SET_COOKIE, format!("typed={}", "a".repeat(9000)).parse().expect("a header"));
        headers.append(SET_COOKIE, "theme=dark".parse().expect("a header"));
        bound(&mut headers);
        assert_eq!(headers.get(LOCATION).and_then(|location| location.to_str().ok()), Some("/account"));
        assert_eq!(headers.get_all(SET_COOKIE).iter().collect::<Vec<_>>(), ["theme=dark"]);
        headers.insert(LOCATION, format!("/{}", "a".repeat(9000)).parse().expect("a header"));
        bound(&mut headers);
        assert_eq!(headers.get(LOCATION).and_then(|location| location.to_str().ok()), Some("/"));
    }
}
