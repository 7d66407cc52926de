//! C9: the device's store fails, is closed, or says nothing; C10: the clock.

use super::*;

fn keeps(effects: &[Effect]) -> Vec<PendingKey> {
    let key = |effects: &Effect| if let Effect::Keep(key, _) = effects { Some(*key) } else { None };
    effects.iter().filter_map(key).collect()
}

#[test]
fn c9_what_was_not_kept_is_kept_as_soon_as_the_store_works_again() {
    let mut page = Page::new(1);
    for words in ["a", "b", "c"] {
        page.type_title(words, 0);
        page.link.not_kept(0);
    }
    assert_eq!(page.state(10), SaveState::NotSaved);
    page.effects.clear();
    page.link.tick(page.board.replica(), 1_000, 0.0, &mut page.effects);
    assert!(page.effects.contains(&Effect::OpenStore));
    assert_eq!(keeps(&page.effects), [1], "one is tried");
    page.effects.clear();
    page.link.kept(1, &mut page.effects);
    assert_eq!(keeps(&page.effects), [2, 3], "then all");
    assert_eq!(page.state(1_001), SaveState::Saving);
    for key in [2, 3] {
        page.link.kept(key, &mut page.effects);
    }
    assert_eq!(page.state(1_002), SaveState::KeptOnDevice);
    assert!(!page.link.would_lose());
}

#[test]
fn c9_a_store_that_was_closed_may_have_lost_everything() {
    let mut page = Page::new(1);
    page.type_title("a", 0);
    page.link.kept(1, &mut page.effects);
    assert_eq!(page.state(SAVING_AT_MOST), SaveState::KeptOnDevice);
    page.link.store_closed(SAVING_AT_MOST);
    assert_eq!(page.state(SAVING_AT_MOST), SaveState::NotSaved);
    page.effects.clear();
    page.link.tick(page.board.replica(), SAVING_AT_MOST, 0.0, &mut page.effects);
    assert_eq!(keeps(&page.effects), [1]);
    page.link.kept(1, &mut page.effects);
    assert_eq!(page.state(SAVING_AT_MOST), SaveState::KeptOnDevice);
}

#[test]
fn c9_a_store_that_says_nothing_is_opened_anew_ever_more_seldom() {
    let mut page = Page::new(1);
    page.type_title("a", 0);
    let (mut tries, mut now) = (Vec::new(), 0);
    while now < 200_000 {
        now += 200;
        page.effects.clear();
        page.link.tick(page.board.replica(), now, 0.0, &mut page.effects);
        if page.effects.contains(&Effect::OpenStore) {
            tries.push(now);
        }
    }
    assert_eq!(tries.first(), Some(&5_000));
    assert!((8..14).contains(&tries.len()), "{tries:?}");
    assert_eq!(page.state(now), SaveState::NotSaved);
}

#[test]
fn c10_after_sleep_the_connection_is_asked_and_given_up_soon() {
    let mut page = Page::joined();
    page.link.tick(page.board.replica(), 60, 0.0, &mut page.effects);
    page.effects.clear();
    page.link.received(&Message::Pong.encode(), page.board.replica_mut(), 100_000, &mut page.effects).expect("a frame");
    page.link.awoke(100_100, &mut page.effects);
    assert_eq!(page.effects, [Effect::Send(Message::Ping.encode())]);
    page.link.tick(page.board.replica(), 104_000, 0.0, &mut page.effects);
    assert!(!page.effects.contains(&Effect::Drop), "it is waited for");
    page.link.tick(page.board.replica(), 105_200, 0.0, &mut page.effects);
    assert!(page.effects.contains(&Effect::Drop));
}
