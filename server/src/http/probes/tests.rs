//! A socket ends by itself. Channels stand in for it.

use std::time::Duration;

use axum::extract::ws::{Message, close_code};
use futures_util::stream::{iter, pending};
use futures_util::{Stream, StreamExt, sink};

use super::socket::{Bounds, echo};

async fn ends(incoming: impl Stream<Item = Message> + Unpin, silence: Duration) -> (usize, u16) {
    let mut incoming = incoming.map(Ok::<_, axum::Error>);
    let mut said = 0;
    let mut outgoing = Box::pin(sink::unfold(&mut said, |said, _: Message| async move {
        *said += 1;
        Ok::<_, axum::Error>(said)
    }));
    let (code, _) = echo(&mut incoming, &mut outgoing, Bounds::new(silence)).await;
    drop(outgoing);
    (said, code)
}

fn bytes() -> Message {
    Message::Binary(vec![7; 48].into())
}

const LONG: Duration = Duration::from_secs(600);

#[tokio::test]
async fn it_says_a_few_frames_back_and_no_more() {
    assert_eq!(ends(iter(std::iter::repeat_with(bytes)), LONG).await, (32, close_code::NORMAL));
    let pings = std::iter::repeat_with(|| Message::Ping(Vec::new().into()));
    assert_eq!(ends(iter(pings), LONG).await, (0, close_code::NORMAL));
}

#[tokio::test]
async fn it_hears_bytes_alone() {
    assert_eq!(ends(iter([bytes(), Message::Text("words".into()), bytes()]), LONG).await, (1, close_code::UNSUPPORTED));
    assert_eq!(ends(iter([bytes(), Message::Close(None)]), LONG).await, (1, close_code::NORMAL));
}

#[tokio::test]
async fn one_that_says_nothing_is_closed() {
    assert_eq!(ends(iter([bytes()]).chain(pending()), Duration::from_millis(1)).await, (1, close_code::NORMAL));
}
