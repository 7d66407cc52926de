//! The built site: WASM, styles, fonts, scripts of single pages. Compressed when it was built; nothing is compressed here.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::services::{ServeDir, ServeFile};

use super::Site;

/// Packages whose address names the build: such an address never means anything else.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Packages of a build without a name: ask each time whether they have changed.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");
/// Fonts and icons change about never; a week is long enough.
const A_WEEK: HeaderValue = HeaderValue::from_static("public, max-age=604800");

/// Files at the top of the site that browsers ask for by name.
const AT_THE_TOP: [&str; 5] = ["favicon.svg", "favicon.ico", "apple-touch-icon.png", "manifest.webmanifest", "robots.txt"];

/// Routes to all of it.
pub(super) fn routes<S: Clone + Send + Sync + 'static>(site: &Site) -> Router<S> {
    // Only this build's packages are served: a page of the build before must not be given this one's code.
    let packages = Router::new()
        .nest_service(&format!("/{}", site.options.site_pkg_dir), folder(site, "pkg"))
        .layer(from_fn_with_state(if site.immutable { FOR_EVER } else { ASK }, cache));
    // Their addresses have no build's name, and a page must not meet the script of another build.
    let scripts = Router::new().nest_service("/scripts", folder(site, "scripts")).layer(from_fn_with_state(ASK, cache));
    let mut others = Router::new().nest_service("/fonts", folder(site, "fonts"));
    for name in AT_THE_TOP {
        others = others.route_service(&format!("/{name}"), ServeFile::new(site.folder.join(name)));
    }
    packages.merge(scripts).merge(others.layer(from_fn_with_state(A_WEEK, cache)))
}

fn folder(site: &Site, name: &str) -> ServeDir {
    ServeDir::new(site.folder.join(name)).precompressed_br().precompressed_gzip().append_index_html_on_directories(false)
}

/// Says how long what was found may be kept. That something is missing may change any time.
async fn cache(State(rule): State<HeaderValue>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED) {
        response.headers_mut().insert(CACHE_CONTROL, rule);
    }
    response
}
