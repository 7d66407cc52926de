//! Where a poll stands, in words.

use chrono::NaiveDate;
use model::calendar::day::short;
use store::polls::{Listed, Poll, State};

/// One sentence.
pub fn state(poll: &Poll, today: NaiveDate) -> String {
    match (poll.state(today), poll.chosen_slot()) {
        (State::Open, _) => format!("Open until {}.", short(poll.until)),
        (State::Over, _) => format!("The last day for answers, {}, is over. Choose a date, or give the schools longer.", short(poll.until)),
        (State::Cancelled, _) => "The workshop is cancelled, so nobody is asked any more.".to_owned(),
        (State::Closed, Some(slot)) => format!("Closed. The choice was {}.", slot.in_full()),
        (State::Closed, None) => "Closed without a date.".to_owned(),
    }
}

/// The same in a list.
pub fn listed(poll: &Listed, today: NaiveDate) -> String {
    let said = match poll.answers {
        0 => "nobody has answered".to_owned(),
        1 => "one answer".to_owned(),
        several => format!("{several} answers"),
    };
    match poll.chosen {
        _ if poll.is_open(today) => format!("Open until {}, {said}", short(poll.until)),
        _ if poll.closed && poll.chosen.is_none() => format!("Closed without a date, {said}"),
        Some(slot) => format!("Closed: {}", slot.short()),
        None if poll.cancelled => "The workshop is cancelled".to_owned(),
        None => format!("The last day for answers is over, {said}"),
    }
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
    fn schools_are_counted_in_a_sentence() {
        assert_eq!(heard(0, 8), "No school has answered yet.");
        assert_eq!(heard(1, 7), "1 of 8 schools has answered.");
        assert_eq!(heard(6, 2), "6 of 8 schools have answered.");
        assert_eq!(heard(8, 0), "All schools have answered.");
    }
}
