//! Forming groups as the hub does it, from outside, with plain forms.

use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::common::{TestApp, header};
use app::error::Problem;
use model::calendar::academic_year::AcademicYear;
use model::calendar::half_term::HalfTerm;
use store::{forming, hub};

const OMAR: &str = "omar@lanternvale.example";
const HELEN: &str = "helen@oakhollow.example";

/// The hub's year of forming, as the page reads it.
async fn state(app: &TestApp) -> (AcademicYear, forming::Forming) {
    let hub = hub::first(&app.database).await.expect("read").expect("a hub");
    let year = forming::default_year(chrono::Utc::now());
    // From June to August the demonstration's groups are those of the year before.
    let present = AcademicYear::at(chrono::Utc::now());
    let forming = forming::load(&app.database, hub, present).await.expect("read");
    assert!(year >= present);
    (present, forming)
}

/// A page, as somebody.
async fn page(app: &TestApp, cookie: &str, path: &str) -> Page {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    Page::of_answer(answer).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_shows_schools_and_groups_on_a_map_and_in_lists_without_a_script() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (year, forming) = state(&app).await;
    let shown = page(&app, &omar, &format!("/hub/forming?year={}", year.starts_in())).await;
    let headings = shown.texts("h3");
    for group in &forming.groups {
        assert!(headings.contains(&group.name), "{} is not among {headings:?}", group.name);
    }
    assert_eq!(shown.count(".map__drawing"), 1);
    let distances = shown.fact("Farthest apart");
    assert!(distances.ends_with(" km"), "{distances}");
    assert!(!shown.has_program(), "it needs none");
    let school = &forming.groups[0].schools[0];
    let chosen = page(&app, &omar, &format!("/hub/forming?year={}&school={}", year.starts_in(), school.id)).await;
    assert_eq!(chosen.text("#chosen h2"), school.name);
    chosen.offers("Take out of its group");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_school_is_moved_and_the_move_is_undone() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (year, before) = state(&app).await;
    let (from, to) = (&before.groups[0], &before.groups[1]);
    let label = year.to_string();
    let (school, year) = (from.schools[0].id.to_string(), year.starts_in().to_string());
    let target = to.id.to_string();
    let mut form = vec![("year", year.as_str()), ("schools[]", &school), ("here", &target)];
    // Its commitment and its people would stay behind: that is asked first, and nothing is done.
    let answer = app.post_as(&omar, "/api/forming-place", &form).await;
    let question = header(&answer, "location").to_owned();
    assert!(question.starts_with("/hub/forming/confirm?"), "{question}");
    let asked = page(&app, &omar, &question).await;
    assert_eq!(asked.heading(), format!("Move {} into {}?", from.schools[0].name, to.name));
    asked.says(&format!("{} leaves behind in {}: its head’s signed commitment", from.schools[0].name, from.name));
    assert_eq!(asked.links("Leave it as it is"), [format!("/hub/forming?year={year}")]);
    assert_eq!(state(&app).await.1, before);
    form.push(("confirmed", "true"));
    let answer = app.post_as(&omar, "/api/forming-place", &form).await;
    assert!(header(&answer, "location").contains("done=schools-moved"), "{}", header(&answer, "location"));
    let (_, after) = state(&app).await;
    assert_eq!((after.groups[0].schools.len(), after.groups[1].schools.len()), (from.schools.len() - 1, to.schools.len() + 1));
    let moved = page(&app, &omar, &format!("/hub/forming?year={year}")).await;
    moved.offers(&format!("Undo: put {} into {} ({label})", from.schools[0].short_name, to.name));
    let step = after.last_step.expect("a step").id.to_string();
    let answer = app.post_as(&omar, "/api/forming-undo", &[("year", &year), ("step", &step)]).await;
    assert!(header(&answer, "location").contains("done=step-undone"));
    let again = app.post_as(&omar, "/api/forming-undo", &[("year", &year), ("step", &step)]).await;
    refused(again, &[Problem::UndoNotLast]).await;
    let (_, undone) = state(&app).await;
    assert_eq!(undone, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_without_schools_or_place_comes_back_with_both_reasons() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let answer = app.post_as(&omar, "/api/forming-place", &[("year", "2026")]).await;
    refused(answer, &[Problem::SchoolsMissing, Problem::PlaceMissing]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_is_formed_named_a_lead_and_started() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (year, _) = state(&app).await;
    let (label, year) = (year.to_string(), year.starts_in().to_string());
    let form = [("year", year.as_str()), ("name", "Heron Reach"), ("code", "NCP26-11"), ("title", ""), ("focus", "")];
    let answer = app.post_as(&omar, "/api/forming-new-group", &form).await;
    assert!(header(&answer, "location").contains("done=group-formed"), "{}", header(&answer, "location"));
    let (_, formed) = state(&app).await;
    let heron = formed.groups.iter().find(|group| group.name == "Heron Reach").expect("the group");
    assert!(!heron.running && heron.schools.is_empty());
    let settings = format!("/groups/{}/settings?year={year}&from=forming", heron.group);
    assert_eq!(page(&app, &omar, &settings).await.field("lead").label, "Work Group Lead");
    let lead = formed.groups.iter().find_map(|group| group.lead.clone()).expect("a lead").id.to_string();
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
    let id = heron.id.to_string();
    let answer = app.post_as(&omar, "/api/forming-start", &[("year", &year), ("id", &id)]).await;
    let question = header(&answer, "location").to_owned();
    assert!(question.starts_with("/hub/forming/confirm?"), "it has no schools: {question}");
    let asked = page(&app, &omar, &question).await;
    assert_eq!(asked.heading(), format!("Start {label} of Heron Reach?"));
    asked.says("No schools yet: the usual group has six to twelve.");
    let answer = app.post_as(&omar, "/api/forming-start", &[("year", &year), ("id", &id), ("confirmed", "true")]).await;
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
    let (year, school) = (year.starts_in().to_string(), before.groups[0].schools[0].id.to_string());
    assert_eq!(page(&app, &omar, &format!("/hub/forming?year={year}&suggest=1")).await.count("#suggestion"), 1);
    let place = format!("places[id-{school}]");
    let form = [("year", year.as_str()), ("proposed_code", "NCP26-11"), ("names[new-0]", "Heron Reach"), (place.as_str(), "new-0")];
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
    let year = year.starts_in().to_string();
    for (path, form) in [
        ("/api/forming-place", vec![("year", year.as_str()), ("here", "out")]),
        ("/api/forming-new-group", vec![("year", &year), ("name", "X"), ("code", "Y"), ("title", ""), ("focus", "")]),
        ("/api/forming-undo", vec![("year", &year), ("step", "x")]),
    ] {
        assert_eq!(app.post_as(&helen, path, &form).await.status(), 403, "{path}");
    }
    let own = before.groups.iter().find(|group| group.lead.as_ref().is_some_and(|lead| lead.name == "Helen Whitlock")).expect("her group");
    let (group, lead) = (own.group.to_string(), own.lead.clone().expect("a lead").id.to_string());
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
    let own = forming.groups.iter().find(|group| group.lead.as_ref().is_some_and(|lead| lead.name == "Helen Whitlock")).expect("her group");
    let group = own.group.to_string();
    let (first, second) = (format!("answers[id-{}]", own.schools[0].id), format!("answers[id-{}]", own.schools[1].id));
    let staying = page(&app, &helen, &format!("/groups/{group}/staying")).await;
    assert_eq!(staying.choices(&first), ["staying", "leaving", "asked"]);
    assert_eq!(staying.count("input[name^='answers['][checked]"), 0, "what nobody has asked is not answered");
    let form = [("id", group.as_str()), (first.as_str(), "leaving"), (second.as_str(), "staying")];
    assert!(header(&app.post_as(&helen, "/api/group-staying", &form).await, "location").contains("done=saved"));
    let staying = page(&app, &helen, &format!("/groups/{group}/staying")).await;
    assert_eq!((staying.chosen(&first), staying.chosen(&second)), (vec!["leaving".to_owned()], vec!["staying".to_owned()]));
    let written = staying.rows().into_iter().filter(|row| row.last().is_some_and(|how| how.ends_with(" by Helen Whitlock")));
    assert_eq!(written.count(), 2, "who wrote it down");
    let (_, after) = state(&app).await;
    let own_now = after.groups.iter().find(|group| group.id == own.id).expect("her group");
    assert_eq!(own_now.schools.len(), own.schools.len(), "it goes on to the end of the year");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_formed_for_the_coming_year_is_open_to_whoever_prepares_it() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (present, forming) = state(&app).await;
    let (next, hub) = (present.next().starts_in().to_string(), hub::first(&app.database).await.expect("read").expect("a hub"));
    let form = [("year", next.as_str()), ("name", "Heron Reach"), ("code", "NCP27-11"), ("title", ""), ("focus", "")];
    app.post_as(&omar, "/api/forming-new-group", &form).await;
    let coming = forming::load(&app.database, hub, present.next()).await.expect("read");
    let heron = coming.groups.iter().find(|group| group.name == "Heron Reach").expect("the group");
    let (group, id) = (heron.group.to_string(), heron.id.to_string());
    let school = forming.groups.iter().flat_map(|group| &group.schools).find(|school| school.short_name == "Elm Bank").expect("a school");
    let form = [("year", next.as_str()), ("schools[]", &school.id.to_string()), ("here", &id)];
    assert!(header(&app.post_as(&omar, "/api/forming-place", &form).await, "location").contains("done=schools-moved"));
    // Somebody who leads nothing yet.
    let email = "rosa@elmbank.example".parse().expect("an address");
    let rosa_id = store::accounts::people::by_email(&app.database, &email).await.expect("read").expect("Rosa");
    let rosa = app.sign_in("rosa@elmbank.example").await;
    assert_eq!(app.get_as(&rosa, &format!("/groups/{group}/settings")).await.status(), 403);
    let form = [
        ("id", group.as_str()),
        ("year", &next),
        ("name", "Heron Reach"),
        ("code", "NCP27-11"),
        ("lead", &rosa_id.to_string()),
        ("status", "forming"),
    ];
    assert!(header(&app.post_as(&omar, "/api/group-settings", &form).await, "location").contains("done=saved"));
    for who in [&omar, &rosa] {
        for part in ["", "/people", "/commitments", "/staying", "/settings"] {
            page(&app, who, &format!("/groups/{group}{part}")).await;
        }
    }
    assert_eq!(page(&app, &rosa, "/today").await.links("Heron Reach Work Group"), [format!("/groups/{group}")]);
    let settings = page(&app, &rosa, &format!("/groups/{group}/settings")).await;
    assert_eq!(settings.heading(), format!("Heron Reach: settings for {}", present.next()));
    let head = app.sign_in("davinder@elmbank.example").await;
    page(&app, &head, &format!("/groups/{group}")).await;
    // Six workshops are there to be dated, and undoing takes them away as well.
    let year = store::groups::past_year(&app.database, heron.group, present.next()).await.expect("read").expect("the year");
    assert_eq!(year.workshops.iter().map(|workshop| workshop.half_term).collect::<Vec<_>>(), HalfTerm::ALL);
    assert_eq!(year.workshops[0].host.as_deref(), Some(school.name.as_str()), "the first is at the lead’s own school");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_will_lead_the_next_year_of_a_group_is_let_in_before_it_begins() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (present, forming) = state(&app).await;
    let (next, group) = (present.next().starts_in().to_string(), forming.groups[1].group.to_string());
    let form = [("year", next.as_str()), ("group", &group), ("year_code", "NCP27-11")];
    assert!(header(&app.post_as(&omar, "/api/forming-add-year", &form).await, "location").contains("done=group-year-made"));
    let rosa = app.sign_in("rosa@elmbank.example").await;
    let email = "rosa@elmbank.example".parse().expect("an address");
    let rosa_id = store::accounts::people::by_email(&app.database, &email).await.expect("read").expect("Rosa").to_string();
    let form = [
        ("id", group.as_str()),
        ("year", &next),
        ("name", &forming.groups[1].name),
        ("code", "NCP27-11"),
        ("lead", &rosa_id),
        ("status", "forming"),
    ];
    assert!(header(&app.post_as(&omar, "/api/group-settings", &form).await, "location").contains("done=saved"));
    page(&app, &rosa, &format!("/groups/{group}/settings?year={next}")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_groups_of_a_hub_are_not_called_the_same_and_years_without_groups_are_none() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (year, before) = state(&app).await;
    let (label, taken) = (year.starts_in().to_string(), before.groups[0].name.to_uppercase());
    let form = [("year", label.as_str()), ("name", &taken), ("code", "NCP26-11"), ("title", ""), ("focus", "")];
    let answer = app.post_as(&omar, "/api/forming-new-group", &form).await;
    refused(answer, &[Problem::GroupNameTaken]).await;
    let form = [("year", label.as_str()), ("proposed_code", "NCP26-11"), ("names[new-0]", &taken)];
    let answer = app.post_as(&omar, "/api/forming-follow", &form).await;
    refused(answer, &[Problem::ProposedNameTaken]).await;
    for year in ["1500", "9999", "-5"] {
        assert_eq!(app.get_as(&omar, &format!("/hub/forming?year={year}")).await.status(), 404, "{year}");
        let form = [("year", year), ("name", "Heron Reach"), ("code", "NCP26-11"), ("title", ""), ("focus", "")];
        assert_eq!(app.post_as(&omar, "/api/forming-new-group", &form).await.status(), 404, "{year}");
        let group = before.groups[0].group.to_string();
        let form = [("year", year), ("group", &group), ("year_code", "NCP26-11")];
        assert_eq!(app.post_as(&omar, "/api/forming-add-year", &form).await.status(), 404, "{year}");
    }
    assert_eq!(state(&app).await.1, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suggestion_that_comes_back_has_kept_every_name_and_choice() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (present, before) = state(&app).await;
    let (next, school) = (present.next().starts_in().to_string(), before.groups[0].schools[0].clone());
    let suggested = page(&app, &omar, &format!("/hub/forming?year={next}&suggest=1")).await;
    let (headings, label) = (suggested.texts("h3"), present.next().to_string());
    for group in before.groups.iter().filter(|group| !group.schools.is_empty()) {
        let stays = format!("{} goes on: {label} is made for it", group.name);
        assert!(headings.contains(&stays), "{stays}: {headings:?}");
    }
    suggested.says("not asked yet");
    let distances = suggested.fact("Farthest apart");
    assert!(distances.ends_with(" km"), "{distances}");
    let (place, name) = (format!("places[id-{}]", school.id), "a".repeat(121));
    let form = [("year", next.as_str()), ("proposed_code", "NCP27-11"), ("names[new-0]", &name), (place.as_str(), "")];
    let answer = app.post_as(&omar, "/api/forming-follow", &form).await;
    let again = Page::of(&refused(answer, &[Problem::ProposedNameLong]).await);
    assert_eq!(again.chosen(&place), [""]);
    assert_eq!(again.field("name").error, None, "the other form is not marked");
    assert_eq!(again.count("#name-error"), 0);
    let group = before.groups[0].group.to_string();
    let answer = app.post_as(&omar, "/api/forming-add-year", &[("year", &next), ("group", &group), ("year_code", "<b>")]).await;
    let again = Page::of(&refused(answer, &[Problem::YearCode]).await);
    assert_eq!(again.count("[id='year_code-error']"), 1, "the group that it is about");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looking_for_a_lead_loses_nothing_and_says_when_nobody_fits() {
    let app = TestApp::with_demo().await;
    let omar = app.sign_in(OMAR).await;
    let (year, before) = state(&app).await;
    let (year, group) = (year.starts_in().to_string(), before.groups[0].group.to_string());
    for (find, said) in [("rosa", "In the list of leads now: Rosa Figueira."), ("nobody@all", "Nobody fits “nobody@all”.")] {
        let form = [
            ("id", group.as_str()),
            ("year", &year),
            ("name", &before.groups[0].name),
            ("code", "NCP26-77"),
            ("title", "Not saved & kept"),
            ("focus", ""),
            ("lead", ""),
            ("status", "running"),
            ("find", find),
        ];
        let back = header(&app.post_as(&omar, "/api/group-settings", &form).await, "location").to_owned();
        let looked = page(&app, &omar, back.split('#').next().unwrap_or_default()).await;
        looked.says(said);
        let typed = ["code", "title"].map(|field| looked.field(field).value);
        assert_eq!(typed, ["NCP26-77", "Not saved & kept"], "what was typed is there");
    }
    assert_eq!(state(&app).await.1, before, "and nothing was saved");
    let settings = page(&app, &omar, &format!("/groups/{group}/settings?year={year}")).await;
    settings.says("Nell Ravensworth, Lantern Vale Maths Hub");
    settings.does_not_say("No school");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_who_set_one_year_do_not_undo_each_other() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    let (year, before) = state(&app).await;
    let own = before.groups.iter().find(|group| group.lead.as_ref().is_some_and(|lead| lead.name == "Helen Whitlock")).expect("her group");
    let (year, group, lead) = (year.starts_in().to_string(), own.group.to_string(), own.lead.clone().expect("a lead").id.to_string());
    let form = |code: &str, was_code: &str, title: &str| {
        let pairs = [("id", group.clone()), ("year", year.clone()), ("code", code.into()), ("was[code]", was_code.into())];
        let more = [("title", title.into()), ("was[title]", own.title.clone()), ("lead", lead.clone()), ("was[lead]", lead.clone())];
        let last = [("status", "running".into()), ("was[status]", "running".to_owned())];
        pairs.into_iter().chain(more).chain(last).collect::<Vec<(&str, String)>>()
    };
    let send = async |fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        app.post_as(&helen, "/api/group-settings", &fields).await
    };
    let (code, title) = (own.ncp_code.as_str(), own.title.as_str());
    assert!(header(&send(form("NCP26-55", code, title)).await, "location").contains("done=saved"));
    // Whoever still saw the old code and left it alone does not bring it back.
    assert!(header(&send(form(code, code, "A new title")).await, "location").contains("done=saved"));
    let now = state(&app).await.1.groups.into_iter().find(|group| group.id == own.id).expect("her group");
    assert_eq!((now.ncp_code.as_str(), now.title.as_str()), ("NCP26-55", "A new title"));
    refused(send(form("NCP26-66", code, title)).await, &[Problem::SettingsMoved]).await;
    let mut alone = form("NCP26-55", "NCP26-55", title);
    alone.iter_mut().filter(|(name, _)| *name == "lead").for_each(|(_, value)| value.clear());
    refused(send(alone).await, &[Problem::LeadNeeded]).await;
}
