//! Sessions that no WebSocket carries (rules T5 and T6): real requests, a real database file.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

mod carrying;
mod closing;

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use model::live::protocol::{Batch, Message};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use tokio::time::timeout;

use crate::sync::sockets::House;

const PATIENCE: Duration = Duration::from_secs(10);

/// A page without a WebSocket.
pub struct Page {
    client: Client,
    who: &'static str,
    session: String,
    sent: u64,
}

/// What came down, batch by batch.
pub struct Events {
    response: Response,
    text: String,
}

pub async fn open(house: &House, document: &str, who: &'static str) -> Result<Page, (u16, String)> {
    let client = Client::new();
    let sessions = format!("http://{}/sync/{document}/sessions", house.address);
    let (status, words) = answered(client.post(&sessions).header("x-who", who)).await;
    if status != 201 {
        return Err((status, words));
    }
    assert!(words.len() == 32 && words.bytes().all(|byte| byte.is_ascii_hexdigit()), "{words}");
    Ok(Page { client, who, session: format!("{sessions}/{words}"), sent: 0 })
}

async fn answered(request: RequestBuilder) -> (u16, String) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn joined(house: &House) -> Page {
    open(house, &house.document.to_string(), "teacher").await.unwrap()
}

impl Page {
    async fn post(&self, body: Vec<u8>) -> (u16, String) {
        answered(self.client.post(format!("{}/frames", self.session)).header("x-who", self.who).body(body)).await
    }

    async fn send_as(&self, number: u64, messages: &[Message]) -> (u16, String) {
        self.post(Batch { number, frames: messages.iter().map(Message::encode).collect(), close: None }.encode()).await
    }

    pub async fn send(&mut self, messages: &[Message]) {
        self.sent += 1;
        assert_eq!(self.send_as(self.sent, messages).await.0, 204);
    }

    pub async fn poll(&self, after: u64) -> Result<Batch, u16> {
        let address = format!("{}/frames?after={after}", self.session);
        let answer = self.client.get(address).header("x-who", self.who).send();
        let answer = timeout(PATIENCE, answer).await.expect("nothing came").unwrap();
        if answer.status() != StatusCode::OK {
            return Err(answer.status().as_u16());
        }
        Ok(Batch::decode(&answer.bytes().await.unwrap()).unwrap())
    }

    pub async fn events(&self) -> Result<Events, u16> {
        let answer = self.client.get(format!("{}/events", self.session)).header("x-who", self.who).send().await.unwrap();
        if answer.status() != StatusCode::OK {
            return Err(answer.status().as_u16());
        }
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert_eq!(answer.headers()["cache-control"], "no-store, no-transform");
        assert_eq!(answer.headers()["x-accel-buffering"], "no");
        Ok(Events::new(answer))
    }
}

impl Events {
    pub fn new(response: Response) -> Self {
        Self { response, text: String::new() }
    }

    /// The next batch; `None` when the stream has ended.
    async fn next(&mut self) -> Option<Batch> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let data = event.strip_prefix("data: ").map(|data| BASE64_STANDARD.decode(data).unwrap());
                self.text = rest.to_owned();
                if let Some(data) = data {
                    return Some(Batch::decode(&data).unwrap());
                }
                continue;
            }
            let chunk = timeout(PATIENCE, self.response.chunk()).await.expect("nothing came").ok()??;
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    pub async fn until<T>(&mut self, mut wanted: impl FnMut(Message) -> Option<T>) -> T {
        loop {
            let batch = self.next().await.expect("it ended");
            let messages = batch.frames.iter().flat_map(|frame| Message::decode_frame(frame).unwrap());
            if let Some(found) = messages.into_iter().find_map(&mut wanted) {
                return found;
            }
        }
    }

    /// The code with which it ends, and then nothing comes.
    pub async fn closed(&mut self) -> u16 {
        loop {
            if let Some(code) = self.next().await.expect("it ended without a word").close {
                assert_eq!(self.next().await, None);
                return code;
            }
        }
    }
}

pub fn update(message: Message) -> Option<Vec<u8>> {
    if let Message::Update(update) = message { Some(update) } else { None }
}

pub fn saved(message: Message) -> Option<u64> {
    if let Message::Saved { frames, .. } = message { Some(frames) } else { None }
}
