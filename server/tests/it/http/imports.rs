//! Bringing schools in from a page, from outside: what a file would change, deciding on it, and what is left of it.

use std::time::{Duration, Instant};

use super::schools::{ADMIN, HEADTEACHER, STAFF, TEACHER, at_rest, extract, left_files, looks_again, open, school};
use crate::common::gias::{HEAD, School, write_many};
use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use app::error::Problem;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use store::schools;

async fn open_at_rest(app: &TestApp, cookie: &str, path: &str) -> Page {
    Page::of(&at_rest(app, cookie, path).await)
}

/// Hands a file in; returns the import's page.
async fn hand_in(app: &TestApp, cookie: &str, csv: &str) -> String {
    let answer = app.post_parts_as(cookie, "/schools/import/files", &[("extract", csv)]).await;
    header(&answer, "location").to_owned()
}

/// Hands in a file with one new school, and waits until it was looked through; returns the import's page.
pub(super) async fn preview_one(app: &TestApp, cookie: &str) -> String {
    let page = hand_in(app, cookie, &extract(app, &[School::new(123_456, "Gorse Primary School")], &[])).await;
    at_rest(app, cookie, &page).await;
    page
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_admin_sees_what_a_file_would_change_and_then_brings_it_in() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let changed = School::new(900_001, "Ash Lane Church of England Primary School");
    let csv = extract(&app, &[School::new(123_456, "Gorse Primary School"), changed], &["1,broken"]);
    let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", &csv), ("links", "")]).await;
    let page = header(&answer, "location").to_owned();
    assert!(page.starts_with("/schools/import/") && !page.contains('?'), "{} {page}", answer.status());
    let shown = open_at_rest(&app, &admin, &page).await;
    assert_eq!(shown.heading(), "This would change");
    let [wrong, changes, new]: [Vec<String>; 3] = shown.rows().try_into().expect("three rows");
    assert!(wrong[2].starts_with("has 2 values instead of "), "{wrong:?}");
    assert!(changes[0].starts_with("Ash Lane Church of England Primary School"), "{changes:?}");
    assert_eq!(new, ["Gorse Primary School", "123456", "Thistlewick"]);
    shown.offers("Bring these in");
    assert_eq!(schools::by_urn(&app.database, "123456").await.expect("an answer"), None, "nothing yet");
    assert_eq!(left_files(&app).len(), 1);
    let answer = app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    assert_eq!(header(&answer, "location"), page);
    assert_eq!(open_at_rest(&app, &admin, &page).await.heading(), "The schools are in");
    assert!(schools::by_urn(&app.database, "123456").await.expect("an answer").is_some());
    assert_eq!(left_files(&app), Vec::<String>::new(), "the file held names of heads");
    let hub = store::hub::first(&app.database).await.expect("an answer").expect("a hub");
    let audit = store::audit::list(&app.database, hub, "schools", None, 5).await.expect("entries");
    assert!(audit[0].words.contains("1 new, 1 changed") && audit[0].who == "Nell Ravensworth", "{audit:?}");
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    assert_eq!(store::audit::list(&app.database, hub, "schools", None, 5).await.expect("entries").len(), 1, "twice pressed, once done");
    let again = hand_in(&app, &admin, &csv).await;
    let shown = open_at_rest(&app, &admin, &again).await;
    assert_eq!(shown.heading(), "Nothing to change");
    shown.does_not_offer("Bring these in");
    assert_eq!(left_files(&app), Vec::<String>::new(), "there is nothing to decide");
    app.database.close().await;
    let bytes = std::fs::read(&app.file).expect("the file");
    assert!(HEAD.iter().all(|name| !bytes.windows(name.len()).any(|part| part == name.as_bytes())));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_thousands_of_schools_are_brought_in_everybody_else_goes_on() {
    let app = TestApp::with_quiet_demo().await;
    let (admin, staff) = (app.sign_in(ADMIN).await, app.sign_in(STAFF).await);
    let id = school(&app, "Ash Lane").await.to_string();
    let path = app.file.with_file_name("many.csv");
    let many = write_many(&path, 20_000);
    let bytes = std::fs::read(&path).expect("a file");
    let csv = String::from_utf8(bytes.into_iter().filter(u8::is_ascii).collect()).expect("text");
    let page = hand_in(&app, &admin, &csv).await;
    open_at_rest(&app, &admin, &page).await.offers("Bring these in");
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    let (begun, mut slowest, mut writes) = (Instant::now(), Duration::ZERO, 0_u32);
    loop {
        let asked = Instant::now();
        let year = (2014 + writes % 10).to_string();
        let answer = app.post_as(&staff, "/api/add-phase", &[("school", &id), ("phase", "development"), ("year", &year)]).await;
        assert!(header(&answer, "location").contains("done=phase-added"), "{} after {:?}", answer.status(), asked.elapsed());
        (slowest, writes) = (slowest.max(asked.elapsed()), writes + 1);
        let shown = open(&app, &admin, &page).await;
        if !looks_again(&shown) {
            assert_eq!(shown.heading(), "The schools are in");
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not end");
    }
    eprintln!("{} schools in {:?}; of {writes} other writes the slowest took {slowest:?}", many.open_primaries, begun.elapsed());
    assert!(writes > 3, "the others were beside it");
    // Another process gives up after five seconds.
    assert!(slowest < Duration::from_secs(4), "{slowest:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_says_how_far_a_file_is_with_a_script_that_no_other_page_has() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let page = open(&app, &admin, "/schools/import").await;
    assert_eq!(page.count("form[data-upload] input[type='file'][accept='.csv']"), 2);
    let script = "script[src='/scripts/upload.js']";
    assert_eq!((page.count(script), open(&app, &admin, "/hub/audit").await.count(script)), (1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_left_as_it_is_leaves_nothing_behind() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let page = preview_one(&app, &admin).await;
    app.post_as(&admin, &format!("{page}/discard"), &[]).await;
    let shown = open(&app, &admin, &page).await;
    assert_eq!(shown.heading(), "Everything is as it was");
    shown.does_not_say("Not brought in");
    assert_eq!(open(&app, &admin, "/schools/import").await.rows()[0][2], "Left as it was");
    assert_eq!(left_files(&app), Vec::<String>::new());
    assert_eq!(schools::by_urn(&app.database, "123456").await.expect("an answer"), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preview_whose_files_are_gone_says_so_instead_of_doing_nothing() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let (page, forgotten) = (preview_one(&app, &admin).await, preview_one(&app, &admin).await);
    for name in left_files(&app) {
        std::fs::remove_file(app.file.with_file_name(name)).expect("gone");
    }
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    let shown = open_at_rest(&app, &admin, &page).await;
    assert_eq!(shown.heading(), "Not brought in");
    shown.says("Choose them again");
    let mut file = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
    let day_before = "update school_import set started_at = started_at - 25 * 3600 * 1000 where state = 'previewed'";
    assert_eq!(sqlx::query(day_before).execute(&mut file).await.expect("a statement").rows_affected(), 1);
    let killed = "insert into school_import (id, file_name, started_at, state) values ('01990000-0000-7000-8000-000000000001', 'cli.csv', 0, 'applying')";
    sqlx::query(killed).execute(&mut file).await.expect("a statement");
    preview_one(&app, &admin).await;
    // The next import tidies up, also after one of the command line that was killed.
    open(&app, &admin, &forgotten).await.says("Nobody decided on it within a day");
    let imports = open(&app, &admin, "/schools/import").await.rows();
    let killed = imports.iter().find(|row| row[0] == "cli.csv").expect("the killed one");
    assert_eq!(killed[2], "Not brought in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_alone_can_be_brought_in_from_the_page() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let links = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\r\n900001,123456,Ash,Successor,01-09-2026\r\n";
    let answer = app.post_files_as(&admin, "/schools/import/files", &[("extract", "", ""), ("links", "links.csv", links)]).await;
    let page = header(&answer, "location").to_owned();
    let shown = open_at_rest(&app, &admin, &page).await;
    assert_eq!(shown.fact("New links between schools"), "1");
    shown.offers("Bring these in");
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    assert_eq!(open_at_rest(&app, &admin, &page).await.heading(), "The schools are in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_file_or_none_is_said_in_words() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", ""), ("links", "")]).await;
    refused(answer, &[Problem::ExtractMissing]).await;
    let page = hand_in(&app, &admin, "Name,Town\nOak,Thistlewick\n").await;
    let shown = open_at_rest(&app, &admin, &page).await;
    assert_eq!(shown.heading(), "Not brought in");
    assert_eq!(shown.text(".notice"), "extract has no column \"URN\" in its first line: is it the right file, as published?");
    for (field, file, text, problem) in [
        ("extract", "edubasealldata.csv", "", Problem::ExtractEmpty),
        ("extract", "extract.zip", "PK\u{3}\u{4}more", Problem::ExtractZipped),
        ("links", "links.csv", "", Problem::LinksEmpty),
        ("links", "links.zip", "PK\u{3}\u{4}", Problem::LinksZipped),
    ] {
        let answer = app.post_files_as(&admin, "/schools/import/files", &[(field, file, text), ("other", "other.csv", "more")]).await;
        refused(answer, &[problem]).await;
    }
    assert_eq!(left_files(&app), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_admins_bring_schools_in_and_others_are_refused_before_they_send() {
    let app = TestApp::with_quiet_demo().await;
    for email in [STAFF, TEACHER, HEADTEACHER] {
        let cookie = app.sign_in(email).await;
        assert_eq!(app.get_as(&cookie, "/schools/import").await.status(), 403, "{email}");
        assert_eq!(app.post_parts_as(&cookie, "/schools/import/files", &[("extract", "URN")]).await.status(), 403, "{email}");
    }
    let answer = app.post_parts_as("theme=system", "/schools/import/files", &[("extract", "URN")]).await;
    assert!(header(&answer, "location").starts_with("/sign-in"));
    assert_eq!(left_files(&app), Vec::<String>::new());
    let admin = app.sign_in(ADMIN).await;
    let import = preview_one(&app, &admin).await;
    assert_eq!(app.get_as(&app.sign_in(STAFF).await, &import).await.status(), 403, "nor look at what an import would do");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_stopped_server_left_is_deleted_when_it_starts() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let page = preview_one(&app, &admin).await;
    assert_eq!(left_files(&app).len(), 1);
    let app = app.restart().await;
    // It answers once it has tidied up.
    open(&app, &admin, &page).await.says("It was stopped before it was done");
    assert_eq!(left_files(&app), Vec::<String>::new());
}
