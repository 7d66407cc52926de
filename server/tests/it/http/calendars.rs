//! Calendars, from outside: files for whoever may see a group, and links that are made, read by programs without a session, and stopped.

use std::collections::BTreeMap;

use app::error::Problem;
use app::notice::Notice;
use futures_util::future::join_all;
use reqwest::{Client, Response};
use store::accounts::people;

use crate::common::browser::Browser;
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::taken;
use crate::common::{TestApp, header};
use crate::permissions::sample::Sample;

const ROSA: &str = "rosa@elmbank.example";
const TOM: &str = "tom@elmbank.example";
const HELEN: &str = "helen@oakhollow.example";
const IDRIS: &str = "idris@saltersby.example";
const NELL: &str = "nell@lanternvale.example";

const PAGE: &str = "/account/calendars";
const MAKE: &str = "/api/make-calendar-link";
const STOP: &str = "/api/stop-calendar-link";

/// As a calendar program asks: without a session, and for whatever there is.
async fn read(app: &TestApp, path: &str) -> Response {
    Client::new().get(app.url(path)).send().await.expect("an answer")
}

async fn status(app: &TestApp, path: &str) -> u16 {
    read(app, path).await.status().as_u16()
}

/// The path of a new link to one's own workshops, or to a group's.
async fn link(app: &TestApp, email: &str, shows: &str) -> String {
    let answer = app.post_as(&app.sign_in(email).await, MAKE, &[("shows", shows)]).await;
    assert_eq!(answer.status(), 200);
    let address = Page::of_answer(answer).await.field("address").value;
    address.strip_prefix(&app.url("")).expect("an address of ours").to_owned()
}

/// What stands in each event of a calendar, by the properties' names without parameters; the calendar's own stand under an empty UID.
async fn events(answer: Response) -> BTreeMap<String, BTreeMap<String, String>> {
    assert_eq!((answer.status().as_u16(), header(&answer, "content-type")), (200, "text/calendar; charset=utf-8"));
    let text = answer.text().await.expect("a calendar").replace("\r\n ", "");
    let properties = |part: &str| -> BTreeMap<String, String> {
        let pairs = part.lines().filter_map(|line| line.split_once(':'));
        pairs.map(|(name, value)| (name.split(';').next().unwrap_or_default().to_owned(), value.to_owned())).collect()
    };
    let (head, rest) = text.split_once("BEGIN:VTIMEZONE").expect("British clocks");
    let events = rest.split("BEGIN:VEVENT").skip(1).map(|part| properties(part.split("END:VEVENT").next().unwrap_or_default()));
    let events = events.map(|event| (event["UID"].clone(), event));
    events.chain([(String::new(), properties(head))]).collect()
}

/// The event of the workshop that is on today, as a link shows it.
async fn today(app: &TestApp, path: &str) -> BTreeMap<String, String> {
    let day = store::uk_time::today().format("%Y%m%d").to_string();
    let found = events(read(app, path).await).await;
    found.into_values().find(|event| event.get("DTSTART").is_some_and(|starts| starts.starts_with(&day))).expect("a workshop today")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_shown_once_and_read_without_a_session() {
    let app = TestApp::with_demo().await;
    let mut rosa = Browser::signed_in(&app, ROSA).await;
    let place = rosa.open(PAGE).await;
    place.page().says("No calendar follows your workshops yet.");
    let form = place.page().form(MAKE);
    assert_eq!(place.page().chosen("shows"), ["mine"]);
    let made = rosa.send(MAKE, &form.pairs()).await;
    assert_eq!((made.status, made.page().heading().as_str()), (200, "Workshops in your calendar"));
    made.page().says("Your link is made. Copy its address now: it is shown this once.");
    let address = made.page().field("address").value;
    let path = address.strip_prefix(&app.url("")).expect("an address of ours").to_owned();
    assert_eq!(made.page().links("Open in my calendar"), [address.replace("http://", "webcal://")]);
    let secret = path.strip_prefix("/calendars/feeds/").and_then(|file| file.strip_suffix(".ics")).expect("a secret");
    assert!(secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()), "{secret}");
    let answer = read(&app, &path).await;
    assert_eq!(header(&answer, "cache-control"), "private, max-age=300");
    assert_eq!(header(&answer, "content-disposition"), "inline; filename=\"workshops.ics\"");
    assert_eq!(header(&answer, "set-cookie"), "");
    assert_eq!(events(answer).await.len(), 6, "five workshops that have dates, and the calendar");
    let place = rosa.open(PAGE).await;
    place.page().does_not_hold(secret);
    place.page().says("My workshops");
    place.page().says("Last read today at");
    for file in [app.file.clone(), app.file.with_extension("db-wal")] {
        let bytes = std::fs::read(&file).unwrap_or_default();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "the secret is in {}", file.display());
    }
    let audit = Page::of_answer(app.get_as(&app.sign_in(NELL).await, "/hub/audit").await).await;
    assert_eq!(audit.text(".audit__what"), "Made a link for calendars to their own workshops.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_has_the_hours_that_are_theirs() {
    let app = TestApp::with_demo().await;
    let group = Sample::of(&app).await.fill("{group}");
    let (tom, rosa) = (link(&app, TOM, "mine").await, link(&app, ROSA, "mine").await);
    let of_group = link(&app, ROSA, &group).await;
    let [tom, rosa, of_group] = [today(&app, &tom).await, today(&app, &rosa).await, today(&app, &of_group).await];
    assert_eq!(tom["SUMMARY"], "Workshop 2: Steps small enough to carry everyone (Two Rivers)");
    assert_eq!(rosa["SUMMARY"], "Twilight of workshop 2: Steps small enough to carry everyone (Two Rivers)");
    assert!(tom["DTSTART"].ends_with("T130000") && rosa["DTSTART"].ends_with("T154500"), "{tom:?} {rosa:?}");
    assert_eq!((&tom["DTEND"], &tom), (&rosa["DTEND"], &of_group), "a group's calendar has all of it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_what_there_is_is_not_sent_it_again() {
    let app = TestApp::with_demo().await;
    let path = link(&app, TOM, "mine").await;
    let first = read(&app, &path).await;
    let tag = header(&first, "etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = async |tag: &str| Client::new().get(app.url(&path)).header("if-none-match", tag).send().await.expect("an answer");
    let same = again(&tag).await;
    assert_eq!((same.status().as_u16(), header(&same, "etag")), (304, tag.as_str()));
    assert_eq!(header(&same, "cache-control"), "private, max-age=300");
    assert_eq!(same.text().await.expect("no text"), "");
    app.run("update workshop set note = 'Bring a lesson.'").await;
    let changed = again(&tag).await;
    assert_eq!(changed.status(), 200);
    assert_ne!(header(&changed, "etag"), tag);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_calendar_follows_what_is_moved_cancelled_and_opened_again() {
    let app = TestApp::with_demo().await;
    let path = link(&app, TOM, "mine").await;
    let before = today(&app, &path).await;
    let uid = before["UID"].clone();
    let now = async || events(read(&app, &path).await).await;
    let sequence = |event: &BTreeMap<String, String>| event["SEQUENCE"].parse::<u32>().expect("a number");
    app.run(
        "update workshop set starts_at = starts_at + 604800000, ends_at = ends_at + 604800000,
                twilight_starts_at = twilight_starts_at + 604800000, twilight_ends_at = twilight_ends_at + 604800000",
    )
    .await;
    let moved = now().await[&uid].clone();
    assert_eq!((sequence(&moved), moved["STATUS"].as_str()), (sequence(&before) + 1, "CONFIRMED"));
    assert!(moved["DTSTART"] > before["DTSTART"], "{moved:?}");
    app.run("update workshop set cancelled_at = 1").await;
    let cancelled = now().await[&uid].clone();
    assert_eq!((sequence(&cancelled), cancelled["STATUS"].as_str()), (sequence(&before) + 2, "CANCELLED"));
    assert_eq!(cancelled["SUMMARY"], format!("Cancelled: {}", before["SUMMARY"]));
    app.run(
        "update workshop set cancelled_at = null, starts_at = null, ends_at = null, twilight_starts_at = null, twilight_ends_at = null",
    )
    .await;
    let open = now().await;
    assert_eq!(open.len(), 1, "without a date there is no event");
    assert!(open[""]["X-WR-CALDESC"].contains("\\nDate to be confirmed: workshop 1: "), "{open:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_stopped_by_its_owner_after_being_asked() {
    let app = TestApp::with_demo().await;
    let (own, other) = (link(&app, ROSA, "mine").await, link(&app, HELEN, "mine").await);
    let mut rosa = Browser::signed_in(&app, ROSA).await;
    let way = rosa.open(PAGE).await.page().links("Stop this link").remove(0);
    let asked = rosa.open(&way).await;
    assert_eq!(asked.page().heading(), "Stop this link?");
    assert_eq!(status(&app, &own).await, 200, "to be asked stops nothing");
    let form = asked.page().form(STOP);
    for _ in 0..2 {
        let answer = app.post_as(&rosa.line(), STOP, &form.pairs()).await;
        taken(&answer, Notice::CalendarLinkStopped);
    }
    let gone = read(&app, &own).await;
    assert_eq!((gone.status().as_u16(), header(&gone, "content-type")), (404, "text/plain; charset=utf-8"));
    assert_eq!(gone.text().await.expect("words"), "There is nothing here.\n");
    assert_eq!(app.get_as(&rosa.line(), &way).await.status(), 404);
    let audit = Page::of_answer(app.get_as(&app.sign_in(NELL).await, "/hub/audit").await).await;
    assert_eq!(audit.text(".audit__what"), "Stopped a link for calendars to their own workshops.");
    // Nobody else's.
    let id = app.column("select id from calendar_feed").await.remove(0);
    assert_eq!(app.get_as(&rosa.line(), &format!("{PAGE}/{id}/stop")).await.status(), 404);
    assert_eq!(app.post_as(&rosa.line(), STOP, &[("id", id.as_str())]).await.status(), 404);
    assert_eq!(status(&app, &other).await, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_never_a_secret_opens_nothing() {
    let app = TestApp::with_demo().await;
    let path = link(&app, ROSA, "mine").await;
    let secret = path.trim_end_matches(".ics");
    for asked in [
        secret.to_owned(),
        format!("{}.ics", secret.to_uppercase()),
        format!("{}.ics", &secret[..secret.len() - 1]),
        format!("{secret}0.ics"),
        "/calendars/feeds/.ics".to_owned(),
        format!("/calendars/feeds/{}.ics", "0".repeat(64)),
        format!("/calendars/feeds/{}.ics", "a".repeat(20_000)),
        "/calendars/feeds/%27%20or%201=1--.ics".to_owned(),
    ] {
        let status = status(&app, &asked).await;
        assert!(matches!(status, 404 | 414 | 431), "{asked}: {status}");
    }
    assert_eq!(status(&app, &path).await, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_shows_what_its_owner_may_see_on_that_day() {
    let app = TestApp::with_demo().await;
    let group = Sample::of(&app).await.fill("{group}");
    let (own, of_group) = (link(&app, TOM, "mine").await, link(&app, TOM, &group).await);
    assert_eq!(status(&app, &of_group).await, 200);
    // His school leaves.
    app.run("update group_school set status = 'withdrawn' where school = (select school from person where email = 'tom@elmbank.example')")
        .await;
    assert_eq!(events(read(&app, &own).await).await.len(), 1, "there is nothing of his any more");
    assert_eq!(status(&app, &of_group).await, 404);
    app.run("update group_school set status = 'active'").await;
    assert_eq!(status(&app, &of_group).await, 200);
    // His account is closed, and opened again.
    let tom = people::by_email(&app.database, &TOM.parse().expect("an address")).await.expect("an answer").expect("a person");
    let mut changes = app.database.change().await.expect("changes");
    people::deactivate(&mut changes, tom).await.expect("closed");
    changes.commit().await.expect("kept");
    assert_eq!((status(&app, &own).await, status(&app, &of_group).await), (404, 404));
    let mut changes = app.database.change().await.expect("changes");
    people::reactivate(&mut changes, tom).await.expect("opened");
    changes.commit().await.expect("kept");
    assert_eq!((status(&app, &own).await, status(&app, &of_group).await), (404, 404), "it has none of its links, as it has no session");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_groups_workshops_are_nobody_elses() {
    let app = TestApp::with_demo().await;
    let sample = Sample::of(&app).await;
    let (group, workshop) = (sample.fill("/calendars/groups/{group_file}"), sample.fill("/calendars/workshops/{workshop_file}"));
    let idris = app.sign_in(IDRIS).await;
    for path in [&group, &workshop] {
        assert_eq!(app.get_as(&idris, path).await.status(), 403, "{path}");
        assert_eq!(status(&app, path).await, 401, "{path}");
        let led = app.get(path).await;
        assert!(header(&led, "location").starts_with("/sign-in?next=%2Fcalendars%2F"), "{path}: {}", header(&led, "location"));
    }
    let refused = app.post_as(&idris, MAKE, &[("shows", sample.fill("{group}").as_str())]).await;
    assert_eq!(refused.status(), 403);
    assert_eq!(app.count("select count(*) from calendar_feed where work_group is not null").await, 0);
    let rosa = app.sign_in(ROSA).await;
    for path in
        ["/calendars/groups/nonsense.ics", &group.replace(".ics", ""), "/calendars/workshops/019a0000-0000-7000-8000-000000000001.ics"]
    {
        assert!(matches!(app.get_as(&rosa, path).await.status().as_u16(), 403 | 404), "{path}");
    }
    // Who may, is given it for once: a computer that others use keeps nothing.
    for cookie in [&rosa, &app.sign_in(NELL).await] {
        let answer = app.get_as(cookie, &group).await;
        assert_eq!(header(&answer, "cache-control"), "private, no-cache");
        assert_eq!(events(answer).await.len(), 6);
    }
    let one = app.get_as(&rosa, &workshop).await;
    assert_eq!(header(&one, "content-disposition"), "inline; filename=\"workshop-1.ics\"");
    assert_eq!(events(one).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_workshop_without_a_date_has_no_file_and_its_group_says_so() {
    let app = TestApp::with_demo().await;
    let idris = app.sign_in(IDRIS).await;
    let group = app.column("select id from work_group where name = 'Three Mills'").await.remove(0);
    let found = events(app.get_as(&idris, &format!("/calendars/groups/{group}.ics")).await).await;
    assert_eq!(found.len(), 1);
    assert!(found[""]["X-WR-CALDESC"].contains("\\nDate to be confirmed: workshop 1 (Three Mills)\\; workshop 2"), "{found:?}");
    let open = app
        .column("select workshop.id from workshop join group_year on group_year.id = group_year where starts_at is null and work_group = (select id from work_group where name = 'Three Mills')")
        .await;
    assert_eq!(app.get_as(&idris, &format!("/calendars/workshops/{}.ics", open[0])).await.status(), 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_has_links_without_end_however_many_they_ask_for_at_once() {
    let app = TestApp::with_demo().await;
    let rosa = app.sign_in(ROSA).await;
    let answers = join_all((0..30).map(|_| app.post_as(&rosa, MAKE, &[("shows", "mine")]))).await;
    let refused = answers.iter().filter(|answer| answer.status() == 422).count();
    assert_eq!((refused, app.count("select count(*) from calendar_feed").await), (10, 20));
    let page = Page::of_answer(app.post_as(&rosa, MAKE, &[("shows", "mine")]).await).await;
    page.finds_wrong(&[(Problem::CalendarLinksMany.to_string().as_str(), "")]);
    for shows in ["", "yours"] {
        let page = Page::of_answer(app.post_as(&rosa, MAKE, &[("shows", shows)]).await).await;
        page.finds_wrong(&[(Problem::CalendarMissing.to_string().as_str(), "#shows")]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_of_programs_reads_and_writes_next_to_nothing() {
    let app = TestApp::with_demo().await;
    let path = link(&app, TOM, "mine").await;
    assert_eq!(status(&app, &path).await, 200);
    app.run("update calendar_feed set last_read_at = last_read_at - 60000").await;
    let before = app.count("select last_read_at from calendar_feed").await;
    let answers = join_all((0..200).map(|_| status(&app, &path))).await;
    assert!(answers.iter().all(|status| *status == 200), "{answers:?}");
    assert_eq!(app.count("select last_read_at from calendar_feed").await, before, "once an hour is enough");
    app.run("update calendar_feed set last_read_at = last_read_at - 3700000").await;
    assert_eq!(status(&app, &path).await, 200);
    assert!(app.count("select last_read_at from calendar_feed").await > before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_persons_secret_is_shown_to_nobody() {
    let app = TestApp::with_demo().await;
    let path = link(&app, TOM, "mine").await;
    let secret = path.trim_start_matches("/calendars/feeds/").trim_end_matches(".ics");
    // What a browser sends in the field of the answer is nobody's link.
    let answer = app.post_as(&app.sign_in(ROSA).await, MAKE, &[("shows", ""), ("secret", secret)]).await;
    let page = Page::of_answer(answer).await;
    page.finds_wrong(&[(Problem::CalendarMissing.to_string().as_str(), "#shows")]);
    page.does_not_hold(secret);
}
