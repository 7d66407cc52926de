//! One row of the extract as it is kept.

use csv::StringRecord;

use super::columns::{CLOSE_DATE, EASTING, KEPT, LOW_AGE, NAME, NORTHING, OPEN_DATE, PHASE, REGION_CODE, STATUS, TOWN, TYPE, URN};
use super::days::Order;
use super::terms::{self, CLOSED};
use super::values::{self, Guess, Value};

/// A row that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Its number.
    pub urn: String,
    /// On which line of the file it begins.
    pub line: u64,
    /// Its values in the order of [`KEPT`].
    pub values: Vec<Value>,
}

impl Record {
    fn text(&self, column: usize) -> &str {
        match self.values.get(column) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    pub(super) fn name(&self) -> &str {
        self.text(NAME)
    }

    pub(super) fn town(&self) -> &str {
        self.text(TOWN)
    }

    pub(super) fn is_closed(&self) -> bool {
        self.text(STATUS) == CLOSED
    }

    pub(super) fn close_date(&self) -> &str {
        self.text(CLOSE_DATE)
    }

    pub(super) fn open_date(&self) -> &str {
        self.text(OPEN_DATE)
    }
}

/// A row as it was understood.
pub(super) struct Understood {
    pub record: Record,
    /// In words, which of its values can't be understood: the school is kept without those, or as it was known.
    pub odd: Vec<String>,
    pub guesses: Vec<GuessedValue>,
}

/// A value that was guessed.
pub(super) struct GuessedValue {
    /// How.
    pub guess: Guess,
    /// As it stands in the file.
    pub before: String,
    pub after: String,
}

/// Where the columns stand in a file.
pub(super) struct Layout {
    urn: usize,
    region: Option<usize>,
    kept: Vec<Option<usize>>,
    order: Order,
}

impl Layout {
    /// Finds the columns in a header; `order` is how the file's days with strokes are meant.
    ///
    /// # Errors
    /// The name of a column without which nothing can be done.
    pub(super) fn find(header: &StringRecord, order: Order) -> Result<Self, &'static str> {
        let place = |name: &str| header.iter().position(|header| header.trim().eq_ignore_ascii_case(name));
        let layout = Self {
            urn: place(URN).ok_or(URN)?,
            region: place(REGION_CODE),
            kept: KEPT.iter().map(|column| place(column.header)).collect(),
            order,
        };
        if layout.kept.first().copied().flatten().is_none() { Err(KEPT[NAME].header) } else { Ok(layout) }
    }

    /// A row's number.
    ///
    /// # Errors
    /// In words, when it is none.
    pub(super) fn urn<'a>(&self, fields: &'a StringRecord) -> Result<&'a str, String> {
        let urn = fields.get(self.urn).unwrap_or_default().trim();
        match urn {
            "" => Err("has no URN".to_owned()),
            urn if is_urn(urn) => Ok(urn),
            urn => Err(format!("has the URN {urn:?}, which is no number of five to seven digits")),
        }
    }

    /// Whether a school belongs to those that a primary Work Group can have: open, in England, with primary pupils.
    pub(super) fn in_scope(&self, fields: &StringRecord, special: bool) -> bool {
        let value = |column: usize| self.kept[column].map(|place| fields.get(place).unwrap_or_default().trim());
        let open = value(STATUS).is_none_or(|status| matches!(terms::status(status), Some("Open" | "Open, but proposed to close")));
        let region = self.region.map(|place| fields.get(place).unwrap_or_default().trim());
        let england = region.is_none_or(|code| matches!(code, "A" | "B" | "D" | "E" | "F" | "G" | "H" | "J" | "K"));
        let primary =
            value(PHASE).is_none_or(|phase| matches!(terms::phase(phase), Some("Primary" | "Middle deemed primary" | "All-through")));
        let young = || value(LOW_AGE).and_then(|age| age.parse::<u8>().ok()).is_none_or(|age| age <= 10);
        let is_special = || value(TYPE).is_some_and(|kind| kind.to_lowercase().contains("special")) && young();
        open && england && (primary || (special && is_special()))
    }

    /// The words of a row that is left out for want of knowing them: its status or its phase may be why.
    pub(super) fn unknown_words(&self, fields: &StringRecord) -> Option<String> {
        let wrong = |column: usize| {
            let text = self.kept[column].map(|place| fields.get(place).unwrap_or_default().trim())?;
            values::read(&KEPT[column], text, self.order).err()
        };
        [STATUS, PHASE].into_iter().find_map(wrong).map(|wrong| format!("{wrong}: left out"))
    }

    /// Reads the kept columns of a row.
    ///
    /// # Errors
    /// In words, when there is no school without what is missing.
    pub(super) fn record(&self, fields: &StringRecord, line: u64) -> Result<Understood, String> {
        let urn = self.urn(fields)?.to_owned();
        let (mut values, mut odd, mut guesses) = (Vec::with_capacity(KEPT.len()), Vec::new(), Vec::new());
        for (column, place) in KEPT.iter().zip(&self.kept) {
            let text = place.map(|place| fields.get(place).unwrap_or_default().trim());
            values.push(match text.map(|text| values::read(column, text, self.order)) {
                None => Value::Absent,
                Some(Ok((value, guess))) => {
                    let before = || text.unwrap_or_default().to_owned();
                    guesses.extend(guess.map(|guess| GuessedValue { guess, before: before(), after: value.words() }));
                    value
                }
                Some(Err(wrong)) => {
                    odd.push(format!("{wrong}: left out"));
                    Value::Absent
                }
            });
        }
        for required in [NAME, STATUS] {
            if values[required] == Value::Text(String::new()) {
                return Err(format!("has nothing in {}", KEPT[required].header));
            }
        }
        // Half a point is no place.
        for nowhere in [Value::Nothing, Value::Absent] {
            if values[EASTING] == nowhere || values[NORTHING] == nowhere {
                values[EASTING] = nowhere.clone();
                values[NORTHING] = nowhere;
            }
        }
        Ok(Understood { record: Record { urn, line, values }, odd, guesses })
    }
}

/// Whether a text is a unique reference number: digits, six of them by now.
pub(super) fn is_urn(text: &str) -> bool {
    (5..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(header: &[&str]) -> Layout {
        Layout::find(&StringRecord::from(header.to_vec()), Order::DayFirst).expect("a layout")
    }

    #[test]
    fn columns_are_found_by_name_wherever_they_stand() {
        let layout = layout(&["Town", "establishmentname", "HeadLastName", "URN"]);
        let row = StringRecord::from(vec!["Thistlewick", "Oak  Hollow", "Secret", "123456"]);
        let record = layout.record(&row, 2).expect("a record").record;
        assert_eq!((record.urn.as_str(), record.name(), record.town()), ("123456", "Oak Hollow", "Thistlewick"));
        assert!(record.values.iter().all(|value| value.words() != "Secret"));
        assert_eq!(record.values[STATUS], Value::Absent, "what the file does not have stays as it is");
    }

    #[test]
    fn without_number_or_name_it_is_another_file() {
        for (header, missing) in [(vec!["EstablishmentName"], "URN"), (vec!["URN", "Town"], "EstablishmentName")] {
            assert_eq!(Layout::find(&StringRecord::from(header), Order::DayFirst).err(), Some(missing));
        }
    }

    #[test]
    fn what_can_not_be_understood_is_said_in_words() {
        let layout = layout(&["URN", "EstablishmentName", "OpenDate", "NumberOfPupils"]);
        for (row, reason) in [
            (["12", "Oak", "", ""], "has the URN \"12\", which is no number of five to seven digits"),
            (["123456", "", "", ""], "has nothing in EstablishmentName"),
        ] {
            assert_eq!(layout.record(&StringRecord::from(row.to_vec()), 2).err().as_deref(), Some(reason));
        }
    }

    #[test]
    fn a_value_that_can_not_be_understood_costs_no_more_than_itself() {
        let layout = layout(&["URN", "EstablishmentName", "OpenDate", "NumberOfPupils"]);
        for (row, reasons) in [
            (["123456", "Oak", "31-02-2020", ""], &["has \"31-02-2020\" in OpenDate, which is no day: left out"][..]),
            (["123456", "Oak", "", "many"], &["has \"many\" in NumberOfPupils, which is no number: left out"]),
            (["123456", "Oak", "", "210.5"], &["has \"210.5\" in NumberOfPupils, which is no number: left out"]),
            (["123456", "Oak", "01-09-1996", "210.0"], &[]),
        ] {
            let Understood { record, odd, .. } = layout.record(&StringRecord::from(row.to_vec()), 2).expect("a school");
            assert_eq!((record.name(), odd.iter().map(String::as_str).collect::<Vec<_>>()), ("Oak", reasons.to_vec()));
        }
        let record = layout.record(&StringRecord::from(vec!["123456", "Oak", "", "210.0"]), 2).expect("a school").record;
        assert!(record.values.contains(&Value::Number(210)));
    }

    #[test]
    fn half_a_place_is_none_and_neither_is_zero() {
        let layout = layout(&["URN", "EstablishmentName", "Easting", "Northing"]);
        let place = |easting: &str, northing: &str| {
            let record = layout.record(&StringRecord::from(vec!["123456", "Oak", easting, northing]), 2).expect("a record").record;
            (record.values[EASTING].clone(), record.values[NORTHING].clone())
        };
        assert_eq!(place("400100", "300200"), (Value::Number(400_100), Value::Number(300_200)));
        for (easting, northing) in [("0", "0"), ("400100", "0"), ("", "300200"), ("-1", "5")] {
            assert_eq!(place(easting, northing), (Value::Nothing, Value::Nothing), "{easting} {northing}");
        }
        assert_eq!(place("here", "300200"), (Value::Absent, Value::Absent), "what is known stays");
    }

    #[test]
    fn the_filter_takes_open_primary_schools_in_england() {
        let names = [
            "URN",
            "EstablishmentName",
            "EstablishmentStatus (name)",
            "PhaseOfEducation (name)",
            "GOR (code)",
            "TypeOfEstablishment (name)",
            "StatutoryLowAge",
        ];
        let layout = layout(&names);
        let takes = |status: &str, phase: &str, region: &str, special: bool| {
            layout.in_scope(&StringRecord::from(vec!["123456", "Oak", status, phase, region, "Community special school", "4"]), special)
        };
        assert!(takes("Open", "Primary", "A", false));
        assert!(takes("Open, but proposed to close", "Middle deemed primary", "K", false));
        assert!(takes("Open", "All-through", "J", false));
        assert!(!takes("Closed", "Primary", "A", false));
        assert!(!takes("Proposed to open", "Primary", "A", false));
        assert!(!takes("Open", "Secondary", "A", false));
        assert!(!takes("Open", "Primary", "W", false), "Wales");
        assert!(!takes("Open", "Primary", "C", false), "no region of today");
        assert!(!takes("Open", "Not applicable", "A", false));
        assert!(takes("Open", "Not applicable", "A", true), "special, when asked for");
    }
}
