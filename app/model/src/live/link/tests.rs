//! The client's rules, one by one.

mod device;
mod poison;
mod transport;

use super::*;
use crate::documents::board::{Board, LessonText, TextAddress};
use crate::live::Document;
use crate::live::protocol::CloseCode;

const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);

struct Page {
    board: Board,
    link: Link,
    effects: Vec<Effect>,
}

impl Page {
    fn new(client: u64) -> Self {
        Self { board: Board::new(Replica::new(client)), link: Link::new(1), effects: Vec::new() }
    }

    fn joined() -> Self {
        let mut page = Self::new(1);
        page.link.tick(page.board.replica(), 0, 0.0, &mut page.effects);
        page.link.opened(page.board.replica(), 0, &mut page.effects);
        let empty = Replica::new(9);
        page.receive(&Message::SyncStep1(empty.state_vector()), 0);
        page.receive(&Message::SyncStep2(empty.snapshot()), 0);
        page.effects.clear();
        page
    }

    fn receive(&mut self, message: &Message, now: Millis) {
        assert!(self.link.received(&message.encode(), self.board.replica_mut(), now, &mut self.effects).is_ok());
    }

    fn type_title(&mut self, words: &str, now: Millis) {
        if let Some(update) = self.board.splice(&TITLE, 0, 0, words) {
            self.link.edited(update, now, &mut self.effects);
        }
    }

    fn state(&self, now: Millis) -> SaveState {
        self.link.save_state(now)
    }
}

#[test]
fn c2_an_edit_is_saved_only_when_the_server_says_so() {
    let mut page = Page::joined();
    assert_eq!(page.state(0), SaveState::Saved { at: None });
    page.type_title("Bars", 10);
    assert!(matches!(page.effects.as_slice(), [Effect::Send(_), Effect::Keep(1, _)]));
    assert_eq!(page.state(20), SaveState::Saving);
    // The first document frame was the SyncStep2: that one acknowledged says nothing of the edit.
    page.receive(&Message::Saved { frames: 1, at: 99 }, 30);
    assert_eq!(page.state(30), SaveState::Saving);
    page.receive(&Message::Saved { frames: 2, at: 100 }, 40);
    assert_eq!(page.state(40), SaveState::Saved { at: Some(100) });
}

#[test]
fn c2_what_was_typed_apart_goes_with_the_sync_step_2_and_is_acknowledged_with_it() {
    let mut page = Page::joined();
    page.link.closed(1006, 0, 0.0);
    page.type_title("Bars", 10);
    page.link.kept(1, &mut page.effects);
    page.effects.clear();
    page.link.opened(page.board.replica(), 600, &mut page.effects);
    let empty = Replica::new(9);
    page.receive(&Message::SyncStep1(empty.state_vector()), 600);
    page.receive(&Message::SyncStep2(empty.snapshot()), 600);
    page.effects.clear();
    page.receive(&Message::Saved { frames: 1, at: 5 }, 700);
    assert_eq!(page.effects, [Effect::Forget(vec![1])]);
    assert_eq!(page.state(700), SaveState::Saved { at: Some(5) });
}

#[test]
fn c3_what_an_earlier_page_kept_is_sent_and_not_called_saved_before_it_is() {
    let mut earlier = Page { link: Link::new(500), ..Page::new(7) };
    earlier.type_title("Kept", 0);
    let kept = earlier.effects.iter().find_map(|effects| match effects {
        Effect::Keep(key, update) => Some((*key, update.clone())),
        _ => None,
    });
    let mut page = Page::joined();
    page.link.found(kept.into_iter().collect(), page.board.replica_mut(), 0, &mut page.effects);
    assert_eq!(page.board.lesson().title, "Kept");
    assert!(page.effects.iter().any(|effects| matches!(effects, Effect::Send(_))));
    assert_eq!(page.state(1), SaveState::Saving);
    page.receive(&Message::Saved { frames: 2, at: 1 }, 2);
    assert!(page.effects.contains(&Effect::Forget(vec![500])));
}

#[test]
fn c4_the_states_tell_device_from_server_from_nothing() {
    let mut page = Page::joined();
    page.type_title("a", 0);
    page.receive(&Message::Unsaved, 1);
    page.link.kept(1, &mut page.effects);
    assert_eq!(page.state(2), SaveState::KeptOnDevice);
    page.type_title("b", 3);
    assert!(page.link.would_lose());
    page.link.not_kept(3);
    assert_eq!(page.state(4), SaveState::NotSaved);
}

#[test]
fn c4_an_acknowledgement_that_does_not_come_is_not_called_saving_for_ever() {
    let mut page = Page::joined();
    page.type_title("a", 0);
    page.link.kept(1, &mut page.effects);
    assert_eq!(page.state(SAVING_AT_MOST - 1), SaveState::Saving);
    assert_eq!(page.state(SAVING_AT_MOST), SaveState::KeptOnDevice);
}

#[test]
fn c4_a_letter_typed_long_after_the_network_went_is_on_its_way_to_the_device() {
    let mut page = Page::new(1);
    page.type_title("a", 0);
    page.link.kept(1, &mut page.effects);
    let later = SAVING_AT_MOST + 1;
    page.type_title("b", later);
    assert_eq!(page.state(later), SaveState::Saving);
    page.link.kept(2, &mut page.effects);
    assert_eq!(page.state(later), SaveState::KeptOnDevice);
}

#[test]
fn c5_a_silent_connection_is_dropped_and_tried_again() {
    let mut page = Page::joined();
    page.link.tick(page.board.replica(), PING_EVERY, 0.0, &mut page.effects);
    assert_eq!(page.effects, [Effect::Send(Message::Ping.encode())]);
    page.effects.clear();
    page.link.tick(page.board.replica(), SILENCE + 1, 0.0, &mut page.effects);
    assert_eq!(page.effects, [Effect::Drop]);
    assert_eq!(page.state(SILENCE + 1), SaveState::Apart);
    page.link.tick(page.board.replica(), SILENCE + 600, 0.0, &mut page.effects);
    assert!(matches!(page.effects.last(), Some(Effect::Connect(_))));
}

#[test]
fn c1_waits_grow_and_a_refusal_ends_them() {
    let mut page = Page::new(1);
    let mut now = 0;
    let mut waits = Vec::new();
    for _ in 0..16 {
        page.link.closed(1006, now, 1.0);
        let from = now;
        while !page.effects.iter().any(|item| matches!(item, Effect::Connect(_))) {
            now += 100;
            page.link.tick(page.board.replica(), now, 1.0, &mut page.effects);
        }
        page.effects.clear();
        waits.push(now - from);
    }
    // The other way (T1) is tried soon after the best one each time.
    let (other, rounds): (Vec<_>, Vec<_>) = waits.chunks(2).map(|pair| (pair[0], pair[1])).unzip();
    assert!(rounds.is_sorted() && rounds.last() == Some(&15_000) && other.iter().all(|wait| *wait <= 500), "{waits:?}");
    page.link.closed(CloseCode::Forbidden.number(), now, 1.0);
    page.link.tick(page.board.replica(), now + 60_000, 1.0, &mut page.effects);
    assert!(page.effects.is_empty());
    assert_eq!(page.state(now), SaveState::Refused { code: CloseCode::Forbidden, kept: true });
}

#[test]
fn c11_a_page_that_is_locked_asks_again_and_sends_what_was_typed_before() {
    let mut page = Page::joined();
    page.type_title("Bars", 10);
    for round in 0..3 {
        let now = 20 + round * 10_000;
        page.link.closed(CloseCode::Locked.number(), now, 1.0);
        assert!(page.state(now).is_locked());
        let connects = |page: &Page| page.effects.iter().filter(|effect| matches!(effect, Effect::Connect(_))).count();
        page.effects.clear();
        page.link.tick(page.board.replica(), now + 1_000, 1.0, &mut page.effects);
        assert_eq!(connects(&page), 0, "not at once");
        page.link.tick(page.board.replica(), now + 4_100, 1.0, &mut page.effects);
        assert_eq!(connects(&page), 1);
        assert!(page.state(now + 4_100).is_locked(), "until the server has said something else");
    }
    page.link.opened(page.board.replica(), 30_000, &mut page.effects);
    let empty = Replica::new(9);
    page.receive(&Message::SyncStep1(empty.state_vector()), 30_000);
    page.receive(&Message::SyncStep2(empty.snapshot()), 30_000);
    assert!(!page.state(30_000).is_locked());
    let mut server = Replica::new(9);
    for effect in &page.effects {
        let Effect::Send(frame) = effect else { continue };
        for message in Message::decode_frame(frame).expect("a frame") {
            if let Message::SyncStep2(update) | Message::Update(update) = message {
                server.apply(&update).expect("an update");
            }
        }
    }
    assert_eq!(Board::new(server).lesson().title, "Bars");
}
