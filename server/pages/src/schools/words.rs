//! Facts of the directory in words.

use chrono::NaiveDate;
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::short;

pub use model::text::thousands::thousands;

/// A day with its year: `Tue 24 Nov 2026`, from `2026-11-24`. Anything else stays empty.
pub fn day(day: &str) -> String {
    day.parse::<NaiveDate>().map(short).unwrap_or_default()
}

/// A value of the directory: a day as people read it, anything else as it is.
pub fn value(text: &str) -> String {
    Some(day(text)).filter(|day| !day.is_empty()).unwrap_or_else(|| text.to_owned())
}

/// Statutory ages as the years that schools speak of: 4 to 11 is `Reception to Year 6`.
pub fn years(low: Option<i64>, high: Option<i64>) -> String {
    let (Some(low), Some(high)) = (low, high) else { return String::new() };
    // Pupils turn the highest age in the last year, so that year is the one of the age before.
    let (first, last) = (year(low), year(high - 1));
    if first == last { first } else { format!("{first} to {last}") }
}

fn year(age: i64) -> String {
    match age {
        ..=3 => "Nursery".to_owned(),
        4 => "Reception".to_owned(),
        age => format!("Year {}", age - 4),
    }
}

/// The academic year that somebody typed: `2023`, `2023/24`, `2023-24`, `2023-2024`.
pub fn parse_academic_year(text: &str) -> Option<AcademicYear> {
    let text = model::text::invisible::code(text);
    let mut parts = text.split(['/', '-']);
    let begins: i32 = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let fits = match parts.next() {
        None => true,
        Some(end) => end.parse::<i32>().is_ok_and(|end| end == begins + 1 || end == (begins + 1).rem_euclid(100)),
    };
    (fits && parts.next().is_none()).then_some(AcademicYear::starting(begins))
}

/// The website as an address to open, where what is published is one.
pub fn website(published: &str) -> Option<String> {
    let published = published.trim();
    let address = match published.split_once("://") {
        Some(("http" | "https", _)) => published.to_owned(),
        Some(_) => return None,
        None => format!("https://{published}"),
    };
    let host = address.split("://").nth(1).unwrap_or_default();
    (host.contains('.') && !host.contains(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '<' | '>' | '@')))
        .then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_said_as_years() {
        assert_eq!(years(Some(4), Some(11)), "Reception to Year 6");
        assert_eq!(years(Some(3), Some(7)), "Nursery to Year 2");
        assert_eq!(years(Some(7), Some(11)), "Year 3 to Year 6");
        assert_eq!(years(None, Some(11)), "");
    }

    #[test]
    fn an_academic_year_may_be_typed_as_people_do() {
        for text in ["2023", "2023/24", " 2023-24 ", "2023–2024", "2023 / 24"] {
            assert_eq!(parse_academic_year(text), Some(AcademicYear::starting(2023)), "{text}");
        }
        for text in ["", "23/24", "2023/25", "2023/24/25", "last year"] {
            assert_eq!(parse_academic_year(text), None, "{text}");
        }
    }

    #[test]
    fn a_published_website_becomes_an_address_or_nothing() {
        assert_eq!(website("www.oak.example").as_deref(), Some("https://www.oak.example"));
        assert_eq!(website("http://oak.example/a").as_deref(), Some("http://oak.example/a"));
        for text in ["", "none", "javascript://alert.example", "head@oak.example", "www oak.example"] {
            assert_eq!(website(text), None, "{text}");
        }
    }
}
