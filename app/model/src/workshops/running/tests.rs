//! A workshop of four steps, and its lead.

use super::*;
use crate::documents::plan::Part;

/// One o'clock, on some day.
const ONE: Millis = 1_000_000 * MINUTE;

fn step(name: &str, planned: Millis, length: Millis, is_fixed: bool) -> Step {
    Step {
        blocks: vec![BlockId::from(name.to_owned())],
        titles: vec![name.to_owned()],
        instructions: Vec::new(),
        boards: Vec::new(),
        part: Part::Main,
        planned: ONE + planned * MINUTE,
        length: length * MINUTE,
        is_fixed,
    }
}

/// Ten minutes, half an hour, twenty minutes, and the twilight an hour and a half after the beginning.
fn plan() -> Vec<Step> {
    vec![step("hello", 0, 10, false), step("maths", 10, 30, false), step("talk", 40, 20, false), step("twilight", 90, 45, true)]
}

/// What was pressed, each so many minutes after one.
fn after(presses: &[(Press, Millis)]) -> Running {
    presses.iter().fold(Running::default(), |running, (press, minute)| {
        running.press(press.clone(), &plan(), ONE + minute * MINUTE).expect("what can be pressed")
    })
}

/// The phase, the step, the minutes left, and how many minutes after one each step begins and the last ends.
fn seen(running: &Running, minute: Millis) -> (Phase, Option<usize>, Millis, Vec<Millis>) {
    let course = Course::of(running, &plan(), ONE + minute * MINUTE);
    let times = course.starts.iter().chain([&course.ends]).map(|at| (at - ONE) / MINUTE).collect();
    (course.phase, course.current, course.left / MINUTE, times)
}

/// What was pressed, and when, in minutes from the beginning.
type Pressed<'a> = &'a [(Press, Millis)];
/// What is so, what was pressed, the moment, and how the workshop stands then: its phase, block, time left, and when each block begins.
type Row<'a> = (&'a str, Pressed<'a>, Millis, (Phase, Option<usize>, Millis, [Millis; 5]));

#[test]
fn what_is_pressed_shifts_all_that_comes_later_but_what_is_fixed() {
    use Press::{Back, End, FiveMore, Next, Pause, Resume, Start};
    let table: [Row; 15] = [
        ("before it begins it is as planned", &[], -60, (Phase::NotBegun, None, 0, [0, 10, 40, 90, 135])),
        ("late it would begin now", &[], 7, (Phase::NotBegun, None, 0, [7, 17, 47, 90, 135])),
        ("on time", &[(Start, 0)], 4, (Phase::Runs, Some(0), 6, [0, 10, 40, 90, 135])),
        ("a late start shifts what is not fixed", &[(Start, 12)], 12, (Phase::Runs, Some(0), 10, [0, 22, 52, 90, 135])),
        ("early as well", &[(Start, -5)], -5, (Phase::Runs, Some(0), 10, [0, 5, 35, 90, 135])),
        ("five more", &[(Start, 0), (FiveMore, 9)], 9, (Phase::Runs, Some(0), 6, [0, 15, 45, 90, 135])),
        ("twice five more", &[(Start, 0), (FiveMore, 9), (FiveMore, 9)], 9, (Phase::Runs, Some(0), 11, [0, 20, 50, 90, 135])),
        ("over time, the next is about to begin", &[(Start, 0)], 14, (Phase::Runs, Some(0), -4, [0, 14, 44, 90, 135])),
        ("a pause holds the time, and shifts", &[(Start, 0), (Pause, 4)], 20, (Phase::Paused, Some(0), 6, [0, 26, 56, 90, 135])),
        ("and after it", &[(Start, 0), (Pause, 4), (Resume, 20)], 21, (Phase::Runs, Some(0), 5, [0, 26, 56, 90, 135])),
        ("skipped early", &[(Start, 0), (Next, 4)], 4, (Phase::Runs, Some(1), 30, [0, 10, 34, 90, 135])),
        ("back begins anew", &[(Start, 0), (Next, 4), (Back, 6)], 6, (Phase::Runs, Some(0), 10, [0, 16, 46, 90, 135])),
        (
            "what is fixed is begun late only once its time has come",
            &[(Start, 80), (Next, 81)],
            95,
            (Phase::Runs, Some(1), 16, [0, 10, 111, 131, 176]),
        ),
        ("at the last step", &[(Start, 0), (Next, 1), (Next, 2), (Next, 3)], 5, (Phase::Runs, Some(3), 43, [0, 10, 40, 90, 48])),
        ("over", &[(Start, 0), (Next, 1), (End, 3)], 50, (Phase::Ended, Some(1), 28, [0, 10, 40, 90, 135])),
    ];
    for (name, presses, minute, (phase, current, left, times)) in table {
        assert_eq!(seen(&after(presses), minute), (phase, current, left, times.to_vec()), "{name}");
    }
}

#[test]
fn what_can_t_be_pressed_now_changes_nothing() {
    use Press::{Back, End, FiveMore, LockBoards, Next, Pause, Resume, Start};
    let refused: [(Pressed, &[Press]); 5] = [
        (&[], &[Pause, Resume, FiveMore, Next, Back, End]),
        (&[(Start, 0)], &[Start, Resume, Back]),
        (&[(Start, 0), (Pause, 1)], &[Start, Pause, Back]),
        (&[(Start, 0), (Next, 1), (Next, 1), (Next, 1)], &[Next]),
        (&[(Start, 0), (End, 1)], &[Pause, FiveMore, Next, Back, End, LockBoards]),
    ];
    for (presses, refused) in refused {
        let running = after(presses);
        for press in refused {
            assert_eq!(running.press(press.clone(), &plan(), ONE), Err(NotNow), "{press:?} after {presses:?}");
        }
    }
    assert_eq!(Running::default().press(Start, &[], ONE), Err(NotNow), "there is no plan");
}

#[test]
fn an_end_that_was_pressed_too_early_is_taken_back_as_after_a_pause_and_a_start_begins_anew() {
    let over = after(&[(Press::Start, 0), (Press::Next, 10), (Press::End, 15)]);
    let resumed = over.press(Press::Resume, &plan(), ONE + 18 * MINUTE).expect("going on");
    assert_eq!(seen(&resumed, 18), (Phase::Runs, Some(1), 25, vec![0, 10, 43, 90, 135]));
    let anew = over.press(Press::Start, &plan(), ONE + 20 * MINUTE).expect("once more");
    assert_eq!(seen(&anew, 20), (Phase::Runs, Some(0), 10, vec![0, 30, 60, 90, 135]));
}

#[test]
fn when_it_ends_nobody_stays_locked_out_or_called_anywhere() {
    let line = Line::parse("Tea is ready", MOST_LETTERS).expect("a line");
    let board = DocumentId::generate();
    let told = after(&[(Press::Start, 0), (Press::Say(line.clone()), 1), (Press::ComeTo(board), 1), (Press::LockBoards, 1)]);
    assert_eq!((&told.message, told.board, told.boards_locked), (&line, Some(board), true));
    let over = told.press(Press::End, &plan(), ONE + 2 * MINUTE).expect("an end");
    assert_eq!((over.message.as_str(), over.board, over.boards_locked), ("", None, false));
    let quiet = [Press::SayNothing, Press::GoOn, Press::UnlockBoards];
    let quiet = quiet.into_iter().fold(told, |told, press| told.press(press, &plan(), ONE).expect("quiet"));
    assert_eq!((quiet.message.as_str(), quiet.board, quiet.boards_locked), ("", None, false));
}

#[test]
fn a_plan_that_is_changed_meanwhile_is_followed() {
    let running = after(&[(Press::Start, 0), (Press::Next, 10)]);
    let mut moved = plan();
    moved.swap(1, 2);
    assert_eq!(Course::of(&running, &moved, ONE + 10 * MINUTE).current, Some(2), "it goes with its block");
    let mut without = plan();
    without.remove(1);
    assert_eq!(Course::of(&running, &without, ONE + 10 * MINUTE).current, Some(1), "and where that has gone, it is at its place");
    assert_eq!(Course::of(&running, &plan()[..1], ONE).current, Some(0));
    assert_eq!(Course::of(&running, &[], ONE).current, None);
    assert_eq!(running.press(Press::Next, &[], ONE), Err(NotNow));
}

/// Whatever is pressed in whatever order: the time left never jumps but by what was pressed, and later steps never begin before those before them
/// are over, unless they are fixed.
#[test]
fn no_order_of_presses_leads_astray() {
    use Press::{Back, End, FiveMore, LockBoards, Next, Pause, Resume, Start, UnlockBoards};
    let all = [Start, Pause, Resume, FiveMore, Next, Back, End, LockBoards, UnlockBoards];
    let mut chance: u64 = 7;
    let mut draw = |below: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(chance >> 33).unwrap_or_default() % below
    };
    let (mut running, mut now) = (Running::default(), ONE);
    for _ in 0..20_000 {
        now += Millis::try_from(draw(120_000)).unwrap_or_default();
        if let Ok(next) = running.press(all[draw(all.len())].clone(), &plan(), now) {
            running = next;
        }
        let course = Course::of(&running, &plan(), now);
        assert_eq!(course.phase, running.phase());
        assert!(course.left <= course.total, "{running:?}");
        let first = course.next().unwrap_or(course.starts.len());
        for later in first..course.starts.len().saturating_sub(1) {
            let is_over = course.starts[later] + plan()[later].length;
            assert!(plan()[later + 1].is_fixed || course.starts[later + 1] >= is_over, "{running:?} at {now}");
        }
        if course.phase == Phase::Ended {
            (running, now) = (Running::default(), ONE);
        }
    }
}
