//! Schools, from outside: looking one up, and its page.

use app::error::Problem;
use std::time::Duration;

use crate::common::gias::{School, write_extract, write_extract_with};
use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day;
use model::ids::SchoolId;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use store::schools::{self, Part, When};

pub const ADMIN: &str = "nell@lanternvale.example";
pub(super) const STAFF: &str = "omar@lanternvale.example";
pub(super) const TEACHER: &str = "rosa@elmbank.example";
pub(super) const HEADTEACHER: &str = "judith@ashlane.example";

pub(super) async fn school(app: &TestApp, name: &str) -> SchoolId {
    schools::search(&app.database, name, 1).await.expect("schools").first().expect(name).id
}

pub async fn text(app: &TestApp, cookie: &str, path: &str) -> String {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.expect("a page")
}

pub(super) async fn open(app: &TestApp, cookie: &str, path: &str) -> Page {
    Page::of(&text(app, cookie, path).await)
}

/// Waits for an import to come to rest, as the page does by itself.
pub async fn at_rest(app: &TestApp, cookie: &str, path: &str) -> String {
    for _ in 0..1_200 {
        let page = text(app, cookie, path).await;
        if !looks_again(&Page::of(&page)) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the import at {path} does not end");
}

/// Whether it is loaded anew after a while, by itself.
pub(super) fn looks_again(page: &Page) -> bool {
    page.count("meta[http-equiv='refresh']") > 0
}

pub(super) fn extract(app: &TestApp, schools: &[School], lines: &[&str]) -> String {
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

pub(super) fn left_files(app: &TestApp) -> Vec<String> {
    let entries = std::fs::read_dir(app.file.parent().expect("a folder")).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.contains(".import-")).collect()
}

pub(super) async fn sql(app: &TestApp, statement: &str) {
    let mut file = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
    sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut file).await.expect("a statement");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_finds_a_school_while_typing_and_learns_nothing_but_the_directory() {
    let app = TestApp::with_quiet_demo().await;
    let answer = reqwest::get(app.url("/api/search-schools?text=elm%20b")).await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let found: serde_json::Value = serde_json::from_str(&answer.text().await.expect("text")).expect("JSON");
    assert_eq!(found[0]["name"], "Elm Bank Primary School");
    let keys: Vec<&str> = found[0].as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["id", "name", "postcode", "town", "urn"]);
    let answer = reqwest::get(app.url("/api/search-schools?text=primary")).await.expect("an answer").text().await.expect("text");
    let found: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(found.as_array().map(Vec::len), Some(8), "never more than a person reads");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anybody_who_has_signed_in_may_look_a_school_up() {
    let app = TestApp::with_quiet_demo().await;
    assert!(header(&app.get("/schools").await, "location").starts_with("/sign-in"));
    let teacher = app.sign_in(TEACHER).await;
    let found = open(&app, &teacher, "/schools?q=elm").await;
    assert_eq!(found.links("Elm Bank Primary School"), [format!("/schools/{}", school(&app, "Elm Bank").await)]);
    found.does_not_say("Bring in schools");
    open(&app, &teacher, "/schools?q=zzzz").await.says("No school fits");
    assert_eq!(open(&app, &app.sign_in(ADMIN).await, "/schools").await.links("Bring in schools"), ["/schools/import"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_schools_people_are_seen_by_those_whom_they_concern_and_the_directory_by_all() {
    let app = TestApp::with_quiet_demo().await;
    let ash = format!("/schools/{}", school(&app, "Ash Lane").await);
    for (email, sees) in [(HEADTEACHER, true), (ADMIN, true), (STAFF, true), ("helen@oakhollow.example", true), (TEACHER, false)] {
        let source = text(&app, &app.sign_in(email).await, &ash).await;
        assert_eq!(source.contains("Judith"), sees, "{email}");
        let page = Page::of(&source);
        assert_eq!((page.heading().as_str(), page.fact("URN").as_str()), ("Ash Lane Primary School", "900001"), "{email}");
        let all = ["Journey in the programme", "Groups and commitments", "People", "In the directory"];
        assert_eq!(page.texts("main h2"), if sees { &all[..] } else { &all[3..] }, "{email}");
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
    let shown = open(&app, &staff, &page).await;
    shown.says("Development 2022/23 the hub says");
    // This year shows by itself.
    shown.says("in a group of ours");
    let answer = app.post_as(&staff, "/api/add-phase", &[("school", &id), ("year", "then")]).await;
    refused(answer, &[Problem::PhaseMissing, Problem::PhaseYear]).await;
    let own = app.sign_in(HEADTEACHER).await;
    let remove = [("school", id.as_str()), ("phase", "development"), ("year", "2022")];
    assert_eq!(app.post_as(&own, "/api/remove-phase", &remove).await.status(), 403);
    let answer = app.post_as(&staff, "/api/remove-phase", &remove).await;
    let back = header(&answer, "location").split('#').next().unwrap_or_default().to_owned();
    assert!(back.contains("done=phase-removed"), "{back}");
    open(&app, &staff, &page).await.does_not_say("2022/23");
    open(&app, &staff, &back).await.offers("Put Development 2022/23 back");
    let undo = [("school", id.as_str()), ("phase", "development"), ("year", "2022"), ("source", "interest")];
    app.post_as(&staff, "/api/add-phase", &undo).await;
    open(&app, &staff, &page).await.says("Development 2022/23 the school says");
    let hub = store::hub::first(&app.database).await.expect("an answer").expect("a hub");
    let audit = store::audit::list(&app.database, hub, "phase", None, 5).await.expect("entries");
    let words: Vec<&str> = audit.iter().map(|entry| entry.words.as_str()).collect();
    assert_eq!(words[1], "Took back that Ash Lane Primary School took part in Development in 2022/23.", "{words:?}");
    assert_eq!((words.len(), words[0].starts_with("Noted that")), (3, true), "{words:?}");
    for (school, year) in [(id.as_str(), "2016"), (&SchoolId::generate().to_string(), "2022"), ("zzz", "2022"), (&id, "then")] {
        let answer = app.post_as(&staff, "/api/remove-phase", &[("school", school), ("phase", "development"), ("year", year)]).await;
        assert!(!header(&answer, "location").contains("done=") && answer.status() != 500, "{school} {year}: {}", answer.status());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_planned_handover_shows_as_planned_and_then_as_done() {
    let app = TestApp::with_quiet_demo().await;
    let (id, hub_admin) = (school(&app, "Ash Lane").await, app.sign_in(ADMIN).await);
    let this_year = AcademicYear::of(store::uk_time::today()).starts_in();
    let of = format!("school = '{id}' and kind = 'lead' and group_year in (select id from group_year where academic_year = {this_year})");
    sql(&app, &format!("update lead_participation set until_date = date('now', '+9 days') where {of}")).await;
    sql(
        &app,
        &format!(
            "insert into lead_participation (id, group_year, school, person, kind, from_date)
             select '01990000-0000-7000-8000-000000000002', group_year, school, (select id from person where email = '{HEADTEACHER}'),
                    'lead', date('now', '+9 days') from lead_participation where {of} limit 1"
        ),
    )
    .await;
    let today = store::uk_time::today();
    let lead = async || schools::years(&app.database, id).await.expect("years")[0].lead_participant.clone().expect("somebody");
    let line = async |name: &str| {
        let people = schools::people(&app.database, id, today).await.expect("people");
        let line = people.into_iter().find(|person| person.part == Part::LeadParticipant && person.name.starts_with(name));
        line.map(|person| (person.when, person.to)).expect("a lead participant")
    };
    assert!(lead().await.starts_with("Amy"), "whoever is planned is not there yet");
    let last = today + chrono::Days::new(8);
    assert_eq!((line("Amy").await, line("Judith").await), ((When::Now, Some(last)), (When::Later, None)));
    let rows = open(&app, &hub_admin, &format!("/schools/{id}")).await.rows();
    let when = |name: &str| rows.iter().find(|row| row[0].starts_with(name) && row[1].starts_with("Lead participant")).map(|row| &*row[2]);
    let (until, from) = (day::short(last), day::short(last + chrono::Days::new(1)));
    assert!(when("Amy").is_some_and(|when| when.ends_with(&format!(", until {until}"))), "{rows:?}");
    assert_eq!(when("Judith"), Some(&*format!("from {from} on")));
    sql(&app, &format!("update lead_participation set until_date = date('now') where until_date is not null and {of}")).await;
    sql(&app, &format!("update lead_participation set from_date = date('now') where until_date is null and {of}")).await;
    assert!(lead().await.starts_with("Judith"));
    assert_eq!((line("Amy").await.0, line("Judith").await.0), (When::Before, When::Now));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_merger_the_journey_of_the_schools_before_is_read_on() {
    let app = TestApp::with_quiet_demo().await;
    let (ash, elm) = (school(&app, "Ash Lane").await, school(&app, "Elm Bank").await);
    sql(&app, &format!("insert into school_predecessor (school, predecessor) values ('{ash}', '{elm}')")).await;
    sql(&app, &format!("insert into school_phase values ('{elm}', 2019, 'embedding', 'hub')")).await;
    let page = open(&app, &app.sign_in(STAFF).await, &format!("/schools/{ash}")).await;
    page.says("Embedding 2019/20 as Elm Bank Primary School");
    // Under the name.
    assert_eq!(page.texts(".page-head li"), ["Came from Elm Bank Primary School"]);
    assert_eq!(page.attribute(".page-head li a", "href"), Some(format!("/schools/{elm}")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_says_which_number_it_was_and_what_the_directory_says() {
    let app = TestApp::with_quiet_demo().await;
    let (ash, teacher) = (school(&app, "Ash Lane").await, app.sign_in(TEACHER).await);
    sql(&app, &format!("insert into school_former_urn (urn, school) values ('800123', '{ash}')")).await;
    sql(&app, &format!("update school set status = 'Open, but proposed to close', telephone = '01632 960 000' where id = '{ash}'")).await;
    let page = open(&app, &teacher, "/schools?q=800123").await;
    let found = ["Ash Lane Primary School", "Thistlewick", "LV1 3QA", "900001was 800123", "Open, but proposed to close"];
    assert_eq!(page.rows(), [found]);
    assert_eq!((page.count("#found"), page.count("script[src='/scripts/search.js']")), (1, 1));
    let ash = open(&app, &teacher, &format!("/schools/{ash}")).await;
    assert_eq!(ash.links("01632 960 000"), ["tel:01632960000"]);
}
