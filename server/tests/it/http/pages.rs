//! Pages and files: what every answer says about itself.

use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use app::error::Problem;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_is_whole_and_keeps_other_sites_out() {
    let app = TestApp::with_demo().await;
    let answer = app.get("/sign-in").await;
    assert_eq!(answer.status(), 200);
    let policy = header(&answer, "content-security-policy").to_owned();
    for part in ["default-src 'none'", "script-src 'self' 'nonce-", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{part} is missing in {policy}");
    }
    assert!(!policy.contains("script-src 'self' 'unsafe-inline'"), "{policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(header(&answer, name), value, "{name}");
    }
    assert!(header(&answer, "permissions-policy").contains("camera=()"));
    assert_eq!(header(&answer, "strict-transport-security"), "", "plain http");
    let cached = header(&answer, "cache-control").to_owned();
    assert!(cached.contains("no-cache") || cached.contains("no-store"), "{cached}");
    assert_eq!(header(&answer, "x-request-id").len(), 32);
    let page = Page::of_answer(answer).await;
    page.offers("Sign in");
    assert!(page.has_program());
    assert_eq!(page.attribute("#program", "data-bindings").as_deref(), Some("/pkg/abc123/twilight.js"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_page_is_not_found_in_our_own_words() {
    let app = TestApp::start().await;
    for path in ["/nothing/here", "/boards", "/pkg/another-build/twilight.js", "/sizes.json", "/parts.json", "/version"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(Page::of_answer(answer).await.heading(), "We cannot find that page", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_not_signed_in_is_led_to_sign_in() {
    let app = TestApp::with_demo().await;
    let answer = app.get("/today").await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
    assert!(header(&answer, "location").starts_with("/sign-in?next="), "{}", header(&answer, "location"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_the_demonstration_show_its_group_and_boards() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in("amy@ashlane.example").await;
    let page = Page::of_answer(app.get_as(&cookie, "/today").await).await;
    assert_eq!(page.text(".group h2[id^='group-']"), "Two Rivers Work Group");
    assert_eq!(page.count(".board-row"), 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_names_its_own_parts_of_the_program_and_no_others() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in("amy@ashlane.example").await;
    let link = |file: &str| format!("link[href='/pkg/abc123/{file}'][as='fetch']");
    let today = Page::of_answer(app.get_as(&cookie, "/today?from=here").await).await;
    assert_eq!(["twilight_bg.wasm", "today.abc.pack"].map(|file| today.count(&link(file))), [1; 2]);
    today.does_not_hold("shared.abc");
    today.does_not_hold("board.abc");
    let sign_in = Page::of_answer(app.get("/sign-in").await).await;
    assert_eq!(sign_in.count(&link("twilight_bg.wasm")), 1);
    sign_in.does_not_hold(".abc.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn built_files_are_kept_for_ever_and_sent_compressed() {
    let app = TestApp::start().await;
    let answer = app.request("GET", "/pkg/abc123/twilight_bg.wasm").header("accept-encoding", "br, gzip").send().await;
    let answer = answer.expect("an answer");
    assert_eq!(answer.status(), 200);
    assert_eq!(header(&answer, "content-type"), "application/wasm");
    assert_eq!(header(&answer, "content-encoding"), "br");
    assert_eq!(header(&answer, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(answer.text().await.expect("bytes"), "compressed");
    let answer = app.get("/pkg/abc123/twilight.js").await;
    assert_eq!((answer.status().as_u16(), header(&answer, "content-encoding")), (200, ""));
    let missing = app.get("/pkg/abc123/missing.js").await;
    assert_eq!((missing.status().as_u16(), header(&missing, "cache-control")), (404, "no-store"));
    for path in ["/fonts/plain.woff2", "/favicon.svg"] {
        let answer = app.get(path).await;
        assert_eq!((answer.status().as_u16(), header(&answer, "cache-control")), (200, "public, max-age=604800"), "{path}");
    }
    let script = app.get("/scripts/upload.js").await;
    assert_eq!((script.status().as_u16(), header(&script, "cache-control")), (200, "no-cache"), "its address names no build");
    assert!(header(&script, "content-type").starts_with("text/javascript"), "{}", header(&script, "content-type"));
    assert_eq!(app.get("/pkg/abc123/../../twilight.db").await.status(), 404);
    assert_eq!(app.get("/fonts/..%2f..%2ftwilight.db").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_pages_are_compressed() {
    let app = TestApp::with_demo().await;
    let answer = app.request("GET", "/sign-in").header("accept-encoding", "br").send().await.expect("an answer");
    assert_eq!(header(&answer, "content-encoding"), "br");
    let answer = app.request("GET", "/healthz").header("accept-encoding", "br").send().await.expect("an answer");
    assert_eq!(header(&answer, "content-encoding"), "", "too small to be worth it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endless_form_is_not_read() {
    let app = TestApp::start().await;
    let password = "x".repeat(2 * 1024 * 1024);
    let answer = app.try_sign_in("priya@oakhollow.example", &password).await;
    assert!(crate::common::session_cookie(&answer).is_none());
    assert_ne!(answer.status(), 200);
    // On a connection of its own: the one that was refused in mid-form is closed.
    assert_eq!(reqwest::get(app.url("/healthz")).await.expect("an answer").status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_a_page_without_a_program_that_says_whom_to_ask() {
    let app = TestApp::with_demo().await;
    let amy = app.sign_in("amy@ashlane.example").await;
    let form = [("id", "0193aaaa-0000-7000-8000-000000000000"), ("open", "false")];
    let hub = app.get_as(&amy, "/hub").await;
    let nowhere = app.get_as(&amy, "/groups/nonsense").await;
    let refused = app.post_as(&amy, "/api/close-account", &form).await;
    for (answer, status, heading) in
        [(hub, 403, "This belongs to another group"), (nowhere, 404, "We cannot find that page"), (refused, 403, "You may not do that")]
    {
        assert_eq!(answer.status(), status);
        assert_eq!(header(&answer, "x-twilight-error-page"), "");
        let page = Page::of_answer(answer).await;
        assert_eq!(page.heading(), heading);
        page.leads_to("mailto:hello@lanternvale.example");
        assert!(!page.has_program(), "a page that no program takes over");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_with_a_problem_leads_the_eye_there_without_a_program() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in("nell@lanternvale.example").await;
    let answer = app.post_as(&nell, "/api/rename-account", &[("name", "")]).await;
    let page = Page::of(&refused(answer, &[Problem::NameMissing]).await);
    assert_eq!(page.title(), "Error: Your account · Twilight");
    assert_eq!(page.count("#problem[autofocus]"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_for_the_address_that_a_refused_form_has_comes_to_a_page() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in("nell@lanternvale.example").await;
    for (address, page) in [("/api/rename-account", "/"), ("/api/interest-answer-you", "/interest")] {
        assert_eq!(header(&app.get_as(&nell, address).await, "location"), page);
    }
}
