//! By what an answer differs, and that it says so: what lies between us and a browser may keep answers, and a school's often does.

use std::collections::HashMap;

use reqwest::Response;

use crate::common::{TestApp, header};
use crate::permissions::rows::{ROWS, Who};
use crate::permissions::sample::Sample;

fn varies_by(answer: &Response, name: &str) -> bool {
    let lines = answer.headers().get_all("vary").iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|word| word.trim().eq_ignore_ascii_case(name) || word.trim() == "*")
}

fn kept_by_nobody(answer: &Response) -> bool {
    let control = header(answer, "cache-control");
    control.contains("no-store") || control.contains("private")
}

async fn ask(app: &TestApp, path: &str, cookie: &str, encoding: &str) -> Response {
    app.request("GET", path).header("cookie", cookie).header("accept-encoding", encoding).send().await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_says_by_what_it_differs() {
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let mut paths: Vec<(String, &str)> = Vec::new();
    for row in ROWS.iter().filter(|row| row.method == "GET") {
        let query: Vec<String> = row.fields.iter().map(|(name, value)| format!("{name}={}", sample.fill(value))).collect();
        let who = match row.who {
            Who::Only(email) | Who::SignedIn(email) => email,
            Who::Everybody => "rosa@elmbank.example",
        };
        paths.push((format!("{}?{}", sample.fill(row.path), query.join("&")), who));
    }
    let files = ["/pkg/abc123/twilight_bg.wasm", "/pkg/abc123/twilight.js", "/pkg/abc123/missing.js", "/scripts/upload.js"];
    let others = ["/fonts/plain.woff2", "/favicon.svg", "/robots.txt", "/no-such-page", "/interest/", "/%zz"];
    paths.extend(files.into_iter().chain(others).map(|path| (path.to_owned(), "rosa@elmbank.example")));
    let (mut wrong, mut cookies) = (Vec::new(), HashMap::new());
    for (path, who) in paths {
        if !cookies.contains_key(who) {
            cookies.insert(who, app.sign_in(who).await);
        }
        for cookie in ["theme=dark", &cookies[who]] {
            for encoding in ["identity", "br, gzip"] {
                let answer = ask(&app, &path, cookie, encoding).await;
                if !varies_by(&answer, "accept-encoding") {
                    wrong.push(format!("{path}: not by its encoding ({encoding}, {})", answer.status()));
                }
                let public = header(&answer, "cache-control").contains("public") || header(&answer, "cache-control") == "no-cache";
                let says_who = kept_by_nobody(&answer) && varies_by(&answer, "cookie") && varies_by(&answer, "accept");
                if !public && !says_who {
                    wrong.push(format!("{path}: not by who asks ({}, {:?})", answer.status(), answer.headers()));
                }
            }
        }
        // What everybody may keep is the same for everybody.
        let (stranger, person) = (ask(&app, &path, "theme=dark", "identity").await, ask(&app, &path, &cookies[who], "identity").await);
        let kept = !kept_by_nobody(&stranger);
        let same = stranger.status() == person.status() && stranger.bytes().await.expect("bytes") == person.bytes().await.expect("bytes");
        if kept && !same {
            wrong.push(format!("{path}: differs by who asks"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_compressed_beforehand_says_so() {
    let app = TestApp::start().await;
    for encoding in ["br", "identity"] {
        let answer = ask(&app, "/pkg/abc123/twilight_bg.wasm", "", encoding).await;
        assert_eq!(header(&answer, "content-encoding"), if encoding == "br" { "br" } else { "" });
        assert_eq!(header(&answer, "vary"), "accept-encoding");
        assert!(header(&answer, "cache-control").starts_with("public"));
        let changed = header(&answer, "last-modified").to_owned();
        let again = app.request("GET", "/pkg/abc123/twilight_bg.wasm").header("if-modified-since", changed);
        let again = again.header("accept-encoding", encoding).send().await.expect("an answer");
        assert_eq!((again.status().as_u16(), header(&again, "vary")), (304, "accept-encoding"));
    }
    let sent = app.post("/api/set-theme", &[("theme", "dark")]).await;
    assert!(kept_by_nobody(&sent) && varies_by(&sent, "cookie") && varies_by(&sent, "accept-encoding"));
}
