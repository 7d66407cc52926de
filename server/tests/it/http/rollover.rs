//! The year turned and turned back, from outside, with plain forms.

use crate::common::TestApp;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};
use app::error::Problem;
use app::notice::Notice;
use model::calendar::academic_year::AcademicYear;
use reqwest::Response;
use store::{hub, rollover};

const NELL: &str = "nell@lanternvale.example";
const OMAR: &str = "omar@lanternvale.example";

/// A page's HTML without what is new in every answer.
async fn html(app: &TestApp, cookie: &str, path: &str) -> String {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    let whole = answer.text().await.expect("a page");
    let mut parts = whole.split("nonce=\"");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('"').map_or(part, |(_, rest)| rest));
    }
    plain
}

/// The form as the page sends it when nothing is changed, for all groups.
async fn default_form(app: &TestApp, into: AcademicYear) -> Vec<(String, String)> {
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
    let page = Page::of(&html(&app, &nell, &format!("/hub/rollover?into={}", into.starts_in())).await);
    assert_eq!(page.heading(), format!("Turn the year into {}", into));
    page.does_not_say("Guests removed");
    assert!(!page.has_program());
    let preview = rollover::preview(&app.database, hub, into).await.expect("read");
    let years: Vec<String> = preview.groups.iter().map(|group| format!("/groups/{}/years/{}", group.id, present.starts_in())).collect();
    assert!(!years.is_empty());
    let mut before = Vec::new();
    for year in &years {
        before.push(html(&app, &nell, year).await);
    }
    let first = &preview.groups[0];
    let stamp = format!("{} Work Group, {}, academic year {}", first.name, first.old_code, present);
    assert_eq!(Page::of(&before[0]).text(".home__stamp"), stamp, "that of that year");
    let form = default_form(&app, into).await;
    taken(&post(&app, &nell, "/api/rollover-apply", &form).await, Notice::YearTurned);
    for (year, before) in years.iter().zip(&before) {
        assert_eq!(&html(&app, &nell, year).await, before, "{year}");
    }
    refused(post(&app, &nell, "/api/rollover-apply", &form).await, &[Problem::TurnStands]).await;
    let turn = rollover::turns(&app.database, hub).await.expect("read")[0].clone();
    let back = Page::of(&html(&app, &nell, &format!("/hub/rollover/back?turn={}", turn.id)).await);
    assert_eq!(back.links("Leave it as it is"), ["/hub/rollover"]);
    back.offers("Take it back");
    let coming = Page::of(&html(&app, &nell, &format!("/groups/{}/years/{}", first.id, into.starts_in())).await);
    assert_eq!(coming.fact("Project code"), first.new_code, "the hub sees the year it prepares");
    let answer = post(&app, &nell, "/api/rollover-revert", &[("turn".to_owned(), turn.id.to_string())]).await;
    taken(&answer, Notice::TurnTakenBack);
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
    let mut form = default_form(&app, into).await;
    // One group alone, with a code of its own, a school that leaves, and nobody carried over.
    form.retain(|(name, value)| (name != "groups[]" || *value == group.id.to_string()) && name != "carry[]");
    for (name, value) in &mut form {
        if *name == format!("schools[id-{}:{leaver}]", group.id) {
            "leaves".clone_into(value);
        } else if *name == format!("codes[id-{}]", group.id) {
            "NCP-NEW-1".clone_into(value);
        }
    }
    taken(&post(&app, &nell, "/api/rollover-apply", &form).await, Notice::YearTurned);
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
    let mut form = default_form(&app, into).await;
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
    let form = default_form(&app, into).await;
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
    let mut form = default_form(&app, into).await;
    form.retain(|(name, _)| name != "carry[]");
    form.push(("codes[all]".to_owned(), "NCP-ALL-1".to_owned()));
    form.push(("codes[fill]".to_owned(), "true".to_owned()));
    let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = app.post_as(&nell, "/api/rollover-apply", &pairs).await;
    assert_eq!(answer.status(), 200);
    let page = Page::of_answer(answer).await;
    let groups = form.iter().filter(|(name, _)| name == "groups[]").count();
    assert_eq!(page.count("input[value='NCP-ALL-1']"), groups + 1, "in every group, and where it was typed");
    assert!(!page.choices("carry[]").is_empty() && page.chosen("carry[]").is_empty(), "nobody is ticked again");
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
    let mut form = default_form(&app, into).await;
    for (name, value) in &mut form {
        if *name == format!("codes[id-{}]", groups[0].id) {
            "<>".clone_into(value);
        }
    }
    let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = app.post_as(&nell, "/api/rollover-apply", &pairs).await;
    let page = Page::of_answer(answer).await;
    let (named, field) = (format!("Project code of {}", groups[0].name), format!("code-{}", groups[0].id));
    assert_eq!(page.links(&named), [format!("#{field}")]);
    assert_eq!(page.texts(".turn__what a"), [named], "and no other");
    assert_eq!(page.field(&field).error, Some(format!("Enter the code of {}, like NCP27-11", groups[0].name)));
}
