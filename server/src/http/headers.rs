//! The answer's headers that keep other sites out. Pages bring a Content-Security-Policy of their own, with the nonce of
//! their scripts; what is no page gets one that allows nothing.

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue};
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

/// Adds them.
pub(super) async fn secure(State(state): State<super::State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in DEFAULTS {
        headers.entry(name).or_insert(value);
    }
    if state.cookies.secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    response
}
