//! How a connection ends, and what that and the device say about the way frames travel (T1 to T4).

use super::transport::{Route, Transport};
use super::{Effect, Link, Millis, Phase, SILENCE, SILENCE_AWAKE};
use crate::live::protocol::{CloseCode, Message};

impl Link {
    /// Begins with this transport: it worked here not long ago (T3). Call it before the first [`Link::tick`].
    pub fn prefer(&mut self, transport: Transport) {
        self.route = Route::new(transport);
    }

    /// The transport that carries frames at the moment, to be remembered for the next page (T3).
    pub fn carried_by(&self) -> Option<Transport> {
        self.route.carries().then(|| self.route.current())
    }

    /// Whether a frame came over the WebSocket that [`Effect::Probe`] asked for (T4).
    pub fn probed(&mut self, came: bool, now: Millis, effects: &mut Vec<Effect>) {
        if matches!(self.phase, Phase::Open | Phase::Joined) {
            self.route.probed(came, now);
            if came {
                effects.push(Effect::Drop);
                self.is_about_an_update(CloseCode::TimedOut);
                self.apart();
                self.retry.succeeded();
                self.retry.hurry(now);
            }
        }
    }

    /// The network is back, or another one: as [`Link::hurry`], and see whether it lets WebSockets through (T4).
    pub fn network_is_back(&mut self, now: Millis) {
        self.hurry(now);
        self.route.hurry(now);
    }

    /// The device has slept, or its clock was set: what was heard before says little (C10).
    pub fn awoke(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        self.route.awoke();
        match self.phase {
            Phase::Apart => self.hurry(now),
            Phase::Connecting => {}
            Phase::Open | Phase::Joined => {
                self.pinged = now;
                effects.push(Effect::Send(Message::Ping.encode()));
            }
        }
        self.heard = self.heard.min((now + SILENCE_AWAKE).saturating_sub(SILENCE));
    }

    /// The connection has ended, or could not be opened. `random` is between 0 and 1: it spreads many clients' new tries.
    pub fn closed(&mut self, code: u16, now: Millis, random: f64) {
        let code = CloseCode::from_number(code);
        let has_another = self.route.ended(code, false, now);
        let refused = code.filter(|code| !self.is_about_an_update(*code));
        self.apart();
        self.try_again(has_another, refused, now, random);
    }

    /// The connection has to be given up: it is silent, or never carried anything.
    pub(super) fn give_up(&mut self, now: Millis, random: f64, effects: &mut Vec<Effect>) {
        effects.push(Effect::Drop);
        let has_another = self.route.ended(None, true, now);
        self.is_about_an_update(CloseCode::TimedOut);
        self.apart();
        self.try_again(has_another, None, now, random);
    }

    /// Another way that has not been tried since the last wait is tried soon: both fail before the next one grows.
    fn try_again(&mut self, has_another: bool, refused: Option<CloseCode>, now: Millis, random: f64) {
        if has_another { self.retry.other_way(now, random) } else { self.retry.failed(refused, now, random) }
    }

    fn apart(&mut self) {
        self.phase = Phase::Apart;
        self.synced = false;
        self.server_unsaved = false;
        self.queue.recall();
    }
}
