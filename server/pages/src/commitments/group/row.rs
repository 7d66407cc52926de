//! A school's row among a group's commitments, in words.

use chrono::{DateTime, Utc};
use model::calendar::clock;
use model::calendar::day::shortest;
use model::commitments::{SignatureLine, SigningMethod};
use model::ids::SchoolId;

/// After so many days without a signature somebody should ask.
const LONG: i64 = 14;

/// A school's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    pub school: SchoolId,
    pub name: String,
    /// Where it is.
    pub town: String,
    /// The head's name; may be empty.
    pub head_name: String,
    /// Where letters go; may be empty.
    pub head_email: String,
    /// How far the head's signature has come.
    pub head: Step,
    /// In words.
    pub head_words: String,
    /// How far the lead participant has come.
    pub lead: Step,
    /// In words.
    pub lead_words: String,
}

/// How far something has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nobody has asked.
    Not,
    /// Asked.
    Asked,
    /// Asked long ago.
    Overdue,
    /// Done.
    Done,
}

/// How far the head's signature has come.
pub fn head_step(requested_at: Option<DateTime<Utc>>, signed: bool, now: DateTime<Utc>) -> Step {
    match (signed, requested_at) {
        (true, _) => Step::Done,
        (false, None) => Step::Not,
        (false, Some(at)) if days(at, now) >= LONG => Step::Overdue,
        (false, Some(_)) => Step::Asked,
    }
}

/// The same in words.
pub fn state_words(requested_at: Option<DateTime<Utc>>, head: Option<&SignatureLine>, now: DateTime<Utc>) -> String {
    match (head, requested_at) {
        (Some(line), _) if line.method == SigningMethod::Ink => match &line.recorded_by {
            Some(name) => format!("Signed on paper {}, recorded by {name}", short(&line.day)),
            None => format!("Signed on paper {}", short(&line.day)),
        },
        (Some(line), _) => format!("Signed on the screen {}", short(&line.day)),
        (None, None) => "Not asked yet".to_owned(),
        (None, Some(at)) => {
            let asked = shortest(clock::day(at));
            match days(at, now) {
                0 => "Asked today, waiting for the head".to_owned(),
                1 => format!("Asked {asked}, waiting for the head (1 day)"),
                days => format!("Asked {asked}, waiting for the head ({days} days)"),
            }
        }
    }
}

/// That a school has left, and in which group it is now (empty for none).
pub fn left_words(now_in: &str) -> String {
    if now_in.is_empty() {
        "The school is not in this Work Group any more.".to_owned()
    } else {
        format!("The school is not in this Work Group any more: it is in {now_in} now.")
    }
}

/// What is known of the lead participant, in words.
pub fn lead_words(name: Option<&str>, agreed: Option<&SignatureLine>) -> String {
    match (agreed, name) {
        (Some(line), _) if line.note.is_empty() => format!("{} agreed {}", line.printed_name, short(&line.day)),
        (Some(line), _) => format!("{} agreed {} to another paper", line.printed_name, short(&line.day)),
        (None, Some(name)) => format!("{name} has not agreed yet"),
        (None, None) => "No lead participant yet".to_owned(),
    }
}

fn days(at: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    (clock::day(now) - clock::day(at)).num_days()
}

/// `Wed 4 Nov` of `Wed 4 Nov 2026`.
fn short(day: &str) -> &str {
    day.rsplit_once(' ').map_or(day, |(day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    fn line(method: SigningMethod) -> SignatureLine {
        SignatureLine {
            method,
            typed_name: String::new(),
            printed_name: "Amy Okafor".into(),
            day: "Wed 4 Nov 2026".into(),
            at: String::new(),
            recorded_by: Some("Omar Haddad".into()),
            link: None,
            has_scan: false,
            check: String::new(),
            drawing: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn the_state_is_a_sentence_with_days() {
        let now = at("2026-11-17T09:00:00Z");
        assert_eq!(state_words(None, None, now), "Not asked yet");
        assert_eq!(state_words(Some(at("2026-11-03T23:30:00Z")), None, now), "Asked Tue 3 Nov, waiting for the head (14 days)");
        assert_eq!(state_words(Some(at("2026-11-17T08:00:00Z")), None, now), "Asked today, waiting for the head");
        assert_eq!(state_words(None, Some(&line(SigningMethod::Screen)), now), "Signed on the screen Wed 4 Nov");
        assert_eq!(state_words(None, Some(&line(SigningMethod::Ink)), now), "Signed on paper Wed 4 Nov, recorded by Omar Haddad");
    }

    #[test]
    fn after_two_weeks_it_is_overdue() {
        let now = at("2026-11-17T09:00:00Z");
        assert_eq!(head_step(Some(at("2026-11-04T09:00:00Z")), false, now), Step::Asked);
        assert_eq!(head_step(Some(at("2026-11-03T09:00:00Z")), false, now), Step::Overdue);
        assert_eq!(head_step(Some(at("2026-11-03T09:00:00Z")), true, now), Step::Done);
        assert_eq!(head_step(None, false, now), Step::Not);
    }

    #[test]
    fn the_lead_participant_is_named() {
        assert_eq!(lead_words(Some("Amy Okafor"), None), "Amy Okafor has not agreed yet");
        assert_eq!(lead_words(None, Some(&line(SigningMethod::Screen))), "Amy Okafor agreed Wed 4 Nov");
        assert_eq!(lead_words(None, None), "No lead participant yet");
    }
}
