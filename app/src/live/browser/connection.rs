//! One connection to a document's room, whatever carries it, and the device's memory of what did.

use js_sys::Date;
use leptos::prelude::window;
use model::live::link::Transport;
use web_sys::Storage;

use super::http::HttpConnection;
use super::page::{sessions_address, sync_address};
use super::socket::{Socket, Tell};

/// An open, or opening, connection.
pub enum Connection {
    Socket(Socket),
    Http(HttpConnection),
}

impl Connection {
    /// Begins to connect; `None` when the browser refuses the address outright.
    pub fn open(transport: Transport, document: &str, tell: Tell) -> Option<Self> {
        Some(match transport {
            Transport::WebSocket => Self::Socket(Socket::open(&sync_address(document)?, tell)?),
            Transport::Events => Self::Http(HttpConnection::open(sessions_address(document), false, tell)),
            Transport::Polling => Self::Http(HttpConnection::open(sessions_address(document), true, tell)),
        })
    }

    /// Sends a frame. On a connection that is closing it goes nowhere: what it carried stays pending.
    pub fn send(&self, frame: &[u8]) {
        match self {
            Self::Socket(socket) => socket.send(frame),
            Self::Http(connection) => connection.send(frame),
        }
    }
}

const KEY: &str = "twilight-transport";
/// A school day, in milliseconds: next morning the laptop may be elsewhere, or the network mended.
const REMEMBERED: u64 = 12 * 3_600_000;

/// What carried frames on this device not long ago (T3).
pub fn remembered() -> Option<Transport> {
    let kept = storage()?.get_item(KEY).ok()??;
    let (key, until) = kept.split_once(' ')?;
    // Reading a number with a point would bring ten kilobytes of tables.
    let (until, now) = (until.parse::<u64>().ok()?, Date::now() as u64);
    // A clock that was wrong for a while must not make it stand for ever.
    (now < until && until <= now + REMEMBERED).then(|| Transport::from_key(key))?
}

/// Remembers what carries frames; the best way is no news.
pub fn remember(transport: Transport) {
    let Some(storage) = storage() else {
        return;
    };
    let _ = match transport {
        Transport::WebSocket => storage.remove_item(KEY),
        other => storage.set_item(KEY, &format!("{} {}", other.key(), Date::now() as u64 + REMEMBERED)),
    };
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
