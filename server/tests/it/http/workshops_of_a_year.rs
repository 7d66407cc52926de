//! How many workshops a year has, and which of them are held: added, split, removed, cancelled, held after all.

use app::error::Problem;
use app::notice::Notice;
use model::calendar::academic_year::AcademicYear;
use model::ids::{WorkGroupId, WorkshopId};
use reqwest::Response;
use store::hub;
use store::workshops::plan::{Plan, Planned, load};

use crate::common::TestApp;
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};

const HELEN: &str = "helen@oakhollow.example";
const IDRIS: &str = "idris@saltersby.example";
const LETTERS: &str = "select count(*) from outbox where kind = 'workshop.changed'";

/// A lead, with their group's plan as it was when they came.
struct Lead {
    app: TestApp,
    cookie: String,
    group: WorkGroupId,
    before: Plan,
}

impl Lead {
    async fn helen() -> Self {
        Self::of(TestApp::with_demo().await, HELEN, "Helen Whitlock").await
    }

    /// None of his workshops has a date yet.
    async fn idris() -> Self {
        Self::of(TestApp::with_demo().await, IDRIS, "Idris Calloway").await
    }

    async fn of(app: TestApp, email: &str, name: &str) -> Self {
        let hub = hub::first(&app.database).await.expect("read").expect("a hub");
        let groups = hub::groups(&app.database, hub).await.expect("read");
        let group = groups.iter().find(|group| group.lead.as_deref() == Some(name)).expect("a group").id;
        let before = load(&app.database, group, None).await.expect("read").expect("a year");
        let cookie = app.sign_in(email).await;
        Self { app, cookie, group, before }
    }

    async fn now(&self) -> Vec<Planned> {
        load(&self.app.database, self.group, None).await.expect("read").expect("a year").workshops
    }

    /// The workshop that had this number at first.
    fn id(&self, number: usize) -> WorkshopId {
        self.before.workshops[number - 1].id.expect("a workshop")
    }

    async fn page(&self, rest: &str) -> Page {
        let answer = self.app.get_as(&self.cookie, &format!("/groups/{}/workshops{rest}", self.group)).await;
        assert_eq!(answer.status(), 200, "{rest}");
        Page::of_answer(answer).await
    }

    /// The page that asks about a workshop.
    async fn asked(&self, workshop: WorkshopId, what: &str) -> Page {
        self.page(&format!("/{workshop}/{what}")).await
    }

    async fn send(&self, action: &str, more: &[(&str, &str)]) -> Response {
        let (group, year) = (self.group.to_string(), self.before.academic_year.starts_in().to_string());
        let fields = [&[("group", group.as_str()), ("year", year.as_str())][..], more].concat();
        self.app.post_as(&self.cookie, action, &fields).await
    }

    async fn send_about(&self, action: &str, workshop: WorkshopId) -> Response {
        self.send(action, &[("workshop", &workshop.to_string())]).await
    }
}

fn numbered(workshops: &[Planned]) -> Vec<(u8, &str, u32)> {
    workshops.iter().map(|workshop| (workshop.number, workshop.half_term.words(), workshop.sequence)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_workshop_says_so_everywhere_and_can_be_held_after_all() {
    let lead = Lead::helen().await;
    let (app, third) = (&lead.app, lead.id(3));
    let home = format!("/groups/{}", lead.group);
    let asked = lead.asked(third, "cancel").await;
    assert_eq!(asked.heading(), "Cancel workshop 3, Spring 1?");
    let mut sent = asked.form("/api/workshop-cancel");
    sent.set("reason", " Snow,\u{200b} and\u{a0}ice ");
    taken(&app.post_as(&lead.cookie, "/api/workshop-cancel", &sent.pairs()).await, Notice::HandedOverWaits);
    let now = lead.now().await;
    assert_eq!((now[2].cancelled.as_deref(), now[2].sequence), (Some("Snow, and ice"), 1));
    assert_eq!(now[2].time, lead.before.workshops[2].time, "it keeps its date");
    let told = app.count(LETTERS).await;
    assert!(told > 20, "{told} letters");
    assert_eq!(app.count("select count(distinct to_email) from outbox where kind = 'workshop.changed'").await, told);
    assert_eq!(app.count("select count(*) from audit where action = 'workshop.cancelled'").await, 1);
    let page = lead.page("").await;
    assert!(page.text(".workshop:nth-of-type(3) .chip").starts_with("Cancelled, was "));
    page.says("The reason: Snow, and ice");
    assert!(!page.has_field("days[w3]") && page.has_field("days[w4]"), "there is nothing to fill in");
    let group = Page::of_answer(app.get_as(&lead.cookie, &home).await).await;
    assert_eq!(group.texts(".year__date")[2], "Cancelled");
    // Pressed twice it is done once, and whoever saves the rest leaves it as it is.
    taken(&app.post_as(&lead.cookie, "/api/workshop-cancel", &sent.pairs()).await, Notice::Saved);
    taken(&app.post_as(&lead.cookie, "/api/group-workshops", &page.form("/api/group-workshops").pairs()).await, Notice::Saved);
    assert_eq!((app.count(LETTERS).await, lead.now().await), (told, now));
    // The head who signs next signs no such date; those who have signed are told.
    let letter = app.column("select text from outbox where kind = 'workshop.changed' and to_email = 'davinder@elmbank.example'").await;
    assert!(
        letter.concat().contains("is cancelled. The reason: Snow, and ice") && letter.concat().contains("You have signed for Elm Bank")
    );
    let print = Page::of_answer(app.get_as(&lead.cookie, &format!("{home}/commitments/print")).await).await;
    print.says("The year’s five workshops");
    let held = lead.asked(third, "hold").await.form("/api/workshop-hold");
    taken(&app.post_as(&lead.cookie, "/api/workshop-hold", &held.pairs()).await, Notice::HandedOverWaits);
    taken(&app.post_as(&lead.cookie, "/api/workshop-hold", &held.pairs()).await, Notice::Saved);
    let now = lead.now().await;
    assert_eq!((now[2].cancelled.as_deref(), now[2].sequence), (None, 2));
    assert_eq!(app.count(LETTERS).await, told * 2);
    assert_eq!(app.get_as(&lead.cookie, &format!("{home}/workshops/{third}/hold")).await.status(), 404, "it is held");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_over_is_cancelled_without_a_letter_and_a_reason_has_an_end() {
    let lead = Lead::helen().await;
    let long = "x".repeat(301);
    let first = lead.id(1).to_string();
    lead.asked(lead.id(1), "cancel").await.says("That is over, so no letter goes out.");
    lead.asked(lead.id(6), "cancel").await.says("A letter tells the people of the group’s schools");
    let answer = lead.send("/api/workshop-cancel", &[("workshop", &first), ("reason", &long)]).await;
    let page = Page::of(&refused(answer, &[Problem::WorkshopReasonLong]).await);
    assert_eq!(page.field("reason").value, long);
    taken(&lead.send("/api/workshop-cancel", &[("workshop", &first), ("reason", "<b data-foreign>")]).await, Notice::Saved);
    assert_eq!((lead.app.count(LETTERS).await, lead.now().await[0].sequence), (0, 1));
    assert_eq!(lead.page("").await.count("[data-foreign]"), 0);
    lead.asked(lead.id(1), "hold").await.says("That is over, so no letter goes out.");
    let undated = Lead::idris().await;
    let asked = undated.asked(undated.id(2), "cancel").await;
    asked.says("Nobody was told a date, so no letter goes out.");
    asked.does_not_say("It stands in the letter");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_workshop_is_not_held_after_all_on_the_day_of_another() {
    let lead = Lead::helen().await;
    let (app, sixth) = (&lead.app, lead.id(6));
    taken(&lead.send_about("/api/workshop-cancel", sixth).await, Notice::HandedOverWaits);
    // The one that was cancelled last is the sixth: another goes to its day.
    app.run(
        "update workshop set (starts_at, ends_at) = (select starts_at, ends_at from workshop order by cancelled_at desc limit 1)
         where number = 4 and group_year = (select group_year from workshop order by cancelled_at desc limit 1)",
    )
    .await;
    let answer = lead.send_about("/api/workshop-hold", sixth).await;
    let page = Page::of(&refused(answer, &[Problem::WorkshopDayTaken]).await);
    assert_eq!(page.heading(), "Hold workshop 6, Summer 2 after all?");
    assert!(lead.now().await[5].is_cancelled());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_has_eight_workshops_at_most_numbered_in_its_order() {
    let lead = Lead::helen().await;
    let add = lead.page("/add").await;
    let mut sent = add.form("/api/workshop-add");
    let post = async |sent: &[(&str, &str)]| lead.app.post_as(&lead.cookie, "/api/workshop-add", sent).await;
    refused(post(&sent.pairs()).await, &[Problem::HalfTermMissing]).await;
    sent.set("half_term", "Spring 2");
    taken(&post(&sent.pairs()).await, Notice::WorkshopAdded);
    let now = lead.now().await;
    let expected = [
        (1, "Autumn 1", 0),
        (2, "Autumn 2", 0),
        (3, "Spring 1", 0),
        (4, "Spring 2", 0),
        (5, "Spring 2", 0),
        (6, "Summer 1", 1),
        (7, "Summer 2", 1),
    ];
    assert_eq!(numbered(&now), expected);
    assert_eq!((now[4].title.as_str(), now[4].time), ("Workshop 5", None));
    assert_eq!(now[5].id, Some(lead.id(5)), "the one that was the fifth");
    assert_eq!(lead.page("").await.text(".workshop:nth-of-type(5) .chip"), "To be confirmed");
    // Pressed twice, one is added.
    refused(post(&sent.pairs()).await, &[Problem::WorkshopsMoved]).await;
    taken(&lead.send("/api/workshop-add", &[("half_term", "Summer 2")]).await, Notice::WorkshopAdded);
    refused(lead.send("/api/workshop-add", &[("half_term", "Summer 2")]).await, &[Problem::WorkshopsFull]).await;
    refused(lead.send_about("/api/workshop-split", lead.id(3)).await, &[Problem::WorkshopsFull]).await;
    let page = lead.page("").await;
    assert_eq!((page.count(".workshop"), page.links("Add a workshop").len(), page.links("Split workshop 3 in two").len()), (8, 0, 0));
    assert_eq!(lead.app.count("select count(*) from audit where action = 'workshop.added'").await, 2);
    assert_eq!(lead.app.count(LETTERS).await, 0, "nobody was told a date");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_keeps_five_workshops_and_every_one_with_a_date() {
    let lead = Lead::idris().await;
    let (app, second) = (&lead.app, lead.id(2));
    let asked = lead.asked(second, "remove").await;
    assert_eq!(asked.heading(), "Remove workshop 2, Autumn 2?");
    let sent = asked.form("/api/workshop-remove");
    let remove = async || app.post_as(&lead.cookie, "/api/workshop-remove", &sent.pairs()).await;
    taken(&remove().await, Notice::WorkshopRemoved);
    let after = [(1, "Autumn 1", 0), (2, "Spring 1", 1), (3, "Spring 2", 1), (4, "Summer 1", 1), (5, "Summer 2", 1)];
    assert_eq!(numbered(&lead.now().await), after);
    taken(&remove().await, Notice::WorkshopRemoved);
    assert_eq!(numbered(&lead.now().await), after, "pressed twice, one is gone");
    refused(lead.send_about("/api/workshop-remove", lead.id(3)).await, &[Problem::WorkshopsFewest]).await;
    assert_eq!(lead.page("").await.count("a[href$='/remove']"), 0);
    let dated = Lead::helen().await;
    refused(dated.send_about("/api/workshop-remove", dated.id(6)).await, &[Problem::WorkshopDated]).await;
    dated.app.run("update workshop set starts_at = null, ends_at = null where number = 2").await;
    refused(dated.send_about("/api/workshop-remove", dated.id(2)).await, &[Problem::WorkshopInUse]).await;
    assert_eq!(dated.now().await.len(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_workshop_becomes_two_and_one_letter_says_so() {
    let lead = Lead::helen().await;
    let app = &lead.app;
    let mut sent = lead.asked(lead.id(3), "split").await.form("/api/workshop-split");
    let post = async |sent: &[(&str, &str)]| app.post_as(&lead.cookie, "/api/workshop-split", sent).await;
    let first = lead.before.workshops[2].time.expect("a date").starts;
    for (day, words) in [
        (model::calendar::day::in_full(model::calendar::clock::day(first)), "Workshop 4: workshop 3 is on this day already"),
        ("soon".to_owned(), "Workshop 4: enter a day like 24/11/2026: “soon” is no month"),
    ] {
        sent.set("days", &day);
        sent.set("starts", "9:00");
        sent.set("ends", "12:00");
        let answer = post(&sent.pairs()).await;
        assert_eq!(answer.status(), 422);
        let page = Page::of_answer(answer).await;
        assert_eq!(page.problems(), [(words.to_owned(), "#day-4".to_owned())]);
        assert_eq!((page.field("days").value, page.field("starts").value), (day, "9:00".to_owned()));
    }
    sent.set("days", &format!("27 August {}", AcademicYear::at(chrono::Utc::now()).next().starts_in()));
    taken(&post(&sent.pairs()).await, Notice::HandedOverWaits);
    let now = lead.now().await;
    let changed = [(3, "Spring 1", 0), (4, "Spring 1", 0), (5, "Spring 2", 1), (6, "Summer 1", 1), (7, "Summer 2", 1)];
    assert_eq!(numbered(&now)[2..], changed);
    let (first, second) = (&now[2], &now[3]);
    assert_eq!(first, &lead.before.workshops[2], "the first part stays as it is");
    assert_eq!((second.host, second.mode, &second.place), (first.host, first.mode, &first.place));
    assert_eq!(second.title, "One lesson, three classrooms, second part");
    let told = app.count(LETTERS).await;
    assert!(told > 20, "{told} letters");
    assert_eq!(app.count("select count(distinct to_email) from outbox where kind = 'workshop.changed'").await, told);
    let letter = app.column("select text from outbox where kind = 'workshop.changed' and to_email = 'amy@ashlane.example'").await;
    assert!(letter.concat().contains("Workshop 4 (Spring 1) is new, the second part of the workshop before it: "), "{letter:?}");
    refused(post(&sent.pairs()).await, &[Problem::WorkshopsMoved]).await;
    assert_eq!((app.count(LETTERS).await, lead.now().await.len()), (told, 7), "pressed twice, it is split once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_groups_workshop_is_none_of_theirs() {
    let lead = Lead::helen().await;
    let hub = hub::first(&lead.app.database).await.expect("read").expect("a hub");
    let groups = hub::groups(&lead.app.database, hub).await.expect("read");
    let other = groups.iter().find(|group| group.lead.as_deref() == Some("Idris Calloway")).expect("his group").id;
    let before = load(&lead.app.database, other, None).await.expect("read").expect("a year");
    let theirs = before.workshops[1].id.expect("a workshop");
    for what in ["split", "cancel", "hold", "remove"] {
        let action = format!("/api/workshop-{what}");
        assert_eq!(lead.send_about(&action, theirs).await.status(), 404, "{what} by her own group");
        let fields = [("group", other.to_string()), ("year", "2026".to_owned()), ("workshop", theirs.to_string())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(lead.app.post_as(&lead.cookie, &action, &fields).await.status(), 403, "{what} by his");
        let page = format!("/groups/{}/workshops/{theirs}/{what}", lead.group);
        assert_eq!(lead.app.get_as(&lead.cookie, &page).await.status(), 404, "{page}");
    }
    let fields = [("group", other.to_string()), ("year", before.academic_year.starts_in().to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(
        lead.app.post_as(&lead.cookie, "/api/workshop-add", &[&fields[..], &[("half_term", "Spring 1")]].concat()).await.status(),
        403
    );
    assert_eq!(load(&lead.app.database, other, None).await.expect("read"), Some(before));
}
