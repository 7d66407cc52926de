//! Forming groups as the hub does it, from outside, with plain forms.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{TestApp, header};
use store::{forming, hubs};

const OMAR: &str = "omar@lanternvale.example";
const HELEN: &str = "helen@oakhollow.example";

/// The hub's year of forming, as the page reads it.
async fn state(app: &TestApp) -> (i32, forming::Forming) {
    let hub = hubs::first(&app.database).await.expect("read").expect("a hub");
    let year = forming::usual_year(chrono::Utc::now());
    // From June to August the demonstration's groups are those of the year before.
    let present = store::academic_year::at(chrono::Utc::now());
    let forming = forming::load(&app.database, hub, present).await.expect("read");
    assert!(year >= present);
    (present, forming)
}

/// The text of a page, as somebody.
async fn page(app: &TestApp, cookie: &str, path: &str) -> String {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.expect("a page")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_shows_schools_and_groups_on_a_map_and_in_lists_without_a_script() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (year, forming) = state(&app).await;
    let html = page(&app, &omar, &format!("/hub/forming?year={year}")).await;
    for group in &forming.groups {
        assert!(html.contains(&group.name), "{}", group.name);
    }
    assert!(html.contains("class=\"map__drawing\""), "the map");
    assert!(html.contains(" km"), "distances");
    assert!(!html.contains("twilight.js"), "it needs none");
    let school = &forming.groups[0].schools[0];
    let html = page(&app, &omar, &format!("/hub/forming?year={year}&school={}", school.id)).await;
    assert!(html.contains("id=\"chosen\"") && html.contains("Take out of its group"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_school_is_moved_and_the_move_is_undone() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (year, before) = state(&app).await;
    let (from, to) = (&before.groups[0], &before.groups[1]);
    let (school, year) = (from.schools[0].id.to_string(), year.to_string());
    let form = [("year", year.as_str()), ("schools[]", &school), ("here", &to.id.to_string())];
    let answer = app.post_as(&omar, "/api/forming-place", &form).await;
    assert!(header(&answer, "location").contains("done=schools-moved"), "{}", header(&answer, "location"));
    let (_, after) = state(&app).await;
    assert_eq!((after.groups[0].schools.len(), after.groups[1].schools.len()), (from.schools.len() - 1, to.schools.len() + 1));
    let html = page(&app, &omar, &format!("/hub/forming?year={year}")).await;
    assert!(html.contains(&format!("Undo: put {} into {}", from.schools[0].short_name, to.name)));
    let step = after.last_step.expect("a step").id;
    let answer = app.post_as(&omar, "/api/forming-undo", &[("year", &year), ("step", &step)]).await;
    assert!(header(&answer, "location").contains("done=step-undone"));
    let again = app.post_as(&omar, "/api/forming-undo", &[("year", &year), ("step", &step)]).await;
    assert!(header(&again, "location").contains("problem=undo-not-last"), "{}", header(&again, "location"));
    let (_, undone) = state(&app).await;
    assert_eq!(undone, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_without_schools_or_place_comes_back_with_both_reasons() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let answer = app.post_as(&omar, "/api/forming-place", &[("year", "2026")]).await;
    let back = header(&answer, "location").to_owned();
    assert!(back.contains("problem=schools-missing.place-missing"), "{back}");
    let html = page(&app, &omar, &back).await;
    assert!(html.contains("Choose at least one school"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_is_formed_named_a_lead_and_started() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (year, _) = state(&app).await;
    let year = year.to_string();
    let form = [("year", year.as_str()), ("name", "Heron Reach"), ("code", "NCP26-11"), ("title", ""), ("focus", "")];
    let answer = app.post_as(&omar, "/api/forming-new-group", &form).await;
    assert!(header(&answer, "location").contains("done=group-formed"), "{}", header(&answer, "location"));
    let (_, formed) = state(&app).await;
    let heron = formed.groups.iter().find(|group| group.name == "Heron Reach").expect("the group");
    assert!(!heron.running && heron.schools.is_empty());
    let settings = format!("/groups/{}/settings?year={year}&from=forming", heron.group);
    assert!(page(&app, &omar, &settings).await.contains("Work Group Lead"));
    let lead = formed.groups.iter().find_map(|group| group.lead.clone()).expect("a lead").0.to_string();
    let group = heron.group.to_string();
    let form = [
        ("id", group.as_str()),
        ("year", &year),
        ("name", "Heron Reach"),
        ("code", "NCP26-12"),
        ("title", ""),
        ("focus", "What do we notice?"),
        ("lead", &lead),
        ("status", "forming"),
        ("from", "forming"),
    ];
    let answer = app.post_as(&omar, "/api/group-settings", &form).await;
    assert!(header(&answer, "location").starts_with("/hub/forming?year="), "{}", header(&answer, "location"));
    let answer = app.post_as(&omar, "/api/forming-start", &[("year", &year), ("id", &heron.id.to_string())]).await;
    assert!(header(&answer, "location").contains("done=year-started"));
    let (_, started) = state(&app).await;
    let heron = started.groups.iter().find(|group| group.name == "Heron Reach").expect("the group");
    assert!(heron.running && heron.lead.is_some() && heron.ncp_code == "NCP26-12");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suggestion_is_shown_first_and_done_as_it_was_shown() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (year, before) = state(&app).await;
    let (year, school) = (year.to_string(), before.groups[0].schools[0].id.to_string());
    assert_eq!(page(&app, &omar, &format!("/hub/forming?year={year}&suggest=1")).await.matches("id=\"suggestion\"").count(), 1);
    let place = format!("places[id-{school}]");
    let form = [("year", year.as_str()), ("code", "NCP26-11"), ("names[new-0]", "Heron Reach"), (place.as_str(), "new-0")];
    let answer = app.post_as(&omar, "/api/forming-follow", &form).await;
    assert!(header(&answer, "location").contains("done=suggestion-followed"), "{}", header(&answer, "location"));
    let (_, after) = state(&app).await;
    let heron = after.groups.iter().find(|group| group.name == "Heron Reach").expect("the group");
    assert_eq!(heron.schools.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_may_set_the_year_but_not_form_groups_nor_rename_them() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    assert_eq!(app.get_as(&helen, "/hub/forming").await.status(), 403);
    let (year, before) = state(&app).await;
    let year = year.to_string();
    for (path, form) in [
        ("/api/forming-place", vec![("year", year.as_str()), ("here", "out")]),
        ("/api/forming-new-group", vec![("year", &year), ("name", "X"), ("code", "Y"), ("title", ""), ("focus", "")]),
        ("/api/forming-undo", vec![("year", &year), ("step", "x")]),
    ] {
        assert_eq!(app.post_as(&helen, path, &form).await.status(), 403, "{path}");
    }
    let own = before.groups.iter().find(|group| group.lead.as_ref().is_some_and(|(_, name)| name == "Helen Whitlock")).expect("her group");
    let (group, lead) = (own.group.to_string(), own.lead.clone().expect("a lead").0.to_string());
    let form = [
        ("id", group.as_str()),
        ("year", &year),
        ("name", "Helen’s own"),
        ("code", &own.ncp_code),
        ("title", "A year of small steps"),
        ("focus", "Why?"),
        ("lead", &lead),
        ("status", "running"),
    ];
    assert!(header(&app.post_as(&helen, "/api/group-settings", &form).await, "location").contains("done=saved"));
    let (_, after) = state(&app).await;
    let own_now = after.groups.iter().find(|group| group.id == own.id).expect("her group");
    assert_eq!((own_now.name.as_str(), own_now.title.as_str()), (own.name.as_str(), "A year of small steps"));
    let other = before.groups.iter().find(|group| group.id != own.id).expect("another group");
    assert_eq!(app.get_as(&helen, &format!("/groups/{}/settings", other.group)).await.status(), 403);
    assert_eq!(app.get_as(&helen, &format!("/groups/{}/staying", other.group)).await.status(), 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_are_written_down_in_one_save_and_keep_who_wrote_them() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    let (_, forming) = state(&app).await;
    let own = forming.groups.iter().find(|group| group.lead.as_ref().is_some_and(|(_, name)| name == "Helen Whitlock")).expect("her group");
    let group = own.group.to_string();
    let (first, second) = (format!("answers[id-{}]", own.schools[0].id), format!("answers[id-{}]", own.schools[1].id));
    let html = page(&app, &helen, &format!("/groups/{group}/staying")).await;
    let chosen =
        html.split("<input").filter(|tag| tag.contains("answers[") && tag.split('>').next().unwrap_or_default().contains("checked"));
    assert_eq!(chosen.count(), 0, "what nobody has asked is not answered");
    let form = [("id", group.as_str()), (first.as_str(), "leaving"), (second.as_str(), "staying")];
    assert!(header(&app.post_as(&helen, "/api/group-staying", &form).await, "location").contains("done=saved"));
    let html = page(&app, &helen, &format!("/groups/{group}/staying")).await;
    assert!(html.contains("by Helen Whitlock"), "who wrote it down");
    let (_, after) = state(&app).await;
    let own_now = after.groups.iter().find(|group| group.id == own.id).expect("her group");
    assert_eq!(own_now.schools.len(), own.schools.len(), "it goes on to the end of the year");
}
