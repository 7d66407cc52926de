//! People and their letters where letters don't leave by themselves, and what somebody leaves behind.

use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::common::{TestApp, header, session_cookie};
use app::error::Problem;
use model::accounts::roles::{Actor, Person};
use model::calendar::academic_year::AcademicYear;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use store::accounts::sign_in;

const NELL: &str = "nell@lanternvale.example";
const HELEN: &str = "helen@oakhollow.example";
const AMY: &str = "amy@ashlane.example";
const NO_LINKS: &str = "No mail server is set up here, so we can’t email you a link. Sign in with your password.";

async fn person(app: &TestApp, email: &str) -> Person {
    let cookie = app.sign_in(email).await;
    match sign_in::actor(&app.database, cookie.split('=').nth(1).unwrap_or_default()).await.expect("an answer") {
        Actor::Person(person) => person,
        Actor::Guest(_) | Actor::Anonymous => panic!("nobody"),
    }
}

async fn page(app: &TestApp, cookie: &str, path: &str) -> Page {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    Page::of_answer(answer).await
}

async fn execute(app: &TestApp, statement: &'static str) {
    let mut connection = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
    sqlx::query(statement).execute(&mut connection).await.expect("a statement");
}

/// The path of the newest invitation to an address.
async fn invitation(app: &TestApp, email: &str) -> String {
    let mut connection = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
    let select = "select link from outbox where kind like 'invitation%' and to_email = ? order by id desc";
    let (link,): (String,) = sqlx::query_as(select).bind(email).fetch_one(&mut connection).await.expect("a letter");
    link.strip_prefix(&app.url("")).expect("an address of ours").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_mail_server_nobody_is_told_to_look_in_their_inbox() {
    let app = TestApp::with_demo().await;
    let shown = Page::of_answer(app.get("/sign-in/link").await).await;
    shown.says(NO_LINKS);
    shown.does_not_say("Look in your inbox");
    assert_eq!(shown.links("Write to the hub"), ["mailto:hello@lanternvale.example"], "and whom to ask");
    let answer = app.post("/api/send-sign-in-link", &[("email", AMY)]).await;
    assert_eq!(answer.status(), 422);
    Page::of_answer(answer).await.says(NO_LINKS);
    let amy = app.sign_in(AMY).await;
    let account = page(&app, &amy, "/account").await;
    account.says("It can’t be changed here: no mail server is set up");
    assert!(!account.has_field("email"));
    let form = [("email", "amy@new.example"), ("email_password", twilight::demo::PASSWORD)];
    let answer = app.post_as(&amy, "/api/change-email", &form).await;
    refused(answer, &[Problem::NoMailServer]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_mail_server_an_invitation_waits_by_hand_and_needs_a_password() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in(NELL).await;
    let form = [("name", "Cho Lin"), ("email", "cho@lanternvale.example"), ("role", "staff")];
    let answer = app.post_as(&nell, "/api/hub-invite", &form).await;
    let back = header(&answer, "location").to_owned();
    assert!(back.contains("done=invited-by-hand"), "{back}");
    let list = page(&app, &nell, &back).await;
    list.says("No mail server is set up, so somebody at the hub has to send it by hand.");
    assert_eq!(list.links("Look at it in Mail"), ["/hub/mail?folder=waiting"]);
    // The overview counts it.
    page(&app, &nell, "/hub").await.says("One message has to be sent by hand");

    let link = invitation(&app, "cho@lanternvale.example").await;
    let shown = Page::of_answer(app.get(&link).await).await;
    shown.does_not_say("Leave it empty");
    let hint = shown.field("new_password").hint.unwrap_or_default();
    assert!(hint.ends_with("You sign in with it from now on."), "{hint}");
    let token = link.rsplit('/').next().unwrap_or_default().to_owned();
    let without = app.post("/api/join", &[("token", &token), ("name", "Cho Lin")]).await;
    refused(without, &[Problem::PasswordNeeded]).await;
    shown.offers("Join");
    let with = app.post("/api/join", &[("token", &token), ("name", "Cho Lin"), ("new_password", "gravy lantern thirteen otters")]).await;
    assert!(session_cookie(&with).is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_that_is_looked_at_first_is_not_on_its_way() {
    let app = TestApp::with_demo_and_mail().await;
    let nell = app.sign_in(NELL).await;
    let form = [("name", "Cho Lin"), ("email", "cho@lanternvale.example"), ("role", "lead")];
    let sent = app.post_as(&nell, "/api/hub-invite", &form).await;
    assert!(header(&sent, "location").contains("done=invited&") || header(&sent, "location").ends_with("done=invited"));
    app.post_as(&nell, "/api/mail-look-first", &[("look", "true")]).await;
    let held = app.post_as(&nell, "/api/hub-invite", &form).await;
    let back = header(&held, "location").to_owned();
    assert!(back.contains("done=invited-held"), "{back}");
    assert_eq!(page(&app, &nell, &back).await.links("Look at it in Mail"), ["/hub/mail?folder=held"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_an_account_names_what_is_left_without_anybody() {
    let app = TestApp::with_demo().await;
    let (nell, helen) = (app.sign_in(NELL).await, person(&app, HELEN).await);
    let (group, year) = (helen.leads[0], AcademicYear::of(store::uk_time::today()));
    let (of_the_year, year) = (format!("Two Rivers, {year}"), year.starts_in());
    for what in ["close", "place"] {
        let asked = page(&app, &nell, &format!("/hub/people/{}/{what}", helen.id)).await;
        let leads = asked.links(&format!("Work Group Lead of {of_the_year}"));
        assert_eq!(leads, [format!("/groups/{group}/settings?year={year}")], "{what}");
    }
    let amy = person(&app, AMY).await;
    let asked = page(&app, &nell, &format!("/hub/people/{}/close", amy.id)).await;
    let school = amy.school.expect("a school");
    let represents = asked.links(&format!("Lead participant for Ash Lane Primary School in {of_the_year}"));
    assert_eq!(represents, [format!("/groups/{group}/people/{school}?year={year}")]);
    app.post_as(&nell, "/api/close-account", &[("id", &helen.id.to_string()), ("open", "false")]).await;
    page(&app, &nell, "/hub").await.says("Two Rivers has no lead");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_is_gone_and_an_address_that_is_taken_say_so() {
    let app = TestApp::with_demo_and_mail().await;
    let (helen, amy) = (app.sign_in(HELEN).await, person(&app, AMY).await);
    let group = person(&app, HELEN).await.leads[0].to_string();
    let school = amy.school.expect("a school").to_string();
    let year = AcademicYear::of(store::uk_time::today()).starts_in().to_string();
    let from = store::uk_time::today().to_string();
    let form = [
        ("group", group.as_str()),
        ("school", &school),
        ("year", &year),
        ("kind", "deputy"),
        ("person", "new"),
        ("name", "Cho Lin"),
        ("email", "cho@ashlane.example"),
        ("from", &from),
    ];
    app.post_as(&helen, "/api/choose-representative", &form).await;
    let link = invitation(&app, "cho@ashlane.example").await;
    execute(&app, "update group_school set status = 'withdrawn'").await;
    let shown = Page::of_answer(app.get(&link).await).await;
    assert_eq!(shown.heading(), "This place is no longer there");
    shown.does_not_offer("Join");

    let cookie = app.sign_in(AMY).await;
    let form = [("email", "new@ashlane.example"), ("email_password", twilight::demo::PASSWORD)];
    app.post_as(&cookie, "/api/change-email", &form).await;
    let mut connection = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
    let select = "select link from outbox where kind = 'change_email' order by id desc";
    let (link,): (String,) = sqlx::query_as(select).fetch_one(&mut connection).await.expect("a letter");
    execute(&app, "update person set email = 'new@ashlane.example' where email = 'judith@ashlane.example'").await;
    let token = link.rsplit('/').next().unwrap_or_default().to_owned();
    let answer = app.post("/api/confirm-email", &[("token", &token)]).await;
    let shown = Page::of_answer(app.get(header(&answer, "location")).await).await;
    assert_eq!(shown.heading(), "This address is taken");
}
