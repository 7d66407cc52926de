//! British clocks for calendar programs: their rules are sent along, since not every program knows `Europe/London` by itself, and events stand
//! in British time, so that 13:00 stays 13:00 when the clocks change.

use chrono::{DateTime, Utc};
use icalendar::Property;
use model::calendar::clock;

const NAME: &str = "Europe/London";

/// The rules since 2007 (and long before): one hour forward on the last Sunday of March, and back on that of October, both at 01:00 UTC.
pub(super) const RULES: &str = "BEGIN:VTIMEZONE\r\n\
    TZID:Europe/London\r\n\
    BEGIN:DAYLIGHT\r\n\
    DTSTART:20070325T010000\r\n\
    TZOFFSETFROM:+0000\r\n\
    TZOFFSETTO:+0100\r\n\
    TZNAME:BST\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
    END:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\n\
    DTSTART:20071028T020000\r\n\
    TZOFFSETFROM:+0100\r\n\
    TZOFFSETTO:+0000\r\n\
    TZNAME:GMT\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
    END:STANDARD\r\n\
    END:VTIMEZONE\r\n";

/// A moment as British clocks show it: `DTSTART;TZID=Europe/London:20261124T130000`.
pub(super) fn local(key: &str, moment: DateTime<Utc>) -> Property {
    let shown = clock::sortable_to_the_second(moment).replace(['-', ':'], "").replace(' ', "T");
    Property::new(key, shown).add_parameter("TZID", NAME).done()
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

    use super::*;

    #[test]
    fn the_rules_are_those_of_british_clocks() {
        for year in 2007..2040 {
            for (month, before, after) in [(3, "00:59", "02:00"), (10, "01:59", "01:00")] {
                let mut days = (25..=31).rev().filter_map(|day| NaiveDate::from_ymd_opt(year, month, day));
                let last = days.find(|day| day.weekday() == Weekday::Sun).expect("a Sunday");
                let change = last.and_hms_opt(1, 0, 0).expect("a time").and_utc();
                assert_eq!((clock::time(change - TimeDelta::minutes(1)).as_str(), clock::time(change).as_str()), (before, after), "{last}");
            }
        }
    }

    #[test]
    fn one_in_the_afternoon_stays_so_on_either_side_of_a_change() {
        for (moment, shown) in [
            ("2026-03-28T13:00:00Z", "20260328T130000"),
            ("2026-03-29T12:00:00Z", "20260329T130000"),
            ("2027-03-27T13:00:00Z", "20270327T130000"),
            ("2027-03-28T12:00:00Z", "20270328T130000"),
            ("2026-10-24T12:00:00Z", "20261024T130000"),
            ("2026-10-25T13:00:00Z", "20261025T130000"),
        ] {
            let property = local("DTSTART", moment.parse().expect("a moment"));
            assert_eq!(property.value(), shown, "{moment}");
        }
    }
}
