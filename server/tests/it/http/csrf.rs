//! Other sites can't act in somebody's name.

use crate::common::{TestApp, session_cookie};
use twilight::demo;

/// Sends the sign-in form with these headers, and tells the status and whether somebody is signed in now.
async fn sign_in_with(app: &TestApp, headers: &[(&str, &str)]) -> (u16, bool) {
    let form = [("email", "tom@elmbank.example"), ("password", demo::PASSWORD), ("next", "")];
    let mut request = app.request("POST", "/api/sign-in").form(&form);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.expect("an answer");
    (answer.status().as_u16(), session_cookie(&answer).is_some())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_on_another_site_is_refused() {
    let app = TestApp::with_demo().await;
    for headers in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ] {
        assert_eq!(sign_in_with(&app, headers).await, (403, false), "{headers:?}");
    }
    let own = app.url("");
    for headers in [&[("sec-fetch-site", "same-origin")][..], &[("origin", own.as_str())], &[]] {
        assert!(sign_in_with(&app, headers).await.1, "{headers:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signed_in_request_that_does_not_say_where_it_comes_from_is_refused() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in("tom@elmbank.example").await;
    let answer = app.request("POST", "/api/sign-out").header("cookie", &cookie).send().await.expect("an answer");
    assert_eq!(answer.status(), 403);
    assert_eq!(app.get_as(&cookie, "/today").await.status(), 200, "still signed in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_is_open_to_links_from_anywhere() {
    let app = TestApp::with_demo().await;
    let answer = app.request("GET", "/").header("sec-fetch-site", "cross-site").send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_socket_opened_by_another_site_is_refused() {
    let (app, fixture) = TestApp::with_fixture(1, 1).await;
    let path = format!("/sync/{}", fixture.documents[0]);
    let connect = async |headers: &[(&str, &str)]| {
        let mut request = app.request("GET", &path).header("cookie", &fixture.cookies[0]);
        for (name, value) in [
            ("connection", "upgrade"),
            ("upgrade", "websocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ] {
            request = request.header(name, value);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.expect("an answer").status().as_u16()
    };
    assert_eq!(connect(&[("origin", "https://evil.example")]).await, 403);
    assert_eq!(connect(&[("sec-fetch-site", "cross-site")]).await, 403);
    assert_eq!(connect(&[("origin", &app.url(""))]).await, 101);
    assert_eq!(connect(&[]).await, 101, "no browser: the y-websocket package in Node");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stands_in_for_a_socket_is_not_opened_by_another_site_either() {
    let (app, fixture) = TestApp::with_fixture(1, 1).await;
    let path = format!("/sync/{}/sessions", fixture.documents[0]);
    let own = app.url("");
    for (header, status) in [
        (("origin", "https://evil.example"), 403),
        (("sec-fetch-site", "cross-site"), 403),
        (("x-none", "of both"), 403),
        (("origin", own.as_str()), 201),
    ] {
        let request = app.request("POST", &path).header("cookie", &fixture.cookies[0]).header(header.0, header.1);
        assert_eq!(request.send().await.expect("an answer").status(), status, "{header:?}");
    }
}
