//! Where a poll stands, in words.

use chrono::{DateTime, NaiveDate, Utc};
use model::calendar::clock;
use model::calendar::day::short;
use store::polls::{Listed, Poll, State};

/// One sentence.
pub fn state(poll: &Poll, today: NaiveDate) -> String {
    let by = closed_by(&poll.closed_by, poll.closed_at);
    match (poll.state(today), poll.chosen_slot()) {
        (State::Open, _) => format!("Open until {}.", short(poll.until)),
        (State::Over, _) => format!("The last day for answers, {}, is over. Choose a date, or give the schools longer.", short(poll.until)),
        (State::Dated, _) => "The workshop has been given a date, so nobody is asked any more.".to_owned(),
        (State::Cancelled, _) => "The workshop is cancelled, so nobody is asked any more.".to_owned(),
        (State::Closed, Some(slot)) => format!("Closed{by}. The choice was {}.", slot.in_full()),
        (State::Closed, None) => format!("Closed{by} without a date."),
    }
}

/// The same in a list.
pub fn listed(poll: &Listed, today: NaiveDate) -> String {
    let said = match poll.answers {
        0 => "nobody has answered".to_owned(),
        1 => "one answer".to_owned(),
        several => format!("{several} answers"),
    };
    let by = closed_by(&poll.closed_by, poll.closed_at);
    match (poll.state(today), poll.chosen) {
        (State::Open, _) => format!("Open until {}, {said}", short(poll.until)),
        (State::Over, _) => format!("The last day for answers is over, {said}"),
        (State::Dated, _) => format!("The workshop has been given a date, {said}"),
        (State::Cancelled, _) => "The workshop is cancelled".to_owned(),
        (State::Closed, Some(slot)) => format!("Closed{by}: {}", slot.short()),
        (State::Closed, None) => format!("Closed{by} without a date, {said}"),
    }
}

/// ` by Helen Frost on Tue 24 Nov 2026`, behind a word; without a name the day alone.
fn closed_by(name: &str, at: Option<DateTime<Utc>>) -> String {
    let on = at.map(|at| format!(" on {}", short(clock::day(at)))).unwrap_or_default();
    if name.is_empty() { on } else { format!(" by {name}{on}") }
}

/// `6 of 8 schools have answered.`
pub fn heard(heard: usize, silent: usize) -> String {
    match (heard, heard + silent) {
        (0, _) => "No school has answered yet.".to_owned(),
        (1, all) => format!("1 of {all} schools has answered."),
        (heard, all) if heard == all => "All schools have answered.".to_owned(),
        (heard, all) => format!("{heard} of {all} schools have answered."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_closed_a_poll_is_said_and_when() {
        let at = Some("2026-11-24T16:12:00Z".parse().expect("a moment"));
        assert_eq!(closed_by("Helen Frost", at), " by Helen Frost on Tue 24 Nov 2026");
        assert_eq!((closed_by("", at).as_str(), closed_by("", None).as_str()), (" on Tue 24 Nov 2026", ""));
    }

    #[test]
    fn schools_are_counted_in_a_sentence() {
        assert_eq!(heard(0, 8), "No school has answered yet.");
        assert_eq!(heard(1, 7), "1 of 8 schools has answered.");
        assert_eq!(heard(6, 2), "6 of 8 schools have answered.");
        assert_eq!(heard(8, 0), "All schools have answered.");
    }
}
