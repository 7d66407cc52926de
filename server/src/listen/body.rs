//! The body of a request, which has to keep coming.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

/// What a body brings at least, in bytes a second, once its first patience is used up: a school's file of schools comes through a
/// line this slow in an hour and a half, and whoever sends a letter a minute is no line.
const SLOWEST: u32 = 8 * 1024;

/// The body did not come fast enough.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the rest of it did not come in time")]
pub(super) struct TooSlow;

/// A body that ends with [`TooSlow`] when it does not keep up.
pub(super) struct Timed {
    body: Incoming,
    began: Instant,
    /// How long nothing needs to come at all.
    patience: Duration,
    received: u64,
    until: Pin<Box<Sleep>>,
}

impl Timed {
    pub(super) fn new(body: Incoming, patience: Duration) -> Self {
        let began = Instant::now();
        Self { body, began, patience, received: 0, until: Box::pin(sleep_until(began + patience)) }
    }
}

impl Body for Timed {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.until.as_mut().poll(context).is_ready() {
            return Poll::Ready(Some(Err(TooSlow.into())));
        }
        let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else { return Poll::Pending };
        if let Some(Ok(frame)) = &frame {
            self.received += frame.data_ref().map_or(0, |data| data.len() as u64);
            let earned = Duration::from_secs(self.received / u64::from(SLOWEST));
            let until = self.began + self.patience + earned;
            self.until.as_mut().reset(until);
        }
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
