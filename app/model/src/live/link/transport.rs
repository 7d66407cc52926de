//! How frames travel, and when to try another way: many schools' networks let no WebSocket through (rules T1 to T5).

use super::Millis;
use crate::live::protocol::CloseCode;

/// A way for frames to travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transport {
    /// A WebSocket.
    #[default]
    WebSocket,
    /// Requests up, server-sent events down.
    Events,
    /// Requests up, long polls down: where somebody between holds events back.
    Polling,
}

impl Transport {
    /// What it is called where a browser or an address remembers it.
    pub fn key(self) -> &'static str {
        match self {
            Self::WebSocket => "websocket",
            Self::Events => "events",
            Self::Polling => "polling",
        }
    }

    /// The one called so.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::WebSocket, Self::Events, Self::Polling].into_iter().find(|transport| transport.key() == key)
    }
}

/// A connection over which no frame came in so long does not work, however open it looks (T1).
pub(super) const OPENING_AT_MOST: Millis = 10_000;
/// A connection that lived shorter than this died soon (T2).
pub(super) const SOON: Millis = 60_000;
/// The first look at whether a WebSocket gets through again comes after this long, each further one after twice as long (T4).
pub(super) const FIRST_WAY_BACK: Millis = 15_000;
/// The longest pause between two of them.
pub(super) const LONGEST_WAY_BACK: Millis = 1_800_000;

/// Chooses the transport.
#[derive(Debug)]
pub(super) struct Route {
    current: Transport,
    /// When the connection was begun.
    began: Millis,
    opened: bool,
    /// A frame came over it.
    carries: bool,
    /// The device has slept, and nothing came since: that it ends is nobody's fault.
    slept: bool,
    /// Connections of this transport that died soon, one after the other.
    deaths: u32,
    /// Events are known to be held back here: they are passed over.
    events_held: bool,
    /// When to look for the way back, once this transport carries.
    way_back: Option<Millis>,
    pause: Millis,
}

impl Route {
    /// Begins with this one: what worked on this device not long ago.
    pub(super) fn new(first: Transport) -> Self {
        Self {
            current: first,
            began: 0,
            opened: false,
            carries: false,
            slept: false,
            deaths: 0,
            events_held: first == Transport::Polling,
            way_back: None,
            pause: FIRST_WAY_BACK,
        }
    }

    pub(super) fn current(&self) -> Transport {
        self.current
    }

    /// Whether frames come over it at the moment.
    pub(super) fn carries(&self) -> bool {
        self.carries
    }

    pub(super) fn connecting(&mut self, now: Millis) {
        (self.began, self.opened, self.carries, self.slept) = (now, false, false, false);
    }

    pub(super) fn opened(&mut self) {
        self.opened = true;
    }

    /// The device has slept (C10).
    pub(super) fn awoke(&mut self) {
        self.slept = true;
    }

    /// The connection carries: a frame came over it. From then on the way back is looked for, where it is no WebSocket.
    pub(super) fn heard(&mut self, now: Millis) {
        self.slept = false;
        if !std::mem::replace(&mut self.carries, true) && self.current != Transport::WebSocket {
            self.way_back = Some(now + self.pause);
        }
        if self.current == Transport::WebSocket && now.saturating_sub(self.began) > SOON {
            self.pause = FIRST_WAY_BACK;
        }
    }

    /// Whether it takes too long to carry anything.
    pub(super) fn is_stuck(&self, now: Millis) -> bool {
        !self.carries && now.saturating_sub(self.began) > OPENING_AT_MOST
    }

    /// The connection ended, with a code if the server said why; `silent` when it had to be given up. Whether there is another way that has
    /// not been tried since the best one.
    pub(super) fn ended(&mut self, code: Option<CloseCode>, silent: bool, now: Millis) -> bool {
        self.way_back = None;
        let mut has_another = false;
        if self.slept || (code.is_some() && !silent) {
            // Or the server has spoken: the way to it is open.
            self.deaths = 0;
        } else if !self.carries {
            self.change(self.after_no_frame());
            has_another = self.current != Transport::WebSocket;
        } else {
            let soon = now.saturating_sub(self.began) < SOON;
            self.deaths = if soon { self.deaths + 1 } else { 0 };
            if silent || self.deaths >= 2 {
                self.change(self.after_deaths());
            }
        }
        (self.opened, self.carries) = (false, false);
        has_another
    }

    /// Whether to look if a WebSocket gets through again. Said once; [`Route::probed`] answers.
    pub(super) fn wants_probe(&mut self, now: Millis) -> bool {
        self.carries && self.way_back.take_if(|due| *due <= now).is_some()
    }

    /// The network may be another one: look soon.
    pub(super) fn hurry(&mut self, now: Millis) {
        self.way_back = self.way_back.map(|due| due.min(now));
        self.events_held = false;
    }

    /// Whether a frame came over a WebSocket opened beside the connection; if so, that is the transport from now on.
    pub(super) fn probed(&mut self, came: bool, now: Millis) {
        self.pause = (self.pause * 2).min(LONGEST_WAY_BACK);
        if came {
            self.change(Transport::WebSocket);
            // It has been left before: one more death that comes soon is enough.
            self.deaths = 1;
        } else {
            self.way_back = Some(now + self.pause);
        }
    }

    fn change(&mut self, to: Transport) {
        self.events_held |= self.current == Transport::Events && to == Transport::Polling;
        (self.current, self.deaths) = (to, 0);
    }

    fn after_no_frame(&self) -> Transport {
        match (self.current, self.opened) {
            (Transport::WebSocket, _) => self.without_websocket(),
            (Transport::Events, true) => Transport::Polling,
            // The server is out of reach by any way: that says nothing against the best one.
            (Transport::Events, false) | (Transport::Polling, _) => Transport::WebSocket,
        }
    }

    fn without_websocket(&self) -> Transport {
        if self.events_held { Transport::Polling } else { Transport::Events }
    }

    fn after_deaths(&self) -> Transport {
        match self.current {
            Transport::WebSocket => self.without_websocket(),
            Transport::Events | Transport::Polling => Transport::Polling,
        }
    }
}
