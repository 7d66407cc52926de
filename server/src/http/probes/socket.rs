//! A WebSocket that says back what it hears, opened and framed as those of live documents are.

use std::sync::Weak;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::{Sink, SinkExt, Stream, StreamExt};
use model::live::protocol::SUBPROTOCOL;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::super::State as Shared;
use super::busy;
use crate::listen;
use crate::sync::limits::{CLOSE_GRACE, READ_BUFFER, WRITE_BUFFER};

/// The page sends 48 bytes.
const LARGEST_FRAME: usize = 1024;

/// When a socket ends by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// After so many frames.
    pub frames: usize,
    /// After so long without one. The page is silent for 35 seconds: many networks cut a connection after 30.
    pub silence: Duration,
    /// After so long all in all. The page takes a minute.
    pub life: Duration,
}

impl Bounds {
    pub(super) const fn new(silence: Duration) -> Self {
        Self { frames: 32, silence, life: Duration::from_secs(75) }
    }
}

/// Opens one. Asked for without an upgrade it says that it is there: so the page knows that only the upgrade is refused on the way.
pub(super) async fn open(
    State(state): State<Shared>,
    request: Extensions,
    held: Option<Extension<Weak<listen::Place>>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Some(place) = state.probes.place(&request) else {
        return busy();
    };
    let Ok(upgrade) = upgrade else {
        return (StatusCode::UPGRADE_REQUIRED, "This address speaks WebSocket.\n").into_response();
    };
    let held = held.and_then(|Extension(held)| held.upgrade());
    let (bounds, stopping) = (Bounds::new(state.probes.silence), state.stopping);
    upgrade
        .protocols([SUBPROTOCOL])
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_message_size(LARGEST_FRAME)
        .max_frame_size(LARGEST_FRAME)
        .on_upgrade(move |socket| async move {
            serve(socket, bounds, stopping).await;
            drop((place, held));
        })
}

async fn serve(socket: WebSocket, bounds: Bounds, stopping: CancellationToken) {
    let (mut outgoing, mut incoming) = socket.split();
    let (code, reason) = tokio::select! {
        ended = timeout(bounds.life, echo(&mut incoming, &mut outgoing, bounds)) => ended.unwrap_or((close_code::NORMAL, "that was a while")),
        () = stopping.cancelled() => (close_code::RESTART, "the server is about to stop"),
    };
    let goodbye = async {
        let _ = outgoing.send(Message::Close(Some(CloseFrame { code, reason: reason.into() }))).await;
        // The other end closes the connection; what it still sends is not read.
        while matches!(incoming.next().await, Some(Ok(message)) if !matches!(message, Message::Close(_))) {}
    };
    let _ = timeout(CLOSE_GRACE, goodbye).await;
}

/// Says frames back until there were enough of them; returns with what to close. Generic, so that channels can stand in for the socket.
pub(super) async fn echo<I, O, E>(incoming: &mut I, outgoing: &mut O, bounds: Bounds) -> (u16, &'static str)
where
    I: Stream<Item = Result<Message, E>> + Unpin,
    O: Sink<Message> + Unpin,
{
    // Pings count as well: they are answered below us.
    for _ in 0..bounds.frames {
        let Ok(message) = timeout(bounds.silence, incoming.next()).await else {
            return (close_code::NORMAL, "nothing came");
        };
        match message {
            Some(Ok(frame @ Message::Binary(_))) => {
                if outgoing.send(frame).await.is_err() {
                    return (close_code::NORMAL, "gone");
                }
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Text(_))) => return (close_code::UNSUPPORTED, "only bytes"),
            Some(Ok(Message::Close(_))) | None => return (close_code::NORMAL, "gone"),
            Some(Err(_)) => return (close_code::SIZE, "too large"),
        }
    }
    (close_code::NORMAL, "that was all")
}
