//! Whether a closed school and the one after it are one school under another number, or two.
//!
//! They are one only when everything says so: the newer one opened as the older one closed, was not known as open beside it,
//! and no link tells of an amalgamation or a merger. Two that are linked cost nobody anything; two that were wrongly made one do.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::existing::Known;
use super::import::Renumbering;

/// How many days before the closing day of the older one the newer one may have opened, and how many after: a summer lies
/// between a last day of term and the first of September.
const OPENED_FROM: i64 = -7;
const OPENED_TO: i64 = 62;

/// A merger so many days away from the closing day is another story.
const SAME_STORY: i64 = 366;

/// When two have been made one already, less makes it another story: most happens on a first of September.
const SAME_AUTUMN: i64 = 183;

/// What the hub decided about successors, or has been shown of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Decisions {
    /// What does not hold: they stay two schools.
    pub apart: HashSet<Renumbering>,
    /// Numbers that the hub refuses to give up in this import.
    pub refused: HashSet<String>,
    /// When a preview was decided on, what it named: no other two are made one.
    pub previewed: Option<HashSet<Renumbering>>,
}

/// Why two schools stay two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// The hub has decided so.
    Decided,
    /// The hub decides so now.
    Refused,
    /// The preview that the hub decided on did not name them.
    NotPreviewed,
    Beside,
    Merger,
    UnknownDays,
    OtherDays,
    BothTold,
    /// Others closed into the same school at that time, or came from it.
    Others,
    /// Nothing in the links says any more that one became the other.
    NotLinked,
}

impl Doubt {
    /// As a sentence.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Decided | Self::Refused => "The hub keeps them apart.",
            Self::NotPreviewed => "It was not in the preview.",
            Self::Beside => "Both were known as open at the same time.",
            Self::Merger => "There was an amalgamation or a merger.",
            Self::UnknownDays => "It is not known when the one closed and the other opened.",
            Self::OtherDays => "The one did not open when the other closed.",
            Self::BothTold => "Both have a history here.",
            Self::Others => "More than these two schools were part of it.",
            Self::NotLinked => "The links do not say that the one became the other.",
        }
    }
}

/// The path from a closed school to the one that it may have become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LinkPath {
    /// Every number on it after the closed school's, the last included.
    pub numbers: Vec<String>,
    /// Those between that were never ours.
    pub between: Vec<String>,
    /// The days of its first and of its last link.
    pub first: Option<String>,
    pub last: Option<String>,
}

/// Whether the days say otherwise than that one became the other.
pub(super) fn days(older: &Known, newer: &Known, path: &LinkPath) -> Option<Doubt> {
    let closed = older.close_date.as_deref().or(path.first.as_deref());
    let opened = newer.open_date.as_deref();
    // Of the ones between nothing is known but their links.
    let steps =
        if path.numbers.len() < 2 { vec![(closed, opened)] } else { vec![(closed, path.first.as_deref()), (path.last.as_deref(), opened)] };
    for (closed, opened) in steps {
        let (Some(closed), Some(opened)) = (closed.and_then(date), opened.and_then(date)) else { return Some(Doubt::UnknownDays) };
        if !(OPENED_FROM..=OPENED_TO).contains(&(opened - closed).num_days()) {
            return Some(Doubt::OtherDays);
        }
    }
    None
}

/// Whether a merger of that day belongs to what happened when a school closed. One without a day may.
pub(super) fn belongs(merged: Option<&str>, closed: Option<&str>) -> bool {
    match (merged.and_then(date), closed.and_then(date)) {
        (Some(merged), Some(closed)) => (merged - closed).num_days().abs() <= SAME_STORY,
        _ => true,
    }
}

/// Whether a day is about that on which a school closed that goes on as another one; `None` where either is not known.
pub(super) fn about(day: Option<&str>, closed: Option<&str>) -> Option<bool> {
    let days = day.and_then(date)?.signed_duration_since(closed.and_then(date)?).num_days();
    Some(days.abs() <= SAME_AUTUMN)
}

fn date(day: &str) -> Option<NaiveDate> {
    day.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(opened: &str, closed: &str) -> Known {
        let day = |day: &str| Some(day.to_owned()).filter(|day| !day.is_empty());
        Known { open_date: day(opened), close_date: day(closed), ..Known::default() }
    }

    #[test]
    fn the_newer_one_opened_as_the_older_one_closed() {
        let path = LinkPath { numbers: vec!["2".into()], ..LinkPath::default() };
        let doubt = |closed: &str, opened: &str| days(&school("", closed), &school(opened, ""), &path);
        for opened in ["2026-09-01", "2026-08-31", "2026-10-01"] {
            assert_eq!(doubt("2026-08-31", opened), None, "{opened}");
        }
        for opened in ["1952-09-01", "2026-07-01", "2027-01-01"] {
            assert_eq!(doubt("2026-08-31", opened), Some(Doubt::OtherDays), "{opened}");
        }
        assert_eq!(doubt("2026-08-31", ""), Some(Doubt::UnknownDays));
        assert_eq!(doubt("", "2026-09-01"), Some(Doubt::UnknownDays));
        let path = LinkPath { first: Some("2026-08-31".into()), ..path };
        assert_eq!(days(&school("", ""), &school("2026-09-01", ""), &path), None, "the link has the day");
    }

    #[test]
    fn by_way_of_others_the_links_tell_the_days() {
        let path = |first: &str, last: &str| LinkPath {
            numbers: vec!["2".into(), "3".into()],
            first: Some(first.into()),
            last: Some(last.into()),
            ..LinkPath::default()
        };
        let doubt = |path| days(&school("", "2024-08-31"), &school("2026-09-01", ""), &path);
        assert_eq!(doubt(path("2024-09-01", "2026-08-31")), None);
        assert_eq!(doubt(path("2020-09-01", "2026-08-31")), Some(Doubt::OtherDays));
        assert_eq!(doubt(path("2024-09-01", "2025-01-01")), Some(Doubt::OtherDays));
    }

    #[test]
    fn an_old_merger_is_another_story() {
        assert!(belongs(Some("2026-09-01"), Some("2026-08-31")));
        assert!(!belongs(Some("1999-09-01"), Some("2026-08-31")));
        assert!(belongs(None, Some("2026-08-31")) && belongs(Some("1999-09-01"), None));
    }
}
