//! Rule S8: what is removed is kept for the day.

use model::live::text::FormerWords;

use super::*;

const KEY: TextAddress = TextAddress::Lesson(LessonText::KeyLearningPoint);
const SENTENCE: &str = "A unit fraction of a quantity is found by dividing by the denominator.";

fn kept(house: &House) -> Option<(Ticket, usize, Vec<FormerWords>)> {
    house.effects.iter().find_map(|effect| match effect {
        Effect::Append { ticket, updates, former, .. } => Some((*ticket, updates.len(), former.clone())),
        _ => None,
    })
}

fn until_kept(house: &mut House) {
    let tries = (0..100).find(|_| {
        let is_kept = kept(house).is_some();
        if !is_kept {
            house.tick();
        }
        is_kept
    });
    assert!(tries.is_some(), "nothing was kept");
}

fn says(board: &mut Board, words: &str) -> Message {
    let length = board.text(&KEY).encode_utf16().count() as u32;
    Message::Update(board.splice(&KEY, 0, length, words).unwrap())
}

/// A room in which a sentence stands, for long enough to be missed.
fn with_a_sentence() -> (House, Board) {
    let (mut house, mut author) = (House::new(), board(5));
    house.join(1, teacher("Asha Patel"));
    house.frame(1, &says(&mut author, SENTENCE));
    house.tick();
    let (ticket, ..) = kept(&house).unwrap();
    house.event(Event::Committed { ticket, last: 1 });
    house.pass(1_000);
    (house, author)
}

#[test]
fn s8_a_removal_and_what_was_removed_go_to_the_file_together() {
    let (mut house, mut author) = with_a_sentence();
    house.frame(1, &says(&mut author, ""));
    house.tick();
    let (ticket, updates, former) = kept(&house).unwrap();
    assert_eq!((updates, former.len()), (1, 1));
    assert_eq!((former[0].field.as_str(), former[0].words.as_str(), former[0].removed_at), ("key_learning_point", SENTENCE, house.now));
    house.event(Event::Committed { ticket, last: 2 });
    house.pass(1_000);
    assert_eq!(kept(&house), None, "once");
}

#[test]
fn s8_what_could_not_be_kept_is_kept_with_the_next_batch() {
    let (mut house, mut author) = with_a_sentence();
    house.frame(1, &says(&mut author, ""));
    house.tick();
    let (ticket, _, former) = kept(&house).unwrap();
    house.event(Event::CommitFailed { ticket });
    until_kept(&mut house);
    assert_eq!(kept(&house).unwrap().2, former);
}

#[test]
fn s8_a_room_that_was_just_looked_over_looks_again_soon_and_by_itself() {
    let (mut house, mut author) = with_a_sentence();
    house.frame(1, &says(&mut author, "A unit fraction of a quantity is found by dividing by the denominator!"));
    house.tick();
    let (ticket, ..) = kept(&house).unwrap();
    house.event(Event::Committed { ticket, last: 2 });
    house.frame(1, &says(&mut author, "Half"));
    house.tick();
    let (ticket, _, former) = kept(&house).unwrap();
    assert_eq!(former, [], "too soon to look");
    house.event(Event::Committed { ticket, last: 3 });
    until_kept(&mut house);
    let (ticket, updates, former) = kept(&house).unwrap();
    assert_eq!((updates, former.len()), (0, 1));
    house.event(Event::Committed { ticket, last: 0 });
    house.tick_until_compaction();
    assert_eq!(house.compaction().map(|(_, through, rows)| (through, rows)), Some((3, 3)));
}

#[test]
fn s8_a_room_remembers_what_was_removed_before_it_was_loaded() {
    let earlier = FormerWords { field: KEY.to_string(), kept_at: 7, removed_at: 7, words: SENTENCE.to_owned() };
    let mut author = board(5);
    let update = author.splice(&KEY, 0, 0, SENTENCE).unwrap();
    let loaded = Loaded { updates: vec![update], through: 1, rows: 1, former: vec![earlier], ..Loaded::default() };
    let mut house = House::open(Limits::default(), &loaded);
    house.join(1, teacher("Asha Patel"));
    house.frame(1, &says(&mut author, ""));
    house.tick();
    let former = kept(&house).unwrap().2;
    assert_eq!((former.len(), former[0].kept_at, former[0].removed_at), (1, 7, house.now), "the same words under the same name");
}

#[test]
fn s8_a_room_that_is_open_past_midnight_does_not_bring_yesterdays_words_back() {
    let (mut house, mut author) = with_a_sentence();
    house.frame(1, &says(&mut author, ""));
    house.tick();
    let (ticket, _, yesterday) = kept(&house).unwrap();
    house.event(Event::Committed { ticket, last: 2 });
    house.tick_until_compaction();
    let (ticket, ..) = house.compaction().unwrap();
    house.event(Event::Compacted { ticket });
    house.now += 24 * 3_600_000;
    house.frame(1, &says(&mut author, &SENTENCE[..60]));
    house.tick();
    let (ticket, ..) = kept(&house).unwrap();
    house.event(Event::Committed { ticket, last: 3 });
    house.pass(1_000);
    house.frame(1, &says(&mut author, ""));
    house.tick();
    let (.., today) = kept(&house).unwrap();
    assert_eq!(today[0].words, SENTENCE[..60]);
    assert_ne!(today[0].kept_at, yesterday[0].kept_at);
}
