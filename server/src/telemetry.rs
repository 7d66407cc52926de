//! What is told about what happens, to the standard error stream.
//!
//! Every line of a request carries its id, which is also in the answer's `x-request-id` header: whoever reports a problem
//! can quote it. Never logged: passwords, tokens, cookies, query strings, names, email addresses, and what documents say.

use std::io::IsTerminal;
use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, Level, debug, error, info, info_span};
use tracing_subscriber::EnvFilter;

use crate::config::{LogConfig, LogFormat};

/// The answer's header with the request's id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The level at which nothing is told that a server's keeper would not want to know every day.
const QUIET: &str = "sqlx=warn,hyper=warn,leptos=warn,tower_http=warn";

/// Begins to log. A second call (tests) changes nothing.
///
/// # Errors
/// When the filter can't be read.
pub fn init(config: &LogConfig) -> Result<(), tracing_subscriber::filter::ParseError> {
    let filter = EnvFilter::try_new(format!("{QUIET},{}", config.filter))?;
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Only the first subscriber of a process counts, which is what tests want.
    let _ = match config.format {
        LogFormat::Text => subscriber.with_target(false).with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => subscriber.json().flatten_event(true).with_span_list(false).try_init(),
    };
    Ok(())
}

/// Gives every request its id, and logs how it went. The id is ours: one from outside could be anything.
pub async fn request(request: Request, next: Next) -> Response {
    let id = uuid::Uuid::now_v7().simple().to_string();
    let path = request.uri().path();
    let span = info_span!("request", id = %id, method = %request.method(), path = %without_tokens(path));
    // Somebody looks at these every few seconds, and at the built files with every page.
    let watched = matches!(path, "/healthz" | "/readyz");
    // What is a frame to others: with every letter that somebody types.
    let frames = path.starts_with("/sync/") && path.ends_with("/frames");
    let level = if path.starts_with("/pkg/") || path.starts_with("/fonts/") || watched || frames { Level::DEBUG } else { Level::INFO };
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status().as_u16();
    let milliseconds = began.elapsed().as_millis();
    span.in_scope(|| {
        // Whoever watches is told by the answer; the reason is logged where it is.
        if response.status().is_server_error() && !watched {
            error!(status, milliseconds, "answered {status}");
        } else if level == Level::INFO {
            info!(status, milliseconds, "answered {status}");
        } else {
            debug!(status, milliseconds, "answered {status}");
        }
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// A path without the secret of a link, in a letter or in a calendar: whoever reads the log must not be able to use it.
fn without_tokens(path: &str) -> String {
    let secret = |part: &str| {
        let name = part.split('.').next().unwrap_or_default();
        name.len() >= 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    path.split('/').map(|part| if secret(part) { "…" } else { part }).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_of_a_link_is_not_logged() {
        assert_eq!(without_tokens(&format!("/sign-in/link/{}", "0a".repeat(32))), "/sign-in/link/…");
        assert_eq!(without_tokens(&format!("/calendars/feeds/{}.ics", "0a".repeat(32))), "/calendars/feeds/…");
        assert_eq!(without_tokens(&format!("/calendars/feeds/{}.ics.", "0A".repeat(32))), "/calendars/feeds/…");
        assert_eq!(without_tokens("/boards/0193a1b2-0000-7000-8000-000000000000"), "/boards/0193a1b2-0000-7000-8000-000000000000");
    }
}
