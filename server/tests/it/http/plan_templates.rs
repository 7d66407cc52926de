//! Plans kept as templates: who keeps them, what is in them, who starts from them, and how they are renamed and deleted.

use app::error::Problem;
use app::notice::Notice;
use model::ids::{PlanTemplateId, WorkGroupId, WorkshopId};
use store::accounts::people;
use store::workshops::planner;
use store::workshops::templates::{self, MOST, Template};

use crate::common::TestApp;
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::{refused, taken};
use crate::permissions::sample::Sample;

const HELEN: &str = "helen@oakhollow.example";
const GRACE: &str = "grace@hazelnook.example";
const IDRIS: &str = "idris@saltersby.example";
const NELL: &str = "nell@lanternvale.example";

const KEEP: &str = "/api/keep-plan-template";
const RENAME: &str = "/api/rename-plan-template";
const DELETE: &str = "/api/delete-plan-template";
const START: &str = "/api/start-plan";

/// As the demonstration has one.
const DEMONSTRATED: &str = "Afternoon with a lesson watched together";

/// Helen's group, and the workshops of its year.
async fn group(app: &TestApp) -> (WorkGroupId, Vec<WorkshopId>) {
    let group = Sample::of(app).await.fill("{group}").parse().expect("an id");
    let home = store::groups::home(&app.database, group).await.expect("read").expect("a group");
    (group, home.workshops.iter().map(|workshop| workshop.id).collect())
}

/// What somebody can start from in the group.
async fn seen(app: &TestApp, group: WorkGroupId, email: &str) -> Vec<Template> {
    let person = people::by_email(&app.database, &email.parse().expect("an address")).await.expect("read").expect("a person");
    templates::of(&app.database, group, person).await.expect("templates")
}

fn names(templates: &[Template]) -> Vec<&str> {
    templates.iter().map(|template| template.name.as_str()).collect()
}

async fn page(app: &TestApp, cookie: &str, path: &str) -> Page {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    Page::of_answer(answer).await
}

async fn keep(app: &TestApp, cookie: &str, workshop: WorkshopId, name: &str, whose: &str) -> reqwest::Response {
    app.post_as(cookie, KEEP, &[("workshop", &workshop.to_string()), ("name", name), ("whose", whose)]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_keeps_a_plan_and_another_workshop_starts_from_it() {
    let app = TestApp::with_demo().await;
    let (group, workshops) = group(&app).await;
    let helen = app.sign_in(HELEN).await;
    let planner = page(&app, &helen, &format!("/workshops/{}", workshops[1])).await;
    let address = format!("/workshops/{}/template", workshops[1]);
    planner.leads_to(&address);
    let form = page(&app, &helen, &address).await.form(KEEP);
    assert!(form.pairs().contains(&("whose", "group")), "{:?}", form.pairs());
    taken(&keep(&app, &helen, workshops[1], " Our\nafternoon\u{200b} ", "group").await, Notice::TemplateKept);
    // A button is pressed twice.
    taken(&keep(&app, &helen, workshops[1], "Our afternoon", "group").await, Notice::TemplateKept);
    let kept = seen(&app, group, HELEN).await;
    assert_eq!(names(&kept), [DEMONSTRATED, "Our afternoon"]);

    // Nobody who runs a block, nothing that is private, and nothing of the other workshop.
    let text = app.column("select agenda from plan_template").await.join("\n");
    assert!(text.contains("Counters, bar model strips, squared paper"), "{text}");
    for foreign in ["\"facilitator\":\"Helen", "\"facilitator\":\"Priya", "share back can go by email", "\"notes\""] {
        assert!(!text.contains(foreign), "{foreign}");
    }

    let begin = page(&app, &helen, &format!("/workshops/{}", workshops[3])).await;
    begin.says("Start from a template");
    begin.says("Our afternoon");
    begin.leads_to(&format!("/groups/{group}/templates"));
    let started = app.post_as(&helen, START, &[("workshop", &workshops[3].to_string()), ("template", &kept[1].id.to_string())]).await;
    assert_eq!(started.status(), 303);
    let made = page(&app, &helen, &format!("/workshops/{}", workshops[3])).await;
    assert_eq!(made.text("#blocks > li:nth-child(4) h2").split(", ").last(), Some("Parts of a quantity"));
    assert_eq!(made.count("li.block"), planner.count("li.block"));
    assert_ne!(made.attribute("li.block", "id"), planner.attribute("li.block", "id"), "under keys of its own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_stands_at_its_field_and_a_group_has_so_many() {
    let app = TestApp::with_demo().await;
    let (group, workshops) = group(&app).await;
    let helen = app.sign_in(HELEN).await;
    let today = workshops[1];
    let nothing = keep(&app, &helen, today, "\u{200b}", "").await;
    refused(nothing, &[Problem::NameMissing, Problem::TemplateWhoseMissing]).await;
    let again = refused(keep(&app, &helen, workshops[0], &DEMONSTRATED.to_uppercase(), "group").await, &[Problem::TemplateNameTaken]).await;
    assert_eq!(Page::of(&again).field("name").value, DEMONSTRATED.to_uppercase(), "what was typed is kept");
    refused(keep(&app, &helen, today, &"a".repeat(121), "mine").await, &[Problem::NameTooLong]).await;
    assert_eq!(keep(&app, &helen, workshops[4], "Nothing to keep", "group").await.status(), 404);
    page(&app, &helen, &format!("/workshops/{}/template", workshops[4])).await.says("It has no plan yet");

    for number in 1..MOST {
        taken(&keep(&app, &helen, today, &format!("Number {number}"), "group").await, Notice::TemplateKept);
    }
    refused(keep(&app, &helen, today, "One too many", "group").await, &[Problem::TemplatesMany]).await;
    // Her own are counted by themselves, and may be called as the group's are.
    taken(&keep(&app, &helen, today, "Number 1", "mine").await, Notice::TemplateKept);
    assert_eq!(seen(&app, group, HELEN).await.len(), MOST as usize + 1);
    assert_eq!(seen(&app, group, NELL).await.len(), MOST as usize);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ones_own_template_is_nobody_elses_and_a_groups_no_other_groups() {
    let app = TestApp::with_demo().await;
    let (group, workshops) = group(&app).await;
    let (helen, grace, nell, idris) =
        (app.sign_in(HELEN).await, app.sign_in(GRACE).await, app.sign_in(NELL).await, app.sign_in(IDRIS).await);
    taken(&keep(&app, &helen, workshops[1], "Mine alone", "mine").await, Notice::TemplateKept);
    let kept = seen(&app, group, HELEN).await;
    let id = |name: &str| kept.iter().find(|template| template.name == name).expect("a template").id.to_string();
    let (own, shared) = (id("Mine alone"), id(DEMONSTRATED));
    let list = format!("/groups/{group}/templates");

    page(&app, &helen, &list).await.says("Mine alone");
    page(&app, &nell, &list).await.does_not_say("Mine alone");
    page(&app, &nell, &format!("/workshops/{}", workshops[3])).await.does_not_hold("Mine alone");
    for what in ["rename", "delete"] {
        assert_eq!(app.get_as(&nell, &format!("{list}/{own}/{what}")).await.status(), 404, "{what}");
        assert_eq!(app.get_as(&nell, &format!("{list}/{shared}/{what}")).await.status(), 200, "{what}");
    }
    let start = async |cookie: &str, workshop: &str, template: &str| {
        app.post_as(cookie, START, &[("workshop", workshop), ("template", template)]).await.status().as_u16()
    };
    let fourth = workshops[3].to_string();
    assert_eq!(start(&nell, &fourth, &own).await, 404);
    assert_eq!(start(&grace, &fourth, &shared).await, 403);
    assert_eq!(start(&helen, &fourth, &PlanTemplateId::generate().to_string()).await, 404);
    let named = [("group", group.to_string()), ("template", own.clone()), ("name", "Taken over".to_owned())];
    let named = named.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(app.post_as(&nell, RENAME, &named).await.status(), 404);
    assert_eq!(app.post_as(&nell, DELETE, &named[..2]).await.status(), 404);
    assert_eq!(app.post_as(&grace, DELETE, &named[..2]).await.status(), 403);
    assert_eq!(app.get_as(&grace, &list).await.status(), 403);
    // A member who can't start is not told what others have kept.
    page(&app, &grace, &format!("/workshops/{}", workshops[3])).await.does_not_hold(DEMONSTRATED);

    // A lead of another group, at his own workshop and at his own list.
    let today = page(&app, &idris, "/today").await;
    let led = today.addresses().into_iter().find(|address| address.starts_with("/groups/")).expect("a group of his");
    let led = led.split(['#', '?']).next().expect("an address").to_owned();
    let his = page(&app, &idris, &led).await.addresses().into_iter().find(|address| address.starts_with("/workshops/"));
    let his = his.expect("a workshop of his").trim_start_matches("/workshops/").to_owned();
    assert_eq!(start(&idris, &his, &shared).await, 404);
    assert_eq!(app.get_as(&idris, &format!("{led}/templates/{shared}/delete")).await.status(), 404);
    assert_eq!(names(&seen(&app, group, HELEN).await), [DEMONSTRATED, "Mine alone"], "all are there");
    let plan = planner::find(&app.database, workshops[3]).await.expect("read").and_then(|workshop| workshop.plan);
    assert_eq!(plan, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_template_is_renamed_and_after_a_question_deleted_and_the_audit_tells() {
    let app = TestApp::with_demo().await;
    let (group, workshops) = group(&app).await;
    let helen = app.sign_in(HELEN).await;
    let list = format!("/groups/{group}/templates");
    taken(&keep(&app, &helen, workshops[0], "First", "group").await, Notice::TemplateKept);
    let first = seen(&app, group, HELEN).await.iter().find(|template| template.name == "First").expect("a template").id.to_string();

    let rename = page(&app, &helen, &format!("{list}/{first}/rename")).await;
    assert_eq!(rename.field("name").value, "First");
    let fields = |name: &'static str| [("group", group.to_string()), ("template", first.clone()), ("name", name.to_owned())];
    let send = async |action: &str, name: &'static str| {
        let fields = fields(name);
        app.post_as(&helen, action, &fields.each_ref().map(|(name, value)| (*name, value.as_str()))).await
    };
    refused(send(RENAME, "").await, &[Problem::NameMissing]).await;
    refused(send(RENAME, "afternoon WITH a lesson watched together").await, &[Problem::TemplateNameTaken]).await;
    taken(&send(RENAME, "The first afternoon").await, Notice::TemplateRenamed);
    page(&app, &helen, &list).await.says("The first afternoon");

    let question = page(&app, &helen, &format!("{list}/{first}/delete")).await;
    assert_eq!(question.heading(), "Delete “The first afternoon”?");
    question.offers("Yes, delete the template");
    taken(&send(DELETE, "").await, Notice::TemplateDeleted);
    // Once more is as was wished.
    taken(&send(DELETE, "").await, Notice::TemplateDeleted);
    page(&app, &helen, &list).await.does_not_say("The first afternoon");
    let told = app.column("select action || ' ' || words from audit where action like 'workshop.template%' order by id").await;
    assert_eq!(
        told,
        [
            "workshop.template_kept Kept a plan as the template “First”, which is the group’s.",
            "workshop.template_renamed Called the template “First”, which is the group’s, “The first afternoon”.",
            "workshop.template_deleted Deleted the template “The first afternoon”, which is the group’s.",
        ]
    );
}
