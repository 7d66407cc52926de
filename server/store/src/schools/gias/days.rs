//! Days as GIAS writes them, and as spreadsheets make of them: `31-08-2026`, `31/08/2026`, `2026-08-31`.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

/// Which number comes first in a day with strokes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    #[default]
    DayFirst,
    /// As spreadsheets of the USA write it.
    MonthFirst,
}

/// What the days of a file tell of their order.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    day_first: bool,
    month_first: bool,
}

impl Evidence {
    /// Looks at a line.
    pub(super) fn add(&mut self, line: &[u8]) {
        if !line.contains(&b'/') {
            return;
        }
        for value in line.split(|byte| *byte == b',') {
            let text = std::str::from_utf8(value).unwrap_or_default().trim().trim_matches('"');
            match strokes(text) {
                Some((13..=31, 1..=12, _)) => self.day_first = true,
                Some((1..=12, 13..=31, _)) => self.month_first = true,
                _ => {}
            }
        }
    }

    /// Day first, unless nothing says so and something says the contrary.
    pub(super) fn order(self) -> Order {
        if self.month_first && !self.day_first { Order::MonthFirst } else { Order::DayFirst }
    }
}

/// A day as we keep it, and whether that is a guess.
pub(super) fn day(text: &str, order: Order) -> Option<(String, bool)> {
    // A spreadsheet may add midnight.
    let text = text.strip_suffix(" 00:00:00").or_else(|| text.strip_suffix(" 00:00")).unwrap_or(text).trim();
    let kept = |year: u32, month, day, guessed| {
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(|day| (day.to_string(), guessed))
    };
    if let Some((first, second, year)) = strokes(text) {
        let (day, month) = if order == Order::DayFirst { (first, second) } else { (second, first) };
        return kept(year, month, day, true);
    }
    if let Some([day, month, year]) = numbers(text, '-', [1..=2, 1..=2, 4..=4]) {
        return kept(year, month, day, false);
    }
    let [year, month, day] = numbers(text, '-', [4..=4, 1..=2, 1..=2])?;
    kept(year, month, day, false)
}

fn strokes(text: &str) -> Option<(u32, u32, u32)> {
    numbers(text, '/', [1..=2, 1..=2, 4..=4]).map(|[first, second, year]| (first, second, year))
}

/// Three numbers of so many digits each. A year has four: of 14 nobody knows which century it is in.
fn numbers(text: &str, between: char, digits: [RangeInclusive<usize>; 3]) -> Option<[u32; 3]> {
    let (mut parts, mut found) = (text.split(between), [0; 3]);
    for (number, digits) in found.iter_mut().zip(digits) {
        let part = parts.next().filter(|part| digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_published_and_as_spreadsheets_write_them() {
        for text in ["31-08-2026", "2026-8-31", "31/08/2026", "31/8/2026", "2026-08-31", "31/08/2026 00:00"] {
            assert_eq!(day(text, Order::DayFirst).map(|(day, _)| day).as_deref(), Some("2026-08-31"), "{text}");
        }
        for text in
            ["", "31-02-2026", "31/02/2026", "8/31/2026", "31/08/26", "01-09-14", "26-08-31", "1-9-1", "31 August", "1/2/3/2026", "46265"]
        {
            assert_eq!(day(text, Order::DayFirst), None, "{text}");
        }
        assert_eq!(day("9/1/2014", Order::MonthFirst), Some(("2014-09-01".to_owned(), true)));
    }

    #[test]
    fn the_month_is_first_only_where_everything_says_so() {
        let order = |lines: &[&[u8]]| {
            let mut evidence = Evidence::default();
            lines.iter().for_each(|line| evidence.add(line));
            evidence.order()
        };
        assert_eq!(order(&[b"1,9/1/2014\n", b"2,\"8/31/2026\"\r\n"]), Order::MonthFirst);
        assert_eq!(order(&[b"1,8/31/2026\n", b"2,31/08/2026\n"]), Order::DayFirst);
        assert_eq!(order(&[b"1,01/09/2014\n", b"2,1/2,Oak\n"]), Order::DayFirst);
    }
}
