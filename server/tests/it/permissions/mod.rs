//! Every server function, page and route, and who may use it. One that is added and forgotten here fails the first tests;
//! one that lets a stranger in fails the others.

mod guests;
pub mod rows;
pub mod sample;

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use crate::common::{TestApp, header};
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::generate_route_list;
use model::accounts::email::EmailAddress;
use pages::route::Answer;
use rows::{ROWS, Row, Who};
use sample::Sample;
use store::accounts::people::{self, NewPerson};
use store::accounts::sign_in;

#[test]
fn every_form_and_server_function_is_in_the_table() {
    // What is routed by hand is looked for by another test.
    let by_hand = own_routes();
    let known = of_table(|path| path.starts_with("/api/") && !by_hand.contains(path));
    let forms = pages::routes().filter(|route| matches!(route.answer, Answer::Form(_))).map(|route| format!("POST {}", route.path));
    let built: BTreeSet<String> = server_fn_paths().map(|(path, method)| format!("{method} {path}")).chain(forms).collect();
    compare(&built, &known);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_is_in_the_table() {
    let lists = [generate_route_list(app::App), generate_route_list(pages::Pages)];
    let built: BTreeSet<String> = lists.iter().flatten().map(|route| format!("GET {}", route.path())).collect();
    let known = of_table(|path| !path.starts_with("/api/") && !own_routes().contains(path));
    compare(&built, &known);
}

#[test]
fn every_other_route_is_in_the_table() {
    let known: BTreeSet<String> = ROWS.iter().map(|row| row.path.to_owned()).collect();
    let missing: Vec<String> = own_routes().into_iter().filter(|path| !known.contains(path)).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signed_in_stranger_is_let_in_nowhere() {
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let stranger = stranger(&app).await;
    let mut wrong = Vec::new();
    for row in ROWS.iter().filter(|row| matches!(row.who, Who::Only(_))) {
        let status = send(&app, &sample, row, Some(&stranger)).await.status().as_u16();
        if !matches!(status, 403 | 404) {
            wrong.push(format!("{} {}: {status}", row.method, row.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_not_signed_in_is_led_to_do_so() {
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let mut wrong = Vec::new();
    for row in ROWS.iter().filter(|row| !matches!(row.who, Who::Everybody)) {
        let answer = send(&app, &sample, row, None).await;
        let (status, to) = (answer.status().as_u16(), header(&answer, "location").to_owned());
        let led_to_sign_in = answer.status().is_redirection() && to.starts_with("/sign-in");
        if !led_to_sign_in && !matches!(status, 401 | 403 | 404) {
            wrong.push(format!("{} {}: {status} {to}", row.method, row.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Without this a table of wrong addresses would pass: 404 for everybody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_may_is_let_in() {
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let mut wrong = Vec::new();
    let mut cookies = HashMap::new();
    for row in ROWS {
        let cookie = match row.who {
            Who::Only(email) | Who::SignedIn(email) => Some(match cookies.entry(email) {
                Entry::Occupied(known) => String::clone(known.get()),
                Entry::Vacant(unknown) => unknown.insert(app.sign_in(email).await).clone(),
            }),
            Who::Everybody => None,
        };
        if row.method == "POST" {
            // What is sent may end the session, or change what its person may.
            cookies.clear();
        }
        let answer = send(&app, &sample, row, cookie.as_deref()).await;
        let (status, to) = (answer.status().as_u16(), header(&answer, "location").to_owned());
        let in_vain = matches!(status, 401 | 403 | 404 | 405 | 500..) && !row.may_be_missing;
        if in_vain || (cookie.is_some() && to.starts_with("/sign-in")) {
            wrong.push(format!("{} {}: {status} {to}", row.method, row.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a folder says of its own pages, tried with everybody: whoever may not gets no further than 403 or 404, whoever may sees the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_lets_in_exactly_whom_its_route_names() {
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let everybody = [rows::ADMIN, rows::STAFF, rows::LEAD, rows::MEMBER, rows::HEAD, rows::PARTICIPANT].map(|who| match who {
        Who::Only(email) => email,
        _ => panic!("nobody"),
    });
    let mut wrong = Vec::new();
    let mut tried = 0;
    for email in everybody {
        let cookie = app.sign_in(email).await;
        let token = cookie.strip_prefix("session=").expect("a token");
        let actor = sign_in::actor(&app.database, token).await.expect("an answer");
        for route in pages::routes().filter(|route| matches!(route.answer, Answer::Page(_))) {
            let path =
                route.path.split('/').map(|segment| segment.strip_prefix(':').map_or(segment.to_owned(), |name| format!("{{{name}}}")));
            let path = path.collect::<Vec<_>>().join("/");
            let row = ROWS.iter().find(|row| row.method == "GET" && row.path == path).expect("a row");
            let Some(may) = sample.may(&actor, route.who) else { continue };
            let status = send(&app, &sample, row, Some(&cookie)).await.status().as_u16();
            let kept_out = matches!(status, 401 | 403 | 404);
            if kept_out == may && !(may && row.may_be_missing) {
                wrong.push(format!("{email} at {path}: {status}, though {:?}", route.who));
            }
            tried += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 200, "{tried} pages were tried");
}

fn compare(built: &BTreeSet<String>, known: &BTreeSet<String>) {
    let forgotten: Vec<&String> = built.difference(known).collect();
    let gone: Vec<&String> = known.difference(built).collect();
    assert!(forgotten.is_empty(), "not in the table of permissions: {forgotten:#?}");
    assert!(gone.is_empty(), "in the table, but not there any more: {gone:#?}");
}

fn of_table(choose: impl Fn(&str) -> bool) -> BTreeSet<String> {
    ROWS.iter().filter(|row| choose(row.path)).map(|row| format!("{} {}", row.method, row.path)).collect()
}

/// The routes that are written out in the server's source, rather than in the two tables of pages.
fn own_routes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut |text| {
        for part in text.split(".route(").skip(1) {
            if let Some(path) = part.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                found.insert(path.to_owned());
            }
        }
    });
    found
}

fn read(folder: &Path, each: &mut impl FnMut(&str)) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(&path, each);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            each(&std::fs::read_to_string(&path).expect("a file"));
        }
    }
}

/// Somebody with an account who belongs to no school, group or hub.
async fn stranger(app: &TestApp) -> String {
    let email: EmailAddress = "stranger@elsewhere.example".parse().expect("an address");
    let mut changes = app.database.change().await.expect("changes");
    let person = NewPerson { name: "Sam Stranger", email: &email, password_hash: None, school: None };
    let person = people::add(&mut changes, &person).await.expect("a person");
    let session = sign_in::open_session(&mut changes, person).await.expect("a session");
    changes.commit().await.expect("kept");
    format!("session={}", session.token)
}

async fn send(app: &TestApp, sample: &Sample, row: &Row, cookie: Option<&str>) -> reqwest::Response {
    let fields: Vec<(&str, String)> = row.fields.iter().map(|(name, value)| (*name, sample.fill(value))).collect();
    let path = sample.fill(row.path);
    let cookie = cookie.unwrap_or("theme=system");
    if row.method == "GET" {
        let query: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let path = if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) };
        return app.get_as(cookie, &path).await;
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if row.multipart { app.post_parts_as(cookie, &path, &fields).await } else { app.post_as(cookie, &path, &fields).await }
}
