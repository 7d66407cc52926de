//! Boards that the lead of a workshop has locked (SYNC, X14).

use std::time::Duration;

use app::error::Problem;
use futures_util::{SinkExt, StreamExt};
use model::documents::board::{Board, LessonText, TextAddress};
use model::live::Document;
use model::live::protocol::{CloseCode, Message};
use model::live::replica::Replica;
use reqwest::header::COOKIE;
use tokio::time::timeout;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message as Packet};

use crate::common::forms::Looking;
use crate::common::page::Page;
use crate::common::refusals::refused;
use crate::http::running::Today;
use crate::rights::{Socket, close_code, dial};

const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);

/// Writes words on the board, and waits until they are saved.
async fn write(socket: &mut Socket, client: u64, words: &str) {
    let update = Board::new(Replica::new(client)).splice(&TITLE, 0, 0, words).expect("an update");
    socket.send(Packet::Binary(Message::Update(update).encode().into())).await.expect("sent");
    let saved = async {
        while let Some(packet) = socket.next().await {
            let Packet::Binary(frame) = packet.expect("a frame") else { continue };
            let messages = Message::decode_frame(&frame).expect("messages");
            if messages.iter().any(|message| matches!(message, Message::Saved { frames, .. } if *frames >= 1)) {
                return;
            }
        }
        panic!("it ended");
    };
    timeout(Duration::from_secs(10), saved).await.expect("saved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x14_a_locked_board_keeps_what_was_typed_and_takes_no_more_but_its_lead_s() {
    let today = Today::new().await;
    let app = &today.app;
    let board = today.board().await;
    let rosa = app.sign_in("rosa@elmbank.example").await;
    let (mut own, mut lead) = (dial(app, &rosa, &board).await, dial(app, &today.lead, &board).await);
    write(&mut own, 7, "before it ").await;
    assert_eq!(today.press("lock").await.status(), 303);
    let locked = CloseCode::Locked.number();
    assert_eq!(close_code(&mut own).await, locked);
    assert_eq!(close_code(&mut dial(app, &rosa, &board).await).await, locked, "whoever comes now");
    let sessions = format!("/sync/{board}/sessions");
    let opened = app.request("POST", &sessions).header(COOKIE, &rosa).header("origin", app.url("")).send().await.expect("an answer");
    assert_eq!((opened.status().as_u16(), opened.text().await.expect("a code")), (423, locked.to_string()));
    write(&mut lead, 8, "of the lead ").await;
    let page = app.get_as(&rosa, &format!("/boards/{board}")).await;
    assert_eq!(page.status(), 200);
    assert!(page.text().await.expect("a page").contains("before it"), "it can be read, with all that was typed");
    assert_eq!(today.press("unlock").await.status(), 303);
    write(&mut dial(app, &rosa, &board).await, 9, "after it ").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x14_a_stock_client_is_refused_the_upgrade_so_that_it_waits() {
    let today = Today::new().await;
    let app = &today.app;
    let board = today.board().await;
    let rosa = app.sign_in("rosa@elmbank.example").await;
    assert_eq!(today.press("lock").await.status(), 303);
    let mut stock = format!("ws://{}/sync/{board}", app.address).into_client_request().expect("a request");
    stock.headers_mut().insert(COOKIE, rosa.parse().expect("a header"));
    let Err(Error::Http(answer)) = connect_async(stock).await else { panic!("it was let in") };
    assert_eq!(answer.status().as_u16(), 423);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x14_whoever_copies_a_step_to_a_locked_board_is_told_so() {
    let today = Today::new().await;
    let app = &today.app;
    let to = today.board().await;
    let rosa = app.sign_in("rosa@elmbank.example").await;
    let others = app
        .column(
            "select id from document where kind = 'board' and archived_at is null and id not in (select board from twilight_table)
             and work_group = (select work_group from document where id in (select board from twilight_table))",
        )
        .await;
    assert_eq!(today.press("lock").await.status(), 303);
    let mut found = None;
    for board in &others {
        let page = Page::of_answer(app.get_as(&rosa, &format!("/boards/{board}")).await).await;
        found = found.or(page.attribute(".step[id^='step-']", "id").map(|id| (board, id)));
    }
    let (board, element) = found.expect("a board with a step");
    let step = element.trim_start_matches("step-");
    let answer = app.post_as(&rosa, "/api/copy-step", &[("board", board), ("step", step), ("to", &to)]).await;
    refused(answer, &[Problem::BoardLocked]).await;
}
