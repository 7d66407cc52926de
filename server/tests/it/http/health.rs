//! What whoever runs the server asks of it, and how it stops.

use crate::common::{TestApp, header};
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_healthy_server_says_so() {
    let app = TestApp::start().await;
    let answer = app.get("/healthz").await;
    assert_eq!((answer.status().as_u16(), header(&answer, "x-request-id").len()), (200, 32));
    assert_eq!(answer.text().await.expect("a text"), "ok\n");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readiness_is_told_of_each_part() {
    let app = TestApp::start().await;
    let answer = app.get("/readyz").await;
    assert_eq!((answer.status().as_u16(), header(&answer, "content-type")), (200, "application/json"));
    let told: serde_json::Value = serde_json::from_str(&answer.text().await.expect("a text")).expect("JSON");
    assert_eq!((&told["ready"], &told["stopping"]), (&true.into(), &false.into()), "{told}");
    for (part, words) in [
        ("database read", "ok"),
        ("database write", "ok"),
        ("sync", "ok: 0 open documents"),
        ("mail", "off: no mail server is set up"),
        ("imports", "ok"),
        ("requests", "ok"),
        ("rights", "ok"),
        ("tidy", "ok"),
    ] {
        assert_eq!(told["parts"][part], words, "{told}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_often_anybody_asks_writing_is_tried_once_a_second() {
    let app = TestApp::start().await;
    let begun = std::time::Instant::now();
    let mut beats = std::collections::BTreeSet::new();
    for _ in 0..60 {
        assert_eq!(app.get("/readyz").await.status(), 200);
        let mut file = SqliteConnection::connect(&app.file.to_string_lossy()).await.expect("a connection");
        let (beat,): (String,) =
            sqlx::query_as("select value from setting where key = 'heartbeat'").fetch_one(&mut file).await.expect("a heartbeat");
        beats.insert(beat);
    }
    assert!(beats.len() as u64 <= 1 + begun.elapsed().as_secs(), "{} writes in {:?}", beats.len(), begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_stops_in_good_order_and_keeps_what_it_had() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in("amy@ashlane.example").await;
    let app = app.restart().await;
    assert_eq!(app.get_as(&cookie, "/today").await.status(), 200, "still signed in");
    let address = app.address;
    let folder = app.stop().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err(), "nobody listens any more");
    assert!(!folder.path().join("twilight.db-wal").exists(), "the log was folded into the file");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_taken_address_is_explained() {
    let app = TestApp::start().await;
    let refused = twilight::serve::listen(&app.address.to_string()).await.expect_err("it is taken");
    let taken = format!("{} is taken: stop what listens there, or choose another with --address or TWILIGHT_ADDRESS", app.address);
    assert_eq!(refused.to_string(), taken);
    let nonsense = twilight::serve::listen("nowhere").await.expect_err("no address");
    let nonsense = nonsense.to_string();
    assert!(nonsense.starts_with("can't listen on nowhere: "), "{nonsense}");
    assert!(nonsense.ends_with(". Choose another with --address or TWILIGHT_ADDRESS, like 127.0.0.1:3000"), "{nonsense}");
}
