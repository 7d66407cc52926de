//! A workshop's plan: who starts it, from what, and how it reads without a program and on paper.

use model::documents::plan::{Agenda, Block, BlockId, Plan};
use model::ids::{WorkGroupId, WorkshopId};
use model::live::Document;
use store::live::{self, Append, NewUpdate};
use store::workshops::planner;

use crate::common::page::Page;
use crate::common::{TestApp, header};

const HELEN: &str = "helen@oakhollow.example";
const GRACE: &str = "grace@hazelnook.example";
const IDRIS: &str = "idris@saltersby.example";

/// Helen's group, and a workshop of its year.
async fn workshop(app: &TestApp, number: usize) -> (WorkGroupId, WorkshopId) {
    let hub = store::hub::first(&app.database).await.expect("read").expect("a hub");
    let groups = store::hub::groups(&app.database, hub).await.expect("read");
    let own = groups.iter().find(|group| group.lead.as_deref() == Some("Helen Whitlock")).expect("her group").id;
    let home = store::groups::home(&app.database, own).await.expect("read").expect("a group");
    (own, home.workshops[number - 1].id)
}

async fn page(app: &TestApp, cookie: &str, path: &str) -> Page {
    let answer = app.get_as(cookie, path).await;
    assert_eq!(answer.status(), 200, "{path}");
    Page::of_answer(answer).await
}

async fn start(app: &TestApp, cookie: &str, workshop: WorkshopId, from: (&str, &str)) -> (u16, String) {
    let id = workshop.to_string();
    let answer = app.post_as(cookie, "/api/start-plan", &[("workshop", &id), from]).await;
    let to = if answer.status().is_redirection() { header(&answer, "location").to_owned() } else { String::new() };
    (answer.status().as_u16(), to)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_starts_a_plan_once_and_everybody_in_the_group_reads_it() {
    let app = TestApp::with_demo().await;
    let (helen, grace) = (app.sign_in(HELEN).await, app.sign_in(GRACE).await);
    let (group, third) = workshop(&app, 3).await;
    let address = format!("/workshops/{third}");
    // From the group's home.
    page(&app, &grace, &format!("/groups/{group}")).await.leads_to(&address);
    let waiting = page(&app, &grace, &address).await;
    waiting.says("It has no plan yet. Those who lead the group will make one.");
    assert!(waiting.forms().iter().all(|form| form.action != "/api/start-plan"));
    assert_eq!(start(&app, &grace, third, ("shape", "trg")).await.0, 403);

    assert!(page(&app, &helen, &address).await.texts(".plan-choice__name").contains(&"TRG half day".to_owned()));
    assert_eq!(start(&app, &helen, third, ("shape", "trg")).await, (303, address.clone()));
    let first = planner::find(&app.database, third).await.expect("read").and_then(|workshop| workshop.plan).expect("a plan");
    assert_eq!(start(&app, &helen, third, ("shape", "afternoon")).await, (303, address.clone()));
    let still = planner::find(&app.database, third).await.expect("read").and_then(|workshop| workshop.plan);
    assert_eq!(still, Some(first), "there is one already");

    let read = page(&app, &grace, &address).await;
    read.says("You can read this plan. Those who lead the group can change it.");
    assert_eq!(read.count("#blocks > li.block"), 6);
    assert_eq!(read.text("#blocks > li:nth-child(2) h2"), "13:10 to 13:40, Before the lesson");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_is_copied_from_another_of_the_same_group_and_from_no_other() {
    let app = TestApp::with_demo().await;
    let (helen, idris) = (app.sign_in(HELEN).await, app.sign_in(IDRIS).await);
    let ((_, second), (_, fourth)) = (workshop(&app, 2).await, workshop(&app, 4).await);
    let plan = planner::find(&app.database, second).await.expect("read").and_then(|workshop| workshop.plan).expect("a plan").to_string();
    for (name, value) in [("shape", "dance"), ("shape", ""), ("from", "x"), ("from", "019a0000-0000-7000-8000-000000000001")] {
        let (status, to) = start(&app, &helen, fourth, (name, value)).await;
        assert!(status == 404 || to.contains("?problem="), "{name} {value}: {status} {to}");
        assert!(planner::find(&app.database, fourth).await.expect("read").is_some_and(|workshop| workshop.plan.is_none()));
    }
    assert_eq!(start(&app, &helen, fourth, ("from", &plan)).await.0, 303);
    let copy = page(&app, &helen, &format!("/workshops/{fourth}")).await;
    assert_eq!(copy.text("#blocks > li:nth-child(4) h2").split(", ").last(), Some("Parts of a quantity"));
    let original = page(&app, &helen, &format!("/workshops/{second}")).await;
    assert_ne!(copy.attribute("li.block", "id"), original.attribute("li.block", "id"), "under keys of its own");

    let today = page(&app, &idris, "/today").await;
    let group = today.addresses().into_iter().find(|address| address.starts_with("/groups/")).expect("a group of his");
    let led = page(&app, &idris, group.split(['#', '?']).next().expect("an address")).await;
    let own = led.addresses().into_iter().find(|address| address.starts_with("/workshops/")).expect("a workshop of his");
    let his: WorkshopId = own.trim_start_matches("/workshops/").parse().expect("an id");
    assert_eq!(start(&app, &idris, his, ("from", &plan)).await.0, 404);
    assert_eq!(app.get_as(&idris, &format!("/workshops/{second}")).await.status(), 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn todays_plan_tells_its_times_on_the_page_and_on_paper() {
    let app = TestApp::with_demo().await;
    let (helen, grace) = (app.sign_in(HELEN).await, app.sign_in(GRACE).await);
    let (_, second) = workshop(&app, 2).await;
    let planner = page(&app, &helen, &format!("/workshops/{second}")).await;
    assert_eq!(planner.text(".balance[data-over] strong"), "Afternoon runs 5 min over.");
    assert_eq!(planner.text(".balance[data-over] button"), "Take 5 from “Parts of a quantity”");
    let sheet = page(&app, &grace, &format!("/workshops/{second}/run-sheet")).await;
    let rows = sheet.rows();
    assert!(rows.iter().any(|row| row.first().map(String::as_str) == Some("13:10 to 13:35")), "{rows:?}");
    sheet.says("Parts of a quantity");
    sheet.says("Counters, bar model strips, squared paper");
    assert!(!sheet.has_program());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_plan_that_another_client_has_filled_the_beginning_is_shown_and_how_much_there_is() {
    let app = TestApp::with_demo().await;
    let helen = app.sign_in(HELEN).await;
    let (_, third) = workshop(&app, 3).await;
    let address = format!("/workshops/{third}");
    assert_eq!(start(&app, &helen, third, ("shape", "empty")).await, (303, address.clone()));
    let document = planner::find(&app.database, third).await.expect("read").and_then(|workshop| workshop.plan).expect("a plan");
    let stored = live::load(&app.database, document).await.expect("read").expect("a document");
    let mut plan = Plan::restore(stored.snapshot.iter().chain(&stored.updates)).expect("a plan");
    let block = |number: u32| Block { id: BlockId::from(format!("{number:05}")), minutes: 1, ..Block::default() };
    let bytes = plan.fill(&Agenda { blocks: (0..3_000).map(block).collect(), ..Agenda::default() }).expect("an update");
    let updates = vec![NewUpdate { person: None, bytes }];
    live::append(&app.database, &[Append { document, updates, clients: Vec::new(), former: Vec::new(), summary: None }])
        .await
        .expect("kept");

    let planner = page(&app, &helen, &address).await;
    assert_eq!(planner.count("#blocks > li.block"), 500);
    assert_eq!(planner.text("#blocks ~ .blocks__more"), "and 2,500 more that are not shown");
    let sheet = page(&app, &helen, &format!("{address}/run-sheet")).await;
    assert_eq!(sheet.count(".run-sheet__time"), 500);
    assert_eq!(sheet.text(".blocks__more"), "and 2,500 more that are not shown");
}
