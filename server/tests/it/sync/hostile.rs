//! Rules X9 to X12 and L7 on real sockets and a real file: each of these once ended the whole process.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "../../../../app/model/src/live/scan/hostile.rs"]
pub mod made;

use std::process::{Command, Output};

use futures_util::SinkExt;
use model::documents::board::Board;
use model::ids::DocumentId;
use model::live::Document;
use model::live::protocol::{CloseCode, Message, SUBPROTOCOL};
use model::live::replica::Replica;
use store::live::{self, Append, NewUpdate};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message as Packet;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::common::TestApp;
use crate::sync::sockets::{House, Socket, in_the_file, typed};

async fn send(socket: &mut Socket, frame: Vec<u8>) {
    socket.0.send(Packet::Binary(frame.into())).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f5_x9_x10_hostile_frames_close_their_peer_and_everybody_else_goes_on() {
    let house = House::new().await;
    let mut good = house.join().await;
    // No hostile update is of this client.
    let mut here = Board::new(Replica::new(70));
    let mut reader = house.dial(&house.document.to_string(), &[("x-who", "head")]).await.unwrap();
    send(&mut reader, made::frame(&made::nested_lists(10_000))).await;
    assert_eq!(reader.closed().await, CloseCode::Forbidden.number());
    let mut saved = 0;
    let updates = [
        made::nested_lists(10_000),
        made::nested_maps(10_000),
        made::nested_json(10_000),
        made::nested_options(10_000),
        made::nested_types(10_000, true),
        made::between_two_lists(),
        made::empty_clients(100_000),
    ];
    let claims = made::claims().into_iter().map(|(_, claim)| claim);
    let frames = updates.into_iter().chain(claims).map(|update| made::frame(&update)).chain([made::questions(262_000)]);
    for frame in frames {
        let mut bad = house.join().await;
        send(&mut bad, frame).await;
        assert_eq!(bad.closed().await, CloseCode::Malformed.number());
        good.send(&typed(&mut here, "a")).await;
        saved += 1;
        good.saved(saved).await;
    }
    assert_eq!(in_the_file(&house).await, "a".repeat(saved as usize), "only what the good one typed is in the file");
}

/// Writes a row as no server would.
async fn poison(app: &TestApp, document: DocumentId, row: Vec<u8>) {
    let updates = vec![NewUpdate { person: None, bytes: row }];
    live::append(&app.database, &[Append { document, updates, clients: Vec::new(), former: Vec::new(), summary: None }]).await.unwrap();
}

async fn join(app: &TestApp, document: DocumentId, cookie: &str) -> Socket {
    let mut request = format!("ws://{}/sync/{document}", app.address).into_client_request().unwrap();
    request.headers_mut().insert("cookie", cookie.parse().unwrap());
    request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().unwrap());
    Socket(connect_async(request).await.unwrap().0)
}

fn check(app: &TestApp) -> Output {
    Command::new(env!("CARGO_BIN_EXE_twilight")).arg("check").arg("--database").arg(&app.file).output().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn l7_stored_poison_costs_its_board_only_and_is_found() {
    let poisons = [made::nested_lists(6_100), made::nested_json(6_100), made::nested_options(6_100), made::claims().swap_remove(4).1];
    let (app, fixture) = TestApp::with_fixture(poisons.len() + 2, 1).await;
    let cookie = fixture.cookies[0].as_str();
    let said = check(&app);
    assert_eq!(String::from_utf8_lossy(&said.stdout), "All 6 documents can be opened.\n");
    let (good, deep) = (fixture.documents[poisons.len()], fixture.documents[poisons.len() + 1]);
    poison(&app, deep, made::nested_types(10_000, true)).await;
    for (document, row) in fixture.documents.iter().zip(&poisons) {
        poison(&app, *document, row.clone()).await;
        assert_eq!(app.get_as(cookie, &format!("/boards/{document}")).await.status(), 503);
        assert_eq!(join(&app, *document, cookie).await.closed().await, CloseCode::Failed.number());
    }
    // Types too deep are left outside; everything else of that board is there.
    for document in [good, deep] {
        assert_eq!(app.get_as(cookie, &format!("/boards/{document}")).await.status(), 200);
        let mut socket = join(&app, document, cookie).await;
        socket.send(&typed(&mut Board::new(Replica::new(70)), "a")).await;
        socket.saved(1).await;
        socket.send(&Message::Ping).await;
        socket.until(|message| (message == Message::Pong).then_some(())).await;
    }
    let said = check(&app);
    let told = String::from_utf8_lossy(&said.stderr);
    assert_eq!(said.status.code(), Some(1), "{told}");
    assert!(told.starts_with("twilight: 5 of 6 documents can't be read as they are stored:"), "{told}");
    for document in fixture.documents.iter().filter(|document| **document != good) {
        // Somebody has typed into the title of the one that opens.
        let title = if *document == deep { "aA board for many" } else { "A board for many" };
        let line = format!("  document {document} (\"{title}\"), ");
        assert!(told.lines().any(|one| one.starts_with(&line)), "{told}");
    }
    assert!(!told.contains(&good.to_string()), "{told}");
    assert!(told.contains("nested deeper than 32") && told.contains("declares more than it holds"), "{told}");
}
