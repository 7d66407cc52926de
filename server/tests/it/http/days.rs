//! Days as people write them, on every form that asks for one, and said back as they were understood.

use std::collections::HashMap;

use app::notice::Notice;
use chrono::{Datelike, NaiveDate, Utc};
use serde_json::{Value, json};

use crate::common::asked::{Asked, HEAD, signing};
use crate::common::page::Page;
use crate::common::refusals::taken;
use crate::common::{TestApp, header};
use crate::permissions::rows::{ROWS, Who};
use crate::permissions::sample::Sample;

const NELL: &str = "nell@lanternvale.example";

/// The ways in which people write a day.
fn ways(day: NaiveDate) -> Vec<String> {
    let ways =
        ["%-d/%-m/%y", "%d/%m/%Y", "%-d %b %y", "%d-%m-%Y", "%Y-%m-%d", "%-d %B %Y", "%A %-dth of %B, %Y", "%-d.%-m.%Y\u{a0}\u{200b}"];
    ways.map(|way| day.format(way).to_string()).to_vec()
}

/// A day as it is said back.
fn in_words(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

async fn page_as(app: &TestApp, cookie: &str, path: &str) -> Page {
    Page::of_answer(app.get_as(cookie, path).await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_form_leaves_a_day_to_the_language_of_the_device() {
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let (mut asked, mut cookies) = (0, HashMap::new());
    for row in ROWS.iter().filter(|row| row.method == "GET" && !row.path.starts_with("/api/")) {
        let (Who::Only(email) | Who::SignedIn(email)) = row.who else { continue };
        if !cookies.contains_key(email) {
            cookies.insert(email, app.sign_in(email).await);
        }
        let page = page_as(&app, &cookies[email], &sample.fill(row.path)).await;
        assert_eq!(page.count("[type='date']"), 0, "{}", row.path);
        asked += page.count("input[data-day]");
    }
    assert!(asked > 8, "{asked} fields for a day");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_dates_a_signature_as_people_do() {
    let day = Utc::now().date_naive();
    for written in ways(day) {
        let asked = Asked::new().await;
        let token = asked.link(chrono::TimeDelta::days(9)).await;
        let shown = asked.open(&token).await.field("shown").value;
        let answer =
            asked.app.post("/api/sign-commitment", &signing(&[("token", &token), ("shown", &shown), ("signed_on", &written)])).await;
        assert_eq!(header(&answer, "location"), format!("/commitment/{token}?done=commitment-signed"), "{written}");
        assert_eq!(asked.commitment().await.state.head.map(|head| head.signed_on), Some(day), "{written}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_understood_is_named_and_stays_and_what_was_is_said_back() {
    let asked = Asked::new().await;
    let head = asked.app.sign_in(HEAD).await;
    let address = format!("{}/{}", asked.page(), asked.school);
    let page = asked.page_as(&head, &address).await;
    assert_eq!(page.text("#signed_on-read"), in_words(Utc::now().date_naive()), "the day that the form begins with");
    let form = page.form("/api/sign-commitment-as-head");
    for (written, error, read) in [
        ("3 Mrch 27", "Enter the date, like 4 November 2026: “Mrch” is no month", ""),
        ("30/2/27", "Enter the date, like 4 November 2026: February 2027 has no day 30", ""),
        ("3/13/27", "Enter the date, like 4 November 2026: there is no month 13: the day comes first, like 13/3/2027", ""),
        ("3 March", "Enter the date, like 4 November 2026: the year is missing", ""),
        ("3/3/99", "The date can’t be after today", "Tuesday 3 March 2099"),
    ] {
        let mut form = form.clone();
        form.set("signed_on", written);
        let answer = asked.app.post_as(&head, &form.action, &form.pairs()).await;
        assert_eq!(answer.status(), 422);
        let page = Page::of_answer(answer).await;
        let field = page.field("signed_on");
        assert_eq!((field.value.as_str(), field.error.as_deref()), (written, Some(error)));
        assert_eq!(page.text("#signed_on-read"), read, "{written}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handover_and_a_move_are_dated_as_people_do() {
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let nell = app.sign_in(NELL).await;
    let today = Utc::now().date_naive();
    let (group, school, person) = (sample.fill("{group}"), sample.fill("{school}"), sample.fill("{person}"));
    let year = sample.fill("{year}");
    for written in ways(today) {
        let form =
            [("group", group.as_str()), ("school", &school), ("year", &year), ("kind", "deputy"), ("person", &person), ("from", &written)];
        let answer = app.post_as(&nell, "/api/choose-representative", &form).await;
        let to = format!("/groups/{group}/people/{school}/confirm?year={year}&kind=deputy&person={person}&from={today}");
        assert_eq!(header(&answer, "location"), to, "{written}");
        assert_eq!(page_as(&app, &nell, &to).await.fact("From"), in_words(today), "the page that asks once more says the day");
        let form = [("id", person.as_str()), ("school", &school), ("role", "teacher"), ("from", &written)];
        let answer = app.post_as(&nell, "/api/move-person", &form).await;
        assert_eq!(header(&answer, "location"), format!("/hub/people/{person}?done=person-moved"), "{written}");
    }
    let form = [("id", person.as_str()), ("school", &school), ("role", "teacher"), ("from", "31 June")];
    let answer = app.post_as(&nell, "/api/move-person", &form).await;
    assert_eq!(answer.status(), 422);
    let field = Page::of_answer(answer).await.field("from");
    let error = "Enter the day from which it holds: the year is missing";
    assert_eq!((field.value.as_str(), field.error.as_deref()), ("31 June", Some(error)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn workshops_and_papers_are_dated_as_people_do_and_the_audit_is_searched_so() {
    let asked = Asked::new().await;
    let (app, group) = (&asked.app, asked.group());
    let year = asked.year.academic_year;
    let day = NaiveDate::from_ymd_opt(year.next().starts_in(), 3, 4).expect("a day");
    let year = year.starts_in().to_string();
    for written in ways(day) {
        let form = [("group", group.as_str()), ("year", &year), ("days[w6]", &written), ("starts[w6]", "13:00"), ("ends[w6]", "17:15")];
        let more = [("twilights[w6]", ""), ("modes[w6]", "online"), ("hosts[w6]", "")];
        let answer = app.post_as(&asked.lead, "/api/group-workshops", &[&form[..], &more].concat()).await;
        assert_eq!(header(&answer, "location"), format!("/groups/{group}/workshops?year={year}&done=saved"), "{written}");
        let page = asked.page_as(&asked.lead, &format!("/groups/{group}/workshops")).await;
        assert_eq!(page.text("#day-6-read"), in_words(day), "{written} is said back");
    }
    let today = Utc::now().date_naive();
    let answer = asked.record(&[("signed_on", &today.format("%-d/%-m/%y").to_string()), ("ink_seen", "true")], b"").await;
    taken(&answer, Notice::InkRecorded);
    let nell = app.sign_in(NELL).await;
    let tomorrow = today.succ_opt().expect("a day");
    for way in ["%-d/%-m/%y", "%-d %b %y", "%Y-%m-%d"] {
        let query = |day: NaiveDate| day.format(way).to_string().replace(' ', "+").replace('/', "%2F");
        let found = asked.page_as(&nell, &format!("/hub/audit?from={}", query(today))).await;
        assert_ne!(found.count(".audit__what"), 0, "{way}");
        assert_eq!(found.text("#from-read"), in_words(today), "{way}");
        let none = asked.page_as(&nell, &format!("/hub/audit?from={}", query(tomorrow))).await;
        assert_eq!((none.text(".empty__title").as_str(), none.count(".audit__what")), ("Nothing like that", 0), "{way}");
        let table = app.get_as(&nell, &format!("/hub/audit.csv?from={}", query(tomorrow))).await.text().await.expect("a table");
        assert_eq!(table.trim().lines().count(), 1, "{way}: {table}");
    }
    let field = asked.page_as(&nell, "/hub/audit?from=3+Mrch+27").await.field("from");
    let error = "Enter the first day like 3 March 2027, or leave it empty: “Mrch” is no month";
    assert_eq!((field.value.as_str(), field.error.as_deref()), ("3 Mrch 27", Some(error)));
    assert_eq!(today.year() / 100, 20, "a year of two digits is one of this century");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_is_said_back_while_it_is_typed() {
    let app = TestApp::start().await;
    for (asked, read) in [
        ("3%2F3%2F27", json!({ "words": "Wednesday 3 March 2027", "field": "3 March 2027", "problem": "" })),
        ("3+Mrch", json!({ "words": "", "field": "", "problem": "Not understood: “Mrch” is no month." })),
        ("", json!({ "words": "", "field": "", "problem": "" })),
    ] {
        let answer = app.get(&format!("/api/understood-day?text={asked}")).await.text().await.expect("an answer");
        assert_eq!(serde_json::from_str::<Value>(&answer).expect("JSON"), read, "{asked}");
    }
}
