//! A workshop that runs, in words.

use model::workshops::running::{Course, Millis, Phase, Step};

use super::picture::time;

const SECOND: Millis = 1000;

/// A length of time as a clock shows it: `32:40`, or `+2:05` when it is over by so much. The page's script writes it in the same way.
pub fn left(left: Millis) -> String {
    // What is left is rounded up and what is over down: it is 0:00 at one moment alone.
    let seconds = if left > 0 { (left + SECOND - 1) / SECOND } else { -left / SECOND };
    let sign = if left <= -SECOND { "+" } else { "" };
    format!("{sign}{}:{:02}", seconds / 60, seconds % 60)
}

/// What stands beside it.
pub fn left_of(course: &Course, now: Millis) -> String {
    match (course.phase, course.current_ends(now)) {
        (Phase::Paused, _) => "left, paused".to_owned(),
        (Phase::Runs, Some(_)) if course.left <= -SECOND => "over its time".to_owned(),
        (Phase::Runs, Some(ends)) => format!("left, until {}", time(ends)),
        _ => String::new(),
    }
}

/// What stands in the place of a step's title where none is on.
pub fn title(course: &Course, title: &str) -> String {
    match course.phase {
        Phase::NotBegun => "Not begun yet".to_owned(),
        Phase::Ended => "That was it for today".to_owned(),
        Phase::Runs | Phase::Paused => title.to_owned(),
    }
}

/// `Next, at 16:40: Share back`; empty where nothing follows.
pub fn next(course: &Course, steps: &[Step]) -> String {
    let next = course.next().and_then(|next| Some((steps.get(next)?.title(), *course.starts.get(next)?)));
    next.map(|(title, at)| format!("Next, at {}: {title}", time(at))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_shown_as_a_clock_shows_it() {
        let shown = [1_960_000, 1_959_001, 59_999, 1, 0, -999, -1000, -125_500, 6_000_000].map(left);
        assert_eq!(shown, ["32:40", "32:40", "1:00", "0:01", "0:00", "0:00", "+0:01", "+2:05", "100:00"]);
    }
}
