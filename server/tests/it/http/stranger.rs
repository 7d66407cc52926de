//! What one stranger sends, however much, is nobody else's trouble.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use model::documents::Kind;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;

use crate::common::browser::Browser;
use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::{TestApp, header, session_cookie};
use store::typed::Whose;
use twilight::{demo, fixture};

const PRIYA: &str = "priya@oakhollow.example";
const WRONG: &str = "not the password";
const UNREADABLE: &str = "What was sent could not be read, and nothing was saved. Fill in the form here and send it again";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_wrong_passwords_from_elsewhere_lock_nobody_out_of_the_browser_they_use() {
    let app = TestApp::with_demo().await;
    let mut own = Browser::new(&app);
    let form = [("email", PRIYA), ("password", demo::PASSWORD), ("next", "/today")];
    assert_eq!(own.send("/api/sign-in", &form).await.address, "/today");
    own.send("/api/sign-out", &[]).await;
    for _ in 0..12 {
        app.try_sign_in(PRIYA, WRONG).await;
    }
    assert!(session_cookie(&app.try_sign_in(PRIYA, demo::PASSWORD).await).is_none(), "a browser that nobody knows waits");
    assert_eq!(own.send("/api/sign-in", &form).await.address, "/today", "one's own does not");
    own.send("/api/sign-out", &[]).await;
    // Whoever sits at it may not try for ever either.
    for _ in 0..10 {
        own.send("/api/sign-in", &[("email", PRIYA), ("password", WRONG), ("next", "/today")]).await;
    }
    let place = own.send("/api/sign-in", &form).await;
    assert!(place.address.contains("wait="), "{}", place.address);
    // What it knows of one account is worth nothing for another.
    let other = own.send("/api/sign-in", &[("email", "tom@elmbank.example"), ("password", demo::PASSWORD), ("next", "/today")]).await;
    assert_eq!(other.address, "/today");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_was_a_day_ahead_locks_nobody_out() {
    let app = TestApp::with_demo().await;
    for _ in 0..11 {
        app.try_sign_in(PRIYA, WRONG).await;
    }
    assert!(session_cookie(&app.try_sign_in(PRIYA, demo::PASSWORD).await).is_none());
    app.run("update sign_in_attempt set at = at + 86400000").await;
    assert!(session_cookie(&app.try_sign_in(PRIYA, demo::PASSWORD).await).is_some());
    let ahead = app.count("select count(*) from sign_in_attempt where at > unixepoch() * 1000 + 60000").await;
    assert_eq!(ahead, 0, "nor tomorrow");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_forms_are_not_taken_and_refused_ones_leave_nothing() {
    let app = TestApp::with_demo().await;
    for (letters, status) in [(900_000, 413), (120_000, 422)] {
        let words = "a".repeat(letters);
        for _ in 0..30 {
            assert_eq!(app.post("/api/send-sign-in-link", &[("email", &words)]).await.status(), status);
        }
    }
    assert_eq!(app.count("select count(*) from typed").await, 0, "a refused form is answered, and kept nowhere");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_is_deleted_though_nobody_comes_by() {
    let app = TestApp::with_demo().await;
    let whose = Whose::network(IpAddr::from([192, 0, 2, 1]));
    store::typed::keep(&app.database, &[("email".to_owned(), "x".to_owned())], &whose, None).await.expect("kept");
    assert_eq!(app.count("select count(*) from typed").await, 1);
    app.run("update typed set created_at = created_at - 3700000").await;
    let app = app.restart().await;
    let until = Instant::now() + Duration::from_secs(5);
    while app.count("select count(*) from typed").await > 0 {
        assert!(Instant::now() < until, "it is still there");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_requests_are_closed_and_keep_nobody_out() {
    let app = TestApp::start_with(|config| {
        config.listen.patience.head = Duration::from_secs(1);
        config.listen.connections_per_address = 40;
    })
    .await;
    let mut half = Vec::new();
    for _ in 0..60 {
        let mut stream = TcpStream::connect(app.address).await.expect("a connection");
        // Those beyond one address' part are closed already.
        let _ = stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Never-Ends: ").await;
        half.push(stream);
    }
    let began = Instant::now();
    for mut stream in half {
        let ended = tokio::time::timeout(Duration::from_secs(5), async {
            let mut bytes = [0; 1024];
            while stream.read(&mut bytes).await.is_ok_and(|read| read > 0) {}
        });
        ended.await.expect("it is closed");
    }
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    assert_eq!(app.get("/healthz").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_never_ends_is_not_waited_for() {
    let app = TestApp::start_with(|config| config.listen.patience.body = Duration::from_secs(1)).await;
    let origin = app.url("");
    let mut stream = TcpStream::connect(app.address).await.expect("a connection");
    let head = format!(
        "POST /api/sign-in HTTP/1.1\r\nHost: {}\r\nOrigin: {origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n",
        app.address
    );
    stream.write_all(head.as_bytes()).await.expect("a head");
    let answered = tokio::time::timeout(Duration::from_secs(5), async {
        let mut bytes = [0; 1024];
        loop {
            // A letter now and then is no form that comes.
            let _ = stream.write_all(b"a").await;
            if let Ok(read) = tokio::time::timeout(Duration::from_millis(200), stream.read(&mut bytes)).await {
                return read.unwrap_or(0);
            }
        }
    });
    answered.await.expect("it is answered, or closed");
    assert_eq!(app.get("/healthz").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_reads_nothing_is_let_go() {
    let app = TestApp::start_with(|config| {
        config.listen.patience.unread = Duration::from_secs(1);
        config.listen.connections_per_address = 2;
    })
    .await;
    let stream = TcpStream::connect(app.address).await.expect("a connection");
    // Far more answers than fit into all that stands between us.
    let asked = format!("GET /sign-in HTTP/1.1\r\nHost: {}\r\n\r\n", app.address);
    let (_unread, mut asking) = stream.into_split();
    let began = Instant::now();
    let ask = async { while asking.write_all(asked.as_bytes()).await.is_ok() {} };
    timeout(Duration::from_secs(30), ask).await.expect("it is never closed");
    assert!(began.elapsed() >= Duration::from_secs(1), "it was never taken up");
    // Its place is free again.
    assert_eq!(app.get("/healthz").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_without_an_end_is_refused() {
    let app = TestApp::start().await;
    let answer = app.request("GET", "/sign-in").header("x-long", "a".repeat(60_000)).send().await.expect("an answer");
    assert_eq!(answer.status(), 431);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_can_not_be_read_comes_back_as_a_page() {
    let app = TestApp::with_demo().await;
    let nell = app.sign_in("nell@lanternvale.example").await;
    let nobody = "theme=system".to_owned();
    for (cookie, page, heading, path, form) in [
        (&nell, "/hub/settings", "Settings", "/api/hub-settings", &[("hub_name[x]", "x")][..]),
        (&nell, "/hub/mail", "Mail", "/api/mail-steps", &[("messages", "x"), ("step", "nonsense")]),
        (&nobody, "/sign-in", "Sign in", "/api/sign-in", &[("email", "x")]),
    ] {
        let request = app.request("POST", path).header("origin", app.url("")).header("referer", app.url(page));
        let answer = request.header("cookie", cookie).form(form).send().await.expect("an answer");
        assert_eq!((answer.status().as_u16(), header(&answer, "location")), (400, ""), "{path}");
        assert!(header(&answer, "content-type").starts_with("text/html"), "{path}: {}", header(&answer, "content-type"));
        let shown = Page::of_answer(answer).await;
        assert_eq!(shown.heading(), heading, "{path}");
        shown.finds_wrong(&[(UNREADABLE, "")]);
        assert!(!shown.forms().is_empty(), "{path}");
        // Nobody knows where it came from: then it is a page of its own.
        let answer = app.request("POST", path).header("origin", app.url("")).header("cookie", cookie).form(form).send().await;
        let answer = answer.expect("an answer");
        assert_eq!((answer.status().as_u16(), header(&answer, "location")), (400, ""), "{path}");
        let shown = Page::of_answer(answer).await;
        assert_eq!(shown.heading(), "We could not read that", "{path}");
        shown.does_not_say("{\"error\"");
    }
    let query = app.get_as(&nell, "/hub/interest.csv?year=nonsense&mine=maybe").await;
    assert!(query.status() != 500 && !query.text().await.expect("an answer").contains("deserialize"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_header_gives_back_what_was_sent_without_an_end() {
    let app = TestApp::with_demo().await;
    let long = format!("/{}", "a".repeat(6000));
    let email = "x".repeat(20_000);
    for (path, form) in [
        ("/api/sign-in", &[("email", email.as_str()), ("password", "x"), ("next", long.as_str())][..]),
        ("/api/set-theme", &[("theme", "dark"), ("return_to", long.as_str())]),
        ("/api/use-sign-in-link", &[("token", long.as_str())]),
        ("/api/send-sign-in-link", &[("email", email.as_str()), ("next", long.as_str())]),
        ("/api/join", &[("token", long.as_str()), ("name", "Cho")]),
    ] {
        let answer = app.post(path, form).await;
        let lines =
            ["location", "set-cookie"].map(|name| answer.headers().get_all(name).iter().map(reqwest::header::HeaderValue::len).max());
        assert!(lines.iter().flatten().all(|length| *length <= 4096), "{path}: {lines:?}");
        assert!(header(&answer, "location").len() <= 2048, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_proxy_one_client_has_so_much_under_way_and_leaves_the_rest_to_others() {
    let app = TestApp::start_with(|config| (config.listen.trust_proxy, config.listen.connections_per_address) = (true, 3)).await;
    let fixture = fixture::create(&app.database, Kind::Board, 1, 1, false).await.expect("a fixture");
    let board_with = async |more: &[(&'static str, &'static str)]| {
        let mut request = format!("ws://{}/sync/{}", app.address, fixture.documents[0]).into_client_request().expect("a request");
        let cookie = fixture.cookies[0].parse().expect("a header");
        request.headers_mut().insert("cookie", cookie);
        for (name, value) in more {
            request.headers_mut().insert(*name, HeaderValue::from_static(value));
        }
        tokio_tungstenite::connect_async(request).await
    };
    let board = async |address: &'static str| board_with(&[("x-forwarded-for", address)]).await;
    let page =
        async |address: &str| app.request("GET", "/sign-in").header("x-forwarded-for", address).send().await.expect("an answer").status();
    let one = "192.0.2.1";
    let open = [board(one).await, board(one).await, board(one).await];
    assert!(open.iter().all(Result::is_ok));
    assert_eq!((page(one).await.as_u16(), board(one).await.is_err()), (429, true));
    assert_eq!(page("192.0.2.2").await, 200);
    assert!(board("192.0.2.2").await.is_ok());
    // With a header of one's own beside the proxy's one is counted all the same.
    let meddled = [("x-forwarded-for", "192.0.2.3"), ("forwarded", "for=203.0.113.5")];
    let meddling = [board_with(&meddled).await, board_with(&meddled).await, board_with(&meddled).await];
    assert!(meddling.iter().all(Result::is_ok) && board_with(&meddled).await.is_err());
    drop(open);
    let until = Instant::now() + Duration::from_secs(5);
    while page(one).await != 200 {
        assert!(Instant::now() < until, "its places are not given back");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
