//! A year that is over, in words.

use chrono::NaiveDate;
use store::groups::{Kind, PastRepresentative};

/// Who represented a school and when, as far as that was not the whole year, which began on `first`.
pub fn represented(person: &PastRepresentative, first: NaiveDate) -> String {
    let PastRepresentative { name, kind, from, until } = person;
    let day = |day: &NaiveDate| day.format("%-d %b %Y").to_string();
    let name = if *kind == Kind::Deputy { format!("{name}, deputy") } else { name.clone() };
    match (*from > first, until) {
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
        let amy = PastRepresentative { name: "Amy".to_owned(), kind: Kind::Lead, from: first, until: None };
        assert_eq!(represented(&amy, first), "Amy");
        let amy = PastRepresentative { until: Some(day("2027-03-03")), ..amy };
        assert_eq!(represented(&amy, first), "Amy (until 3 Mar 2027)");
        let ben = PastRepresentative { name: "Ben".to_owned(), kind: Kind::Deputy, from: day("2027-03-03"), until: None };
        assert_eq!(represented(&ben, first), "Ben, deputy (from 3 Mar 2027)");
    }

    #[test]
    fn a_commitment_is_told_as_far_as_it_came() {
        assert_eq!(commitment(false, None, false), "No commitment in this year");
        assert_eq!(commitment(true, None, true), "Not signed");
        assert_eq!(commitment(true, Some("2026-09-12"), false), "Signed by the headteacher on 12 Sep 2026");
    }
}
