//! One session's way out: what its room wants to send, until the socket takes it.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use model::live::protocol::CloseCode;
use tokio::sync::Notify;

use super::limits::{OUTBOUND_BYTES, OUTBOUND_FRAMES};

/// A bounded queue with room for the few things that are not frames. An empty one holds no memory.
#[derive(Debug, Default)]
pub(super) struct Outbound {
    state: Mutex<State>,
    wake: Notify,
    /// Told once when the connection is to be closed.
    closing: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// Frames the writer has not taken yet.
    frames: VecDeque<Bytes>,
    /// Frames and bytes not yet written to the socket, those the writer is writing included.
    waiting: Size,
    /// A frame did not fit; until the queue is empty nothing is taken.
    overflowed: bool,
    /// The socket is to be pinged.
    ping: bool,
    /// The connection is to be closed after the frames before this.
    close: Option<CloseCode>,
    /// Why, for whoever looks at the close frame.
    why: String,
}

/// How much of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    frames: usize,
    bytes: usize,
}

/// What the writer is to do next.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Turn {
    /// Frames to write, in order.
    pub(super) frames: VecDeque<Bytes>,
    /// To be handed to [`Outbound::written`] when they are.
    pub(super) size: Size,
    /// Send a ping.
    pub(super) ping: bool,
    /// Then close.
    pub(super) close: Option<CloseCode>,
    /// For this reason, if there is more to say than the code does.
    pub(super) why: String,
    /// Everything was written after an overflow: tell the room.
    pub(super) drained: bool,
}

impl Outbound {
    /// Queues a frame; `false` when it does not fit, and then nothing fits until the queue was empty once.
    pub(super) fn push(&self, frame: Bytes) -> bool {
        let mut state = self.state();
        if state.close.is_some() {
            return true;
        }
        let full =
            state.waiting.frames >= OUTBOUND_FRAMES || (state.waiting.frames > 0 && state.waiting.bytes + frame.len() > OUTBOUND_BYTES);
        if state.overflowed || full {
            state.overflowed = true;
            return false;
        }
        state.waiting.frames += 1;
        state.waiting.bytes += frame.len();
        state.frames.push_back(frame);
        drop(state);
        self.wake.notify_one();
        true
    }

    /// Closes the connection after what is queued. The first code stands.
    pub(super) fn close(&self, code: CloseCode) {
        self.close_for(code, String::new());
    }

    /// Closes the connection for a reason.
    pub(super) fn close_for(&self, code: CloseCode, why: String) {
        let mut state = self.state();
        if state.close.is_none() {
            (state.close, state.why) = (Some(code), why);
        }
        drop(state);
        self.wake.notify_one();
        self.closing.notify_one();
    }

    /// Waits until it is being closed by us. One at a time may wait.
    pub(super) async fn closed(&self) {
        while !self.is_closing() {
            self.closing.notified().await;
        }
    }

    /// Whether it is being closed by us.
    pub(super) fn is_closing(&self) -> bool {
        self.state().close.is_some()
    }

    /// Asks the peer for a sign of life.
    pub(super) fn ping(&self) {
        self.state().ping = true;
        self.wake.notify_one();
    }

    /// Waits for something to do, and takes all of it: one waking and one flush for many frames.
    pub(super) async fn next(&self) -> Turn {
        loop {
            if let Some(turn) = self.take() {
                return turn;
            }
            self.wake.notified().await;
        }
    }

    /// A turn's frames are out.
    pub(super) fn written(&self, size: Size) {
        let mut state = self.state();
        state.waiting.frames -= size.frames;
        state.waiting.bytes -= size.bytes;
    }

    fn take(&self) -> Option<Turn> {
        let mut state = self.state();
        let turn = Turn {
            size: state.waiting,
            frames: std::mem::take(&mut state.frames),
            ping: std::mem::take(&mut state.ping),
            close: state.close,
            why: state.why.clone(),
            drained: state.overflowed && state.waiting.frames == 0,
        };
        if turn.drained {
            state.overflowed = false;
        }
        let idle = turn.frames.is_empty() && !turn.ping && turn.close.is_none() && !turn.drained;
        (!idle).then_some(turn)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change is made whole before anything can panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(size: usize) -> Bytes {
        Bytes::from(vec![0; size])
    }

    #[tokio::test]
    async fn b4_a_full_queue_takes_nothing_until_it_was_empty_once() {
        let outbound = Outbound::default();
        assert!((0..OUTBOUND_FRAMES).all(|_| outbound.push(frame(1))));
        assert!(!outbound.push(frame(1)));
        let turn = outbound.next().await;
        assert_eq!((turn.frames.len(), turn.drained), (OUTBOUND_FRAMES, false));
        assert!(!outbound.push(frame(1)), "the socket has not taken them yet");
        outbound.written(turn.size);
        assert!(!outbound.push(frame(1)), "a later frame must not overtake the one that did not fit");
        assert!(outbound.next().await.drained);
        assert!(outbound.push(frame(1)));
    }

    #[tokio::test]
    async fn b4_a_single_frame_may_be_larger_than_the_queue() {
        let outbound = Outbound::default();
        assert!(outbound.push(frame(OUTBOUND_BYTES * 2)));
        assert!(!outbound.push(frame(1)));
    }

    #[tokio::test]
    async fn x7_a_close_is_heard_before_the_queue_is_empty() {
        let outbound = Outbound::default();
        outbound.push(frame(1));
        outbound.close(CloseCode::Forbidden);
        outbound.closed().await;
        outbound.closed().await;
        assert!(outbound.is_closing());
    }

    #[tokio::test]
    async fn x7_what_was_queued_goes_out_before_the_close() {
        let outbound = Outbound::default();
        outbound.push(frame(1));
        outbound.close(CloseCode::Restarting);
        outbound.close(CloseCode::Failed);
        let turn = outbound.next().await;
        assert_eq!((turn.frames.len(), turn.close), (1, Some(CloseCode::Restarting)));
    }
}
