//! What strangers and colleagues type stays text, on every page.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use reqwest::header::COOKIE;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;

use crate::common::browser::Browser;
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::{TestApp, header};
use crate::fill_texts::texts;
use crate::permissions::rows::{ROWS, Who};
use crate::permissions::sample::Sample;

/// Ends whatever it may stand in, and begins an element and an attribute of its own.
const HOSTILE: &str = "</title></textarea></script>--><b data-foreign>\"'><i data-foreign onclick=x>&lt;{{\u{202e}";

/// Columns that hold nobody's words: kinds and states, times and numbers, addresses that are one or are refused, and what only the program
/// reads again. (What stands in another table's key and in its own is none either.)
const NO_WORDS: &str = "about action address answer answered_by answers block call_link contact_email content details digest drawing earlier email \
    establishment_number field fields from_state gias_changed gone half_term head_email how html inverse key kind \
    la_code leadership link logo_type middle mode network nursery part password_hash phase place postcode purpose \
    reference reply reply_to report role scan_type secret signed_on source state status stayed subject terms ticks to_email to_state \
    type_group typed_name ukprn urn value way who whose year_group";

/// Tables of SQLite, of its search and of sqlx.
fn is_the_libraries(table: &str) -> bool {
    ["sqlite_", "school_search", "_sqlx"].iter().any(|prefix| table.starts_with(prefix))
}

#[tokio::test]
async fn every_column_of_words_is_filled() {
    let app = TestApp::with_demo().await;
    let columns =
        "select m.name || '.' || c.name from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table' and c.type = 'TEXT'
        and c.pk = 0 and substr(c.name, -5) <> '_date' and substr(c.name, -4) <> '_urn'
        and not exists (select 1 from pragma_foreign_key_list(m.name) f where f.\"from\" = c.name)";
    let within = texts::WITHIN.iter().map(|(table, column, _)| format!("{table}.{column}"));
    let typed = texts::TYPED.iter().flat_map(|(table, columns)| columns.iter().map(move |column| format!("{table}.{column}")));
    let filled: HashSet<String> = typed.chain(within).collect();
    let unknown = app.column(columns).await.into_iter().filter(|name| {
        let (table, column) = name.split_once('.').expect("a column");
        !is_the_libraries(table) && !filled.contains(name) && !NO_WORDS.split(' ').any(|name| name == column)
    });
    assert_eq!(unknown.collect::<Vec<_>>(), Vec::<String>::new());
}

async fn fill(app: &TestApp, words: &str) {
    let mut connection = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
    texts::fill(&mut connection, words).await.expect("every text is filled");
}

/// The cookies of a stranger who has answered every question of the public form with `words`, and not sent it: without answers its
/// pages only lead back to the first.
async fn half_sent(app: &TestApp, words: &str) -> String {
    let mut browser = Browser::new(app);
    // Towns and roles have an end that these words are beyond.
    let few = "\"'><b data-foreign>";
    let steps: [(&str, &[(&str, &str)]); 8] = [
        ("/api/interest-begin", &[]),
        ("/api/interest-answer-school", &[("school", words), ("town", few)]),
        ("/api/interest-choose-school", &[("school", "none"), ("town", few)]),
        ("/api/interest-answer-you", &[("name", words), ("email", "asha@oak.example"), ("role", few)]),
        ("/api/interest-answer-journey", &[("phases[]", "none")]),
        ("/api/interest-answer-practice", &[("teachers", "9"), ("using", "5")]),
        ("/api/interest-answer-leadership", &[("pledges[]", "none")]),
        ("/api/interest-answer-notes", &[("notes", words)]),
    ];
    for (path, form) in steps {
        let place = browser.send(path, form).await;
        assert!(place.status < 500, "{path}: {}", place.status);
    }
    browser.line()
}

/// Opens every page as somebody who may, those for everybody as `stranger`, and hands it on.
async fn every_page(app: &TestApp, stranger: &str, boards: &[String], mut look: impl FnMut(&str, u16, &str)) {
    let sample = Sample::of(app).await;
    let pages = ROWS.iter().filter(|row| row.method == "GET" && !row.path.starts_with("/api/"));
    let filled = pages.map(|row| {
        let query: Vec<String> = row.fields.iter().map(|(name, value)| format!("{name}={}", sample.fill(value))).collect();
        let path = sample.fill(row.path);
        (row.who, if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) })
    });
    let all: Vec<(Who, String)> = filled.chain(boards.iter().map(|board| (Who::Only("rosa@elmbank.example"), board.clone()))).collect();
    let mut cookies = HashMap::new();
    for (who, path) in all {
        let cookie = match who {
            Who::Only(email) | Who::SignedIn(email) => match cookies.entry(email) {
                Entry::Occupied(known) => String::clone(known.get()),
                Entry::Vacant(unknown) => unknown.insert(app.sign_in(email).await).clone(),
            },
            Who::Everybody => stranger.to_owned(),
        };
        let answer = app.request("GET", &path).header(COOKIE, cookie).send().await.unwrap_or_else(|error| panic!("{path}: {error}"));
        if header(&answer, "content-type").starts_with("text/html") && !answer.status().is_redirection() {
            let status = answer.status().as_u16();
            look(&path, status, &answer.text().await.expect("a page"));
        }
    }
}

#[test]
fn the_test_would_notice() {
    let foreign = |html: &str| Page::of(html).count("[data-foreign]");
    assert_eq!(foreign(&format!("<title>{HOSTILE}</title>")), 2);
    assert_eq!(foreign("<title>&lt;/title&gt;&lt;b data-foreign&gt;</title><p class=\"a > b data-foreign\">x</p>"), 0);
    assert_eq!(foreign("<a href=\"x\" data-foreign onclick=x>"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_words_stay_words_on_every_page() {
    let app = TestApp::with_demo().await;
    let rosa = app.sign_in("rosa@elmbank.example").await;
    let group = Sample::of(&app).await.fill("{group}");
    let started = app.post_as(&rosa, "/api/create-board", &[("id", &group), ("title", HOSTILE), ("years[]", "Y1")]).await;
    let board = header(&started, "location").to_owned();
    assert!(board.starts_with("/boards/"), "{board}");
    fill(&app, HOSTILE).await;
    let stranger = half_sent(&app, HOSTILE).await;
    let (mut pages, mut shown, mut wrong) = (0, 0, Vec::new());
    every_page(&app, &stranger, &[board], |path, status, html| {
        let page = Page::of(html);
        let (titles, foreign) = (page.count("head > title"), page.count("[data-foreign]"));
        if status >= 500 || titles != 1 || foreign > 0 {
            wrong.push(format!("{path}: {status}, {titles} titles, {foreign} foreign elements"));
        }
        pages += 1;
        shown += usize::from(page.words().contains("<b data-foreign>"));
    })
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Of the table's seventy addresses three are files, two tell of the server, and a few lead somebody on.
    assert!(pages > 55 && shown > 40, "{shown} of {pages} pages show what was typed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_of_ten_thousand_letters_breaks_no_page() {
    let app = TestApp::with_demo().await;
    fill(&app, &"long ".repeat(2000)).await;
    every_page(&app, "theme=system", &[], |path, status, html| {
        assert!(status < 500, "{path}: {status}");
        // Read as it came: what is cut off ends by itself when it is parsed.
        assert!(html.contains("</main>"), "{path} is not whole");
    })
    .await;
}
