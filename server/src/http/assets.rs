//! The built site: WASM, styles, fonts, scripts of single pages. Compressed when it was built; nothing is compressed here.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::services::ServeDir;
use tower_http::services::fs::DefaultServeDirFallback;

use crate::site::{Site, Source};

/// Packages whose address names the build: such an address never means anything else.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Packages of a build without a name: ask each time whether they have changed.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");
/// Fonts and icons change about never; a week is long enough.
const A_WEEK: HeaderValue = HeaderValue::from_static("public, max-age=604800");

type Files = ServeDir<DefaultServeDirFallback, Source>;

/// Files at the top of the site that browsers ask for by name.
const AT_THE_TOP: [&str; 3] = ["favicon.svg", "apple-touch-icon.png", "robots.txt"];

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
        others = others.route_service(&format!("/{name}"), files(site, ""));
    }
    packages.merge(scripts).merge(others.layer(from_fn_with_state(A_WEEK, cache)))
}

/// What is in a folder of the site, compressed where it is.
fn folder(site: &Site, name: &str) -> Files {
    files(site, name).precompressed_br().precompressed_gzip()
}

fn files(site: &Site, folder: &str) -> Files {
    ServeDir::with_backend(folder, site.source.clone()).append_index_html_on_directories(false)
}

/// Says how long what was found may be kept. That something is missing may change any time.
async fn cache(State(rule): State<HeaderValue>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED) {
        response.headers_mut().insert(CACHE_CONTROL, rule);
    }
    response
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::path::{Path, PathBuf};
    use std::sync::OnceLock;

    use axum::body::{Body, to_bytes};
    use axum::http::HeaderMap;
    use axum::http::header::{CONTENT_ENCODING, ETAG, LAST_MODIFIED};
    use bytes::Bytes;
    use rust_embed::EmbeddedFile;
    use rust_embed::utils::read_file_from_fs;
    use tower::ServiceExt;

    use super::*;

    const FILES: [(&str, &str); 9] = [
        ("version", "abc123\n"),
        ("sizes.json", "{}"),
        ("pkg/twilight.js", "export default 1;"),
        ("pkg/twilight_bg.wasm", "\0asm, and it goes on"),
        ("pkg/twilight_bg.wasm.br", "in few words"),
        ("pkg/twilight_bg.wasm.gz", "in some words"),
        ("scripts/check/words.js", "// words"),
        ("fonts/plain.woff2", "a font"),
        ("favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ];

    /// What the program of these tests has inside.
    static INSIDE: OnceLock<PathBuf> = OnceLock::new();

    fn find(path: &str) -> Option<EmbeddedFile> {
        read_file_from_fs(&INSIDE.get()?.join(path)).ok()
    }

    type Answer = (StatusCode, HeaderMap, Bytes);

    async fn ask(site: &Site, method: &str, path: &str, headers: &[(&str, &str)]) -> Result<Answer, Box<dyn Error>> {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, body) = routes::<()>(site).oneshot(request.body(Body::empty())?).await?.into_parts();
        Ok((parts.status, parts.headers, to_bytes(body, usize::MAX).await?))
    }

    #[test]
    fn what_is_asked_for_by_name_is_there() {
        let public = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../public"));
        let missing: Vec<&str> = AT_THE_TOP.into_iter().filter(|name| !public.join(name).is_file()).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    #[tokio::test]
    async fn a_file_is_the_same_from_a_folder_and_from_the_program() -> Result<(), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        for (name, text) in FILES {
            let file = folder.path().join(name);
            std::fs::create_dir_all(file.parent().ok_or("a folder")?)?;
            std::fs::write(file, text)?;
        }
        let inside = INSIDE.get_or_init(|| folder.path().to_owned()).clone();
        let [beside, within] =
            [Source::Folder(inside), Source::Program(find)].map(|source| Site::of(source, ([127, 0, 0, 1], 3000).into()));
        assert_eq!((&beside.version.0, beside.immutable), (&within.version.0, within.immutable));
        assert_eq!(beside.board_program.0.first().map(|file| file.bytes), Some(20));
        assert_eq!(within.board_program.0.first().map(|file| file.bytes), Some(20));

        let wasm = "/pkg/abc123/twilight_bg.wasm";
        for (encoding, words) in [("br", "in few words"), ("gzip", "in some words"), ("identity", "\0asm, and it goes on")] {
            let (status, headers, body) = ask(&within, "GET", wasm, &[("accept-encoding", encoding)]).await?;
            assert_eq!((status, &body[..]), (StatusCode::OK, words.as_bytes()), "{encoding}");
            assert_eq!(headers.get(CONTENT_ENCODING).is_some(), encoding != "identity");
        }
        let (_, headers, _) = ask(&beside, "GET", wasm, &[]).await?;
        let (tag, day) = (headers.get(ETAG).ok_or("a tag")?.to_str()?, headers.get(LAST_MODIFIED).ok_or("a day")?.to_str()?);
        let found = [wasm, "/pkg/abc123/twilight.js", "/scripts/check/words.js", "/fonts/plain.woff2", "/favicon.svg"];
        let missing = [
            "/version",
            "/sizes.json",
            "/robots.txt",
            "/fonts",
            "/fonts/",
            "/scripts/check",
            "/pkg/twilight.js",
            "/pkg/abc123/../version",
            "/pkg/abc123/%2e%2e/version",
            "/fonts/..%2fversion",
            "/fonts/%00",
            "/fonts/%ff",
        ];
        for path in found.into_iter().chain(missing) {
            for method in ["GET", "HEAD", "POST"] {
                for said in [
                    [("accept-encoding", "br, gzip"), ("x", "")],
                    [("accept-encoding", "gzip"), ("range", "bytes=2-4")],
                    [("accept-encoding", "identity"), ("range", "bytes=900-")],
                    [("accept-encoding", "identity"), ("if-none-match", tag)],
                    [("accept-encoding", "br"), ("if-modified-since", day)],
                ] {
                    let (one, other) = (ask(&beside, method, path, &said).await?, ask(&within, method, path, &said).await?);
                    assert_eq!(one, other, "{method} {path} {said:?}");
                    if method == "GET" {
                        assert_eq!(one.0 == StatusCode::NOT_FOUND, missing.contains(&path), "{path}: {}", one.0);
                    }
                }
            }
        }
        Ok(())
    }
}
