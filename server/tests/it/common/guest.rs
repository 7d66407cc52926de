//! A guest of a twilight writes on the board of a table.

use futures_util::{SinkExt, StreamExt};
use model::documents::board::{Board, LessonText, TextAddress};
use model::live::Document;
use model::live::protocol::{AwarenessEntry, AwarenessUpdate, Message};
use model::live::replica::Replica;
use tokio::time::{Duration, timeout};
use tokio_tungstenite::tungstenite::Message as Packet;

use super::TestApp;
use crate::rights::dial;

const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);

/// Writes words at the beginning of a board's title as this Yjs client, by a socket, and returns once they are saved.
pub async fn writes(app: &TestApp, cookie: &str, board: &str, client: u64, words: &str) {
    let mut socket = dial(app, cookie, board).await;
    let update = Board::new(Replica::new(client)).splice(&TITLE, 0, 0, words).expect("an update");
    let entry = AwarenessEntry { client, clock: 1, state: Some(r#"{"field":null}"#.to_owned()) };
    let claim = Message::Awareness(AwarenessUpdate(vec![entry]).encode());
    for message in [claim, Message::Update(update)] {
        socket.send(Packet::Binary(message.encode().into())).await.expect("sent");
    }
    let saved = async {
        while let Some(packet) = socket.next().await {
            let Packet::Binary(frame) = packet.expect("a frame") else { continue };
            let messages = Message::decode_frame(&frame).expect("messages");
            if messages.iter().any(|message| matches!(message, Message::Saved { frames, .. } if *frames > 0)) {
                return;
            }
        }
        panic!("the socket was closed");
    };
    timeout(Duration::from_secs(20), saved).await.expect("saved");
}
