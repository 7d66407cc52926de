//! Days as people write them, on every form that asks for one, and said back as they were understood.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, Utc};

use crate::common::asked::{Asked, HEAD, hidden, signing};
use crate::common::forms::Looking;
use crate::common::html_forms::forms;
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

async fn text(app: &TestApp, cookie: &str, path: &str) -> String {
    app.get_as(cookie, path).await.text().await.expect("a page")
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
        let page = text(&app, &cookies[email], &sample.fill(row.path)).await;
        assert!(!page.contains("type=\"date\""), "{}", row.path);
        asked += page.matches("data-day=").count();
    }
    assert!(asked > 8, "{asked} fields for a day");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_dates_a_signature_as_people_do() {
    let day = Utc::now().date_naive();
    for written in ways(day) {
        let asked = Asked::new().await;
        let token = asked.link(chrono::TimeDelta::days(9)).await;
        let shown = hidden(&asked.open(&token).await, "shown");
        let answer =
            asked.app.post("/api/sign-commitment", &signing(&[("token", &token), ("shown", &shown), ("signed_on", &written)])).await;
        assert!(header(&answer, "location").contains("done=commitment-signed"), "{written}: {}", header(&answer, "location"));
        assert_eq!(asked.app.column("select signed_on from signature").await, [day.to_string()], "{written}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_understood_is_named_and_stays_and_what_was_is_said_back() {
    let asked = Asked::new().await;
    let head = asked.app.sign_in(HEAD).await;
    let address = format!("{}/{}", asked.page(), asked.school);
    let today = Utc::now().date_naive();
    let page = asked.page_as(&head, &address).await;
    assert!(page.contains(&today.format("%A %-d %B %Y").to_string()), "the day that the form begins with");
    let form = forms(&page).into_iter().find(|form| form.action == "/api/sign-commitment-as-head").expect("the form");
    for (written, said) in [
        ("3 Mrch 27", "Enter the date, like 4 November 2026: “Mrch” is no month"),
        ("30/2/27", "February 2027 has no day 30"),
        ("3/13/27", "there is no month 13"),
        ("3 March", "the year is missing"),
        ("3/3/99", "Tuesday 3 March 2099"),
    ] {
        let mut form = form.clone();
        form.fields.iter_mut().filter(|field| field.name == "signed_on").for_each(|field| field.value = written.to_owned());
        let answer = asked.app.post_as(&head, &form.action, &form.pairs()).await;
        assert_eq!(answer.status(), 422);
        let page = answer.text().await.expect("a page");
        assert!(page.contains(said), "{written}: {page}");
        assert!(page.contains(&format!("value=\"{written}\"")), "{written} stays");
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
        let to = header(&answer, "location").to_owned();
        assert!(to.contains(&format!("from={today}")), "{written}: {to}");
        assert!(
            text(&app, &nell, &to).await.contains(&today.format("%A %-d %B %Y").to_string()),
            "the page that asks once more says the day"
        );
        let form = [("id", person.as_str()), ("school", &school), ("role", "teacher"), ("from", &written)];
        let answer = app.post_as(&nell, "/api/move-person", &form).await;
        assert!(header(&answer, "location").contains("done=person-moved"), "{written}: {}", header(&answer, "location"));
    }
    let form = [("id", person.as_str()), ("school", &school), ("role", "teacher"), ("from", "31 June")];
    let answer = app.post_as(&nell, "/api/move-person", &form).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.expect("a page");
    assert!(page.contains("Enter the day from which it holds: the year is missing") && page.contains("value=\"31 June\""), "{page}");
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
        assert!(header(&answer, "location").contains("done="), "{written}: {}", header(&answer, "location"));
        let page = asked.page_as(&asked.lead, &format!("/groups/{group}/workshops")).await;
        assert!(page.contains(&day.format("%A %-d %B %Y").to_string()), "{written} is said back");
    }
    let today = Utc::now().date_naive();
    let answer = asked.record(&[("signed_on", &today.format("%-d/%-m/%y").to_string()), ("ink_seen", "true")], b"").await;
    assert!(header(&answer, "location").contains("done=ink-recorded"));
    let nell = app.sign_in(NELL).await;
    let tomorrow = today.succ_opt().expect("a day");
    for way in ["%-d/%-m/%y", "%-d %b %y", "%Y-%m-%d"] {
        let query = |day: NaiveDate| day.format(way).to_string().replace(' ', "+").replace('/', "%2F");
        let found = asked.page_as(&nell, &format!("/hub/audit?from={}", query(today))).await;
        assert!(found.contains("audit__what") && found.contains(&today.format("%A %-d %B %Y").to_string()), "{way}");
        let none = asked.page_as(&nell, &format!("/hub/audit?from={}", query(tomorrow))).await;
        assert!(none.contains("Nothing like that"), "{way}");
        let table = text(app, &nell, &format!("/hub/audit.csv?from={}", query(tomorrow))).await;
        assert_eq!(table.trim().lines().count(), 1, "{way}: {table}");
    }
    let page = asked.page_as(&nell, "/hub/audit?from=3+Mrch+27").await;
    assert!(page.contains("“Mrch” is no month") && page.contains("value=\"3 Mrch 27\""), "{page}");
    assert_eq!(today.year() / 100, 20, "a year of two digits is one of this century");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_is_said_back_while_it_is_typed() {
    let app = TestApp::start().await;
    for (asked, said) in [
        ("3%2F3%2F27", "\"words\":\"Wednesday 3 March 2027\",\"field\":\"3 March 2027\",\"problem\":\"\""),
        ("3+Mrch", "\"problem\":\"Not understood: “Mrch” is no month.\""),
        ("", "\"problem\":\"\""),
    ] {
        let answer = app.get(&format!("/api/understood-day?text={asked}")).await.text().await.expect("an answer");
        assert!(answer.contains(said), "{asked}: {answer}");
    }
}
