//! Which way frames travel (T1 to T4).

use super::super::transport::{FIRST_WAY_BACK, OPENING_AT_MOST, SOON};
use super::*;

/// A page, the time there, and what its last connection was to be.
struct Client {
    page: Page,
    now: Millis,
}

impl Client {
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
    let mut client = Client::new();
    assert_eq!(client.connects(), Transport::WebSocket);
    client.ends(1006);
    assert_eq!(client.connects(), Transport::Events);
    // It opens, but somebody between holds back what comes.
    client.opens();
    let since = client.now;
    assert_eq!(client.connects(), Transport::Polling);
    assert!(client.now - since > OPENING_AT_MOST && client.page.effects.contains(&Effect::Drop));
    client.carries(SOON);
    assert_eq!(client.page.link.carried_by(), Some(Transport::Polling));
}

#[test]
fn t1_events_that_were_held_back_are_not_tried_again_here() {
    let mut client = Client::new();
    client.connects();
    client.ends(1006);
    client.connects();
    client.opens();
    assert_eq!(client.connects(), Transport::Polling);
    client.carries(SOON);
    client.ends(1006);
    // The server can't be reached for a while.
    for expected in [Transport::Polling, Transport::WebSocket, Transport::Polling] {
        assert_eq!(client.connects(), expected);
        client.ends(1006);
    }
    client.page.link.network_is_back(client.now);
    for expected in [Transport::WebSocket, Transport::Events] {
        assert_eq!(client.connects(), expected);
        client.ends(1006);
    }
}

#[test]
fn t1_a_server_out_of_reach_says_nothing_against_websockets() {
    let mut client = Client::new();
    for _ in 0..3 {
        assert_eq!(client.connects(), Transport::WebSocket);
        client.ends(1006);
        assert_eq!(client.connects(), Transport::Events);
        client.ends(1006);
    }
    assert_eq!(client.connects(), Transport::WebSocket);
}

#[test]
fn t2_websockets_that_die_soon_twice_or_fall_silent_once_are_left() {
    let mut client = Client::new();
    for expected in [Transport::WebSocket, Transport::WebSocket, Transport::Events] {
        assert_eq!(client.connects(), expected);
        client.carries(5_000);
        client.ends(1006);
    }
    let mut client = Client::new();
    client.connects();
    client.carries(2 * SOON);
    let since = client.now;
    assert_eq!(client.connects(), Transport::Events);
    // The last frame came up to a second before.
    assert!(client.now - since > SILENCE - 1_000);
}

#[test]
fn t2_one_that_lived_long_or_that_the_server_closed_is_not_held_against_them() {
    let mut client = Client::new();
    for (lives, code) in [(5_000, 1006), (2 * SOON, 1006), (5_000, 1006), (5_000, CloseCode::Restarting.number()), (5_000, 1006)] {
        assert_eq!(client.connects(), Transport::WebSocket);
        client.carries(lives);
        client.ends(code);
    }
    assert_eq!(client.connects(), Transport::WebSocket);
}

#[test]
fn t2_a_device_that_has_slept_says_nothing_against_websockets() {
    let mut client = Client::new();
    client.connects();
    client.carries(2 * SOON);
    client.now += 3_600_000;
    client.page.link.awoke(client.now, &mut client.page.effects);
    assert_eq!(client.connects(), Transport::WebSocket);
    // It has come to life: what is silent from now on is silent.
    client.carries(2 * SOON);
    client.page.link.awoke(client.now, &mut client.page.effects);
    client.carries(1_000);
    assert_eq!(client.connects(), Transport::Events);
}

#[test]
fn t3_what_worked_here_is_tried_first() {
    let mut client = Client::new();
    client.page.link.prefer(Transport::Polling);
    assert_eq!(client.connects(), Transport::Polling);
    for transport in [Transport::WebSocket, Transport::Events, Transport::Polling] {
        assert_eq!(Transport::from_key(transport.key()), Some(transport));
    }
    assert_eq!(Transport::from_key("pigeon"), None);
}

#[test]
fn t4_the_way_back_is_tried_beside_the_connection_after_growing_pauses() {
    let mut client = Client::new();
    client.page.link.prefer(Transport::Events);
    client.connects();
    let mut pauses = Vec::new();
    for _ in 0..4 {
        let since = client.now;
        client.page.effects.clear();
        while !client.page.effects.contains(&Effect::Probe) {
            client.carries(1_000);
        }
        pauses.push(client.now - since);
        client.page.link.probed(false, client.now, &mut client.page.effects);
        assert_eq!(client.page.link.carried_by(), Some(Transport::Events));
    }
    assert!(pauses.is_sorted() && pauses.iter().min() >= Some(&FIRST_WAY_BACK), "{pauses:?}");
    client.page.link.probed(true, client.now, &mut client.page.effects);
    assert_eq!(client.page.effects.last(), Some(&Effect::Drop));
    assert_eq!(client.connects(), Transport::WebSocket);
    // It has been left before: once is enough.
    client.carries(5_000);
    client.ends(1006);
    assert_eq!(client.connects(), Transport::Events);
}

#[test]
fn t4_what_is_not_saved_goes_over_the_new_connection() {
    let mut client = Client::new();
    client.page.link.prefer(Transport::Events);
    client.connects();
    client.carries(1_000);
    client.page.type_title("Bars", client.now);
    client.page.link.probed(true, client.now, &mut client.page.effects);
    client.connects();
    client.opens();
    client.page.effects.clear();
    client.page.receive(&Message::SyncStep1(Replica::new(9).state_vector()), client.now);
    assert!(client.page.effects.iter().any(|item| matches!(item, Effect::Send(_))));
    client.page.receive(&Message::Saved { frames: 1, at: 7 }, client.now);
    client.page.receive(&Message::SyncStep2(Replica::new(9).snapshot()), client.now);
    assert_eq!(client.page.state(client.now), SaveState::Saved { at: Some(7) });
}

#[test]
fn t4_a_network_that_is_back_is_tried_at_once_and_a_look_at_the_page_tries_nothing() {
    let mut client = Client::new();
    client.page.link.prefer(Transport::Events);
    client.connects();
    client.carries(1_000);
    client.page.effects.clear();
    client.page.link.hurry(client.now);
    client.carries(1_000);
    assert!(!client.page.effects.contains(&Effect::Probe));
    client.page.link.network_is_back(client.now);
    client.carries(1_000);
    assert!(client.page.effects.contains(&Effect::Probe));
}
