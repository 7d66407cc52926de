//! The workshops of a year, planned as a lead does it, with plain forms.

use crate::common::TestApp;
use crate::common::forms::Looking;
use crate::common::html_forms::HtmlForm;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};
use app::error::Problem;
use app::notice::Notice;
use model::calendar::academic_year::AcademicYear;
use model::ids::WorkGroupId;
use store::hub;
use store::workshops::plan::{Plan, load};

const HELEN: &str = "helen@oakhollow.example";
const SAVE: &str = "/api/group-workshops";
const LETTERS: &str = "select count(*) from outbox where kind = 'workshop.changed'";

async fn of_helen(app: &TestApp) -> (WorkGroupId, Plan) {
    let hub = hub::first(&app.database).await.expect("read").expect("a hub");
    let groups = hub::groups(&app.database, hub).await.expect("read");
    let own = groups.iter().find(|group| group.lead.as_deref() == Some("Helen Whitlock")).expect("her group").id;
    (own, load(&app.database, own, None).await.expect("read").expect("a year"))
}

async fn page(app: &TestApp, cookie: &str, path: &str) -> Page {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    Page::of_answer(answer).await
}

/// The last workshop on this day, by number.
fn form<'a>(group: &'a str, year: &'a str, day: &'a str, starts: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("group", group),
        ("year", year),
        ("days[w6]", day),
        ("starts[w6]", starts),
        ("ends[w6]", "17:15"),
        ("twilights[w6]", "15:45"),
        ("modes[w6]", "online"),
        ("hosts[w6]", ""),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_sets_a_date_and_the_groups_home_shows_it() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    let (group, before) = of_helen(&app).await;
    let address = format!("/groups/{group}/workshops");
    let titles: Vec<String> =
        before.workshops.iter().map(|workshop| format!("Workshop {}, {}", workshop.number, workshop.half_term)).collect();
    assert_eq!(page(&app, &helen, &address).await.texts(".workshop__title"), titles);
    // Its place under the top bar.
    page(&app, &helen, &format!("/groups/{group}")).await.leads_to(&address);
    let year = AcademicYear::at(chrono::Utc::now());
    let (id, year, day) = (group.to_string(), year.starts_in().to_string(), format!("{}-08-30", year.next().starts_in()));
    let answer = app.post_as(&helen, "/api/group-workshops", &form(&id, &year, &day, "13:00")).await;
    taken(&answer, Notice::WorkshopsMoved);
    let home = store::groups::home(&app.database, group).await.expect("read").expect("the group");
    let last = home.workshops.last().expect("a workshop");
    assert_eq!((last.day.as_str(), last.starts.as_str(), last.ends.as_str()), (day.as_str(), "13:00", "17:15"));
    assert_eq!(last.twilight.as_ref().map(|hours| (hours.starts.as_str(), hours.ends.as_str())), Some(("15:45", "17:15")));
    let (_, after) = of_helen(&app).await;
    assert_eq!(after.workshops[..5], before.workshops[..5], "those that were not sent stay");
    let audit = page(&app, &app.sign_in("nell@lanternvale.example").await, "/hub/audit").await;
    let planned = format!("Planned Summer 2 of Two Rivers ({}).", before.academic_year);
    assert_eq!(audit.text(".audit__what"), planned);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_said_at_its_field_and_everything_typed_is_kept() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    let (group, before) = of_helen(&app).await;
    let year = AcademicYear::at(chrono::Utc::now());
    let (id, year, day) = (group.to_string(), year.starts_in().to_string(), year.next().first_day().to_string());
    let answer = app.post_as(&helen, "/api/group-workshops", &form(&id, &year, &day, "18:00")).await;
    assert_eq!(answer.status(), 422);
    let page = Page::of_answer(answer).await;
    let (first, last) = (before.academic_year.starts_in(), before.academic_year.next().starts_in());
    let wrong = [
        ("day-6", format!("Workshop 6: choose a day between 1 September {first} and 31 August {last}")),
        ("ends-6", "Workshop 6: the end has to come after the beginning".to_owned()),
        ("twilight-6", "Workshop 6: the twilight is a part of the workshop: it begins before the end".to_owned()),
    ];
    for (field, words) in &wrong {
        assert_eq!(page.field(field).error.as_ref(), Some(words));
    }
    assert_eq!(page.problems(), wrong.map(|(field, words)| (words, format!("#{field}"))));
    assert_eq!(page.field("starts[w6]").value, "18:00");
    assert_eq!(of_helen(&app).await.1, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changing_a_date_that_heads_have_signed_says_so_and_a_weekend_is_pointed_out() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    let (group, before) = of_helen(&app).await;
    assert!(before.signed > 0, "heads have signed in the demonstration");
    let signed = page(&app, &helen, &format!("/groups/{group}/workshops")).await.text("main .notice");
    assert!(signed.starts_with(&format!("{} heads have signed with the dates as they are here.", before.signed)), "{signed}");
    let year = AcademicYear::at(chrono::Utc::now());
    let mut sunday = chrono::NaiveDate::from_ymd_opt(year.next().starts_in(), 8, 1).expect("a day");
    while sunday.format("%a").to_string() != "Sun" {
        sunday = sunday.succ_opt().expect("a day");
    }
    let (id, year, day) = (group.to_string(), year.starts_in().to_string(), sunday.to_string());
    app.post_as(&helen, "/api/group-workshops", &form(&id, &year, &day, "13:00")).await;
    let later = sunday.succ_opt().expect("a day").to_string();
    let warnings = page(&app, &helen, &format!("/groups/{group}/workshops")).await.texts(".workshop:nth-of-type(6) .status");
    let said = format!("{} is in the summer holidays.", sunday.format("%A %-d %B"));
    assert!(warnings.contains(&said), "{warnings:?}");
    let answer = app.post_as(&helen, "/api/group-workshops", &form(&id, &year, &later, "13:00")).await;
    taken(&answer, Notice::WorkshopsMoved);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_workshops_are_the_leads_and_the_hubs() {
    let app = TestApp::with_demo().await;
    let (group, _) = of_helen(&app).await;
    let (id, year) = (group.to_string(), AcademicYear::at(chrono::Utc::now()).starts_in().to_string());
    for email in ["amy@ashlane.example", "judith@ashlane.example"] {
        let cookie = app.sign_in(email).await;
        assert_eq!(app.get_as(&cookie, &format!("/groups/{group}/workshops")).await.status(), 403, "{email}");
        assert_eq!(app.post_as(&cookie, "/api/group-workshops", &form(&id, &year, "", "")).await.status(), 403, "{email}");
    }
    page(&app, &app.sign_in("omar@lanternvale.example").await, &format!("/groups/{group}/workshops")).await;
}

/// The form on the page of Helen's year.
async fn on_page(app: &TestApp, cookie: &str, group: WorkGroupId) -> HtmlForm {
    page(app, cookie, &format!("/groups/{group}/workshops")).await.form(SAVE)
}

/// The sequences of her workshops, by number.
async fn sequences(app: &TestApp) -> Vec<u32> {
    of_helen(app).await.1.workshops.iter().map(|workshop| workshop.sequence).collect()
}

/// A day of this academic year that is still to come, as it is typed.
fn late(day: u32) -> String {
    format!("{day} August {}", AcademicYear::at(chrono::Utc::now()).next().starts_in())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_date_that_moves_is_told_once_to_everybody_concerned_with_the_old_one_beside_it() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    let (group, before) = of_helen(&app).await;
    let planned = app.count("select count(*) from audit where action = 'group.workshops_planned'").await;
    let mut sent = on_page(&app, &helen, group).await;
    sent.set("days[w6]", &late(29));
    sent.set("places[w6]", "The barn");
    taken(&app.post_as(&helen, SAVE, &sent.pairs()).await, Notice::WorkshopsMoved);
    assert_eq!(sequences(&app).await, [0, 0, 0, 0, 0, 1], "once, and of this one alone");
    assert_eq!(app.count("select count(*) from audit where action = 'group.workshops_planned'").await, planned + 1);
    let told = app.column("select to_email from outbox where kind = 'workshop.changed' order by to_email").await;
    let mut once = told.clone();
    once.dedup();
    assert_eq!(told, once, "nobody has two letters");
    for concerned in ["amy@ashlane.example", "rosa@elmbank.example", "davinder@elmbank.example", "anil@willowweir.example"] {
        assert!(told.iter().any(|email| email == concerned), "{concerned}");
    }
    for other in [HELEN, "noah@wharfroad.example", "omar@lanternvale.example"] {
        assert!(!told.iter().any(|email| email == other), "{other}");
    }
    let old = before.workshops[5].time.expect("a date").starts;
    let old = model::calendar::day::short(model::calendar::clock::day(old));
    let letter = "select text from outbox where kind = 'workshop.changed' and to_email = 'davinder@elmbank.example'";
    let letter = app.column(letter).await.concat();
    for words in [format!("Workshop 6 (Summer 2) moves from {old}, "), "place: The barn".into(), "You have signed for Elm Bank".into()] {
        assert!(letter.contains(&words), "{words}: {letter}");
    }
    let letter = "select text from outbox where kind = 'workshop.changed' and to_email = 'rosa@elmbank.example'";
    assert!(!app.column(letter).await.concat().contains("You have signed"));
    // The same once more says nothing new.
    taken(&app.post_as(&helen, SAVE, &sent.pairs()).await, Notice::Saved);
    assert_eq!(app.count(LETTERS).await, told.len() as i64);
    let page = page(&app, &helen, &format!("/groups/{group}/workshops")).await;
    page.says(&format!("{} heads have signed with other dates than these", before.signed));
    assert!(page.text(".workshop:nth-of-type(6) .workshop__how").ends_with("The barn"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_save_at_once_the_second_is_told_and_replaces_nothing_unseen() {
    let app = TestApp::with_demo().await;
    let (helen, omar) = (app.sign_in(HELEN).await, app.sign_in("omar@lanternvale.example").await);
    let (group, _) = of_helen(&app).await;
    let (mut one, mut other) = (on_page(&app, &helen, group).await, on_page(&app, &omar, group).await);
    one.set("modes[w5]", "online");
    other.set("days[w6]", &late(28));
    let (one, other) = (one.pairs(), other.pairs());
    let answers = tokio::join!(app.post_as(&helen, SAVE, &one), app.post_as(&omar, SAVE, &other));
    let mut statuses = [answers.0.status().as_u16(), answers.1.status().as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses[1], 422, "{statuses:?}");
    let (second, who, sent) = if answers.0.status() == 422 { (answers.0, &helen, one) } else { (answers.1, &omar, other) };
    assert_eq!(sequences(&app).await.iter().sum::<u32>(), 1);
    let told = app.count(LETTERS).await;
    assert_eq!(app.count("select count(distinct to_email) from outbox where kind = 'workshop.changed'").await, told);
    let page = Page::of(&refused(second, &[Problem::WorkshopsMoved]).await);
    for (name, value) in sent.iter().filter(|(name, _)| name.contains("[w")) {
        assert_eq!(page.field(name).value, *value, "{name}");
    }
    // Whoever has seen it may.
    assert!(app.post_as(who, SAVE, &page.form(SAVE).pairs()).await.status().is_redirection());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_stays_with_its_workshop_when_a_colleague_adds_one_before_it() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    let (group, _) = of_helen(&app).await;
    let mut sent = on_page(&app, &helen, group).await;
    sent.set("places[w6]", "The barn");
    let (id, year) = (group.to_string(), AcademicYear::at(chrono::Utc::now()).starts_in().to_string());
    let added = app.post_as(&helen, "/api/workshop-add", &[("group", &id), ("year", &year), ("half_term", "Autumn 1")]).await;
    taken(&added, Notice::WorkshopAdded);
    let page = Page::of(&refused(app.post_as(&helen, SAVE, &sent.pairs()).await, &[Problem::WorkshopsMoved]).await);
    assert_eq!((page.field("places[w7]").value.as_str(), page.field("days[w2]").value.as_str()), ("The barn", ""));
    taken(&app.post_as(&helen, SAVE, &page.form(SAVE).pairs()).await, Notice::Saved);
    let (_, after) = of_helen(&app).await;
    assert_eq!(after.workshops.iter().map(|workshop| workshop.place.as_str()).filter(|place| *place == "The barn").count(), 1);
    assert_eq!(after.workshops[6].place, "The barn");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_is_text_and_a_call_is_behind_an_address_that_is_safe() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    let (group, _) = of_helen(&app).await;
    let mut sent = on_page(&app, &helen, group).await;
    let long = "x".repeat(5000);
    let secure = "Workshop 6: a call link begins with https://, like https://meet.example/two-rivers";
    for (place, call, field, words) in [
        (long.as_str(), "", "places[w6]", "Workshop 6: use at most 200 letters for the place"),
        ("", "javascript:alert(1)", "calls[w6]", secure),
        ("", "http://meet.example/a", "calls[w6]", secure),
        ("", "https://helen@evil.example", "calls[w6]", "Workshop 6: this is no address: copy the link from the invitation to the call"),
        ("", &format!("https://meet.example/{long}"), "calls[w6]", "Workshop 6: use at most 500 letters for the call link"),
    ] {
        sent.set("places[w6]", place);
        sent.set("calls[w6]", call);
        let answer = app.post_as(&helen, SAVE, &sent.pairs()).await;
        assert_eq!(answer.status(), 422, "{words}");
        let page = Page::of_answer(answer).await;
        assert_eq!(page.problems().into_iter().map(|(said, _)| said).collect::<Vec<_>>(), [words]);
        assert_eq!(page.field(field).error.as_deref(), Some(words));
        assert_eq!((page.field("places[w6]").value.as_str(), page.field("calls[w6]").value.as_str()), (place, call), "what was typed");
    }
    assert_eq!((app.count(LETTERS).await, sequences(&app).await), (0, vec![0; 6]));
    sent.set("places[w6]", "\u{feff}The\u{202e} hall </title><script data-foreign>\u{200b}");
    sent.set("calls[w6]", " HTTPS://meet.example/two?a=1&b=2 ");
    taken(&app.post_as(&helen, SAVE, &sent.pairs()).await, Notice::Saved);
    let (_, after) = of_helen(&app).await;
    let last = &after.workshops[5];
    assert_eq!(
        (last.place.as_str(), last.call_link.as_str()),
        ("The hall </title><script data-foreign>", "https://meet.example/two?a=1&b=2")
    );
    let page = page(&app, &helen, &format!("/groups/{group}/workshops")).await;
    assert_eq!(page.count("[data-foreign]"), 0);
    page.says("The hall </title><script data-foreign>");
    assert_eq!(app.count("select count(*) from outbox where kind = 'workshop.changed' and html like '%<script%'").await, 0);
}
