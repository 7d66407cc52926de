//! The private notes of those who plan a workshop: whom they reach, by every way that there is.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use model::documents::plan::{NoteName, Plan, TextAddress};
use model::ids::{DocumentId, WorkshopId};
use model::live::Document;
use model::live::protocol::{CloseCode, Message};
use model::live::replica::Replica;
use store::workshops::{notes, planner};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Packet;

use crate::common::TestApp;
use crate::common::forms::Looking;
use crate::permissions::rows::{self, Who};
use crate::permissions::sample::Sample;
use crate::rights::{Socket, close_code, dial};

const HELEN: &str = "helen@oakhollow.example";
/// She leads nothing; the group is hers as well.
const GRACE: &str = "grace@hazelnook.example";
const IDRIS: &str = "idris@saltersby.example";
const NELL: &str = "nell@lanternvale.example";

/// As the demonstration has it in the notes on today's workshop.
const NOTE: &str = "the share back can go by email";

/// Today's workshop, its plan and its notes.
async fn today(app: &TestApp) -> (WorkshopId, DocumentId, DocumentId) {
    let group = Sample::of(app).await.fill("{group}").parse().expect("an id");
    let home = store::groups::home(&app.database, group).await.expect("read").expect("a group");
    let workshop = home.workshops[1].id;
    let plan = planner::find(&app.database, workshop).await.expect("read").and_then(|workshop| workshop.plan).expect("a plan");
    let notes = notes::of(&app.database, workshop).await.expect("read").expect("notes");
    (workshop, plan, notes)
}

/// Every address at which somebody reads of a workshop.
fn ways(group: &str, workshop: WorkshopId) -> Vec<String> {
    vec![
        format!("/workshops/{workshop}"),
        format!("/api/workshop?workshop={workshop}"),
        format!("/workshops/{workshop}/run-sheet"),
        format!("/calendars/workshops/{workshop}.ics"),
        format!("/groups/{group}"),
        "/today".to_owned(),
    ]
}

async fn read(app: &TestApp, cookie: &str, path: &str) -> String {
    let answer = if path.starts_with("/api/") { app.data_as(cookie, path).await } else { app.get_as(cookie, path).await };
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.expect("a page")
}

/// What whoever asks for a document's room is told.
async fn asks(app: &TestApp, cookie: &str, document: DocumentId) -> u16 {
    app.post_as(cookie, &format!("/sync/{document}/sessions"), &[]).await.status().as_u16()
}

async fn content(socket: &mut Socket) -> Plan {
    let mut copy = Plan::new(Replica::with_random_client());
    let ask = Message::SyncStep1(copy.replica().state_vector());
    socket.send(Packet::Binary(ask.encode().into())).await.expect("sent");
    let answered = async {
        loop {
            let packet = socket.next().await.expect("it stays open").expect("a packet");
            let Packet::Binary(frame) = packet else { continue };
            for message in Message::decode_frame(&frame).expect("messages") {
                if let Message::SyncStep2(update) = message {
                    return update;
                }
            }
        }
    };
    let update = timeout(Duration::from_secs(5), answered).await.expect("an answer");
    copy.apply(&update).expect("an update");
    copy
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_byte_of_a_private_note_reaches_anybody_but_those_who_plan() {
    let app = TestApp::with_demo().await;
    let group = Sample::of(&app).await.fill("{group}");
    let (workshop, plan, notes) = today(&app).await;
    for email in [GRACE, "rosa@elmbank.example", "davinder@elmbank.example", "tom@elmbank.example"] {
        let cookie = app.sign_in(email).await;
        for path in ways(&group, workshop) {
            let text = read(&app, &cookie, &path).await;
            assert!(!text.contains(NOTE), "{email} at {path}");
            assert!(!text.contains(&notes.to_string()), "{email} at {path} learns where they are");
        }
    }
    for email in [HELEN, NELL] {
        let cookie = app.sign_in(email).await;
        for path in &ways(&group, workshop)[..2] {
            assert!(read(&app, &cookie, path).await.contains(NOTE), "{email} at {path}");
        }
    }
    // Not even whoever wrote it has it on paper, where others look at it.
    let helen = app.sign_in(HELEN).await;
    assert!(!read(&app, &helen, &format!("/workshops/{workshop}/run-sheet")).await.contains(NOTE));
    // What the plan's room sends to everybody is what is kept of it.
    let kept = store::live::load(&app.database, plan).await.expect("read").expect("a plan");
    let has_note = |bytes: &Vec<u8>| bytes.windows(NOTE.len()).any(|window| window == NOTE.as_bytes());
    assert!(!kept.snapshot.iter().chain(&kept.updates).any(has_note));
    let kept = store::live::load(&app.database, notes).await.expect("read").expect("notes");
    assert!(kept.snapshot.iter().chain(&kept.updates).any(has_note), "or this would be found nowhere");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_notes_are_opened_by_whoever_may_write_the_plan_and_for_all_others_they_are_somebody_elses() {
    let app = TestApp::with_demo().await;
    let (_, plan, notes) = today(&app).await;
    let mut let_in = Vec::new();
    for who in [rows::ADMIN, rows::STAFF, rows::LEAD, rows::MEMBER, rows::HEAD, rows::PARTICIPANT] {
        let Who::Only(email) = who else { panic!("nobody") };
        let cookie = app.sign_in(email).await;
        assert_eq!(asks(&app, &cookie, plan).await, 201, "{email} reads the plan");
        match asks(&app, &cookie, notes).await {
            201 => let_in.push(email),
            status => assert_eq!(status, 403, "{email}"),
        }
    }
    assert_eq!(let_in, ["nell@lanternvale.example", "omar@lanternvale.example", HELEN]);
    let idris = app.sign_in(IDRIS).await;
    assert_eq!((asks(&app, &idris, notes).await, asks(&app, &idris, plan).await), (403, 403), "a lead of another group");
    assert_eq!(asks(&app, "theme=system", notes).await, 303, "first to signing in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_co_planner_reads_a_note_as_it_is_written_until_the_right_ends() {
    let app = TestApp::with_demo().await;
    let (_, _, notes) = today(&app).await;
    let (helen, nell) = (app.sign_in(HELEN).await, app.sign_in(NELL).await);
    let address = TextAddress::Note(NoteName::of_workshop());
    let (mut lead, mut hub) = (dial(&app, &helen, &notes.to_string()).await, dial(&app, &nell, &notes.to_string()).await);
    let mut own = content(&mut lead).await;
    assert!(own.text(&address).contains(NOTE));
    let update = own.splice(&address, 0, 0, "First: ").expect("an update");
    lead.send(Packet::Binary(Message::Update(update).encode().into())).await.expect("sent");
    let written = async {
        while !content(&mut hub).await.text(&address).starts_with("First: ") {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(Duration::from_secs(5), written).await.expect("it came");
    app.run("update group_year set lead = null where lead = (select id from person where email = 'helen@oakhollow.example')").await;
    assert_eq!(close_code(&mut lead).await, CloseCode::Forbidden.number());
    assert_eq!(asks(&app, &helen, notes).await, 403);
    assert_eq!(asks(&app, &nell, notes).await, 201);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_that_is_started_has_notes_at_once_and_a_copy_has_none_of_the_words() {
    let app = TestApp::with_demo().await;
    let group = Sample::of(&app).await.fill("{group}").parse().expect("an id");
    let home = store::groups::home(&app.database, group).await.expect("read").expect("a group");
    let (_, plan, first) = today(&app).await;
    let fourth = home.workshops[3].id;
    assert_eq!(notes::of(&app.database, fourth).await.expect("read"), None);
    let helen = app.sign_in(HELEN).await;
    let answer = app.post_as(&helen, "/api/start-plan", &[("workshop", &fourth.to_string()), ("from", &plan.to_string())]).await;
    assert_eq!(answer.status(), 303);
    let made = notes::of(&app.database, fourth).await.expect("read").expect("notes");
    assert_ne!(made, first);
    assert!(!read(&app, &helen, &format!("/workshops/{fourth}")).await.contains(NOTE));
}
