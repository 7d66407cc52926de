//! Expressions of interest from outside: a stranger on a phone without JavaScript, and the hub that reads them.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop")]

mod common;

use std::time::Duration;

use common::browser::{Browser, Place};
use common::{TestApp, header};
use sqlx::{Connection, SqliteConnection};

const STAFF: &str = "omar@lanternvale.example";
const LEAD: &str = "helen@oakhollow.example";

trait Answering {
    async fn answer_all(&mut self, email: &str, earlier: &[(&str, &str)]) -> Place;
    async fn answer_and_send(&mut self, email: &str, earlier: &[(&str, &str)]) -> Place;
}

impl Answering for Browser<'_> {
    /// Answers every question for the demonstration's Elm Bank.
    async fn answer_all(&mut self, email: &str, earlier: &[(&str, &str)]) -> Place {
        self.send("/api/interest-begin", &[]).await;
        self.send("/api/interest-answer-school", &[("school", "900002"), ("town", "")]).await;
        self.send("/api/interest-answer-you", &[("name", "Asha Bell"), ("email", email), ("role", "Maths lead")]).await;
        self.send("/api/interest-answer-journey", earlier).await;
        self.send("/api/interest-answer-practice", &[("teachers", "12"), ("using", "8")]).await;
        self.send("/api/interest-answer-leadership", &[("pledges[]", "head"), ("pledges[]", "year")]).await;
        self.send("/api/interest-answer-notes", &[("notes", "=Parking is <b>easy</b>")]).await
    }

    /// The same, and sends the form.
    async fn answer_and_send(&mut self, email: &str, earlier: &[(&str, &str)]) -> Place {
        let place = self.answer_all(email, earlier).await;
        assert_eq!(place.address, "/interest/check", "{}", place.text);
        // People take longer than this.
        let mut place = self.send("/api/interest-send", &[("website", "")]).await;
        if place.address.contains("interest-too-quick") {
            tokio::time::sleep(Duration::from_millis(3100)).await;
            place = self.send("/api/interest-send", &[("website", "")]).await;
        }
        place
    }
}

const DEVELOPMENT: &[(&str, &str)] = &[("phases[]", "development"), ("development_year", "2023")];
const NONE: &[(&str, &str)] = &[("phases[]", "none")];

/// Looks into the database.
trait Looking {
    async fn column(&self, query: &'static str) -> Vec<String>;
    async fn count(&self, query: &'static str) -> i64;
    async fn empty_inbox(&self);
}

impl Looking for TestApp {
    async fn column(&self, query: &'static str) -> Vec<String> {
        let mut connection = SqliteConnection::connect(&self.file.to_string_lossy()).await.expect("a connection");
        let rows: Vec<(String,)> = sqlx::query_as(query).fetch_all(&mut connection).await.expect("rows");
        rows.into_iter().map(|(text,)| text).collect()
    }

    async fn count(&self, query: &'static str) -> i64 {
        let mut connection = SqliteConnection::connect(&self.file.to_string_lossy()).await.expect("a connection");
        let (number,): (i64,) = sqlx::query_as(query).fetch_one(&mut connection).await.expect("a number");
        number
    }

    async fn empty_inbox(&self) {
        let mut connection = SqliteConnection::connect(&self.file.to_string_lossy()).await.expect("a connection");
        let statements = [
            "delete from interest_note",
            "delete from interest_change",
            "delete from interest",
            "delete from school_phase where source = 'interest'",
            "delete from audit",
        ];
        for statement in statements {
            sqlx::query(statement).execute(&mut connection).await.expect("a statement");
        }
    }
}

async fn with_empty_inbox() -> TestApp {
    let app = TestApp::with_quiet_demo().await;
    app.empty_inbox().await;
    app
}

/// The address of the only expression of interest.
async fn only_one(app: &TestApp) -> String {
    format!("/hub/interest/{}", app.column("select id from interest").await.remove(0))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_goes_from_the_front_door_to_a_reference() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    assert!(browser.open("/").await.text.contains("href=\"/interest\""));
    assert!(browser.open("/sign-in").await.text.contains("href=\"/interest\""));
    let start = browser.open("/interest").await;
    assert!(start.text.contains("fully funded") && start.text.contains("hello@lanternvale.example"));
    assert!(!start.text.contains("twilight.js"), "it needs no program");
    let first = browser.send("/api/interest-begin", &[]).await;
    assert_eq!(first.address, "/interest/school");
    let many = browser.send("/api/interest-answer-school", &[("school", "primary"), ("town", "")]).await;
    assert_eq!(many.address, "/interest/which-school");
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    assert!(many.text.contains(&elm) && many.text.contains("None of these"));
    let you = browser.send("/api/interest-choose-school", &[("school", &elm), ("town", "")]).await;
    assert_eq!(you.address, "/interest/you");
    assert!(you.text.contains("Question 2 of 6, Elm Bank Primary School"), "{}", you.text);
    let sent = browser.answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    assert_eq!(sent.address, "/interest/sent");
    let reference = app.column("select reference from interest").await.remove(0);
    assert!(sent.text.contains(&reference) && sent.text.contains("Development 2023/24"));
    assert!(sent.text.contains("=Parking is &lt;b&gt;easy&lt;/b&gt;"), "what strangers type is text");
    assert_eq!(
        app.column("select kind || ' ' || to_email || ' ' || urgent from outbox where kind like 'interest.%' order by id").await,
        ["interest.confirmation asha@elmbank.example 1", "interest.arrived hello@lanternvale.example 0"]
    );
    let letter = app.column("select text from outbox where kind = 'interest.confirmation'").await.remove(0);
    assert!(letter.contains(&reference) && letter.contains("Teachers of maths: 12"), "{letter}");
    assert_eq!(browser.open("/interest/notes").await.address, "/interest", "the draft is gone");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_says_all_its_problems_and_keeps_what_was_typed() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    browser.send("/api/interest-begin", &[]).await;
    let place = browser.send("/api/interest-answer-school", &[("school", "Nowhere Primary"), ("town", "")]).await;
    assert!(place.text.contains("We can’t find this school") && place.text.contains("value=\"Nowhere Primary\""), "{}", place.text);
    assert!(place.text.contains("href=\"#school\"") && place.text.contains("<title>Error: "));
    let place = browser.send("/api/interest-answer-school", &[("school", "Nowhere Primary"), ("town", "Atlantis")]).await;
    assert_eq!(place.address, "/interest/you", "typed schools are taken with their town");
    let place = browser.send("/api/interest-answer-you", &[("name", ""), ("email", "asha at elm"), ("role", "")]).await;
    for words in ["Enter your name", "Enter an address with an @", "Enter your role", "value=\"asha at elm\"", "aria-invalid=\"true\""] {
        assert!(place.text.contains(words), "{words}");
    }
    browser.send("/api/interest-answer-you", &[("name", "Asha"), ("email", "asha@elm.example"), ("role", "Lead")]).await;
    let form = [("phases[]", "development"), ("phases[]", "embedding"), ("development_year", "2021"), ("embedding_year", "")];
    let place = browser.send("/api/interest-answer-journey", &form).await;
    assert!(place.text.contains("Choose the year of Embedding"));
    assert!(place.text.contains("value=\"2021\" selected"), "the year that was chosen");
    assert_eq!(place.text.matches(" checked").count(), 2);
    let place = browser.send("/api/interest-answer-journey", &[]).await;
    assert!(place.text.contains("Choose every Work Group your school was in"));
    browser.send("/api/interest-answer-journey", NONE).await;
    let place = browser.send("/api/interest-answer-practice", &[("teachers", "7"), ("using", "9")]).await;
    assert!(place.text.contains("More teachers can’t teach for mastery") && place.text.contains("value=\"9\""));
    browser.send("/api/interest-answer-practice", &[("teachers", "7"), ("using", "0")]).await;
    let place = browser.send("/api/interest-answer-leadership", &[("pledges[]", "none"), ("pledges[]", "head")]).await;
    assert!(place.text.contains("not both"));
    assert_eq!(place.text.matches(" checked").count(), 2);
    browser.send("/api/interest-answer-leadership", &[("pledges[]", "none")]).await;
    let long = "a".repeat(2001);
    let place = browser.send("/api/interest-answer-notes", &[("notes", &long)]).await;
    assert!(place.text.contains("Use at most 2,000 letters") && place.text.contains(&long));
    let place = browser.send("/api/interest-answer-notes", &[("notes", "")]).await;
    assert_eq!(place.address, "/interest/check");
    assert!(place.text.contains("another group may suit your school better"), "a hint and no wall");
    assert!(place.text.contains("Send to the hub"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn back_and_change_lead_where_one_expects_and_no_question_is_jumped() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    assert_eq!(browser.open("/interest/practice").await.address, "/interest", "nothing is begun");
    assert_eq!(browser.open("/interest/check").await.address, "/interest");
    browser.send("/api/interest-begin", &[]).await;
    assert_eq!(browser.open("/interest/practice").await.address, "/interest/school");
    assert_eq!(browser.open("/interest/nonsense").await.status, 404);
    let check = browser.answer_all("asha@elmbank.example", DEVELOPMENT).await;
    assert!(check.text.contains("href=\"/interest/you?change=1\""));
    let page = browser.open("/interest/you?change=1").await;
    assert!(page.text.contains("value=\"Asha Bell\"") && page.text.contains("href=\"/interest/check\""));
    let form = [("name", ""), ("email", "asha@elmbank.example"), ("role", "Maths lead"), ("change", "1")];
    let page = browser.send("/api/interest-answer-you", &form).await;
    assert!(page.address.starts_with("/interest/you?change=1&problem="), "{}", page.address);
    let form = [("name", "Asha Bellamy"), ("email", "asha@elmbank.example"), ("role", "Maths lead"), ("change", "1")];
    let check = browser.send("/api/interest-answer-you", &form).await;
    assert_eq!(check.address, "/interest/check");
    assert!(check.text.contains("Asha Bellamy"));
    let page = browser.open("/interest/practice").await;
    assert!(page.text.contains("href=\"/interest/journey\"") && page.text.contains("value=\"12\""), "back, and what was answered");
    let mut other = Browser::new(&app);
    let place = other.send("/api/interest-answer-notes", &[("notes", "hello")]).await;
    assert!(place.address.starts_with("/interest?problem=interest-gone"), "{}", place.address);
    assert!(place.text.contains("Your answers are no longer here"));
    assert!(browser.open("/interest").await.text.contains("Carry on"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_double_press_sends_once_and_traps_hold_programs_but_no_person() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    browser.answer_all("asha@elmbank.example", DEVELOPMENT).await;
    let place = browser.send("/api/interest-send", &[("website", "https://buy.example")]).await;
    assert!(place.text.contains("Leave the last field empty"));
    let place = browser.send("/api/interest-send", &[("website", "")]).await;
    assert!(place.address.contains("problem=interest-too-quick"), "six answers in a second: {}", place.address);
    assert_eq!(app.count("select count(*) from interest").await, 0);
    tokio::time::sleep(Duration::from_millis(3100)).await;
    let line = browser.line();
    let (one, two) = tokio::join!(app.post_as(&line, "/api/interest-send", &[]), app.post_as(&line, "/api/interest-send", &[]));
    assert_eq!((header(&one, "location"), header(&two, "location")), ("/interest/sent", "/interest/sent"));
    assert_eq!(app.count("select count(*) from interest").await, 1);
    assert_eq!(app.count("select count(*) from outbox where kind = 'interest.confirmation'").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_inbox_is_the_hubs_alone() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    let one = only_one(&app).await;
    let id = one.rsplit('/').next().expect("an id");
    let pages = ["/hub/interest".to_owned(), one.clone(), format!("{one}/decide?to=accepted"), format!("{one}/school")];
    let (mut nobody, mut lead) = (Browser::new(&app), Browser::signed_in(&app, LEAD).await);
    for page in &pages {
        assert!(nobody.open(page).await.address.starts_with("/sign-in?next="), "{page}");
        assert_eq!(lead.open(page).await.status, 403, "{page}");
    }
    assert!(nobody.open("/hub/interest.csv").await.text.contains("Sign in"));
    assert_eq!(lead.open("/hub/interest.csv").await.status, 403);
    let forms: [(&str, &[(&str, &str)]); 6] = [
        ("/api/interest-decide", &[("id", id), ("to", "declined"), ("no_letter", "1")]),
        ("/api/interest-undo", &[("id", id)]),
        ("/api/interest-assign", &[("id", id), ("person", "")]),
        ("/api/interest-note", &[("id", id), ("note", "x")]),
        ("/api/interest-match", &[("id", id), ("school", id), ("q", "")]),
        ("/api/interest-bulk", &[("chosen[]", id), ("change", "to-declined")]),
    ];
    for (path, form) in forms {
        assert_eq!(lead.send(path, form).await.status, 403, "{path}");
        assert!(nobody.send(path, form).await.address.starts_with("/sign-in"), "{path}");
    }
    assert_eq!(app.column("select state from interest").await, ["new"]);
    assert_eq!(app.count("select count(*) from interest_note").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accepting_against_the_rule_needs_a_reason_and_can_be_taken_back_with_its_letter() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", NONE).await;
    let one = only_one(&app).await;
    let id = one.rsplit('/').next().expect("an id");
    let mut staff = Browser::signed_in(&app, STAFF).await;
    let page = staff.open(&format!("{one}/decide?to=accepted")).await;
    assert!(page.text.contains("Accept Elm Bank Primary School?") && page.text.contains("Why do you accept it all the same?"));
    assert!(page.text.contains("Good news: we would like Elm Bank Primary School"), "the usual letter");
    let mut form =
        vec![("id", id), ("to", "accepted"), ("reason", ""), ("subject", "Elm Bank: welcome"), ("letter", "My own words.\n\nMore.")];
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.text.contains("Say why, in a few words") && page.text.contains("My own words."), "{}", page.address);
    form[2] = ("reason", "Its head led Embedding elsewhere");
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.address.starts_with(&one) && page.text.contains("The letter is on its way") && page.text.contains("Take that back"));
    assert!(page.text.contains("Its head led Embedding elsewhere"));
    let letter = app.column("select text from outbox where kind = 'interest.decision'").await.remove(0);
    assert!(letter.starts_with("Hello Asha Bell,\n\nMy own words.\n\nMore."), "{letter}");
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.text.contains("Nothing was changed"), "a second press");
    let page = staff.send("/api/interest-undo", &[("id", id)]).await;
    assert!(page.text.contains("Taken back"), "{}", page.address);
    assert_eq!(app.column("select state from interest").await, ["new"]);
    assert_ne!(app.column("select state from outbox where kind = 'interest.decision'").await, ["waiting"]);
    assert_eq!(
        app.column("select action from audit where action like 'interest.%' order by id").await,
        ["interest.decided", "interest.undone"]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_typed_school_is_matched_noted_assigned_and_accepted() {
    let app = with_empty_inbox().await;
    let mut browser = Browser::new(&app);
    browser.answer_all("asha@elmbank.example", DEVELOPMENT).await;
    let form = [("school", "Elm Bnk"), ("town", "Sallowford"), ("change", "1")];
    assert_eq!(browser.send("/api/interest-answer-school", &form).await.address, "/interest/check");
    tokio::time::sleep(Duration::from_millis(3100)).await;
    assert_eq!(browser.send("/api/interest-send", &[]).await.address, "/interest/sent");
    let one = only_one(&app).await;
    let id = one.rsplit('/').next().expect("an id");
    let mut staff = Browser::signed_in(&app, STAFF).await;
    let form = [("id", id), ("to", "accepted"), ("no_letter", "1")];
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.text.contains("Match the school first"), "{}", page.address);
    let page = staff.open(&format!("{one}/school?q=elm")).await;
    let elm = app.column("select id from school where urn = '900002'").await.remove(0);
    assert!(page.text.contains(&elm) && page.text.contains("The form says: Elm Bnk, Sallowford"));
    let page = staff.send("/api/interest-match", &[("id", id), ("q", "elm")]).await;
    assert!(page.text.contains("Choose your school"), "{}", page.address);
    let page = staff.send("/api/interest-match", &[("id", id), ("q", "elm"), ("school", &elm)]).await;
    assert!(page.text.contains("Typed as “Elm Bnk”") && page.text.contains("Elm Bank Primary School"));
    let page = staff.send("/api/interest-note", &[("id", id), ("note", "  ")]).await;
    assert!(page.text.contains("Write a note first"));
    let page = staff.send("/api/interest-note", &[("id", id), ("note", "Rang them.\nNice people.")]).await;
    assert!(page.text.contains("Rang them.\nNice people.") && page.text.contains("Omar Haddad"));
    let omar = app.column("select id from person where email = 'omar@lanternvale.example'").await.remove(0);
    staff.send("/api/interest-assign", &[("id", id), ("person", &omar)]).await;
    let page = staff.open("/hub/interest?mine=1").await;
    assert!(page.text.contains("Elm Bank Primary School"));
    let page = staff.send("/api/interest-decide", &form).await;
    assert!(page.text.contains("No letter was sent"), "{}", page.address);
    assert_eq!(app.column("select state from interest where school is not null").await, ["accepted"]);
    assert_eq!(app.count("select count(*) from school_phase where source = 'interest' and academic_year = 2023").await, 1);
    assert_eq!(app.count("select count(*) from outbox where kind = 'interest.decision'").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_are_changed_at_once_and_those_that_need_more_stay_ticked() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    Browser::new(&app).answer_and_send("ben@elmbank.example", NONE).await;
    let ids = app.column("select id from interest order by contact_email").await;
    let mut staff = Browser::signed_in(&app, STAFF).await;
    let page = staff.send("/api/interest-bulk", &[("change", ""), ("look[state]", "new")]).await;
    assert!(page.address.starts_with("/hub/interest?state=new&problem="), "{}", page.address);
    assert!(page.text.contains("Tick at least one school") && page.text.contains("Choose what to do"));
    // The same school: once the first is accepted, its Development year is on record and speaks for the second too.
    let form = [("chosen[]", &*ids[1]), ("chosen[]", &*ids[0]), ("change", "to-accepted"), ("letters", "1"), ("look[state]", "")];
    let page = staff.send("/api/interest-bulk", &form).await;
    assert!(page.text.contains("Some were left as they are"), "{}", page.address);
    assert_eq!(page.text.matches(" checked").count(), 1, "the one that needs a reason");
    assert_eq!(app.column("select state from interest order by contact_email").await, ["accepted", "new"]);
    assert_eq!(app.column("select to_email from outbox where kind = 'interest.decision'").await, ["asha@elmbank.example"]);
    let omar = app.column("select id from person where email = 'omar@lanternvale.example'").await.remove(0);
    let assign = format!("assign-{omar}");
    staff.send("/api/interest-bulk", &[("chosen[]", &ids[0]), ("chosen[]", &ids[1]), ("change", &assign)]).await;
    assert_eq!(app.count("select count(*) from interest where assigned_to is not null").await, 2);
    let page = staff.open("/hub/interest?state=accepted").await;
    assert!(page.text.contains("Asha Bell") && !page.text.contains(&ids[1]));
    assert!(page.text.contains("One fits what you are looking for."));
    let page = staff.open("/hub/interest?q=nothing+like+it").await;
    assert!(page.text.contains("Nothing fits"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_for_a_spreadsheet_follows_the_filters_and_is_written_down() {
    let app = with_empty_inbox().await;
    Browser::new(&app).answer_and_send("asha@elmbank.example", DEVELOPMENT).await;
    let mut staff = Browser::signed_in(&app, STAFF).await;
    let answer = app.get_as(&staff.line(), "/hub/interest.csv?state=new").await;
    assert_eq!(header(&answer, "content-type"), "text/csv; charset=utf-8");
    assert!(header(&answer, "content-disposition").contains("expressions-of-interest.csv"));
    let bytes = answer.bytes().await.expect("a file");
    assert_eq!(&bytes[..3], b"\xef\xbb\xbf", "Excel needs its mark");
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 2, "{text}");
    for words in ["Elm Bank Primary School", "900002", "asha@elmbank.example", "Development 2023/24", ",12,8,", "'=Parking is <b>easy</b>"]
    {
        assert!(lines[1].contains(words), "{words}: {}", lines[1]);
    }
    let none = staff.open("/hub/interest.csv?state=declined").await;
    assert_eq!(none.text.trim_end().split("\r\n").count(), 1);
    assert_eq!(
        app.column("select words from audit where action = 'interest.exported' order by id").await,
        ["Saved 1 expressions of interest as a table", "Saved 0 expressions of interest as a table"]
    );
}
