//! What whoever runs the server asks of it, and how it stops.

use crate::common::{TestApp, header};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_healthy_server_says_so() {
    let app = TestApp::start().await;
    for path in ["/healthz", "/readyz"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(header(&answer, "x-request-id").len(), 32, "{path}");
        assert_eq!(answer.text().await.expect("a text"), "ok\n", "{path}");
    }
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
    assert!(refused.to_string().contains("TWILIGHT_ADDRESS"), "{refused}");
    let nonsense = twilight::serve::listen("nowhere").await.expect_err("no address");
    assert!(nonsense.to_string().contains("127.0.0.1:3000"), "{nonsense}");
}
