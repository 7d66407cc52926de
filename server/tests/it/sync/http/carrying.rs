//! What is typed comes through, each frame once: rules T5, T6, and those of sockets that concern it.

use std::time::Duration;

use model::documents::board::Board;
use model::live::Document;
use model::live::protocol::Message;
use model::live::replica::Replica;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{PATIENCE, joined, saved, update};
use crate::sync::sockets::{House, in_the_file, typed, written};

#[tokio::test]
async fn t5_a_page_without_a_websocket_is_in_the_same_room_and_is_told_what_is_saved() {
    let house = House::new().await;
    let (mut socket, mut page) = (house.join().await, joined(&house).await);
    let mut events = page.events().await.unwrap();
    let (mut here, mut there) = (Board::new(Replica::new(7)), Board::new(Replica::new(8)));
    socket.send(&Message::SyncStep1(there.replica().state_vector())).await;
    page.send(&[Message::SyncStep1(here.replica().state_vector())]).await;
    page.send(&[typed(&mut here, "Halves"), Message::Ping]).await;
    assert_eq!(events.until(saved).await, 1);
    assert_eq!(in_the_file(&house).await, "Halves");
    there.apply(&socket.until(update).await).unwrap();
    socket.send(&typed(&mut there, "Two ")).await;
    here.apply(&events.until(update).await).unwrap();
    assert_eq!((here.lesson().title.as_str(), house.sync.loaded_rooms()), ("Two Halves", 1));
}

#[tokio::test]
async fn t6_a_poll_whose_answer_was_lost_is_answered_again_and_nothing_is_said_twice_otherwise() {
    let house = House::new().await;
    let mut page = joined(&house).await;
    let first = page.poll(0).await.unwrap();
    assert!(matches!(Message::decode_frame(&first.frames[0]).unwrap()[..], [Message::SyncStep1(_)]));
    assert_eq!(page.poll(0).await.unwrap(), first, "it did not come");
    page.send(&[Message::Ping]).await;
    let second = page.poll(1).await.unwrap();
    assert_eq!((second.number, second.frames), (2, vec![Message::Pong.encode()]));
    assert_eq!(page.poll(7).await, Err(410), "there was never such a batch");
}

#[tokio::test]
async fn t6_the_next_poll_takes_the_place_of_one_that_hangs() {
    let house = House::new().await;
    let mut page = joined(&house).await;
    page.poll(0).await.unwrap();
    let hanging = page.poll(1);
    let next = async {
        // The first of them is surely there by then.
        tokio::time::sleep(Duration::from_millis(100)).await;
        page.poll(1).await
    };
    let answer = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        page.send_as(1, &[Message::Ping]).await
    };
    let (hanging, next, sent) = tokio::join!(hanging, next, answer);
    assert_eq!((hanging, next.map(|batch| batch.frames), sent.0), (Err(410), Ok(vec![Message::Pong.encode()]), 204));
    page.sent = 1;
}

#[tokio::test]
async fn t5_a_batch_counts_once_and_one_that_is_missing_ends_the_session() {
    let house = House::new().await;
    let page = joined(&house).await;
    let mut events = page.events().await.unwrap();
    let mut here = Board::new(Replica::new(7));
    let halves = typed(&mut here, "Halves");
    for _ in 0..2 {
        assert_eq!(page.send_as(1, std::slice::from_ref(&halves)).await.0, 204);
    }
    assert_eq!(page.send_as(2, &[typed(&mut here, "Two "), Message::Ping]).await.0, 204);
    // The second copy of the first batch was not counted: two frames, not three.
    let mut last = 0;
    events.until(|message| saved(message).inspect(|frames| last = *frames).filter(|frames| *frames >= 2)).await;
    assert_eq!((last, in_the_file(&house).await.as_str()), (2, "Two Halves"));
    assert_eq!(page.send_as(4, &[Message::Ping]).await.0, 410);
    assert_eq!(page.send_as(3, &[Message::Ping]).await.0, 410, "it has ended");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn b4_a_page_that_does_not_ask_for_a_while_holds_up_nobody_and_gets_all_in_the_end() {
    let house = House::new().await;
    let (mut slow, mut quick) = (joined(&house).await, house.join().await);
    let (mut here, mut there) = (Board::new(Replica::new(7)), Board::new(Replica::new(8)));
    slow.send(&[Message::SyncStep1(there.replica().state_vector())]).await;
    let mut number = slow.poll(0).await.unwrap().number;
    // More than waits for it anywhere.
    for n in 0..60 {
        quick.send(&written(&mut here, format!("{n} ").repeat(20_000))).await;
        quick.saved(n + 1).await;
    }
    let title = here.lesson().title;
    while there.lesson().title != title {
        let batch = slow.poll(number).await.unwrap();
        number = batch.number;
        for message in batch.frames.iter().flat_map(|frame| Message::decode_frame(frame).unwrap()) {
            if let Message::Update(update) | Message::SyncStep2(update) = message {
                there.apply(&update).unwrap();
            }
        }
    }
}

#[tokio::test]
async fn a3_a_page_that_hears_no_more_events_has_left() {
    let house = House::new().await;
    let page = joined(&house).await;
    let mut events = page.events().await.unwrap();
    events.next().await.unwrap();
    drop(events);
    let left = async {
        while page.send_as(1, &[]).await.0 != 410 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, left).await.expect("it is still there");
}

#[tokio::test]
async fn t5_one_batch_is_read_at_a_time_and_a_half_sent_one_holds_up_its_own_session_only() {
    let house = House::new().await;
    let (mut page, mut other) = (joined(&house).await, joined(&house).await);
    let path = page.session.split_once(&house.address.to_string()).unwrap().1;
    let head = format!("POST {path}/frames HTTP/1.1\r\nhost: {}\r\nx-who: teacher\r\ncontent-length: 1000\r\n\r\nhalf", house.address);
    let mut half = TcpStream::connect(house.address).await.unwrap();
    half.write_all(head.as_bytes()).await.unwrap();
    // It is surely being read by then.
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(timeout(Duration::from_millis(200), page.send_as(1, &[Message::Ping])).await.is_err(), "it is not read yet");
    other.send(&[Message::Ping]).await;
    drop(half);
    page.send(&[Message::Ping]).await;
}
