//! One socket: frames in to the room, frames out from its queue, and a heartbeat. Generic, so that channels can stand in for the socket.

use std::pin::pin;
use std::sync::Arc;

use axum::extract::ws::{CloseFrame, Message};
use futures_util::{Sink, SinkExt, Stream, StreamExt};
use model::live::protocol::CloseCode;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout};

use super::limits::{CLOSE_GRACE, PING_EVERY, SILENCE};
use super::outbound::Outbound;
use super::room::{Event, SessionId};
use super::task;

/// Carries one peer's frames to and fro until either end has gone.
pub(super) async fn run<I, O, E>(incoming: I, outgoing: O, session: SessionId, room: &mpsc::Sender<task::Message>, outbound: &Arc<Outbound>)
where
    I: Stream<Item = Result<Message, E>>,
    O: Sink<Message>,
{
    let mut reading = pin!(read(incoming, session, room, outbound));
    let mut writing = pin!(write(outgoing, session, room, outbound));
    let goodbye = async {
        tokio::select! {
            // Gone, or about to be closed for what it sent.
            () = &mut reading => {
                if outbound.is_closing() {
                    writing.await;
                }
            }
            // We closed, and the peer answers or does not; or the line is broken.
            () = &mut writing => drop(timeout(CLOSE_GRACE, reading).await),
        }
    };
    let mut goodbye = pin!(goodbye);
    // However it ends: a peer that does not read what is queued for it, or does not answer a close, is given up (X7).
    tokio::select! {
        () = &mut goodbye => {}
        () = outbound.closed() => {
            let _ = timeout(CLOSE_GRACE, goodbye).await;
        }
    }
}

/// Reads until the peer has gone, is silent for too long (X6), or the room has gone.
async fn read<I, E>(incoming: I, session: SessionId, room: &mpsc::Sender<task::Message>, outbound: &Outbound)
where
    I: Stream<Item = Result<Message, E>>,
{
    let mut incoming = pin!(incoming);
    let (mut heard, mut pinged) = (Instant::now(), Instant::now());
    let mut check = pin!(sleep_until(heard + PING_EVERY));
    loop {
        let message = tokio::select! {
            biased;
            message = incoming.next() => message,
            () = &mut check => {
                let now = Instant::now();
                if now.duration_since(heard) >= SILENCE {
                    return outbound.close(CloseCode::TimedOut);
                }
                if now.duration_since(heard.max(pinged)) >= PING_EVERY {
                    outbound.ping();
                    pinged = now;
                }
                check.as_mut().reset((heard.max(pinged) + PING_EVERY).min(heard + SILENCE));
                continue;
            }
        };
        heard = Instant::now();
        match message {
            // Whatever comes after we have closed is not taken (X7).
            Some(Ok(Message::Binary(_) | Message::Text(_))) if outbound.is_closing() => {}
            Some(Ok(Message::Binary(frame))) => {
                // A room that can't keep up makes its peers wait; it never drops a frame.
                if room.send(task::Message::Event(Event::Frame { session, frame })).await.is_err() {
                    return outbound.close(CloseCode::Failed);
                }
            }
            Some(Ok(Message::Text(_))) => return outbound.close(CloseCode::Malformed),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Close(_))) | None => return,
            // Most broken connections end here, and care for no code; those that live sent a frame beyond all limits.
            Some(Err(_)) => return outbound.close(CloseCode::TooLarge),
        }
    }
}

/// Writes what is queued, everything there is in one flush, until the connection is closed or broken.
async fn write<O: Sink<Message>>(outgoing: O, session: SessionId, room: &mpsc::Sender<task::Message>, outbound: &Outbound) {
    let mut outgoing = pin!(outgoing);
    loop {
        let turn = outbound.next().await;
        for frame in turn.frames {
            if outgoing.feed(Message::Binary(frame)).await.is_err() {
                return;
            }
        }
        if turn.ping && outgoing.feed(Message::Ping(Default::default())).await.is_err() {
            return;
        }
        if let Some(code) = turn.close {
            let frame = CloseFrame { code: code.number(), reason: turn.why.into() };
            let _ = outgoing.send(Message::Close(Some(frame))).await;
            return;
        }
        if outgoing.flush().await.is_err() {
            return;
        }
        outbound.written(turn.size);
        if turn.drained && room.send(task::Message::Event(Event::Drained { session })).await.is_err() {
            return;
        }
    }
}
