//! A year that is over, in words.

use chrono::NaiveDate;

/// Who represented a school and when, as far as that was not the whole year, which began on `first`.
pub fn represented(name: &str, deputy: bool, from: NaiveDate, until: Option<NaiveDate>, first: NaiveDate) -> String {
    let day = |day: NaiveDate| day.format("%-d %b %Y").to_string();
    let name = if deputy { format!("{name}, deputy") } else { name.to_owned() };
    match (from > first, until) {
        (false, None) => name,
        (true, None) => format!("{name} (from {})", day(from)),
        (false, Some(until)) => format!("{name} (until {})", day(until)),
        (true, Some(until)) => format!("{name} ({} to {})", day(from), day(until)),
    }
}

/// How far the commitment came.
pub fn commitment(asked: bool, signed_on: Option<&str>, agreed: bool) -> String {
    let day = |text: &str| text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), |day| day.format("%-d %b %Y").to_string());
    match (asked, signed_on, agreed) {
        (false, ..) => "No commitment in this year".to_owned(),
        (true, None, _) => "Not signed".to_owned(),
        (true, Some(on), true) => format!("Signed by the headteacher on {}, agreed by the lead participant", day(on)),
        (true, Some(on), false) => format!("Signed by the headteacher on {}", day(on)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn whoever_represented_a_school_all_year_needs_no_dates() {
        let first = day("2026-09-01");
        assert_eq!(represented("Amy", false, first, None, first), "Amy");
        assert_eq!(represented("Amy", false, first, Some(day("2027-03-03")), first), "Amy (until 3 Mar 2027)");
        assert_eq!(represented("Ben", true, day("2027-03-03"), None, first), "Ben, deputy (from 3 Mar 2027)");
    }

    #[test]
    fn a_commitment_is_told_as_far_as_it_came() {
        assert_eq!(commitment(false, None, false), "No commitment in this year");
        assert_eq!(commitment(true, None, true), "Not signed");
        assert_eq!(commitment(true, Some("2026-09-12"), false), "Signed by the headteacher on 12 Sep 2026");
    }
}
