//! Schools, from outside: looking one up, its page, and bringing them in from a page.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop")]

mod common;
#[path = "common/gias.rs"]
#[allow(dead_code, reason = "each test binary uses a part of it")]
mod gias;

use std::time::Duration;

use common::{TestApp, header};
use gias::{HEAD, School, write_extract, write_extract_with};
use model::ids::SchoolId;
use store::schools;

const ADMIN: &str = "nell@lanternvale.example";
const STAFF: &str = "omar@lanternvale.example";
const TEACHER: &str = "rosa@elmbank.example";
const HEADTEACHER: &str = "judith@ashlane.example";

async fn school(app: &TestApp, name: &str) -> SchoolId {
    schools::search(&app.database, name, 1).await.expect("schools").first().expect(name).id
}

async fn text(app: &TestApp, cookie: &str, path: &str) -> String {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.expect("a page")
}

/// Waits for an import to come to rest, as the page does by itself.
async fn at_rest(app: &TestApp, cookie: &str, path: &str) -> String {
    for _ in 0..200 {
        let page = text(app, cookie, path).await;
        if !page.contains("http-equiv=\"refresh\"") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the import at {path} does not end");
}

fn extract(app: &TestApp, schools: &[School], lines: &[&str]) -> String {
    let path = app.file.with_file_name("sent.csv");
    if lines.is_empty() {
        write_extract(&path, schools)
    } else {
        write_extract_with(&path, schools, lines)
    }
    let bytes = std::fs::read(&path).expect("a file");
    std::fs::remove_file(&path).expect("gone");
    String::from_utf8(bytes.into_iter().filter(u8::is_ascii).collect()).expect("text")
}

fn left_files(app: &TestApp) -> Vec<String> {
    let entries = std::fs::read_dir(app.file.parent().expect("a folder")).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.contains(".import-")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_finds_a_school_while_typing_and_learns_nothing_but_the_directory() {
    let app = TestApp::with_quiet_demo().await;
    let answer = reqwest::get(app.url("/api/search-schools?text=elm%20b")).await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let found: serde_json::Value = serde_json::from_str(&answer.text().await.expect("text")).expect("JSON");
    assert_eq!(found[0]["name"], "Elm Bank Primary School");
    let keys: Vec<&str> = found[0].as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["closed", "id", "name", "postcode", "town", "urn"]);
    let answer = reqwest::get(app.url("/api/search-schools?text=primary")).await.expect("an answer").text().await.expect("text");
    let found: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(found.as_array().map(Vec::len), Some(8), "never more than a person reads");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anybody_who_has_signed_in_may_look_a_school_up() {
    let app = TestApp::with_quiet_demo().await;
    assert!(header(&app.get("/schools").await, "location").starts_with("/sign-in"));
    let teacher = app.sign_in(TEACHER).await;
    let page = text(&app, &teacher, "/schools?q=elm").await;
    assert!(page.contains("Elm Bank Primary School") && !page.contains("Bring in schools"));
    assert!(text(&app, &teacher, "/schools?q=zzzz").await.contains("No school fits"));
    assert!(text(&app, &app.sign_in(ADMIN).await, "/schools").await.contains("Bring in schools"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_schools_people_are_seen_by_those_whom_they_concern_and_the_directory_by_all() {
    let app = TestApp::with_quiet_demo().await;
    let ash = format!("/schools/{}", school(&app, "Ash Lane").await);
    for (email, sees) in [(HEADTEACHER, true), (ADMIN, true), (STAFF, true), ("helen@oakhollow.example", true), (TEACHER, false)] {
        let page = text(&app, &app.sign_in(email).await, &ash).await;
        assert!(page.contains("Ash Lane Primary School") && page.contains("900001"), "{email}");
        assert_eq!(page.contains("Judith"), sees || email == HEADTEACHER, "{email}");
        assert_eq!(page.contains("Groups and commitments"), sees, "{email}");
    }
    let teacher = app.sign_in(TEACHER).await;
    assert_eq!(app.get_as(&teacher, &format!("/schools/{}", SchoolId::generate())).await.status(), 404);
    assert_eq!(app.get_as(&teacher, "/schools/not-an-id").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hub_adds_years_of_a_phase_and_takes_them_back() {
    let app = TestApp::with_quiet_demo().await;
    let id = school(&app, "Ash Lane").await.to_string();
    let (page, staff) = (format!("/schools/{id}"), app.sign_in(STAFF).await);
    let answer = app.post_as(&staff, "/api/add-phase", &[("school", &id), ("phase", "development"), ("year", "2022/23")]).await;
    assert!(header(&answer, "location").contains("done=phase-added"), "{}", header(&answer, "location"));
    let shown = text(&app, &staff, &page).await;
    assert!(shown.contains("2022/23") && shown.contains("the hub says"));
    assert!(shown.contains("in a group of ours"), "this year shows by itself");
    let answer = app.post_as(&staff, "/api/add-phase", &[("school", &id), ("year", "then")]).await;
    assert!(header(&answer, "location").contains("problem=phase-missing.phase-year"), "{}", header(&answer, "location"));
    let own = app.sign_in(HEADTEACHER).await;
    let remove = [("school", id.as_str()), ("phase", "development"), ("year", "2022")];
    assert_eq!(app.post_as(&own, "/api/remove-phase", &remove).await.status(), 403);
    let answer = app.post_as(&staff, "/api/remove-phase", &remove).await;
    assert!(header(&answer, "location").contains("done=phase-removed"));
    assert!(!text(&app, &staff, &page).await.contains("2022/23"));
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
    let shown = at_rest(&app, &admin, &page).await;
    for words in [
        "This would change",
        "Gorse Primary School",
        "Ash Lane Church of England Primary School",
        "has 2 values instead of",
        "Bring these in",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert_eq!(schools::by_urn(&app.database, "123456").await.expect("an answer"), None, "nothing yet");
    assert_eq!(left_files(&app).len(), 1);
    let answer = app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    assert_eq!(header(&answer, "location"), page);
    let shown = at_rest(&app, &admin, &page).await;
    assert!(shown.contains("The schools are in"), "{shown}");
    assert!(schools::by_urn(&app.database, "123456").await.expect("an answer").is_some());
    assert_eq!(left_files(&app), Vec::<String>::new(), "the file held names of heads");
    let hub = store::hubs::first(&app.database).await.expect("an answer").expect("a hub");
    let audit = store::audit::list(&app.database, hub, "schools", None, 5).await.expect("entries");
    assert!(audit[0].words.contains("1 new, 1 changed") && audit[0].who.contains("Nell"), "{audit:?}");
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    assert_eq!(store::audit::list(&app.database, hub, "schools", None, 5).await.expect("entries").len(), 1, "twice pressed, once done");
    let again = app.post_parts_as(&admin, "/schools/import/files", &[("extract", &csv)]).await;
    let shown = at_rest(&app, &admin, header(&again, "location")).await;
    assert!(shown.contains("Nothing would change") && !shown.contains("Bring these in"));
    app.database.close().await;
    let bytes = std::fs::read(&app.file).expect("the file");
    assert!(HEAD.iter().all(|name| !bytes.windows(name.len()).any(|part| part == name.as_bytes())));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_says_how_far_a_file_is_with_a_script_that_no_other_page_has() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let page = text(&app, &admin, "/schools/import").await;
    assert!(page.contains("data-upload") && page.contains("accept=\".csv\""), "{page}");
    assert!(page.contains("src=\"/scripts/upload.js\""), "{page}");
    assert!(!text(&app, &admin, "/hub/audit").await.contains("/scripts/"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_left_as_it_is_leaves_nothing_behind() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let csv = extract(&app, &[School::new(123_456, "Gorse Primary School")], &[]);
    let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", &csv)]).await;
    let page = header(&answer, "location").to_owned();
    at_rest(&app, &admin, &page).await;
    app.post_as(&admin, &format!("{page}/discard"), &[]).await;
    assert!(text(&app, &admin, &page).await.contains("nothing was brought in"));
    assert_eq!(left_files(&app), Vec::<String>::new());
    assert_eq!(schools::by_urn(&app.database, "123456").await.expect("an answer"), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_file_or_none_is_said_in_words() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", ""), ("links", "")]).await;
    assert_eq!(header(&answer, "location"), "/schools/import?problem=extract-missing");
    let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", "Name,Town\nOak,Thistlewick\n")]).await;
    let shown = at_rest(&app, &admin, header(&answer, "location")).await;
    assert!(shown.contains("has no column") && shown.contains("Not brought in"), "{shown}");
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
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_stopped_server_left_is_deleted_when_it_starts() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let csv = extract(&app, &[School::new(123_456, "Gorse Primary School")], &[]);
    let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", &csv)]).await;
    let page = header(&answer, "location").to_owned();
    at_rest(&app, &admin, &page).await;
    assert_eq!(left_files(&app).len(), 1);
    let app = app.restart().await;
    assert_eq!(left_files(&app), Vec::<String>::new());
    assert!(text(&app, &admin, &page).await.contains("The server was stopped"));
}
