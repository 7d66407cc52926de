//! Commitments from outside, later: a drawn signature, a school that left, dates that are open or moved, papers of earlier years.

use crate::common::asked::{ADMIN, Asked, HEAD, PARTICIPANT, hidden, signing, today};
use crate::common::header;
use crate::common::refusals::refused;
use app::error::Problem;
use chrono::TimeDelta;
use sqlx::Connection;
use store::groups;

impl Asked {
    async fn sql(&self, statement: &'static str) {
        let file = format!("sqlite://{}", self.app.file.display());
        let mut connection = sqlx_sqlite::SqliteConnection::connect(&file).await.expect("a connection");
        sqlx::raw_sql(statement).execute(&mut connection).await.expect("done");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signature_may_be_drawn_and_only_strokes_are_taken() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let page = asked.open(&token).await;
    assert!(page.contains("data-signature") && page.contains("/scripts/signature.js"), "the pad and its script");
    assert!(page.contains("hidden") && page.contains("Sign by typing your name"), "the typed name is the signature");
    let (shown, day) = (hidden(&page, "shown"), today());
    let send = async |drawing: &str| {
        let form = signing(&[("token", &token), ("shown", &shown), ("signed_on", &day), ("drawing", drawing)])
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect::<Vec<_>>();
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        asked.app.post("/api/sign-commitment", &form).await
    };
    let long = format!("M 1 1{}", " L 100 100".repeat(900));
    for bad in ["M 1 1\"/><script>alert(1)</script>", "M 601 1 L 2 2", "L 1 1", "M 1.5 2 L 3 4", "M 1 1 C 1 1 2 2 3 3", &long] {
        refused(send(bad).await, &[Problem::DrawingBroken]).await;
    }
    assert_eq!(asked.verified().await, "There are no signatures yet.");
    assert!(header(&send("M 10 20 L 30 40 M 5 5 L 5 5").await, "location").ends_with("done=commitment-signed"));
    for copy in [asked.open(&token).await, asked.page_as(&asked.lead, &format!("{}/print", asked.page())).await] {
        assert!(copy.contains("<path d=\"M 10 20 L 30 40 M 5 5 L 5 5\"") && copy.contains("Drawn signature of Judith Amankwah"));
    }
    assert_eq!(asked.verified().await, "The one signature is as it was signed.");
    asked.sql("update signature set drawing = 'M 10 20 L 30 41'").await;
    assert!(asked.verified().await.contains("is not as it was signed"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_plain_pages_load_no_script_but_the_menus() {
    let asked = Asked::new().await;
    for path in [asked.page(), format!("{}/print", asked.page()), format!("{}/{}", asked.page(), asked.school)] {
        let page = asked.page_as(&asked.lead, &path).await.replace("/scripts/menu.js", "");
        assert!(!page.contains("/scripts/"), "{path}");
    }
    let head = asked.app.sign_in(HEAD).await;
    let page = asked.page_as(&head, &format!("{}/{}", asked.page(), asked.school)).await;
    assert!(page.contains("/scripts/signature.js"), "the head signs here");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_of_a_school_that_left_says_where_it_is_now() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let shown = hidden(&asked.open(&token).await, "shown");
    asked.sql("update group_school set status = 'withdrawn' where school = (select id from school where name like 'Ash Lane%')").await;
    let answer = asked.app.get(&format!("/commitment/{token}")).await;
    assert_eq!(answer.status(), 410);
    assert!(answer.text().await.expect("a page").contains("The school is not in this Work Group any more"));
    asked.sign(&token, &shown).await;
    assert_eq!(asked.verified().await, "There are no signatures yet.");
    let page = asked.page_as(&asked.lead, &format!("{}/{}", asked.page(), asked.school)).await;
    assert!(page.contains("The school is not in this Work Group any more") && !page.contains("Remind the head"), "no buttons either");
    for question in ["ink", "remind"] {
        assert_eq!(asked.app.get_as(&asked.lead, &format!("{}/{}/{question}", asked.page(), asked.school)).await.status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_are_asked_before_any_date_is_known_only_when_that_is_meant() {
    let asked = Asked::new().await;
    asked.sql("update workshop set starts_at = null, ends_at = null, twilight_starts_at = null, twilight_ends_at = null").await;
    asked.sql("update commitment set requested_at = null").await;
    let mut form = vec![("group", asked.group()), ("year", asked.year.academic_year.starts_in().to_string())];
    let to = header(&asked.post(&asked.lead, "/api/ask-heads", &form).await, "location").to_owned();
    assert!(to.ends_with("&ask=all"), "{to}");
    let page = asked.page_as(&asked.lead, &to).await;
    assert!(page.contains("Ask before any date is known?") && page.contains("Ask them all the same"));
    form.push(("confirmed", "true".to_owned()));
    assert!(header(&asked.post(&asked.lead, "/api/ask-heads", &form).await, "location").ends_with("done=heads-asked"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conflicting_dates_are_told_to_those_who_plan_and_are_not_on_the_paper() {
    let asked = Asked::new().await;
    // A Sunday.
    asked.sql("update workshop set starts_at = 1798376400000, ends_at = 1798380000000 where number = 3").await;
    let page = format!("{}/{}", asked.page(), asked.school);
    let lead = asked.page_as(&asked.lead, &page).await;
    assert!(lead.contains("this day is at a weekend") && lead.contains("table__second no-print"));
    let head = asked.app.sign_in(HEAD).await;
    assert!(!asked.page_as(&head, &page).await.contains("Conflict"));
    assert!(!asked.page_as(&asked.lead, &format!("{}/print", asked.page())).await.contains("Conflict"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moved_dates_are_said_and_a_signature_set_aside_is_listed() {
    let asked = Asked::new().await;
    let participant = asked.app.sign_in(PARTICIPANT).await;
    let page = format!("{}/{}", asked.page(), asked.school);
    let mut form = asked.about();
    form.push(("shown", hidden(&asked.page_as(&participant, &page).await, "shown")));
    asked.post(&participant, "/api/agree-commitment", &form).await;
    asked.sql("update workshop set starts_at = starts_at + 86400000, ends_at = ends_at + 86400000").await;
    let again = asked.page_as(&participant, &page).await;
    assert!(again.contains("Agreed to the paper of") && again.contains("Do you agree again, as lead participant?"));
    assert!(asked.page_as(&asked.lead, &asked.page()).await.contains("to another paper"));
    form.pop();
    form.push(("shown", hidden(&again, "shown")));
    assert!(header(&asked.post(&participant, "/api/agree-commitment", &form).await, "location").ends_with("done=lead-agreed"));
    let day = today();
    refused(asked.record(&[("signed_on", &day), ("ink_seen", "true"), ("version", "7")], b"").await, &[Problem::InkVersion]).await;
    let recorded = asked.record(&[("signed_on", &day), ("ink_seen", "true"), ("version", "1")], b"%PDF-1.7").await;
    assert!(header(&recorded, "location").contains("done=ink-recorded"));
    let scan = asked.app.get_as(&asked.lead, &format!("{page}/scan")).await;
    assert!(header(&scan, "content-disposition").starts_with("attachment"), "a PDF is saved, not shown");
    asked.sql("update workshop set starts_at = starts_at + 86400000, ends_at = ends_at + 86400000").await;
    assert!(asked.page_as(&asked.lead, &page).await.contains("dates have moved since the head signed"));
    let list = asked.page_as(&asked.lead, &asked.page()).await;
    assert!(list.contains("The dates have moved since") && list.contains("Commitments for "));
    let mut form = asked.about();
    form.push(("reason", "The dates have moved".to_owned()));
    asked.post(&asked.lead, "/api/set-commitment-aside", &form).await;
    let page = asked.page_as(&asked.lead, &page).await;
    assert!(page.contains("Signatures that were set aside") && page.contains("because: The dates have moved"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_that_is_too_large_loses_nothing_else() {
    let asked = Asked::new().await;
    let day = today();
    let answer = asked.record(&[("signed_on", &day), ("ink_seen", "true")], &vec![0; 22 * 1024 * 1024]).await;
    if answer.status() != 413 {
        refused(answer, &[Problem::ScanTooLarge]).await;
    }
    let page = asked.page_as(&asked.lead, &format!("{}/{}/ink", asked.page(), asked.school)).await;
    let [version, tick, scan] = ["name=\"version\"", "name=\"ink_seen\"", "name=\"scan\""].map(|field| page.find(field).expect("a field"));
    assert!(version < tick && tick < scan, "the file comes last");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_saves_over_another_wording_is_led_to_what_changed() {
    let asked = Asked::new().await;
    let admin = asked.app.sign_in(ADMIN).await;
    let base = hidden(&asked.page_as(&admin, "/hub/clauses/edit").await, "base");
    let save = async |title: &str| {
        let form = [
            ("base", base.clone()),
            ("wording_title", title.to_owned()),
            ("wording_introduction", "One.".to_owned()),
            ("wording_clauses", "Come to all six.".to_owned()),
            ("wording_closing", "I, the headteacher of {school}, agree.".to_owned()),
        ];
        asked.post(&admin, "/api/save-clauses", &form).await
    };
    assert!(header(&save("Theirs").await, "location").ends_with("done=wording-saved"));
    let page = refused(save("Mine").await, &[Problem::WordingMoved]).await;
    assert!(page.contains("Mine") && page.contains("/hub/clauses/compare?old=1&amp;new=2"), "compare before you save");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_stays_readable_for_a_school_that_left_since_and_is_linked() {
    let asked = Asked::new().await;
    let last = asked.year.academic_year.previous();
    let years = groups::years_with(&asked.app.database, asked.year.group, Some(asked.school)).await.expect("read");
    assert!(years.contains(&last), "Ash Lane was in the group last year");
    let past = format!("/groups/{}/years/{}", asked.year.group, last.starts_in());
    let participant = asked.app.sign_in(PARTICIPANT).await;
    let people = asked.page_as(&participant, &format!("/groups/{}/people", asked.year.group)).await;
    assert!(people.contains(&past), "the way there for everybody in the group");
    asked
        .sql(
            "insert into commitment (id, group_year, school, clauses, created_at)
             select '019a0000-0000-7000-8000-00000000c0de', group_year.id, school.id, clauses.id, 1790000000000
             from group_year, school, clauses where group_year.status = 'finished' and school.name like 'Ash Lane%';
             delete from lead_participation where school = (select id from school where name like 'Ash Lane%')
               and group_year in (select id from group_year where status <> 'finished');
             update group_school set status = 'withdrawn' where school = (select id from school where name like 'Ash Lane%')
               and group_year in (select id from group_year where status <> 'finished')",
        )
        .await;
    assert_eq!(asked.app.get_as(&participant, &format!("/groups/{}", asked.year.group)).await.status(), 403, "it has left");
    let page = asked.page_as(&participant, &past).await;
    assert!(page.contains("Ash Lane"), "the year as it was");
    let head = asked.app.sign_in(HEAD).await;
    assert!(asked.page_as(&head, &past).await.contains("Open the paper"), "that of the head's own school");
    let school = asked.page_as(&participant, &format!("/schools/{}", asked.school)).await;
    assert!(school.contains(&past), "the way there from the school's page");
    let stranger = asked.app.sign_in(crate::common::asked::STRANGER).await;
    assert_eq!(asked.app.get_as(&stranger, &past).await.status(), 403);
}
