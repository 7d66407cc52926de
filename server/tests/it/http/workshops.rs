//! The workshops of a year, planned as a lead does it, with plain forms.

use crate::common::TestApp;
use crate::common::page::Page;
use crate::common::refusals::taken;
use app::notice::Notice;
use model::calendar::academic_year::AcademicYear;
use model::ids::WorkGroupId;
use store::hub;
use store::workshops::plan::{Plan, load};

const HELEN: &str = "helen@oakhollow.example";

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
    assert!(warnings.contains(&"This is a Sunday.".to_owned()), "{warnings:?}");
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
