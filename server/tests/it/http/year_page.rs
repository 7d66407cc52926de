//! The page of a year's workshops: what deserves a second look about their dates, and who might host.

use app::error::Problem;
use app::notice::Notice;
use chrono::{Datelike, Days, NaiveDate, Utc, Weekday};
use model::accounts::roles::{Actor, Person};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::without_year;
use model::calendar::terms::{Term, Terms};
use model::ids::{SchoolId, WorkGroupId};
use store::accounts::sign_in;
use store::closed_days;
use store::hub;
use store::term_dates::{self, Authority};
use store::workshops::plan::{Plan, load};

use crate::common::TestApp;
use crate::common::forms::Looking;
use crate::common::html_forms::HtmlForm;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};
use crate::permissions::sample::Sample;

const HELEN: &str = "helen@oakhollow.example";
const SAVE: &str = "/api/group-workshops";
const TAKE: &str = "/api/workshop-hosts";
const PLANNED: &str = "select count(*) from audit where action = 'group.workshops_planned'";

/// A lead before the page of their group's year.
struct Lead {
    app: TestApp,
    cookie: String,
    group: WorkGroupId,
}

impl Lead {
    async fn of(email: &str, name: &str) -> Self {
        let app = TestApp::with_demo().await;
        let hub = hub::first(&app.database).await.expect("read").expect("a hub");
        let groups = hub::groups(&app.database, hub).await.expect("read");
        let group = groups.iter().find(|group| group.lead.as_deref() == Some(name)).expect("a group").id;
        let cookie = app.sign_in(email).await;
        Self { app, cookie, group }
    }

    async fn helen() -> Self {
        Self::of(HELEN, "Helen Whitlock").await
    }

    async fn plan(&self) -> Plan {
        load(&self.app.database, self.group, None).await.expect("read").expect("a year")
    }

    async fn page(&self) -> Page {
        let answer = self.app.get_as(&self.cookie, &format!("/groups/{}/workshops", self.group)).await;
        assert_eq!(answer.status(), 200);
        Page::of_answer(answer).await
    }

    /// Puts the sixth workshop on a day.
    async fn date_the_last(&self, day: NaiveDate) {
        let mut form = self.page().await.form(SAVE);
        form.set("days[w6]", &day.to_string());
        taken(&self.app.post_as(&self.cookie, SAVE, &form.pairs()).await, Notice::WorkshopsMoved);
    }

    async fn warnings_of_the_last(&self) -> Vec<String> {
        self.page().await.texts(".workshop:nth-of-type(6) .status")
    }
}

async fn person(app: &TestApp, email: &str) -> Person {
    let cookie = app.sign_in(email).await;
    let token = cookie.strip_prefix("session=").expect("a token");
    match sign_in::actor(&app.database, token).await.expect("an answer") {
        Actor::Person(person) => person,
        Actor::Anonymous | Actor::Guest(_) => panic!("nobody"),
    }
}

fn usual() -> (AcademicYear, Terms) {
    let year = AcademicYear::at(Utc::now());
    (year, Terms::typical(year).expect("a year that is known"))
}

/// The first one from a day on.
fn wednesday(from: NaiveDate) -> NaiveDate {
    from.iter_days().find(|day| day.weekday() == Weekday::Wed).expect("a Wednesday")
}

fn suggestions(page: &Page) -> Vec<HtmlForm> {
    page.forms().into_iter().filter(|form| form.action == TAKE).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_schools_own_day_is_said_beside_the_workshop_and_stops_nobody() {
    let lead = Lead::helen().await;
    let school: SchoolId = Sample::of(&lead.app).await.fill("{school}").parse().expect("a school");
    let (_, terms) = usual();
    let day = wednesday(terms.summer.break_last + Days::new(14));
    let tom = person(&lead.app, "tom@elmbank.example").await;
    let mut changes = lead.app.database.change().await.expect("changes");
    assert_eq!(closed_days::add(&mut changes, &tom, school, &[(day, "INSET day".to_owned())]).await.expect("kept"), 1);
    changes.commit().await.expect("kept");
    lead.date_the_last(day).await;
    let said = format!("On {} Elm Bank Primary School is closed to pupils (INSET day).", without_year(day));
    let warnings = lead.warnings_of_the_last().await;
    assert!(warnings.contains(&said), "{warnings:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_terms_that_a_hub_has_entered_take_the_place_of_the_usual_ones() {
    let lead = Lead::helen().await;
    lead.app.run("update school set la_code = '999', la_name = 'Eastshire'").await;
    let (year, terms) = usual();
    let day = wednesday(terms.summer.break_last + Days::new(1));
    lead.date_the_last(day).await;
    let said = format!("{} is in the half-term week.", without_year(day));
    let warnings = lead.warnings_of_the_last().await;
    assert!(!warnings.contains(&said), "{warnings:?}");
    let longer = Term { break_last: day, ..terms.summer };
    let authority = Authority { code: "999".to_owned(), name: "Eastshire".to_owned(), schools: 8, terms: None };
    let nell = person(&lead.app, "nell@lanternvale.example").await;
    let hub = nell.hub.as_ref().expect("a hub").id;
    let mut changes = lead.app.database.change().await.expect("changes");
    let own = Terms { summer: longer, ..terms };
    term_dates::save(&mut changes, (hub, &nell), &authority, year, &own).await.expect("kept");
    changes.commit().await.expect("kept");
    let warnings = lead.warnings_of_the_last().await;
    assert!(warnings.contains(&said), "{warnings:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suggested_host_is_taken_over_once_and_by_nobody_unseen() {
    let lead = Lead::helen().await;
    let page = lead.page().await;
    page.says("Holly Steps Junior School has not hosted in earlier years.");
    let [take] = <[HtmlForm; 1]>::try_from(suggestions(&page)).expect("one workshop has no host");
    // Meanwhile somebody changes the year: it is looked at again.
    let mut save = page.form(SAVE);
    save.set("places[w6]", "The gym");
    taken(&lead.app.post_as(&lead.cookie, SAVE, &save.pairs()).await, Notice::Saved);
    let again = Page::of(&refused(lead.app.post_as(&lead.cookie, TAKE, &take.pairs()).await, &[Problem::WorkshopsMoved]).await);
    assert_eq!(lead.plan().await.workshops[4].host, None);
    let before = lead.app.count(PLANNED).await;
    let take = suggestions(&again).remove(0);
    for _ in 0..2 {
        taken(&lead.app.post_as(&lead.cookie, TAKE, &take.pairs()).await, Notice::Saved);
    }
    let plan = lead.plan().await;
    assert_eq!(plan.host_name(plan.workshops[4].host), Some("Holly Steps Junior School"));
    assert_eq!(lead.app.count(PLANNED).await, before + 1);
    assert!(suggestions(&lead.page().await).is_empty(), "every workshop has a host");
    let mut foreign = take.clone();
    foreign.set("hosts[w5]", &SchoolId::generate().to_string());
    assert_eq!(lead.app.post_as(&lead.cookie, TAKE, &foreign.pairs()).await.status(), 404, "a school that can't host");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_suggestions_are_taken_over_with_one_button() {
    let lead = Lead::of("idris@saltersby.example", "Idris Calloway").await;
    let page = lead.page().await;
    page.offers("Take over all of these");
    let all = suggestions(&page).pop().expect("the last");
    taken(&lead.app.post_as(&lead.cookie, TAKE, &all.pairs()).await, Notice::Saved);
    assert!(lead.plan().await.workshops.iter().all(|workshop| workshop.host.is_some()));
}
