//! Schools, from outside: looking one up, its page, and bringing them in from a page.

use app::error::Problem;
use std::time::{Duration, Instant};

use crate::common::gias::{HEAD, School, write_extract, write_extract_with};
use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day;
use model::ids::SchoolId;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use store::schools::{self, Part, When};

pub const ADMIN: &str = "nell@lanternvale.example";
const STAFF: &str = "omar@lanternvale.example";
const TEACHER: &str = "rosa@elmbank.example";
const HEADTEACHER: &str = "judith@ashlane.example";

async fn school(app: &TestApp, name: &str) -> SchoolId {
    schools::search(&app.database, name, 1).await.expect("schools").first().expect(name).id
}

pub async fn text(app: &TestApp, cookie: &str, path: &str) -> String {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.expect("a page")
}

/// Waits for an import to come to rest, as the page does by itself.
pub async fn at_rest(app: &TestApp, cookie: &str, path: &str) -> String {
    for _ in 0..1_200 {
        let page = text(app, cookie, path).await;
        if !page.contains("http-equiv=\"refresh\"") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the import at {path} does not end");
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
    refused(answer, &[Problem::PhaseMissing, Problem::PhaseYear]).await;
    let own = app.sign_in(HEADTEACHER).await;
    let remove = [("school", id.as_str()), ("phase", "development"), ("year", "2022")];
    assert_eq!(app.post_as(&own, "/api/remove-phase", &remove).await.status(), 403);
    let answer = app.post_as(&staff, "/api/remove-phase", &remove).await;
    let back = header(&answer, "location").split('#').next().unwrap_or_default().to_owned();
    assert!(back.contains("done=phase-removed"), "{back}");
    assert!(!text(&app, &staff, &page).await.contains("2022/23"));
    assert!(text(&app, &staff, &back).await.contains("Put Development 2022/23 back"), "what was taken back by mistake");
    let undo = [("school", id.as_str()), ("phase", "development"), ("year", "2022"), ("source", "interest")];
    app.post_as(&staff, "/api/add-phase", &undo).await;
    assert!(text(&app, &staff, &page).await.contains("the school says"), "as it was before");
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
    let hub = store::hub::first(&app.database).await.expect("an answer").expect("a hub");
    let audit = store::audit::list(&app.database, hub, "schools", None, 5).await.expect("entries");
    assert!(audit[0].words.contains("1 new, 1 changed") && audit[0].who.contains("Nell"), "{audit:?}");
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    assert_eq!(store::audit::list(&app.database, hub, "schools", None, 5).await.expect("entries").len(), 1, "twice pressed, once done");
    let again = app.post_parts_as(&admin, "/schools/import/files", &[("extract", &csv)]).await;
    let shown = at_rest(&app, &admin, header(&again, "location")).await;
    assert!(shown.contains("Nothing to change") && !shown.contains("Bring these in"));
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
    let many = crate::common::gias::write_many(&path, 20_000);
    let bytes = std::fs::read(&path).expect("a file");
    let csv = String::from_utf8(bytes.into_iter().filter(u8::is_ascii).collect()).expect("text");
    let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", &csv)]).await;
    let page = header(&answer, "location").to_owned();
    let shown = at_rest(&app, &admin, &page).await;
    assert!(shown.contains("Bring these in"), "{shown}");
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    let (begun, mut slowest, mut writes) = (Instant::now(), Duration::ZERO, 0_u32);
    loop {
        let asked = Instant::now();
        let year = (2014 + writes % 10).to_string();
        let answer = app.post_as(&staff, "/api/add-phase", &[("school", &id), ("phase", "development"), ("year", &year)]).await;
        assert!(header(&answer, "location").contains("done=phase-added"), "{} after {:?}", answer.status(), asked.elapsed());
        (slowest, writes) = (slowest.max(asked.elapsed()), writes + 1);
        let shown = text(&app, &admin, &page).await;
        if !shown.contains("http-equiv=\"refresh\"") {
            assert!(shown.contains("The schools are in"), "{shown}");
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
    let page = text(&app, &admin, "/schools/import").await;
    assert!(page.contains("data-upload") && page.contains("accept=\".csv\""), "{page}");
    assert!(page.contains("src=\"/scripts/upload.js\""), "{page}");
    assert!(!text(&app, &admin, "/hub/audit").await.contains("/scripts/upload.js"));
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
    let shown = text(&app, &admin, &page).await;
    assert!(shown.contains("Everything is as it was") && !shown.contains("Not brought in"), "{shown}");
    assert!(text(&app, &admin, "/schools/import").await.contains("Left as it was"));
    assert_eq!(left_files(&app), Vec::<String>::new());
    assert_eq!(schools::by_urn(&app.database, "123456").await.expect("an answer"), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preview_whose_files_are_gone_says_so_instead_of_doing_nothing() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let csv = extract(&app, &[School::new(123_456, "Gorse Primary School")], &[]);
    let preview = async || {
        let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", &csv)]).await;
        let page = header(&answer, "location").to_owned();
        at_rest(&app, &admin, &page).await;
        page
    };
    let (page, forgotten) = (preview().await, preview().await);
    for name in left_files(&app) {
        std::fs::remove_file(app.file.with_file_name(name)).expect("gone");
    }
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    let shown = at_rest(&app, &admin, &page).await;
    assert!(shown.contains("Not brought in") && shown.contains("Choose them again"), "{shown}");
    let mut file = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
    let day_before = "update school_import set started_at = started_at - 25 * 3600 * 1000 where state = 'previewed'";
    assert_eq!(sqlx::query(day_before).execute(&mut file).await.expect("a statement").rows_affected(), 1);
    let killed = "insert into school_import (id, file_name, started_at, state) values ('01990000-0000-7000-8000-000000000001', 'cli.csv', 0, 'applying')";
    sqlx::query(killed).execute(&mut file).await.expect("a statement");
    preview().await;
    assert!(text(&app, &admin, &forgotten).await.contains("Nobody decided on it within a day"), "the next import tidies up");
    assert!(!text(&app, &admin, "/schools/import").await.contains("Being brought in"), "one of the command line that was killed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_alone_can_be_brought_in_from_the_page() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let links = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\r\n900001,123456,Ash,Successor,01-09-2026\r\n";
    let answer = app.post_files_as(&admin, "/schools/import/files", &[("extract", "", ""), ("links", "links.csv", links)]).await;
    let page = header(&answer, "location").to_owned();
    let shown = at_rest(&app, &admin, &page).await;
    assert!(shown.contains("New links between schools") && shown.contains("Bring these in"), "{shown}");
    app.post_as(&admin, &format!("{page}/apply"), &[]).await;
    assert!(at_rest(&app, &admin, &page).await.contains("The schools are in"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_file_or_none_is_said_in_words() {
    let app = TestApp::with_quiet_demo().await;
    let admin = app.sign_in(ADMIN).await;
    let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", ""), ("links", "")]).await;
    refused(answer, &[Problem::ExtractMissing]).await;
    let answer = app.post_parts_as(&admin, "/schools/import/files", &[("extract", "Name,Town\nOak,Thistlewick\n")]).await;
    let shown = at_rest(&app, &admin, header(&answer, "location")).await;
    assert!(shown.contains("has no column") && shown.contains("Not brought in"), "{shown}");
    assert!(shown.contains("as published?") && !shown.contains("?."), "{shown}");
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
    let csv = extract(&app, &[School::new(123_456, "Gorse Primary School")], &[]);
    let import = header(&app.post_parts_as(&admin, "/schools/import/files", &[("extract", &csv)]).await, "location").to_owned();
    at_rest(&app, &admin, &import).await;
    assert_eq!(app.get_as(&app.sign_in(STAFF).await, &import).await.status(), 403, "nor look at what an import would do");
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
    // It answers once it has tidied up.
    assert!(text(&app, &admin, &page).await.contains("It was stopped before it was done"));
    assert_eq!(left_files(&app), Vec::<String>::new());
}

pub(super) async fn sql(app: &TestApp, statement: &str) {
    let mut file = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
    sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut file).await.expect("a statement");
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
    let page = text(&app, &hub_admin, &format!("/schools/{id}")).await;
    let until = format!(", until {}", day::short(last));
    let from = format!("from {} on", day::short(last + chrono::Days::new(1)));
    assert!(page.contains(&until) && page.contains(&from), "{page}");
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
    let page = text(&app, &app.sign_in(STAFF).await, &format!("/schools/{ash}")).await;
    assert!(page.contains("as Elm Bank Primary School") && page.contains("2019/20"), "{page}");
    let head = page.split("</h1>").nth(1).and_then(|rest| rest.split("<section").next()).unwrap_or_default();
    assert!(head.contains("Came from") && head.contains(&format!("/schools/{elm}")), "under the name: {head}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_says_which_number_it_was_and_what_the_directory_says() {
    let app = TestApp::with_quiet_demo().await;
    let (ash, teacher) = (school(&app, "Ash Lane").await, app.sign_in(TEACHER).await);
    sql(&app, &format!("insert into school_former_urn (urn, school) values ('800123', '{ash}')")).await;
    sql(&app, &format!("update school set status = 'Open, but proposed to close', telephone = '01632 960 000' where id = '{ash}'")).await;
    let page = text(&app, &teacher, "/schools?q=800123").await;
    for words in ["Ash Lane Primary School", "was 800123", "Open, but proposed to close", "/scripts/search.js", "id=\"found\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(text(&app, &teacher, &format!("/schools/{ash}")).await.contains("tel:01632960000"));
}
