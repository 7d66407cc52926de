//! Commitments from outside, later: a drawn signature, a school that left, dates that are open or moved, papers of earlier years.

use crate::common::asked::{ADMIN, Asked, HEAD, PARTICIPANT, STRANGER, signing, today};
use crate::common::forms::Looking;
use crate::common::header;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};
use app::error::Problem;
use app::notice::Notice;
use chrono::TimeDelta;
use store::{groups, uk_time};

/// What a page loads beside the menus.
const SCRIPTS: &str = "[src*='/scripts/']:not([src='/scripts/menu.js']), [href*='/scripts/']";
const LEFT: &str = "The school is not in this Work Group any more.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signature_may_be_drawn_and_only_strokes_are_taken() {
    const DRAWN: &str = "M 10 20 L 30 40 M 5 5 L 5 5";
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let page = asked.open(&token).await;
    assert_eq!(
        [page.count("[data-signature][hidden]"), page.count("script[src='/scripts/signature.js']")],
        [1, 1],
        "the pad and its script"
    );
    assert_eq!(page.field("typed_name").label, "Sign by typing your name");
    let (shown, day) = (page.field("shown").value, today());
    let send = async |drawing: &str| {
        let form = signing(&[("token", &token), ("shown", &shown), ("signed_on", &day), ("drawing", drawing)]);
        asked.app.post("/api/sign-commitment", &form).await
    };
    let long = format!("M 1 1{}", " L 100 100".repeat(900));
    for bad in ["M 1 1\"/><script>alert(1)</script>", "M 601 1 L 2 2", "L 1 1", "M 1.5 2 L 3 4", "M 1 1 C 1 1 2 2 3 3", &long] {
        refused(send(bad).await, &[Problem::DrawingBroken]).await;
    }
    assert_eq!(asked.verified().await, "There are no signatures yet.");
    taken(&send(DRAWN).await, Notice::CommitmentSigned);
    for copy in [asked.open(&token).await, asked.page_as(&asked.lead, &format!("{}/print", asked.page())).await] {
        assert_eq!(copy.attribute(".sheet__drawing path", "d").as_deref(), Some(DRAWN));
        assert_eq!(copy.attribute(".sheet__drawing", "aria-label").as_deref(), Some("Drawn signature of Judith Amankwah"));
    }
    assert_eq!(asked.verified().await, "The one signature is as it was signed.");
    asked.app.run("update signature set drawing = 'M 10 20 L 30 41'").await;
    let about = format!("Ash Lane Primary School, {}", asked.year.academic_year);
    assert_eq!(asked.verified().await, format!("Signature 1 ({about}) is not as it was signed."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_plain_pages_load_no_script_but_the_menus() {
    let asked = Asked::new().await;
    for path in [asked.page(), format!("{}/print", asked.page()), format!("{}/{}", asked.page(), asked.school)] {
        assert_eq!(asked.page_as(&asked.lead, &path).await.count(SCRIPTS), 0, "{path}");
    }
    let head = asked.app.sign_in(HEAD).await;
    let page = asked.page_as(&head, &format!("{}/{}", asked.page(), asked.school)).await;
    assert_eq!(page.count("script[src='/scripts/signature.js']"), 1, "the head signs here");
    assert_ne!(page.count(SCRIPTS), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_link_of_a_school_that_left_says_where_it_is_now() {
    let asked = Asked::new().await;
    let token = asked.link(TimeDelta::days(100)).await;
    let (shown, page) = (asked.open(&token).await.field("shown").value, format!("{}/{}", asked.page(), asked.school));
    asked.page_as(&asked.lead, &page).await.offers("Remind the head");
    asked.app.run("update group_school set status = 'withdrawn' where school = (select id from school where name like 'Ash Lane%')").await;
    let answer = asked.app.get(&format!("/commitment/{token}")).await;
    assert_eq!(answer.status(), 410);
    assert_eq!(Page::of_answer(answer).await.text(".lead"), LEFT);
    asked.sign(&token, &shown).await;
    assert_eq!(asked.verified().await, "There are no signatures yet.");
    let shown = asked.page_as(&asked.lead, &page).await;
    assert_eq!(shown.text("main .notice"), LEFT);
    shown.does_not_offer("Remind the head");
    for question in ["ink", "remind"] {
        assert_eq!(asked.app.get_as(&asked.lead, &format!("{page}/{question}")).await.status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_are_asked_before_any_date_is_known_only_when_that_is_meant() {
    let asked = Asked::new().await;
    asked.app.run("update workshop set starts_at = null, ends_at = null, twilight_starts_at = null, twilight_ends_at = null").await;
    asked.app.run("update commitment set requested_at = null").await;
    let mut form = vec![("group", asked.group()), ("year", asked.year.academic_year.starts_in().to_string())];
    let to = header(&asked.post(&asked.lead, "/api/ask-heads", &form).await, "location").to_owned();
    assert!(to.ends_with("&ask=all"), "{to}");
    let page = asked.page_as(&asked.lead, &to).await;
    assert_eq!(page.text("#undated"), "Ask before any date is known?");
    page.offers("Ask them all the same");
    form.push(("confirmed", "true".to_owned()));
    taken(&asked.post(&asked.lead, "/api/ask-heads", &form).await, Notice::HeadsAsked);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conflicting_dates_are_told_to_those_who_plan_and_are_not_on_the_paper() {
    let asked = Asked::new().await;
    // A Sunday.
    asked.app.run("update workshop set starts_at = 1798376400000, ends_at = 1798380000000 where number = 3").await;
    let page = format!("{}/{}", asked.page(), asked.school);
    let lead = asked.page_as(&asked.lead, &page).await;
    assert_eq!(lead.text("tr:nth-child(3) .table__second.no-print"), "Conflict: this day is at a weekend.");
    let head = asked.app.sign_in(HEAD).await;
    asked.page_as(&head, &page).await.does_not_say("Conflict");
    asked.page_as(&asked.lead, &format!("{}/print", asked.page())).await.does_not_say("Conflict");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moved_dates_are_said_and_a_signature_set_aside_is_listed() {
    let asked = Asked::new().await;
    let participant = asked.app.sign_in(PARTICIPANT).await;
    let page = format!("{}/{}", asked.page(), asked.school);
    let mut form = asked.about();
    form.push(("shown", asked.page_as(&participant, &page).await.field("shown").value));
    asked.post(&participant, "/api/agree-commitment", &form).await;
    asked.app.run("update workshop set starts_at = starts_at + 86400000, ends_at = ends_at + 86400000").await;
    let again = asked.page_as(&participant, &page).await;
    let day = uk_time::today();
    let in_a_list = day.format("%a %-d %b");
    again.says(&format!("Agreed to the paper of {}, which was another.", model::calendar::day::short(day)));
    assert_eq!(again.text(".commitments__agree h2"), "Do you agree again, as lead participant?");
    let list = asked.page_as(&asked.lead, &asked.page()).await;
    assert_eq!(list.text("td[data-label='Lead participant']"), format!("Amy Charlesworth agreed {in_a_list} to another paper"));
    form.pop();
    form.push(("shown", again.field("shown").value));
    taken(&asked.post(&participant, "/api/agree-commitment", &form).await, Notice::LeadAgreed);
    let day = day.to_string();
    refused(asked.record(&[("signed_on", &day), ("ink_seen", "true"), ("version", "7")], b"").await, &[Problem::InkVersion]).await;
    let recorded = asked.record(&[("signed_on", &day), ("ink_seen", "true"), ("version", "1")], b"%PDF-1.7").await;
    taken(&recorded, Notice::InkRecorded);
    let scan = asked.app.get_as(&asked.lead, &format!("{page}/scan")).await;
    assert!(header(&scan, "content-disposition").starts_with("attachment"), "a PDF is saved, not shown");
    asked.app.run("update workshop set starts_at = starts_at + 86400000, ends_at = ends_at + 86400000").await;
    let moved = "The group’s dates have moved since the head signed: the paper below has the dates as they were signed. \
                 To have the new ones signed, set the signature aside and ask anew.";
    assert_eq!(asked.page_as(&asked.lead, &page).await.text("main .notice"), moved);
    let list = asked.page_as(&asked.lead, &asked.page()).await;
    assert_eq!(list.heading(), format!("Commitments for {}", asked.year.academic_year));
    let signed = format!("Signed on paper {in_a_list}, recorded by Helen Whitlock. The dates have moved since");
    assert_eq!(list.text("td[data-label='Signature']"), signed);
    let mut form = asked.about();
    form.push(("reason", "The dates have moved".to_owned()));
    asked.post(&asked.lead, "/api/set-commitment-aside", &form).await;
    let page = asked.page_as(&asked.lead, &page).await;
    assert_eq!(page.text("#aside"), "Signatures that were set aside");
    let aside = page.text("[aria-labelledby='aside'] li");
    assert!(aside.starts_with("Judith Amankwah, ") && aside.ends_with(" by Helen Whitlock, because: The dates have moved"), "{aside}");
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
    let form = page.forms().into_iter().find(|form| form.multipart).expect("the form");
    let names: Vec<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["sender", "form_page", "printed_name", "signed_on", "version", "ink_seen", "scan"], "the file comes last");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_saves_over_another_wording_is_led_to_what_changed() {
    let asked = Asked::new().await;
    let admin = asked.app.sign_in(ADMIN).await;
    let base = asked.page_as(&admin, "/hub/clauses/edit").await.field("base").value;
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
    taken(&save("Theirs").await, Notice::WordingSaved);
    let page = Page::of(&refused(save("Mine").await, &[Problem::WordingMoved]).await);
    assert_eq!(page.field("wording_title").value, "Mine");
    // Compare before you save.
    page.leads_to("/hub/clauses/compare?old=1&new=2");
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
    // The way there for everybody in the group.
    people.leads_to(&past);
    for statement in [
        "insert into commitment (id, group_year, school, clauses, created_at)
         select '019a0000-0000-7000-8000-00000000c0de', group_year.id, school.id, clauses.id, 1790000000000
         from group_year, school, clauses where group_year.status = 'finished' and school.name like 'Ash Lane%'",
        "delete from lead_participation where school = (select id from school where name like 'Ash Lane%')
         and group_year in (select id from group_year where status <> 'finished')",
        "update group_school set status = 'withdrawn' where school = (select id from school where name like 'Ash Lane%')
         and group_year in (select id from group_year where status <> 'finished')",
    ] {
        asked.app.run(statement).await;
    }
    assert_eq!(asked.app.get_as(&participant, &format!("/groups/{}", asked.year.group)).await.status(), 403, "it has left");
    let page = asked.page_as(&participant, &past).await;
    assert!(page.text("[aria-labelledby='schools'] tbody th").starts_with("Ash Lane Primary School"), "the year as it was");
    let head = asked.app.sign_in(HEAD).await;
    let page = asked.page_as(&head, &past).await;
    let paper = format!("{}/{}?year={}", asked.page(), asked.school, last.starts_in());
    assert_eq!(page.links("Open the paper of Ash Lane Primary School"), [paper], "that of the head's own school");
    let school = asked.page_as(&participant, &format!("/schools/{}", asked.school)).await;
    // The way there from the school's page.
    school.leads_to(&past);
    let stranger = asked.app.sign_in(STRANGER).await;
    assert_eq!(asked.app.get_as(&stranger, &past).await.status(), 403);
}
