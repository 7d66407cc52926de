//! C9: the device's store fails, is closed, or says nothing; C10: the clock.

use super::*;

fn keeps(todo: &[Do]) -> Vec<PendingKey> {
    let key = |todo: &Do| if let Do::Keep(key, _) = todo { Some(*key) } else { None };
    todo.iter().filter_map(key).collect()
}

#[test]
fn c9_what_was_not_kept_is_kept_as_soon_as_the_store_works_again() {
    let mut page = Page::new(1);
    for words in ["a", "b", "c"] {
        page.type_title(words, 0);
        page.link.not_kept(0);
    }
    assert_eq!(page.state(10), SaveState::NotSaved);
    page.todo.clear();
    page.link.tick(page.board.replica(), 1_000, 0.0, &mut page.todo);
    assert!(page.todo.contains(&Do::OpenStore));
    assert_eq!(keeps(&page.todo), [1], "one is tried");
    page.todo.clear();
    page.link.kept(1, &mut page.todo);
    assert_eq!(keeps(&page.todo), [2, 3], "then all");
    assert_eq!(page.state(1_001), SaveState::Saving);
    for key in [2, 3] {
        page.link.kept(key, &mut page.todo);
    }
    assert_eq!(page.state(1_002), SaveState::KeptOnDevice);
    assert!(!page.link.would_lose());
}

#[test]
fn c9_a_store_that_was_closed_may_have_lost_everything() {
    let mut page = Page::new(1);
    page.type_title("a", 0);
    page.link.kept(1, &mut page.todo);
    assert_eq!(page.state(SAVING_AT_MOST), SaveState::KeptOnDevice);
    page.link.store_closed(SAVING_AT_MOST);
    assert_eq!(page.state(SAVING_AT_MOST), SaveState::NotSaved);
    page.todo.clear();
    page.link.tick(page.board.replica(), SAVING_AT_MOST, 0.0, &mut page.todo);
    assert_eq!(keeps(&page.todo), [1]);
    page.link.kept(1, &mut page.todo);
    assert_eq!(page.state(SAVING_AT_MOST), SaveState::KeptOnDevice);
}

#[test]
fn c9_a_store_that_says_nothing_is_opened_anew_ever_more_seldom() {
    let mut page = Page::new(1);
    page.type_title("a", 0);
    let (mut tries, mut now) = (Vec::new(), 0);
    while now < 200_000 {
        now += 200;
        page.todo.clear();
        page.link.tick(page.board.replica(), now, 0.0, &mut page.todo);
        if page.todo.contains(&Do::OpenStore) {
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
    page.link.tick(page.board.replica(), 60, 0.0, &mut page.todo);
    page.todo.clear();
    page.link.received(&Message::Pong.encode(), page.board.replica_mut(), 100_000, &mut page.todo).expect("a frame");
    page.link.awoke(100_100, &mut page.todo);
    assert_eq!(page.todo, [Do::Send(Message::Ping.encode())]);
    page.link.tick(page.board.replica(), 104_000, 0.0, &mut page.todo);
    assert!(!page.todo.contains(&Do::Drop), "it is waited for");
    page.link.tick(page.board.replica(), 105_200, 0.0, &mut page.todo);
    assert!(page.todo.contains(&Do::Drop));
}
