//! What a network is tried with, by anybody: it comes back as it should, and costs us little whatever somebody does with it.

use std::time::{Duration, Instant};

use axum::http::HeaderValue;
use chrono::Utc;
use futures_util::{SinkExt, StreamExt};
use reqwest::Response;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::common::page::Page;
use crate::common::{TestApp, header};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

const PATIENCE: Duration = Duration::from_secs(10);

async fn dial(app: &TestApp, origin: Option<&'static str>) -> Result<Socket, Error> {
    let mut request = format!("ws://{}/check/socket", app.address).into_client_request()?;
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("twilight.v1"));
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", HeaderValue::from_static(origin));
    }
    Ok(connect_async(request).await?.0)
}

async fn open(app: &TestApp) -> Socket {
    dial(app, None).await.expect("a socket")
}

async fn status(app: &TestApp, origin: Option<&'static str>) -> u16 {
    match dial(app, origin).await {
        Ok(_) => 101,
        Err(Error::Http(answer)) => answer.status().as_u16(),
        Err(error) => panic!("{error}"),
    }
}

/// Everything that still comes, and the code with which it ends.
async fn ends(socket: &mut Socket) -> (usize, Option<u16>) {
    let mut frames = 0;
    let reading = async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Binary(_))) => frames += 1,
                Some(Ok(Message::Close(frame))) => return frame.map(|frame| frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    };
    let code = timeout(PATIENCE, reading).await.expect("it never ended");
    (frames, code)
}

async fn echo(app: &TestApp, bytes: Vec<u8>) -> Response {
    app.request("POST", "/check/echo").body(bytes).send().await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_comes_back_to_anybody() {
    let app = TestApp::start().await;
    let mut socket = open(&app).await;
    let frame = Message::Binary(vec![7; 48].into());
    for _ in 0..3 {
        socket.send(frame.clone()).await.expect("sent");
        assert_eq!(timeout(PATIENCE, socket.next()).await.expect("in time").expect("open").expect("a frame"), frame);
    }
    let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
    let answer = echo(&app, bytes.clone()).await;
    assert_eq!((answer.status().as_u16(), header(&answer, "content-type")), (200, "application/octet-stream"));
    assert_eq!(answer.bytes().await.expect("bytes"), bytes);
    let before = Utc::now().timestamp_millis();
    let told: i64 = app.get("/check/time").await.text().await.expect("a text").trim().parse().expect("milliseconds");
    assert!((before..=Utc::now().timestamp_millis()).contains(&told), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_come_one_by_one_and_end() {
    let app = TestApp::start().await;
    let mut answer = app.get("/check/events?every=60").await;
    assert_eq!(header(&answer, "content-type"), "text/event-stream");
    assert_eq!((header(&answer, "x-accel-buffering"), header(&answer, "content-encoding")), ("no", ""));
    let mut events = Vec::new();
    while let Some(piece) = answer.chunk().await.expect("a piece") {
        events.push(String::from_utf8(piece.to_vec()).expect("a text"));
    }
    // Each in a piece of its own: nothing of ours gathers them.
    let sent: Vec<u64> =
        events.iter().map(|event| event.strip_prefix("data: ").expect("data").trim().parse().expect("milliseconds")).collect();
    assert_eq!(sent.len(), 4);
    assert!(sent.is_sorted_by(|one, next| next - one >= 60), "{sent:?}");
    assert_eq!(app.get("/check/events?every=soon").await.status(), 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_can_be_waited_for() {
    let app = TestApp::start().await;
    let began = Instant::now();
    assert_eq!(app.get("/check/wait?seconds=1").await.text().await.expect("a text"), "1\n");
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(app.get("/check/wait?seconds=-1").await.status(), 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_much_is_refused() {
    let app = TestApp::start().await;
    assert_eq!(echo(&app, vec![0; 4097]).await.status(), 413);
    assert_eq!(echo(&app, vec![0; 3 << 20]).await.status(), 413);
    let mut socket = open(&app).await;
    socket.send(Message::Binary(vec![0; 1025].into())).await.expect("sent");
    assert_eq!(ends(&mut socket).await, (0, Some(1009)));
    let mut socket = open(&app).await;
    for _ in 0..40 {
        // It is closed midway.
        let _ = socket.send(Message::Binary(vec![0; 48].into())).await;
    }
    let (frames, _) = ends(&mut socket).await;
    assert!(frames <= 32, "{frames}");
    let mut socket = open(&app).await;
    socket.send(Message::Text("words".into())).await.expect("sent");
    assert_eq!(ends(&mut socket).await, (0, Some(1003)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_socket_that_says_nothing_is_closed() {
    let app = TestApp::start_with(|config| config.listen.patience.probe = Duration::from_millis(50)).await;
    let mut socket = open(&app).await;
    assert_eq!(ends(&mut socket).await, (0, Some(1000)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_has_a_few_under_way_and_gets_its_places_back() {
    let app = TestApp::start_with(|config| config.listen.connections_per_address = 40).await;
    let held = [open(&app).await, open(&app).await];
    assert_eq!(status(&app, None).await, 429);
    for path in ["/check/socket", "/check/events", "/check/wait"] {
        let answer = app.get(path).await;
        assert_eq!((answer.status().as_u16(), header(&answer, "retry-after")), (429, "60"), "{path}");
    }
    // What takes no time needs no place, and neither does anything else.
    assert_eq!(app.get("/check/time").await.status(), 200);
    assert_eq!(echo(&app, vec![1]).await.status(), 200);
    assert_eq!(app.get("/check").await.status(), 200);
    for mut socket in held {
        socket.close(None).await.expect("closed");
        ends(&mut socket).await;
    }
    let again = async {
        while app.get("/check/wait").await.status() != 200 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, again).await.expect("the places were never given back");
    // An answer that nobody reads to its end gives its place back too.
    for _ in 0..6 {
        drop(app.get("/check/events?every=1000").await);
    }
    let again = async {
        while app.get("/check/wait").await.status() != 200 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, again).await.expect("the places were never given back");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_other_sites_get_none() {
    let app = TestApp::start().await;
    assert_eq!(status(&app, Some("https://evil.example")).await, 403);
    let answer = app.request("POST", "/check/echo").header("origin", "https://evil.example").body("x").send().await.expect("an answer");
    assert_eq!(answer.status(), 403);
    // Asked for without an upgrade, it says that it is there.
    assert_eq!(app.get("/check/socket").await.status(), 426);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_waits_for_none_of_them() {
    let app = TestApp::start().await;
    let mut socket = open(&app).await;
    let waiting = tokio::spawn(app.request("GET", "/check/wait?seconds=30").send());
    let mut events = app.get("/check/events?every=1000").await;
    assert!(events.chunk().await.expect("a piece").is_some());
    let (stopped, closed) = tokio::join!(app.stop(), ends(&mut socket));
    assert_eq!(closed, (0, Some(1012)));
    assert_eq!(waiting.await.expect("no panic").expect("an answer").status(), 200);
    assert!(!stopped.path().join("twilight.db-wal").exists(), "an orderly end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_is_for_everybody_and_says_what_it_needs_to() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in("amy@ashlane.example").await;
    for cookie in ["theme=dark", &cookie] {
        let page = app.request("GET", "/check").header("cookie", cookie).header("user-agent", "An <old> browser").send().await;
        let page = Page::of_answer(page.expect("an answer")).await;
        // Of the board's part the test's site has not built anything.
        let files = r#"[{"address":"/pkg/abc123/twilight_bg.wasm","bytes":4}]"#;
        let needs = ["data-program", "data-ask"].map(|name| page.attribute("#tried", name).unwrap_or_default());
        assert_eq!(needs, [files, "hello@lanternvale.example"], "what the script needs");
        assert_eq!(page.count("script[src='/scripts/check.js']"), 1);
        let without_it = page.text("#verdict");
        assert!(without_it.starts_with("Nothing has been tried: this browser has not run this page’s script."), "{without_it}");
        assert_eq!(page.fact("Your browser calls itself"), "An <old> browser");
        let made = page.fact("The page was made");
        assert!(made.ends_with(", British time. A clock here that is more than a minute out should be set."), "{made}");
        assert_eq!(page.text("#technician-title"), "For your school’s technician");
        assert_eq!(page.texts("#technician code")[1], format!("ws://{}", app.address));
    }
    // It is found from every page.
    Page::of_answer(app.get("/").await).await.leads_to("/check");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_name_is_not_given_back_without_an_end() {
    let app = TestApp::start().await;
    let page = app.request("GET", "/check").header("user-agent", "x".repeat(9000)).send().await.expect("an answer");
    let page = Page::of_answer(page).await;
    assert_eq!(page.fact("Your browser calls itself"), "x".repeat(400));
    page.does_not_hold(&"x".repeat(401));
}
