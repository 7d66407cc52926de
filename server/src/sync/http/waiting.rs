//! Messages on their way from a session to the request that fetches them: bounded in number and in bytes, so that a peer which never asks
//! costs no more than one that reads slowly.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

use axum::extract::ws::Message;
use futures_util::Sink;
use futures_util::task::AtomicWaker;
use tokio::sync::mpsc;
use tokio_util::sync::{PollSendError, PollSender};

/// The end that is fetched from.
pub(super) struct Waiting {
    messages: mpsc::Receiver<Message>,
    load: Arc<Load>,
}

/// The end that is written to.
struct Writing {
    messages: PollSender<Message>,
    load: Arc<Load>,
    full: usize,
}

/// How many bytes wait, and who waits for there to be fewer.
#[derive(Default)]
struct Load {
    bytes: AtomicUsize,
    fetched: AtomicWaker,
}

/// The two ends of a way that takes a message while fewer than `full` bytes, and no more than so many messages, wait.
pub(super) fn waiting(messages: usize, full: usize) -> (impl Sink<Message> + Send + 'static, Waiting) {
    let (write, read) = mpsc::channel(messages);
    let load = Arc::<Load>::default();
    (Writing { messages: PollSender::new(write), load: load.clone(), full }, Waiting { messages: read, load })
}

impl Waiting {
    /// The next message, as soon as there is one; `None` when there will be none. Nothing is lost when this is given up half-way.
    pub(super) async fn next(&mut self) -> Option<Message> {
        let message = self.messages.recv().await?;
        self.took(&message);
        Some(message)
    }

    /// The next message that waits already.
    pub(super) fn next_if_any(&mut self) -> Option<Message> {
        let message = self.messages.try_recv().ok()?;
        self.took(&message);
        Some(message)
    }

    fn took(&self, message: &Message) {
        self.load.bytes.fetch_sub(size(message), Ordering::AcqRel);
        self.load.fetched.wake();
    }
}

impl Sink<Message> for Writing {
    type Error = PollSendError<Message>;

    fn poll_ready(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        ready!(self.messages.poll_reserve(context))?;
        // Before looking: what is fetched meanwhile wakes.
        self.load.fetched.register(context.waker());
        if self.load.bytes.load(Ordering::Acquire) < self.full { Poll::Ready(Ok(())) } else { Poll::Pending }
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Self::Error> {
        self.load.bytes.fetch_add(size(&message), Ordering::AcqRel);
        self.messages.send_item(message)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.messages.close();
        Poll::Ready(Ok(()))
    }
}

fn size(message: &Message) -> usize {
    if let Message::Binary(frame) = message { frame.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures_util::{FutureExt, SinkExt};

    use super::*;

    fn frame(size: usize) -> Message {
        Message::Binary(vec![0; size].into())
    }

    #[tokio::test]
    async fn nobody_fetches_and_no_more_than_so_many_bytes_or_messages_wait() {
        let (write, mut read) = waiting(3, 100);
        let mut write = pin!(write);
        assert!(write.send(frame(60)).now_or_never().is_some());
        assert!(write.send(frame(1_000)).now_or_never().is_some(), "the last one may be larger");
        assert!(write.feed(frame(1)).now_or_never().is_none());
        assert!(read.next().await.is_some() && write.feed(frame(1)).now_or_never().is_none());
        assert!(read.next().await.is_some());
        for _ in 0..3 {
            assert!(write.feed(frame(1)).now_or_never().is_some());
        }
        assert!(write.feed(frame(1)).now_or_never().is_none(), "a fourth message");
    }

    #[tokio::test]
    async fn whoever_waits_to_write_is_woken() {
        let (write, mut read) = waiting(3, 10);
        let mut write = pin!(write);
        write.send(frame(20)).await.ok();
        let fetched = async {
            tokio::task::yield_now().await;
            read.next().await
        };
        let (sent, fetched) = tokio::join!(write.send(frame(1)), fetched);
        assert!(sent.is_ok() && fetched.is_some());
    }
}
