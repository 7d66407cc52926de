//! People and accounts, from outside: links in letters, invitations, handing over, closing accounts, and who may not.

use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::common::{TestApp, header, session_cookie, tables};
use app::error::Problem;
use model::accounts::email::EmailAddress;
use model::accounts::roles::{Actor, HubRole, Person, SchoolRole};
use model::calendar::academic_year::AcademicYear;
use model::ids::{PersonId, SchoolId};
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use store::accounts::people::{self, NewPerson};
use store::accounts::{passwords, sign_in};
use store::hub;
use twilight::demo;

const AMY: &str = "amy@ashlane.example";
const HELEN: &str = "helen@oakhollow.example";
const ROSA: &str = "rosa@elmbank.example";

/// One text from the database.
async fn text(app: &TestApp, select: &'static str, value: &str) -> Option<String> {
    let mut connection = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
    let row: Option<(Option<String>,)> = sqlx::query_as(select).bind(value).fetch_optional(&mut connection).await.expect("an answer");
    row.and_then(|(text,)| text)
}

/// The path in the last letter of a kind to an address.
async fn letter(app: &TestApp, kind: &'static str, email: &str) -> Option<String> {
    let select = match kind {
        "sign_in" => "select link from outbox where kind = 'sign_in' and to_email = ? order by id desc",
        "change_email" => "select link from outbox where kind = 'change_email' and to_email = ? order by id desc",
        _ => "select link from outbox where kind = 'invitation' and to_email = ? order by id desc",
    };
    let link = text(app, select, email).await?;
    link.strip_prefix(&app.url("")).map(str::to_owned)
}

fn token(path: &str) -> &str {
    path.rsplit('/').next().and_then(|last| last.split('?').next()).unwrap_or_default()
}

/// An account with the demonstration's password, with a role in its hub or with none.
async fn add(app: &TestApp, email: &str, role: Option<HubRole>) -> PersonId {
    let hash = passwords::hash(demo::PASSWORD).await.expect("a hash");
    let address: EmailAddress = email.parse().expect("an address");
    let hub = hub::first(&app.database).await.expect("an answer").expect("a hub");
    let mut changes = app.database.change().await.expect("changes");
    let new = NewPerson { name: "Cho Lin", email: &address, password_hash: Some(&hash), school: None };
    let id = people::add(&mut changes, &new).await.expect("a person");
    if let Some(role) = role {
        hub::set_role(&mut changes, hub, id, role).await.expect("a role");
    }
    changes.commit().await.expect("kept");
    id
}

async fn person(app: &TestApp, cookie: &str) -> Person {
    let token = cookie.split('=').nth(1).unwrap_or_default();
    match sign_in::actor(&app.database, token).await.expect("an answer") {
        Actor::Person(person) => person,
        Actor::Guest(_) | Actor::Anonymous => panic!("nobody"),
    }
}

async fn page(app: &TestApp, cookie: &str, path: &str) -> Page {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    Page::of_answer(answer).await
}

fn today() -> String {
    store::uk_time::today().to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_scanner_opens_the_link_three_times_and_the_person_still_gets_in_once() {
    let app = TestApp::with_demo_and_mail().await;
    let answer = app.post("/api/send-sign-in-link", &[("email", AMY), ("next", "/today")]).await;
    assert!(header(&answer, "location").ends_with("/sign-in/link?done=link-sent"), "{}", header(&answer, "location"));
    let link = letter(&app, "sign_in", AMY).await.expect("a letter");
    for _ in 0..3 {
        let answer = app.get(&link).await;
        assert_eq!(answer.status(), 200);
        Page::of_answer(answer).await.says(AMY);
    }
    let form = [("token", token(&link)), ("next", "/today")];
    let answer = app.post("/api/use-sign-in-link", &form).await;
    let cookie = session_cookie(&answer).expect("a session");
    assert_eq!((header(&answer, "location"), app.get_as(&cookie, "/today").await.status().as_u16()), ("/today", 200));
    let again = app.post("/api/use-sign-in-link", &form).await;
    assert_eq!(session_cookie(&again), None);
    let answer = app.get(header(&again, "location")).await;
    assert_eq!(answer.status(), 410);
    assert_eq!(Page::of_answer(answer).await.heading(), "This link has been used");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_answer_is_the_same_whether_or_not_there_is_an_account() {
    let app = TestApp::with_demo_and_mail().await;
    let ask = async |email: &str| {
        let answer = app.post("/api/send-sign-in-link", &[("email", email)]).await;
        let (status, location) = (answer.status().as_u16(), header(&answer, "location").to_owned());
        let page = answer.text().await.expect("an answer").replace(email, "");
        // Each page has a nonce of its own behind it.
        (status, location, page.split("</body>").next().unwrap_or_default().to_owned())
    };
    for _ in 0..6 {
        assert_eq!(ask(AMY).await, ask("nobody@ashlane.example").await);
    }
    let (status, _, page) = ask(AMY).await;
    assert_eq!(status, 429);
    Page::of(&page).finds_wrong(&[("Too many tries. Wait 15 minutes, then try again.", "")]);
    assert_eq!(letter(&app, "sign_in", "nobody@ashlane.example").await, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_is_none_says_so_and_offers_a_new_one() {
    let app = TestApp::with_demo().await;
    for path in ["/sign-in/link/0123", "/invitation/0123", "/account/email/0123"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(Page::of_answer(answer).await.heading(), "This link is not complete", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lead_invites_and_the_invited_joins_with_a_password_of_their_own() {
    let app = TestApp::with_demo_and_mail().await;
    let helen = app.sign_in(HELEN).await;
    let group = person(&app, &helen).await.leads[0].to_string();
    let rosa = person(&app, &app.sign_in(ROSA).await).await;
    let school = rosa.school.expect("a school").to_string();
    let year = AcademicYear::of(store::uk_time::today()).starts_in().to_string();
    let from = today();
    let form = [
        ("group", group.as_str()),
        ("school", &school),
        ("year", &year),
        ("kind", "deputy"),
        ("person", "new"),
        ("name", "Cho Lin"),
        ("email", "cho@elmbank.example"),
        ("from", &from),
    ];
    let answer = app.post_as(&helen, "/api/choose-representative", &form).await;
    assert!(header(&answer, "location").contains("done=invited"), "{}", header(&answer, "location"));
    let list = format!("/groups/{group}/people/{school}?year={year}");
    page(&app, &helen, &list).await.says("Cho Lin cho@elmbank.example To be deputy for Elm Bank Primary School");
    let link = letter(&app, "invitation", "cho@elmbank.example").await.expect("a letter");
    let shown = Page::of_answer(app.get(&link).await).await;
    assert_eq!(shown.heading(), "Helen Whitlock invites you");
    shown.says("asks you to be deputy for Elm Bank Primary School in the Two Rivers Work Group");
    shown.says("Lantern Vale Maths Hub");
    let hint = shown.field("new_password").hint.unwrap_or_default();
    assert!(hint.ends_with("Leave it empty, and we email you a link each time you sign in."), "{hint}");
    page(&app, &helen, &list).await.says("link opened");
    let weak = app.post("/api/join", &[("token", token(&link)), ("name", "Cho Lin"), ("new_password", "password1234")]).await;
    refused(weak, &[Problem::PasswordCommon]).await;
    let join = [("token", token(&link)), ("name", "Cho Lin"), ("new_password", "gravy lantern thirteen otters")];
    let answer = app.post("/api/join", &join).await;
    let cookie = session_cookie(&answer).expect("a session");
    assert_eq!(header(&answer, "location"), "/today");
    assert_eq!(person(&app, &cookie).await.school_role, SchoolRole::LeadParticipant, "a deputy may do what the lead participant may");
    assert_eq!(session_cookie(&app.post("/api/join", &join).await), None, "one use");
    let answer = app.try_sign_in("cho@elmbank.example", "gravy lantern thirteen otters").await;
    assert!(session_cookie(&answer).is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_of_the_school_takes_over_after_being_asked_once_more() {
    let app = TestApp::with_demo().await;
    let amy_cookie = app.sign_in(AMY).await;
    let amy = person(&app, &amy_cookie).await;
    let (group, school) = (amy.groups[0].to_string(), amy.school.expect("a school"));
    let cho = add(&app, "cho@ashlane.example", None).await;
    place(&app, cho, school).await;
    let (school, year, cho, from) =
        (school.to_string(), AcademicYear::of(store::uk_time::today()).starts_in().to_string(), cho.to_string(), today());
    let mut form =
        vec![("group", group.as_str()), ("school", &school), ("year", &year), ("kind", "lead"), ("person", &cho), ("from", &from)];
    let answer = app.post_as(&amy_cookie, "/api/choose-representative", &form).await;
    let confirm = header(&answer, "location").to_owned();
    assert!(confirm.contains("/confirm?"), "{confirm}");
    let asked = page(&app, &amy_cookie, &confirm).await;
    assert_eq!(asked.heading(), "Make Cho Lin lead participant?");
    assert_eq!(asked.links("No, keep Amy Charlesworth"), [format!("/groups/{group}/people/{school}?year={year}")]);
    assert_eq!(person(&app, &amy_cookie).await.school_role, SchoolRole::LeadParticipant, "nothing has changed yet");
    let answer = app.post_as(&amy_cookie, "/api/appoint-representative", &form).await;
    assert!(header(&answer, "location").contains("done=handed-over"), "{}", header(&answer, "location"));
    assert_eq!(person(&app, &amy_cookie).await.school_role, SchoolRole::Teacher);
    assert_eq!(app.post_as(&amy_cookie, "/api/appoint-representative", &form).await.status(), 403, "it is no more hers to give");
    let helen = app.sign_in(HELEN).await;
    form.retain(|(name, _)| *name != "from");
    form.push(("from", "2020-01-01"));
    let answer = app.post_as(&helen, "/api/choose-representative", &form).await;
    refused(answer, &[Problem::DayPast]).await;
}

/// Puts somebody into a school as a teacher.
async fn place(app: &TestApp, person: PersonId, school: SchoolId) {
    let mut changes = app.database.change().await.expect("changes");
    let new = people::Assignment { person, school, role: SchoolRole::Teacher, from: store::uk_time::today() };
    people::assign(&mut changes, new).await.expect("a place");
    changes.commit().await.expect("kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_account_is_out_at_once_and_the_last_admin_stays() {
    let app = TestApp::with_demo().await;
    let other = add(&app, "other@lanternvale.example", Some(HubRole::Admin)).await.to_string();
    let (nell, rosa) = (app.sign_in("nell@lanternvale.example").await, app.sign_in(ROSA).await);
    let id = person(&app, &rosa).await.id.to_string();
    let asked = page(&app, &nell, &format!("/hub/people/{id}/close")).await;
    assert_eq!(asked.links("No, keep it open"), [format!("/hub/people/{id}")]);
    let answer = app.post_as(&nell, "/api/close-account", &[("id", &id), ("open", "false")]).await;
    assert!(header(&answer, "location").contains("done=account-closed"), "{}", header(&answer, "location"));
    assert!(header(&app.get_as(&rosa, "/today").await, "location").starts_with("/sign-in"));
    assert_eq!(session_cookie(&app.try_sign_in(ROSA, demo::PASSWORD).await), None);
    app.post_as(&nell, "/api/close-account", &[("id", &id), ("open", "true")]).await;
    assert!(session_cookie(&app.try_sign_in(ROSA, demo::PASSWORD).await).is_some());
    let own = person(&app, &nell).await.id.to_string();
    assert_eq!(app.post_as(&nell, "/api/close-account", &[("id", &own), ("open", "false")]).await.status(), 403, "nobody closes their own");
    let taken = app.post_as(&nell, "/api/set-hub-role", &[("id", &other), ("role", "none")]).await;
    assert!(header(&taken, "location").contains("done=role-changed"));
    let last = app.post_as(&nell, "/api/set-hub-role", &[("id", &own), ("role", "staff")]).await;
    refused(last, &[Problem::LastAdmin]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_changes_by_the_letter_to_the_new_one() {
    let app = TestApp::with_demo_and_mail().await;
    let cookie = app.sign_in(AMY).await;
    let wrong = app.post_as(&cookie, "/api/change-email", &[("email", "amy@new.example"), ("email_password", "not it")]).await;
    refused(wrong, &[Problem::EmailPasswordWrong]).await;
    let form = [("email", "amy@new.example"), ("email_password", demo::PASSWORD)];
    let answer = app.post_as(&cookie, "/api/change-email", &form).await;
    assert!(header(&answer, "location").contains("done=address-asked"), "{}", header(&answer, "location"));
    let link = letter(&app, "change_email", "amy@new.example").await.expect("a letter");
    assert_eq!(app.get(&link).await.status(), 200);
    assert!(session_cookie(&app.try_sign_in(AMY, demo::PASSWORD).await).is_some(), "opening it changes nothing");
    app.post("/api/confirm-email", &[("token", token(&link))]).await;
    assert_eq!(session_cookie(&app.try_sign_in(AMY, demo::PASSWORD).await), None);
    assert!(session_cookie(&app.try_sign_in("amy@new.example", demo::PASSWORD).await).is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_is_changed_with_the_old_one_or_after_a_link() {
    let app = TestApp::with_demo_and_mail().await;
    let cookie = app.sign_in(AMY).await;
    let new = ("new_password", "gravy lantern thirteen otters");
    let wrong = app.post_as(&cookie, "/api/set-password", &[("old_password", "not it"), new]).await;
    refused(wrong, &[Problem::OldPasswordWrong]).await;
    app.post("/api/send-sign-in-link", &[("email", AMY)]).await;
    let link = letter(&app, "sign_in", AMY).await.expect("a letter");
    let by_link = session_cookie(&app.post("/api/use-sign-in-link", &[("token", token(&link))]).await).expect("a session");
    let answer = app.post_as(&by_link, "/api/set-password", &[new]).await;
    assert!(header(&answer, "location").contains("done=password-set"), "{}", header(&answer, "location"));
    let present = session_cookie(&answer).expect("this browser stays signed in");
    assert_eq!(app.get_as(&present, "/account").await.status(), 200);
    assert!(header(&app.get_as(&cookie, "/today").await, "location").starts_with("/sign-in"), "every other one does not");
    assert!(session_cookie(&app.try_sign_in(AMY, new.1).await).is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signed_in_stranger_may_nothing() {
    let app = TestApp::with_demo().await;
    add(&app, "stranger@nowhere.example", None).await;
    let helen = person(&app, &app.sign_in(HELEN).await).await;
    let (group, school, id) = (helen.leads[0].to_string(), helen.leads_schools[0].to_string(), helen.id.to_string());
    let cookie = app.sign_in("stranger@nowhere.example").await;
    for path in [
        format!("/groups/{group}/people"),
        format!("/groups/{group}/people/{school}"),
        format!("/groups/{group}/people/{school}/choose?kind=lead"),
        format!("/groups/{group}/people/{school}/invite?as=teacher"),
        "/hub/people".to_owned(),
        "/hub/people/invite".to_owned(),
        "/hub/people/invitations".to_owned(),
        format!("/hub/people/{id}"),
        format!("/hub/people/{id}/place"),
        format!("/hub/people/{id}/close"),
        "/hub/audit".to_owned(),
        "/hub/audit.csv".to_owned(),
    ] {
        assert_eq!(app.get_as(&cookie, &path).await.status(), 403, "{path}");
    }
    let (year, from) = (AcademicYear::of(store::uk_time::today()).starts_in().to_string(), today());
    let about = [("group", group.as_str()), ("school", &school), ("year", &year), ("kind", "lead"), ("person", &id), ("from", &from)];
    for (path, more) in [
        ("/api/choose-representative", &about[..]),
        ("/api/appoint-representative", &about[..]),
        ("/api/undo-representative", &[&about[..4], &[("what", "planned")]].concat()[..]),
        ("/api/invite-to-school", &[&about[..3], &[("role", "teacher"), ("name", "A"), ("email", "a@b.example")]].concat()[..]),
        ("/api/hub-invite", &[("name", "A"), ("email", "a@b.example"), ("role", "admin")][..]),
        ("/api/set-hub-role", &[("id", id.as_str()), ("role", "admin")][..]),
        ("/api/move-person", &[("id", id.as_str()), ("school", &school), ("role", "teacher"), ("from", &from)][..]),
        ("/api/close-account", &[("id", id.as_str()), ("open", "false")][..]),
    ] {
        assert_eq!(app.post_as(&cookie, path, more).await.status(), 403, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_invite_leads_but_give_no_roles_in_the_hub() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in("omar@lanternvale.example").await;
    let lead = app.post_as(&omar, "/api/hub-invite", &[("name", "Cho Lin"), ("email", "cho@b.example"), ("role", "lead")]).await;
    assert!(header(&lead, "location").contains("done=invited"), "{}", header(&lead, "location"));
    let admin = app.post_as(&omar, "/api/hub-invite", &[("name", "Cho Lin"), ("email", "cho@b.example"), ("role", "admin")]).await;
    assert_eq!(admin.status(), 403);
    assert_eq!(app.get_as(&omar, "/hub/audit").await.status(), 403);
    let id = text(&app, "select subject from link where purpose = 'invitation' and email = ?", "cho@b.example").await.expect("an id");
    let form = [("id", id.as_str()), ("what", "again"), ("return_to", "/hub/people/invitations")];
    assert!(header(&app.post_as(&omar, "/api/change-invitation", &form).await, "location").contains("done=invited-again"));
    let amy = app.sign_in(AMY).await;
    assert_eq!(app.post_as(&amy, "/api/change-invitation", &form).await.status(), 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_audit_is_taken_out_as_a_table_and_that_is_written_down() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in("nell@lanternvale.example").await;
    let form = [("name", "=HYPERLINK(0)"), ("email", "cho@b.example"), ("role", "staff")];
    app.post_as(&nell, "/api/hub-invite", &form).await;
    let invited = "Invited =HYPERLINK(0) (cho@b.example) to be on the staff of Lantern Vale Maths Hub.";
    assert_eq!(page(&app, &nell, "/hub/audit?kind=invitation").await.rows()[0][1..], [invited, "Nell Ravensworth"]);
    let answer = app.get_as(&nell, "/hub/audit.csv").await;
    assert_eq!((answer.status().as_u16(), header(&answer, "content-type")), (200, "text/csv; charset=utf-8"));
    let bytes = answer.bytes().await.expect("a file");
    let rows = tables::rows(&bytes);
    assert_eq!((rows[0]["Kind"].as_str(), rows[0]["What"].as_str()), ("invitation.sent", invited));
    let exported = format!("Saved {} entries of the audit as a table.", rows.len());
    assert_eq!(page(&app, &nell, "/hub/audit?kind=export").await.rows()[0][1..], [exported.as_str(), "Nell Ravensworth"]);
    assert_eq!(header(&app.get("/hub/audit.csv").await, "location"), "/sign-in?next=%2Fhub%2Faudit%2Ecsv");
}
