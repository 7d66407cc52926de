//! A day with its hours, by British clocks, and the one way in which they are said.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::clock;
use super::day::{in_words, short};

/// When a workshop is, or could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    /// When the part begins that everybody may join.
    pub twilight: Option<NaiveDateTime>,
}

impl Slot {
    /// What British clocks show at these moments.
    pub fn of(starts: DateTime<Utc>, ends: DateTime<Utc>, twilight: Option<DateTime<Utc>>) -> Self {
        Self { starts: clock::british(starts), ends: clock::british(ends), twilight: twilight.map(clock::british) }
    }

    pub fn day(&self) -> NaiveDate {
        self.starts.date()
    }

    /// `13:00 to 17:15, twilight from 15:45`.
    pub fn hours(&self) -> String {
        let time = |moment: NaiveDateTime| moment.format("%H:%M").to_string();
        let twilight = self.twilight.map(|twilight| format!(", twilight from {}", time(twilight))).unwrap_or_default();
        format!("{} to {}{twilight}", time(self.starts), time(self.ends))
    }

    /// In full: `Tuesday 24 November 2026, 13:00 to 17:15, twilight from 15:45`.
    pub fn in_full(&self) -> String {
        format!("{}, {}", in_words(self.day()), self.hours())
    }

    /// For lists and audits: `Tue 24 Nov 2026, 13:00 to 17:15`.
    pub fn short(&self) -> String {
        format!("{}, {}", short(self.day()), Self { twilight: None, ..*self }.hours())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// One between two moments like `2026-11-24 13:00` of British clocks.
    pub(crate) fn slot(starts: &str, ends: &str) -> Slot {
        let moment = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time");
        Slot { starts: moment(starts), ends: moment(ends), twilight: None }
    }

    #[test]
    fn a_date_is_said_with_its_hours() {
        let plain = slot("2026-11-24 13:00", "2026-11-24 17:15");
        assert_eq!(plain.in_full(), "Tuesday 24 November 2026, 13:00 to 17:15");
        let twilight = Slot { twilight: Some(plain.day().and_hms_opt(15, 45, 0).expect("a time")), ..plain };
        assert_eq!(twilight.in_full(), "Tuesday 24 November 2026, 13:00 to 17:15, twilight from 15:45");
        assert_eq!(twilight.short(), "Tue 24 Nov 2026, 13:00 to 17:15");
    }

    #[test]
    fn moments_are_read_by_british_clocks() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a moment");
        let summer = Slot::of(at("2026-06-24T12:00:00Z"), at("2026-06-24T16:15:00Z"), Some(at("2026-06-24T14:45:00Z")));
        assert_eq!(summer.hours(), "13:00 to 17:15, twilight from 15:45");
        let winter = Slot::of(at("2026-11-24T13:00:00Z"), at("2026-11-24T17:15:00Z"), None);
        assert_eq!(winter, slot("2026-11-24 13:00", "2026-11-24 17:15"));
    }
}
