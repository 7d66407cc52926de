//! The way up: batches of frames, each taken in once and in order.

use std::convert::Infallible;

use axum::extract::ws::Message;
use futures_util::Stream;
use futures_util::stream::poll_fn;
use model::live::protocol::Batch;
use tokio::sync::mpsc;

/// Frames that wait for the session to read them.
const WAITING: usize = 8;

/// Where batches are taken in.
pub(super) struct Uplink {
    frames: mpsc::Sender<Message>,
    next: u64,
}

/// What is to become of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is the next.
    Next,
    /// It was taken in before: somebody between has sent it twice (T5).
    Again,
    /// One before it is missing, and will not come.
    Gap,
}

/// A way up, and its end as the session reads it.
pub(super) fn uplink() -> (Uplink, impl Stream<Item = Result<Message, Infallible>> + Send + 'static) {
    let (frames, mut read) = mpsc::channel(WAITING);
    (Uplink { frames, next: 1 }, poll_fn(move |context| read.poll_recv(context).map(|message| message.map(Ok))))
}

impl Uplink {
    /// Whose turn it is.
    pub(super) fn turn(&self, number: u64) -> Turn {
        match number.cmp(&self.next) {
            std::cmp::Ordering::Less => Turn::Again,
            std::cmp::Ordering::Equal => Turn::Next,
            std::cmp::Ordering::Greater => Turn::Gap,
        }
    }

    /// Hands on the next batch; `false` when nobody reads any more.
    pub(super) async fn take_in(&mut self, batch: Batch) -> bool {
        for frame in batch.frames {
            if self.frames.send(Message::Binary(frame.into())).await.is_err() {
                return false;
            }
        }
        self.next += 1;
        true
    }
}
