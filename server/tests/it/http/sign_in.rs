//! Signing in and out, from outside.

use crate::common::page::Page;
use crate::common::{TestApp, header, session_cookie, session_line};
use twilight::demo;

const PRIYA: &str = "priya@oakhollow.example";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_leads_on_with_a_cookie_that_scripts_cannot_read() {
    let app = TestApp::with_demo().await;
    let answer = app.try_sign_in(PRIYA, demo::PASSWORD).await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
    assert_eq!(header(&answer, "location"), "/today");
    let line = session_line(&answer).expect("a cookie");
    for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax"] {
        assert!(line.contains(part), "{part} is missing in {line}");
    }
    assert!(line.starts_with("session=") && !line.contains("Secure"), "plain http, one machine: {line}");
    let cookie = session_cookie(&answer).expect("a cookie");
    assert_eq!(app.get_as(&cookie, "/today").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_https_the_cookie_is_for_this_host_and_https_alone() {
    let app = TestApp::start_with(|config| {
        config.listen.origin = "https://twilight.example".parse().ok();
    })
    .await;
    demo::create(&app.database).await.expect("the demonstration");
    let form = [("email", PRIYA), ("password", demo::PASSWORD), ("next", "")];
    let answer = app.request("POST", "/api/sign-in").header("origin", "https://twilight.example").form(&form).send().await;
    let answer = answer.expect("an answer");
    let line = session_line(&answer).expect("a cookie");
    assert!(line.starts_with("__Host-session=") && line.contains("; Secure"), "{line}");
    assert!(!line.contains("Domain"), "{line}");
    assert_eq!(header(&answer, "strict-transport-security"), "max-age=31536000");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_passwords_are_refused_and_after_ten_even_right_ones() {
    let app = TestApp::with_demo().await;
    for _ in 0..10 {
        let answer = app.try_sign_in(PRIYA, "not the password").await;
        assert_eq!(session_cookie(&answer), None);
        assert!(!header(&answer, "location").contains("wait="), "{}", header(&answer, "location"));
    }
    let answer = app.try_sign_in(PRIYA, demo::PASSWORD).await;
    assert_eq!(session_cookie(&answer), None);
    assert!(header(&answer, "location").contains("wait=15"), "{}", header(&answer, "location"));
    assert!(session_cookie(&app.try_sign_in("tom@elmbank.example", demo::PASSWORD).await).is_some(), "a colleague");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_that_a_trusted_proxy_saw_is_the_one_that_counts() {
    let app = TestApp::start_with(|config| config.listen.trust_proxy = true).await;
    demo::create(&app.database).await.expect("the demonstration");
    let attempt = async |address: &str, email: &str| {
        let form = [("email", email), ("password", "not the password"), ("next", "")];
        let request = app.request("POST", "/api/sign-in").header("x-forwarded-for", format!("10.9.9.9, {address}"));
        let answer = request.form(&form).send().await.expect("an answer");
        header(&answer, "location").contains("wait=")
    };
    for number in 0..50 {
        assert!(!attempt("192.0.2.1", &format!("somebody-{number}@elmbank.example")).await, "{number}");
    }
    assert!(attempt("192.0.2.1", PRIYA).await);
    assert!(!attempt("192.0.2.2", PRIYA).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_ends_the_session_on_the_server() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in(PRIYA).await;
    let answer = app.post_as(&cookie, "/api/sign-out", &[]).await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
    assert!(session_line(&answer).is_some_and(|line| line.contains("Max-Age=0")));
    let answer = app.get_as(&cookie, "/today").await;
    assert!(header(&answer, "location").starts_with("/sign-in"), "a kept cookie is worth nothing: {}", answer.status());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sign_in_page_of_a_demonstration_shows_the_password_that_works() {
    let app = TestApp::with_demo().await;
    let page = Page::of_answer(app.get("/sign-in").await).await;
    page.says(&format!("Everybody here is invented and has the password “{}”", demo::PASSWORD));
}
