//! The way down: what the session writes, in numbered batches.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::ws::{CloseFrame, Message};
use axum::response::sse::Event;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use futures_util::{Sink, Stream, stream};
use model::live::protocol::{Batch, MAX_FRAMES};
use tokio::sync::OwnedMutexGuard;
use tokio_util::sync::CancellationToken;

use super::carried::HttpSession;
use super::waiting::{Waiting, waiting};

/// So many bytes wait to be fetched, or are in one batch, and no further frame; the last one may be larger. Everything else waits in the
/// session's own queue, with its limits.
const FULL: usize = 256 << 10;

/// What was written and not fetched yet.
pub(super) struct Downlink {
    written: Waiting,
    /// The last batch that was handed out, until a poll says that it came.
    last: Batch<Bytes>,
}

/// A way down, and its end as the session writes it.
pub(super) fn downlink() -> (impl Sink<Message> + Send + 'static, Downlink) {
    let (write, written) = waiting(MAX_FRAMES, FULL);
    (write, Downlink { written, last: Batch::default() })
}

impl Downlink {
    /// The batch after number `after`: the last one again, where it did not come, else the next as soon as there is one.
    /// `None` when there will be none. Nothing is lost when this is given up half-way.
    pub(super) async fn batch_after(&mut self, after: u64) -> Option<&Batch<Bytes>> {
        if after == self.last.number {
            return self.next().await;
        }
        (after.checked_add(1) == Some(self.last.number)).then_some(&self.last)
    }

    /// The next batch, as soon as there is one.
    async fn next(&mut self) -> Option<&Batch<Bytes>> {
        let mut message = Some(self.written.next().await?);
        let mut batch = Batch { number: self.last.number + 1, ..Batch::default() };
        let mut size = 0;
        while let Some(next) = message {
            match next {
                Message::Binary(frame) => {
                    size += frame.len();
                    batch.frames.push(frame);
                }
                Message::Close(frame) => batch.close = Some(code(frame)),
                // A batch without frames is the sign of life.
                Message::Ping(_) | Message::Pong(_) | Message::Text(_) => {}
            }
            let full = batch.close.is_some() || size >= FULL || batch.frames.len() == MAX_FRAMES;
            message = if full { None } else { self.written.next_if_any() };
        }
        self.last = batch;
        Some(&self.last)
    }
}

/// The code of a close frame; without one it says nothing but that it ends (RFC 6455 §7.1.5).
fn code(frame: Option<CloseFrame>) -> u16 {
    frame.map_or(1005, |frame| frame.code)
}

/// A request that reads what comes down. There is one at a time: the next one ends it.
pub(super) struct Reading {
    session: Arc<HttpSession>,
    down: OwnedMutexGuard<Downlink>,
    /// Another request has come to read.
    replaced: CancellationToken,
}

impl Reading {
    pub(super) fn new(session: Arc<HttpSession>, down: OwnedMutexGuard<Downlink>, replaced: CancellationToken) -> Self {
        Self { session, down, replaced }
    }

    /// See [`Downlink::batch_after`]; `None` too when another request reads from now on.
    pub(super) async fn batch_after(&mut self, after: u64) -> Option<&Batch<Bytes>> {
        let batch = tokio::select! {
            biased;
            () = self.replaced.cancelled() => None,
            batch = self.down.batch_after(after) => batch,
        };
        if batch.is_some_and(|batch| batch.close.is_some()) {
            self.session.close_told();
        }
        batch
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.session.reader_left();
    }
}

/// What comes down as server-sent events. Nobody says which of them came, so that with this stream the session ends.
pub(super) fn events(reading: Reading) -> impl Stream<Item = Result<Event, Infallible>> {
    let ends = reading.session.ends_with();
    stream::unfold((reading, ends, false), |(mut reading, ends, over)| async move {
        if over {
            return None;
        }
        let number = reading.down.last.number;
        let batch = reading.batch_after(number).await?;
        let event = Event::default().data(BASE64_STANDARD.encode(batch.encode()));
        let over = batch.close.is_some();
        Some((Ok(event), (reading, ends, over)))
    })
}
