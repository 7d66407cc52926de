//! The year turned and turned back, from outside, with plain forms.

use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use app::error::Problem;
use model::calendar::academic_year::AcademicYear;
use reqwest::Response;
use store::{hub, rollover};

const NELL: &str = "nell@lanternvale.example";
const OMAR: &str = "omar@lanternvale.example";

/// A page without what is new in every answer.
async fn page(app: &TestApp, cookie: &str, path: &str) -> String {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    let html = answer.text().await.expect("a page");
    let mut parts = html.split("nonce=\"");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('"').map_or(part, |(_, rest)| rest));
    }
    plain
}

/// The form as the page sends it when nothing is changed, for all groups.
async fn usual_form(app: &TestApp, into: AcademicYear) -> Vec<(String, String)> {
    let hub = hub::first(&app.database).await.expect("read").expect("a hub");
    let preview = rollover::preview(&app.database, hub, into).await.expect("read");
    let mut form = vec![("into".to_owned(), into.starts_in().to_string()), ("ask".to_owned(), "yes".to_owned())];
    for group in preview.groups {
        form.push(("groups[]".to_owned(), group.id.to_string()));
        form.push((format!("codes[id-{}]", group.id), group.new_code.clone()));
        form.push((format!("leads[id-{}]", group.id), "stays".to_owned()));
        for school in &group.schools {
            form.push((format!("schools[id-{}:{}]", group.id, school.id), "stays".to_owned()));
            for person in &school.people {
                form.push(("carry[]".to_owned(), format!("{}:{}", group.id, person.id)));
            }
        }
    }
    form
}

async fn post(app: &TestApp, cookie: &str, path: &str, form: &[(String, String)]) -> Response {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    app.post_as(cookie, path, &form).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_year_is_turned_once_last_years_pages_stay_and_it_is_taken_back() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in(NELL).await;
    let hub = hub::first(&app.database).await.expect("read").expect("a hub");
    let present = AcademicYear::at(chrono::Utc::now());
    let into = present.next();
    let html = page(&app, &nell, &format!("/hub/rollover?into={}", into.starts_in())).await;
    assert!(html.contains(&format!("Turn the year into {into}")));
    assert!(!html.contains("Guests removed") && !html.contains("twilight.js"));
    let preview = rollover::preview(&app.database, hub, into).await.expect("read");
    let years: Vec<String> = preview.groups.iter().map(|group| format!("/groups/{}/years/{}", group.id, present.starts_in())).collect();
    assert!(!years.is_empty());
    let mut before = Vec::new();
    for year in &years {
        before.push(page(&app, &nell, year).await);
    }
    assert!(before[0].contains(&format!("academic year {present}")), "the stamp of that year");
    let form = usual_form(&app, into).await;
    let to = header(&post(&app, &nell, "/api/rollover-apply", &form).await, "location").to_owned();
    assert!(to.contains("done=year-turned"), "{to}");
    for (year, before) in years.iter().zip(&before) {
        assert_eq!(&page(&app, &nell, year).await, before, "{year}");
    }
    refused(post(&app, &nell, "/api/rollover-apply", &form).await, &[Problem::TurnStands]).await;
    let turn = rollover::turns(&app.database, hub).await.expect("read")[0].clone();
    let back = page(&app, &nell, &format!("/hub/rollover/back?turn={}", turn.id)).await;
    assert!(back.contains("Leave it as it is") && back.contains("Take it back"));
    let coming = page(&app, &nell, &format!("/groups/{}/years/{}", preview.groups[0].id, into.starts_in())).await;
    assert!(coming.contains(&preview.groups[0].new_code), "the hub sees the year it prepares");
    let answer = post(&app, &nell, "/api/rollover-revert", &[("turn".to_owned(), turn.id.to_string())]).await;
    let to = header(&answer, "location").to_owned();
    assert!(to.contains("done=turn-taken-back"), "{to}");
    assert_eq!(rollover::preview(&app.database, hub, into).await.expect("read"), preview);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn choices_are_taken_as_they_were_made() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in(NELL).await;
    let hub = hub::first(&app.database).await.expect("read").expect("a hub");
    let into = AcademicYear::at(chrono::Utc::now()).next();
    let group = rollover::preview(&app.database, hub, into).await.expect("read").groups.into_iter().next().expect("a group");
    let leaver = group.schools[0].id;
    let mut form = usual_form(&app, into).await;
    // One group alone, with a code of its own, a school that leaves, and nobody carried over.
    form.retain(|(name, value)| (name != "groups[]" || *value == group.id.to_string()) && name != "carry[]");
    for (name, value) in &mut form {
        if *name == format!("schools[id-{}:{leaver}]", group.id) {
            "leaves".clone_into(value);
        } else if *name == format!("codes[id-{}]", group.id) {
            "NCP-NEW-1".clone_into(value);
        }
    }
    let to = header(&post(&app, &nell, "/api/rollover-apply", &form).await, "location").to_owned();
    assert!(to.contains("done=year-turned"), "{to}");
    let coming = store::groups::past_year(&app.database, group.id, into).await.expect("read").expect("the year");
    assert_eq!(coming.ncp_code, "NCP-NEW-1");
    assert_eq!(coming.schools.len(), group.schools.len() - 1);
    assert!(coming.schools.iter().all(|school| school.people.is_empty()));
    assert_eq!(coming.workshops.len(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_is_none_and_a_turn_without_groups_come_back_with_their_reason() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in(NELL).await;
    let into = AcademicYear::at(chrono::Utc::now()).next();
    let mut form = usual_form(&app, into).await;
    for (name, value) in &mut form {
        if name.starts_with("codes[") {
            "<>".clone_into(value);
        }
    }
    refused(post(&app, &nell, "/api/rollover-apply", &form).await, &[Problem::TurnCodes]).await;
    let nothing = [("into".to_owned(), into.starts_in().to_string())];
    refused(post(&app, &nell, "/api/rollover-apply", &nothing).await, &[Problem::TurnNothing]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn turning_the_year_is_an_admins_and_a_coming_year_is_only_for_those_who_prepare_it() {
    let app = TestApp::with_demo().await;
    let into = AcademicYear::at(chrono::Utc::now()).next();
    let form = usual_form(&app, into).await;
    for email in [OMAR, "helen@oakhollow.example", "amy@ashlane.example"] {
        let cookie = app.sign_in(email).await;
        assert_eq!(app.get_as(&cookie, "/hub/rollover").await.status(), 403, "{email}");
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(app.post_as(&cookie, "/api/rollover-apply", &form).await.status(), 403, "{email}");
    }
    let nell = app.sign_in(NELL).await;
    post(&app, &nell, "/api/rollover-apply", &form).await;
    let hub = hub::first(&app.database).await.expect("read").expect("a hub");
    let turn = rollover::turns(&app.database, hub).await.expect("read")[0].id.to_string();
    let omar = app.sign_in(OMAR).await;
    assert_eq!(app.post_as(&omar, "/api/rollover-revert", &[("turn", turn.as_str())]).await.status(), 403);
    let amy = app.sign_in("amy@ashlane.example").await;
    let group = form.iter().filter(|(name, _)| name == "groups[]").map(|(_, id)| id.clone());
    let mut seen = 0;
    for group in group {
        assert_ne!(app.get_as(&amy, &format!("/groups/{group}/years/{}", into.starts_in())).await.status(), 200);
        seen += u32::from(app.get_as(&amy, &format!("/groups/{group}/years/{}", into.previous().starts_in())).await.status() == 200);
    }
    assert_eq!(seen, 1, "her own group's present year");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_code_is_filled_in_for_all_and_every_other_choice_is_kept() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in(NELL).await;
    let into = AcademicYear::at(chrono::Utc::now()).next();
    let mut form = usual_form(&app, into).await;
    form.retain(|(name, _)| name != "carry[]");
    form.push(("codes[all]".to_owned(), "NCP-ALL-1".to_owned()));
    form.push(("codes[fill]".to_owned(), "true".to_owned()));
    let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = app.post_as(&nell, "/api/rollover-apply", &pairs).await;
    assert_eq!(answer.status(), 200);
    let html = answer.text().await.expect("a page");
    let groups = form.iter().filter(|(name, _)| name == "groups[]").count();
    assert_eq!(html.matches("value=\"NCP-ALL-1\"").count(), groups + 1, "in every group, and where it was typed");
    let carried = html.split("<input").filter(|tag| tag.contains("carry[]")).map(|tag| tag.split('>').next().unwrap_or_default());
    assert!(carried.clone().count() > 0 && carried.filter(|tag| tag.contains("checked")).count() == 0, "nobody is ticked again");
    let hub = hub::first(&app.database).await.expect("read").expect("a hub");
    assert!(rollover::turns(&app.database, hub).await.expect("read").is_empty(), "nothing else happened");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_whose_code_is_none_is_named_with_a_way_to_its_field() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in(NELL).await;
    let into = AcademicYear::at(chrono::Utc::now()).next();
    let hub = hub::first(&app.database).await.expect("read").expect("a hub");
    let groups = rollover::preview(&app.database, hub, into).await.expect("read").groups;
    let mut form = usual_form(&app, into).await;
    for (name, value) in &mut form {
        if *name == format!("codes[id-{}]", groups[0].id) {
            "<>".clone_into(value);
        }
    }
    let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = app.post_as(&nell, "/api/rollover-apply", &pairs).await;
    let html = answer.text().await.expect("a page");
    assert!(html.contains(&format!("href=\"#code-{}\"", groups[0].id)) && html.contains(&format!("Project code of {}", groups[0].name)));
    assert!(groups.iter().skip(1).all(|group| !html.contains(&format!("Project code of {}", group.name))), "and no other");
}
