//! Which way frames travel (T1 to T4).

use super::super::transport::{FIRST_WAY_BACK, OPENING_AT_MOST, SOON};
use super::*;

/// A page, the time there, and what its last connection was to be.
struct Way {
    page: Page,
    now: Millis,
}

impl Way {
    fn new() -> Self {
        Self { page: Page::new(1), now: 0 }
    }

    /// Lets time pass until it connects, and says how.
    fn connects(&mut self) -> Transport {
        self.page.effects.clear();
        loop {
            self.now += 200;
            self.page.link.tick(self.page.board.replica(), self.now, 0.5, &mut self.page.effects);
            let asked =
                self.page.effects.iter().find_map(|item| if let Effect::Connect(transport) = item { Some(*transport) } else { None });
            if let Some(transport) = asked {
                return transport;
            }
        }
    }

    fn opens(&mut self) {
        self.page.link.opened(self.page.board.replica(), self.now, &mut self.page.effects);
    }

    /// The connection opens and carries frames for so long.
    fn carries(&mut self, how_long: Millis) {
        self.opens();
        let until = self.now + how_long;
        while self.now < until {
            self.page.receive(&Message::Pong, self.now);
            self.now += 1_000;
            self.page.link.tick(self.page.board.replica(), self.now, 0.5, &mut self.page.effects);
        }
    }

    fn ends(&mut self, code: u16) {
        self.page.link.closed(code, self.now, 0.5);
    }
}

#[test]
fn t1_a_way_over_which_no_frame_comes_is_left_for_the_next() {
    let mut way = Way::new();
    assert_eq!(way.connects(), Transport::WebSocket);
    way.ends(1006);
    assert_eq!(way.connects(), Transport::Events);
    // It opens, but somebody between holds back what comes.
    way.opens();
    let since = way.now;
    assert_eq!(way.connects(), Transport::Polling);
    assert!(way.now - since > OPENING_AT_MOST && way.page.effects.contains(&Effect::Drop));
    way.carries(SOON);
    assert_eq!(way.page.link.carried_by(), Some(Transport::Polling));
}

#[test]
fn t1_events_that_were_held_back_are_not_tried_again_here() {
    let mut way = Way::new();
    way.connects();
    way.ends(1006);
    way.connects();
    way.opens();
    assert_eq!(way.connects(), Transport::Polling);
    way.carries(SOON);
    way.ends(1006);
    // The server can't be reached for a while.
    for expected in [Transport::Polling, Transport::WebSocket, Transport::Polling] {
        assert_eq!(way.connects(), expected);
        way.ends(1006);
    }
    way.page.link.network_is_back(way.now);
    for expected in [Transport::WebSocket, Transport::Events] {
        assert_eq!(way.connects(), expected);
        way.ends(1006);
    }
}

#[test]
fn t1_a_server_out_of_reach_says_nothing_against_websockets() {
    let mut way = Way::new();
    for _ in 0..3 {
        assert_eq!(way.connects(), Transport::WebSocket);
        way.ends(1006);
        assert_eq!(way.connects(), Transport::Events);
        way.ends(1006);
    }
    assert_eq!(way.connects(), Transport::WebSocket);
}

#[test]
fn t2_websockets_that_die_soon_twice_or_fall_silent_once_are_left() {
    let mut way = Way::new();
    for expected in [Transport::WebSocket, Transport::WebSocket, Transport::Events] {
        assert_eq!(way.connects(), expected);
        way.carries(5_000);
        way.ends(1006);
    }
    let mut way = Way::new();
    way.connects();
    way.carries(2 * SOON);
    let since = way.now;
    assert_eq!(way.connects(), Transport::Events);
    // The last frame came up to a second before.
    assert!(way.now - since > SILENCE - 1_000);
}

#[test]
fn t2_one_that_lived_long_or_that_the_server_closed_is_not_held_against_them() {
    let mut way = Way::new();
    for (lives, code) in [(5_000, 1006), (2 * SOON, 1006), (5_000, 1006), (5_000, CloseCode::Restarting.number()), (5_000, 1006)] {
        assert_eq!(way.connects(), Transport::WebSocket);
        way.carries(lives);
        way.ends(code);
    }
    assert_eq!(way.connects(), Transport::WebSocket);
}

#[test]
fn t2_a_device_that_has_slept_says_nothing_against_websockets() {
    let mut way = Way::new();
    way.connects();
    way.carries(2 * SOON);
    way.now += 3_600_000;
    way.page.link.awoke(way.now, &mut way.page.effects);
    assert_eq!(way.connects(), Transport::WebSocket);
    // It has come to life: what is silent from now on is silent.
    way.carries(2 * SOON);
    way.page.link.awoke(way.now, &mut way.page.effects);
    way.carries(1_000);
    assert_eq!(way.connects(), Transport::Events);
}

#[test]
fn t3_what_worked_here_is_tried_first() {
    let mut way = Way::new();
    way.page.link.prefer(Transport::Polling);
    assert_eq!(way.connects(), Transport::Polling);
    for transport in [Transport::WebSocket, Transport::Events, Transport::Polling] {
        assert_eq!(Transport::from_key(transport.key()), Some(transport));
    }
    assert_eq!(Transport::from_key("pigeon"), None);
}

#[test]
fn t4_the_way_back_is_tried_beside_the_connection_after_growing_pauses() {
    let mut way = Way::new();
    way.page.link.prefer(Transport::Events);
    way.connects();
    let mut pauses = Vec::new();
    for _ in 0..4 {
        let since = way.now;
        way.page.effects.clear();
        while !way.page.effects.contains(&Effect::Probe) {
            way.carries(1_000);
        }
        pauses.push(way.now - since);
        way.page.link.probed(false, way.now, &mut way.page.effects);
        assert_eq!(way.page.link.carried_by(), Some(Transport::Events));
    }
    assert!(pauses.is_sorted() && pauses.iter().min() >= Some(&FIRST_WAY_BACK), "{pauses:?}");
    way.page.link.probed(true, way.now, &mut way.page.effects);
    assert_eq!(way.page.effects.last(), Some(&Effect::Drop));
    assert_eq!(way.connects(), Transport::WebSocket);
    // It has been left before: once is enough.
    way.carries(5_000);
    way.ends(1006);
    assert_eq!(way.connects(), Transport::Events);
}

#[test]
fn t4_what_is_not_saved_goes_over_the_new_connection() {
    let mut way = Way::new();
    way.page.link.prefer(Transport::Events);
    way.connects();
    way.carries(1_000);
    way.page.type_title("Bars", way.now);
    way.page.link.probed(true, way.now, &mut way.page.effects);
    way.connects();
    way.opens();
    way.page.effects.clear();
    way.page.receive(&Message::SyncStep1(Replica::new(9).state_vector()), way.now);
    assert!(way.page.effects.iter().any(|item| matches!(item, Effect::Send(_))));
    way.page.receive(&Message::Saved { frames: 1, at: 7 }, way.now);
    way.page.receive(&Message::SyncStep2(Replica::new(9).snapshot()), way.now);
    assert_eq!(way.page.state(way.now), SaveState::Saved { at: Some(7) });
}

#[test]
fn t4_a_network_that_is_back_is_tried_at_once_and_a_look_at_the_page_tries_nothing() {
    let mut way = Way::new();
    way.page.link.prefer(Transport::Events);
    way.connects();
    way.carries(1_000);
    way.page.effects.clear();
    way.page.link.hurry(way.now);
    way.carries(1_000);
    assert!(!way.page.effects.contains(&Effect::Probe));
    way.page.link.network_is_back(way.now);
    way.carries(1_000);
    assert!(way.page.effects.contains(&Effect::Probe));
}
