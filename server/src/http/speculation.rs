//! Pages that a browser may ask for before they are wanted: as soon as a pointer rests on a link of the navigation, or presses it.
//!
//! Only what the server alone makes. What lives on in the browser goes there by itself, and needs its program more than its page.

use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Leads to the rules, so that no page has a script of its own for them.
const HEADER: HeaderName = HeaderName::from_static("speculation-rules");
const VALUE: HeaderValue = HeaderValue::from_static("\"/speculation-rules.json\"");

const RULES: &str = r#"{
  "prefetch": [{
    "where": { "and": [
      { "selector_matches": ".topbar a, .sections a" },
      { "not": { "href_matches": ["/", "/today", "/sign-in", "/groups/:group", "/groups/:group/boards/new", "/boards/:board", "/workshops/:workshop"] } }
    ] },
    "eagerness": "moderate"
  }]
}
"#;

/// The rules themselves.
pub(super) async fn show() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/speculationrules+json"), (CACHE_CONTROL, "public, max-age=3600")], RULES)
}

/// Leads browsers from every page to them.
pub(super) async fn tell(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        response.headers_mut().insert(HEADER, VALUE);
    }
    response
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use app::App;
    use leptos_axum::generate_route_list;

    use super::*;

    #[test]
    fn the_rules_leave_out_exactly_the_pages_that_live_on_in_the_browser() -> Result<(), serde_json::Error> {
        let rules: serde_json::Value = serde_json::from_str(RULES)?;
        let left_out = rules["prefetch"][0]["where"]["and"][1]["not"]["href_matches"].as_array().cloned().unwrap_or_default();
        let left_out: BTreeSet<String> = left_out.iter().filter_map(|path| Some(path.as_str()?.to_owned())).collect();
        let live = generate_route_list(App).iter().map(|route| route.path().replace('{', ":").replace('}', "")).collect::<BTreeSet<_>>();
        let live = live.into_iter().filter(|path| !path.starts_with("/api/")).chain(["/".to_owned()]).collect();
        assert_eq!(left_out, live);
        Ok(())
    }
}
