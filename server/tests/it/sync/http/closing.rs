//! Who is let in, and what a session is closed for: as a socket would be.

use std::time::Duration;

use model::documents::board::Board;
use model::ids::DocumentId;
use model::live::Document;
use model::live::protocol::{Batch, CloseCode, Message};
use model::live::replica::Replica;
use tokio::time::timeout;
use twilight::sync::SignIn;
use twilight::sync::limits::{CLOSE_GRACE, HTTP_SESSIONS_PER_PERSON};

use super::{PATIENCE, answered, joined, open, saved};
use crate::sync::hostile::made;
use crate::sync::sockets::{House, in_the_file, typed};

#[tokio::test]
async fn x8_a_refusal_says_what_a_websockets_close_would() {
    let house = House::new().await;
    let board = house.document.to_string();
    let elsewhere = DocumentId::generate().to_string();
    let refused = |code: CloseCode, status| Some((status, code.number().to_string()));
    for (document, who, answer) in [
        (&board, "", refused(CloseCode::SignedOut, 401)),
        (&board, "stranger", refused(CloseCode::Forbidden, 403)),
        (&elsewhere, "teacher", refused(CloseCode::Gone, 404)),
        (&board, "teacher", None),
    ] {
        assert_eq!(open(&house, document, who).await.err(), answer, "{document} {who}");
    }
    let mut page = joined(&house).await;
    assert_eq!(page.post(vec![1, 200]).await, (400, String::new()));
    assert_eq!(page.post(vec![0; (2 << 20) + 1]).await, (413, "4413".to_owned()));
    page.who = "";
    assert_eq!(page.send_as(1, &[Message::Ping]).await, (401, "4401".to_owned()), "signed out meanwhile");
    assert_eq!(page.events().await.err(), Some(401));
    page.who = "teacher";
    let own = page.session.clone();
    for other in
        [own.replace(&board, &elsewhere), own.replace(&board, "nonsense"), format!("{own}0"), own.replace("sessions/", "sessions/x")]
    {
        page.session = other;
        assert_eq!(page.send_as(1, &[Message::Ping]).await, (410, String::new()), "{}", page.session);
    }
    // The same person, signed in elsewhere.
    (page.session, page.who) = (own, "head");
    assert_eq!(page.send_as(1, &[Message::Ping]).await.0, 410);
    assert_eq!((page.events().await.err(), page.poll(0).await), (Some(410), Err(410)));
}

#[tokio::test]
async fn x8_another_sites_page_gets_nowhere_with_it() {
    let house = House::new().await;
    let page = joined(&house).await;
    let (sessions, _) = page.session.rsplit_once('/').unwrap();
    let requests = [
        page.client.post(sessions),
        page.client.post(format!("{}/frames", page.session)).body(vec![1]),
        page.client.get(format!("{}/frames?after=0", page.session)),
        page.client.get(format!("{}/events", page.session)),
    ];
    for request in requests {
        let request = request.header("x-who", "teacher").header("origin", "https://evil.example");
        assert_eq!(answered(request).await, (403, "4403".to_owned()));
    }
    assert_eq!(page.send_as(1, &[Message::Ping]).await.0, 204, "it goes on");
}

#[tokio::test]
async fn x3_one_person_has_so_many_at_once_and_may_have_another_when_one_has_gone() {
    let house = House::new().await;
    let board = house.document.to_string();
    let first = joined(&house).await;
    let mut events = first.events().await.unwrap();
    events.next().await.unwrap();
    for _ in 1..HTTP_SESSIONS_PER_PERSON {
        joined(&house).await;
    }
    assert_eq!(open(&house, &board, "teacher").await.err(), Some((429, CloseCode::TooFast.number().to_string())));
    drop(events);
    let again = async {
        while open(&house, &board, "teacher").await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, again).await.expect("there is no place");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x9_hostile_frames_close_their_page_only() {
    let house = House::new().await;
    let mut good = joined(&house).await;
    let mut news = good.events().await.unwrap();
    for update in [made::nested_lists(10_000), made::between_two_lists(), made::empty_clients(100_000)] {
        let bad = joined(&house).await;
        let mut events = bad.events().await.unwrap();
        assert_eq!(bad.post(Batch { number: 1, frames: vec![made::frame(&update)], close: None }.encode()).await.0, 204);
        assert_eq!(events.closed().await, CloseCode::Malformed.number());
    }
    good.send(&[typed(&mut Board::new(Replica::new(70)), "a")]).await;
    assert_eq!(news.until(saved).await, 1);
    assert_eq!(in_the_file(&house).await, "a");
}

#[tokio::test]
async fn x7_why_it_ended_waits_for_whoever_asks_late() {
    let house = House::new().await;
    let page = joined(&house).await;
    let number = page.poll(0).await.unwrap().number;
    house.sync.sign_out(&SignIn("teacher".into()));
    tokio::time::sleep(CLOSE_GRACE + Duration::from_millis(500)).await;
    assert_eq!(page.poll(number).await.unwrap().close, Some(CloseCode::SignedOut.number()));
    assert_eq!(page.poll(number + 1).await, Err(410));
}

#[tokio::test]
async fn f5_x7_it_is_closed_for_what_a_socket_is_closed_for() {
    let house = House::new().await;
    let head = open(&house, &house.document.to_string(), "head").await.unwrap();
    let mut events = head.events().await.unwrap();
    head.send_as(1, &[typed(&mut Board::new(Replica::new(9)), "no")]).await;
    assert_eq!(events.closed().await, CloseCode::Forbidden.number());
    assert_eq!(head.events().await.err(), Some(410));

    let page = joined(&house).await;
    let mut events = page.events().await.unwrap();
    events.next().await.unwrap();
    house.sync.sign_out(&SignIn("teacher".into()));
    assert_eq!(events.closed().await, CloseCode::SignedOut.number());

    let page = joined(&house).await;
    let number = page.poll(0).await.unwrap().number;
    house.sync.shutdown().await;
    assert_eq!(page.poll(number).await.unwrap().close, Some(CloseCode::Restarting.number()));
}
