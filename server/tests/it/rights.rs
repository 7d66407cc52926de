//! Whoever loses a right loses the sockets that it opened, whatever took it (SYNC, X13).

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use model::documents::board::{Board, LessonText, TextAddress};
use model::live::Document;
use model::live::protocol::{CloseCode, Message, SUBPROTOCOL};
use model::live::replica::Replica;
use reqwest::header::COOKIE;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Packet;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::common::TestApp;
use crate::common::forms::Looking;
use crate::permissions::sample::Sample;
use crate::sync::http::Events;
use crate::sync::sockets::written;

const ROSA: &str = "rosa@elmbank.example";
const LEAD: &str = "helen@oakhollow.example";
/// Rosa works nowhere any more.
const LEFT: &str = "delete from school_role where person = (select id from person where email = 'rosa@elmbank.example');
                    update person set school = null where email = 'rosa@elmbank.example'";
const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);

pub type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub async fn dial(app: &TestApp, cookie: &str, board: &str) -> Socket {
    let mut request = format!("ws://{}/sync/{board}", app.address).into_client_request().expect("a request");
    request.headers_mut().insert(COOKIE, cookie.parse().expect("a header"));
    request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().expect("a header"));
    connect_async(request).await.expect("a socket").0
}

pub async fn close_code(socket: &mut Socket) -> u16 {
    let code = async {
        loop {
            match socket.next().await {
                Some(Ok(Packet::Close(Some(frame)))) => return frame.code.into(),
                Some(Ok(_)) => {}
                other => panic!("it ended without a word: {other:?}"),
            }
        }
    };
    timeout(Duration::from_secs(5), code).await.expect("it was never closed")
}

/// What stands in for a socket where none gets through, until it is closed.
async fn listen(app: &TestApp, cookie: &str, board: &str) -> Events {
    let sessions = format!("/sync/{board}/sessions");
    let opened = app.request("POST", &sessions).header(COOKIE, cookie).header("origin", app.url("")).send().await.expect("an answer");
    assert_eq!(opened.status(), 201);
    let name = opened.text().await.expect("a name");
    Events::new(app.get_as(cookie, &format!("{sessions}/{name}/events")).await)
}

/// Whatever Rosa has open on a board, and a colleague's socket; then `statement`, and the code that closes what is Rosa's.
async fn closed_by(statement: &'static str) -> u16 {
    let app = TestApp::with_demo().await;
    let board = Sample::of(&app).await.fill("{board}");
    let (rosa, helen) = (app.sign_in(ROSA).await, app.sign_in(LEAD).await);
    let (mut own, mut others) = (dial(&app, &rosa, &board).await, dial(&app, &helen, &board).await);
    let mut events = listen(&app, &rosa, &board).await;
    app.run(statement).await;
    let code = close_code(&mut own).await;
    assert_eq!(events.closed().await, code, "without a socket");
    if code != CloseCode::Gone.number() {
        others.send(Packet::Binary(Message::Ping.encode().into())).await.expect("still open");
        let pong = async {
            while let Some(packet) = others.next().await {
                let Packet::Binary(frame) = packet.expect("a frame") else { continue };
                if Message::decode_frame(&frame).expect("messages").contains(&Message::Pong) {
                    return;
                }
            }
            panic!("the colleague's socket was closed too");
        };
        timeout(Duration::from_secs(5), pong).await.expect("an answer");
    }
    code
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x13_every_way_to_lose_a_right_closes_the_socket() {
    let (out, forbidden) = (CloseCode::SignedOut.number(), CloseCode::Forbidden.number());
    for (statement, code) in [
        ("delete from session where person = (select id from person where email = 'rosa@elmbank.example')", out),
        ("update person set deactivated_at = 1 where email = 'rosa@elmbank.example'", out),
        (LEFT, forbidden),
        (
            "update group_school set status = 'withdrawn'
             where school = (select school from person where email = 'rosa@elmbank.example')",
            forbidden,
        ),
    ] {
        assert_eq!(closed_by(statement).await, code, "{statement}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x7_what_a_peer_without_its_right_sends_is_not_taken_though_it_does_not_read() {
    let app = TestApp::with_demo().await;
    let board = Sample::of(&app).await.fill("{board}");
    let (rosa, helen) = (app.sign_in(ROSA).await, app.sign_in(LEAD).await);
    let (mut deaf, mut writer) = (dial(&app, &rosa, &board).await, dial(&app, &helen, &board).await);
    let mut here = Board::new(Replica::new(7));
    // More than sockets and queue hold: from now on nothing more can be told to whoever does not read.
    for _ in 0..40 {
        let words = written(&mut here, "word ".repeat(20_000));
        writer.send(Packet::Binary(words.encode().into())).await.expect("sent");
    }
    let saved = async {
        while let Some(packet) = writer.next().await {
            let Packet::Binary(frame) = packet.expect("a frame") else { continue };
            let messages = Message::decode_frame(&frame).expect("messages");
            if messages.iter().any(|message| matches!(message, Message::Saved { frames, .. } if *frames >= 40)) {
                return;
            }
        }
    };
    timeout(Duration::from_secs(30), saved).await.expect("saved");
    app.run(LEFT).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let late = Board::new(Replica::new(9)).splice(&TITLE, 0, 0, "too late").expect("an update");
    let _ = deaf.send(Packet::Binary(Message::Update(late).encode().into())).await;
    // It is given up, though it never answered the close.
    let ended = async { while deaf.next().await.is_some_and(|packet| packet.is_ok()) {} };
    tokio::time::sleep(Duration::from_secs(4)).await;
    timeout(Duration::from_secs(10), ended).await.expect("the connection ends");
    let loaded = store::live::load(&app.database, board.parse().expect("an id")).await.expect("an answer").expect("a document");
    let taken = loaded.snapshot.iter().chain(&loaded.updates).any(|update| update.windows(8).any(|window| window == b"too late"));
    assert!(!taken, "it was taken after the right had gone");
}
