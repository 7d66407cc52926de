//! A session that ends in mid-form: whoever signs in again finds the form as it was, and nobody else does.

use std::net::IpAddr;

use app::error::Problem;
use store::typed::Whose;

use crate::common::asked::{Asked, HEAD, multipart, today};
use crate::common::browser::Browser;
use crate::common::forms::Looking;
use crate::common::html_forms::HtmlForm;
use crate::common::page::Page;
use crate::common::{TestApp, header};
use crate::permissions::rows::{ROWS, Who};
use crate::permissions::sample::Sample;
use twilight::demo;

const ROSA: &str = "rosa@elmbank.example";
const NELL: &str = "nell@lanternvale.example";

/// The pages that only somebody sees who has signed in, with one who does.
async fn pages(app: &TestApp) -> Vec<(String, &'static str)> {
    let sample = Sample::of(app).await;
    let mut pages = Vec::new();
    for row in ROWS.iter().filter(|row| row.method == "GET" && !row.path.starts_with("/api/") && !row.path.contains('.')) {
        let (Who::Only(email) | Who::SignedIn(email)) = row.who else { continue };
        let query: Vec<String> = row.fields.iter().map(|(name, value)| format!("{name}={}", sample.fill(value))).collect();
        let question = if query.is_empty() { "" } else { "?" };
        pages.push((format!("{}{question}{}", sample.fill(row.path), query.join("&")), email));
    }
    pages
}

async fn page_as(app: &TestApp, cookies: &str, path: &str) -> Page {
    Page::of_answer(app.get_as(cookies, path).await).await
}

fn session_of(line: &str) -> String {
    line.split("; ").find(|pair| pair.starts_with("session=")).expect("a session").to_owned()
}

/// Sends a form as a browser whose session has ended, and returns where it is led and the cookies it is given.
pub async fn send_signed_out(app: &TestApp, form: &HtmlForm) -> (String, String) {
    let answer = app.post(&form.action, &form.pairs()).await;
    let cookies = answer.headers().get_all("set-cookie").iter().filter_map(|line| line.to_str().ok());
    let cookies: Vec<&str> = cookies.filter_map(|line| line.split(';').next()).collect();
    (header(&answer, "location").to_owned(), cookies.join("; "))
}

/// Where signing in leads on to.
pub fn next_of(address: &str) -> Option<String> {
    let next = address.strip_prefix("/sign-in?next=")?;
    let mut parts = next.split('%');
    let first = parts.next()?.to_owned();
    Some(parts.fold(first, |before, part| {
        let letter = u8::from_str_radix(&part[..2], 16).expect("two digits");
        format!("{before}{}{}", char::from(letter), &part[2..])
    }))
}

fn differences(sent: &HtmlForm, found: &HtmlForm) -> Vec<String> {
    let of = |form: &HtmlForm| -> Vec<(String, String, bool)> {
        let told_apart = |kind: &str| matches!(kind, "checkbox" | "radio");
        form.seen().map(|field| (field.name.clone(), field.value.clone(), told_apart(&field.kind) && field.checked)).collect()
    };
    let (sent, found) = (of(sent), of(found));
    sent.iter().filter(|field| !found.contains(field)).map(|field| format!("{field:?}")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_is_there_and_filled_in_after_signing_in_again() {
    let app = TestApp::with_demo().await;
    let (mut wrong, mut seen, mut cookies) = (Vec::new(), 0, std::collections::HashMap::new());
    for (path, email) in pages(&app).await {
        if !cookies.contains_key(email) {
            cookies.insert(email, app.sign_in(email).await);
        }
        let own = session_of(&cookies[email]);
        let forms = page_as(&app, &own, &path).await.forms();
        for mut form in forms.into_iter().filter(|form| !form.multipart && form.is_filled_in()) {
            if form.action == "/api/set-theme" {
                continue;
            }
            seen += 1;
            form.fill();
            let (to, given) = send_signed_out(&app, &form).await;
            let Some(next) = next_of(&to).filter(|next| next.ends_with("kept=1")) else {
                wrong.push(format!("{path}: {} led to {to:?}", form.action));
                continue;
            };
            let found = page_as(&app, &format!("{own}; {given}"), &next).await.forms();
            let found = found.into_iter().filter(|found| found.action == form.action).map(|found| differences(&form, &found));
            match found.min_by_key(Vec::len) {
                None => wrong.push(format!("{path}: {} is not on {next}", form.action)),
                Some(lost) if !lost.is_empty() => wrong.push(format!("{path}: {} lost {lost:#?}", form.action)),
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 20, "{seen} forms were tried");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_outlives_its_session_and_the_server() {
    let app = TestApp::with_demo().await;
    let mut browser = Browser::signed_in(&app, NELL).await;
    let mut form = browser.open("/hub/people/invite").await.page().form("/api/hub-invite");
    form.fill();
    // The session ends on the server, as when somebody signs out everywhere on another device.
    app.run("delete from session").await;
    let place = browser.send(&form.action, &form.pairs()).await;
    assert!(place.address.starts_with("/sign-in?next=%2Fhub%2Fpeople%2Finvite%3Fkept%3D1"), "{}", place.address);
    // Nobody has signed in yet.
    place.page().does_not_hold("kept-name");
    let cookies = browser.line();
    let app = app.restart().await;
    let mut browser = Browser::with_cookies(&app, &cookies);
    let sent = [("email", NELL), ("password", demo::PASSWORD), ("next", "/hub/people/invite?kept=1")];
    let place = browser.send("/api/sign-in", &sent).await;
    assert_eq!(place.address, "/hub/people/invite?kept=1");
    assert_eq!(["name", "email"].map(|name| place.page().field(name).value), ["kept-name", "kept-email"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_who_signs_in_on_the_same_device_never_sees_it() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in(NELL).await;
    let mut form = page_as(&app, &nell, "/account").await.form("/api/rename-account");
    form.fill();
    let (to, typed) = send_signed_out(&app, &form).await;
    assert_eq!(next_of(&to).as_deref(), Some("/account?kept=1"));
    let rosa = app.sign_in(ROSA).await;
    page_as(&app, &format!("{rosa}; {typed}"), "/account?kept=1").await.does_not_hold("kept-name");
    assert_eq!(page_as(&app, &format!("{nell}; {typed}"), "/account?kept=1").await.field("name").value, "kept-name");
    let nobody = app.get_as(&typed, "/account?kept=1").await;
    assert!(nobody.status().is_redirection(), "whoever has not signed in is led to do so");
    // Nell's page is still open where Rosa has signed in since: it does not act for Rosa, and does not show her what Nell typed.
    let sent = app.request("POST", "/api/rename-account").header("origin", app.url("")).header("referer", app.url("/api/rename-account"));
    let answer = sent.header("cookie", &rosa).form(&form.pairs()).send().await.expect("an answer");
    let back = header(&answer, "location").to_owned();
    assert_eq!(back, "/account?problem=other-person");
    let given = header(&answer, "set-cookie").split(';').next().unwrap_or_default().to_owned();
    let page = page_as(&app, &format!("{rosa}; {given}"), &back).await;
    assert_eq!(page.problems(), [(Problem::OtherPerson.to_string(), String::new())]);
    page.does_not_hold("kept-name");
    // It leads her on to where she signs in instead of Rosa, and finds it.
    let way = page.links("Sign in as yourself").remove(0);
    assert_eq!(way, "/sign-in?next=%2Faccount%3Fkept%3D1&as=another");
    let sign_in = page_as(&app, &format!("{rosa}; {given}"), &way).await;
    assert_eq!(sign_in.form("/api/sign-in").pairs()[0], ("next", "/account?kept=1"));
    let page = page_as(&app, &format!("{nell}; {given}"), "/account?kept=1").await;
    assert_eq!(page.field("name").value, "kept-name", "it waits for her");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_back_with_a_problem_is_its_persons_alone() {
    let app = TestApp::with_demo().await;
    let (rosa, helen) = (app.sign_in(ROSA).await, app.sign_in("helen@oakhollow.example").await);
    let long = format!("Halves {}", "x".repeat(300));
    let group = Sample::of(&app).await.fill("{group}");
    let answer = app.post_as(&rosa, "/api/create-board", &[("id", group.as_str()), ("title", &long)]).await;
    let typed = header(&answer, "set-cookie").split(';').next().unwrap_or_default().to_owned();
    let back = header(&answer, "location");
    page_as(&app, &format!("{helen}; {typed}"), back).await.does_not_hold(&long);
    assert_eq!(page_as(&app, &format!("{rosa}; {typed}"), back).await.attribute("#title", "value"), Some(long));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_form_has_an_end_and_no_secret_in_it() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in(NELL).await;
    let sender = page_as(&app, &nell, "/account").await.field("sender").value;
    let form = [("sender", sender.as_str()), ("old_password", "my old secret"), ("new_password", "my new secret")];
    let answer = app.post("/api/set-password", &form).await;
    assert_eq!(header(&answer, "location"), "/sign-in?next=%2Faccount%3Fkept%3D1");
    assert!(!app.column("select fields from typed").await.concat().contains("secret"));
    // What she has typed elsewhere is not hers to lose by what others send in her name.
    let (reader, elsewhere) = (sender.parse().ok(), Whose::network(IpAddr::from([192, 0, 2, 1])));
    let own = store::typed::keep(&app.database, &[("name".to_owned(), "mine".to_owned())], &elsewhere, reader).await.expect("kept");
    let large = "x".repeat(40 * 1024);
    for _ in 0..60 {
        app.post("/api/rename-account", &[("sender", &sender), ("name", &large)]).await;
    }
    assert_eq!(app.count("select count(*) from typed").await, 41);
    assert!(app.count("select sum(bytes) from typed").await < 32 * 1024 * 41);
    assert_eq!(store::typed::recall(&app.database, &own, reader).await.expect("an answer").len(), 1);
    // Nobody's form is anybody's: without a sender that there is, nothing is kept.
    app.run("delete from typed").await;
    for form in [
        vec![("name", "Amy")],
        vec![("sender", "me"), ("name", "Amy")],
        vec![("sender", "019a0000-0000-7000-8000-000000000001"), ("name", "Amy")],
    ] {
        let answer = app.post("/api/rename-account", &form).await;
        assert_eq!(header(&answer, "location"), "/sign-in?next=%2Faccount");
    }
    assert_eq!(app.count("select count(*) from typed").await, 0);
    // After an hour it is gone.
    let answer = app.post("/api/rename-account", &[("sender", &sender), ("name", "kept-name")]).await;
    let (typed, lasts) = header(&answer, "set-cookie").split_once("; ").expect("a cookie");
    assert_eq!(lasts, "Path=/account; Max-Age=3600; HttpOnly; SameSite=Lax");
    app.run("update typed set created_at = created_at - 3601 * 1000").await;
    page_as(&app, &format!("{nell}; {typed}"), "/account?kept=1").await.does_not_hold("kept-name");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drawn_signature_comes_back_with_its_form() {
    const DRAWN: &str = "M 10 20 L 30 40 L 60 20";
    let asked = Asked::new().await;
    let head = asked.app.sign_in(HEAD).await;
    let address = format!("{}/{}", asked.page(), asked.school);
    let mut form = asked.page_as(&head, &address).await.form("/api/sign-commitment-as-head");
    form.fill();
    form.set("drawing", DRAWN);
    let (to, typed) = send_signed_out(&asked.app, &form).await;
    let page = asked.page_as(&format!("{head}; {typed}"), &next_of(&to).expect("a page")).await;
    assert_eq!(["drawing", "typed_name"].map(|name| page.field(name).value), [DRAWN, "kept-typed_name"]);
    // The same where something was missing.
    let answer = asked.app.post_as(&head, &form.action, &form.pairs()).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(Page::of_answer(answer).await.field("drawing").value, DRAWN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_with_a_file_comes_back_without_the_file() {
    let asked = Asked::new().await;
    let ink = format!("{}/{}/ink", asked.page(), asked.school);
    let (sender, day) = (asked.page_as(&asked.lead, &ink).await.field("sender").value, today());
    let fields = [("sender", sender.as_str()), ("printed_name", "Judith Kept"), ("signed_on", &day), ("ink_seen", "true")];
    let request = asked.app.request("POST", &format!("{}/{}/record", asked.page(), asked.school)).header("origin", asked.app.url(""));
    let request = request.header("content-type", "multipart/form-data; boundary=edge").body(multipart(&fields, b"%PDF-1.7"));
    let answer = request.send().await.expect("an answer");
    let typed = header(&answer, "set-cookie").split(';').next().unwrap_or_default().to_owned();
    let next = next_of(header(&answer, "location")).expect("to sign in");
    assert_eq!(next, format!("{ink}?kept=1"));
    let page = asked.page_as(&format!("{}; {typed}", asked.lead), &next).await;
    assert_eq!(page.field("printed_name").value, "Judith Kept");
    assert_eq!(page.chosen("ink_seen"), ["true"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_our_script_sends_is_kept_as_well() {
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let rosa = app.sign_in(ROSA).await;
    let address = sample.fill("/groups/{group}/boards/new");
    let (sender, group) = (page_as(&app, &rosa, &address).await.field("sender").value, sample.fill("{group}"));
    let form = [("sender", sender.as_str()), ("id", &group), ("title", "Kept halves"), ("years[]", "Y3")];
    let request =
        reqwest::Client::new().post(app.url("/api/create-board")).header("accept", "application/json").header("origin", app.url(""));
    let answer = request.form(&form).send().await.expect("an answer");
    assert_eq!(answer.status(), 401, "then the page sends the form by itself");
    let answer = app.post("/api/create-board", &form).await;
    let next = next_of(header(&answer, "location")).expect("to sign in");
    assert_eq!(next, format!("{address}?kept=1"));
    let typed = header(&answer, "set-cookie").split(';').next().unwrap_or_default().to_owned();
    let page = page_as(&app, &format!("{rosa}; {typed}"), &next).await;
    assert_eq!(page.attribute("#title", "value").as_deref(), Some("Kept halves"));
    assert_eq!(page.chosen("years[]"), ["Y3"]);
    // A form that waits comes with its whole page, so signing in is a plain form then.
    let sign_in = Page::of_answer(app.get(header(&answer, "location")).await).await;
    assert_eq!(sign_in.form("/api/sign-in").pairs()[0], ("next", next.as_str()));
}
