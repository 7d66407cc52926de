//! What the lead sends about a twilight.

use std::collections::BTreeMap;

use app::error::{AppError, Problem, Problems};
use model::ids::{DocumentId, GuestId, WorkGroupId};
use model::text::invisible;
use model::text::line::Line;
use serde::{Deserialize, Serialize};
use store::twilights::{NewTable, Table, TwilightSettings};

use crate::kit::Form;

/// So many tables can be set: more than a hall holds.
pub const MOST_TABLES: u8 = 12;
/// The name of a table is at most this long.
const MAX_NAME: usize = 40;
const MOST_GUESTS: u32 = 300;
/// A day has no more.
const MOST_MINUTES: u32 = 1440;

/// The page of a twilight.
pub fn page_of(group: WorkGroupId, number: u8) -> String {
    format!("/groups/{group}/workshops/{number}/twilight")
}

/// Makes a code instead of the one there is, or stops it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeForm {
    pub group: WorkGroupId,
    pub number: u8,
    /// `new` or `stop`.
    pub what: String,
}

impl Form for CodeForm {
    const ACTION: &'static str = "/api/twilight-code";

    fn page(&self) -> String {
        page_of(self.group, self.number)
    }
}

/// Takes a guest out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestForm {
    pub group: WorkGroupId,
    pub number: u8,
    /// Their id.
    pub guest: String,
}

impl Form for GuestForm {
    const ACTION: &'static str = "/api/twilight-guest";

    fn page(&self) -> String {
        page_of(self.group, self.number)
    }
}

/// What is sent as the table of a guest who is to have none.
pub const NO_TABLE: &str = "none";

/// Seats one guest by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatForm {
    pub group: WorkGroupId,
    pub number: u8,
    pub guest: GuestId,
    /// The table's number, or [`NO_TABLE`].
    #[serde(default)]
    pub table: String,
}

impl Form for SeatForm {
    const ACTION: &'static str = "/api/twilight-seat";

    fn page(&self) -> String {
        seat_page_of(self.group, self.number, self.guest)
    }
}

impl SeatForm {
    /// The table that was chosen.
    ///
    /// # Errors
    /// [`Problem::TableGone`] for what is no table.
    pub fn check(&self) -> Result<Option<u8>, Problem> {
        if self.table == NO_TABLE { Ok(None) } else { self.table.parse().map(Some).map_err(|_| Problem::TableGone) }
    }
}

/// The page on which a guest is seated by hand.
pub fn seat_page_of(group: WorkGroupId, number: u8, guest: GuestId) -> String {
    format!("{}/seat?guest={guest}", page_of(group, number))
}

/// Seats all guests anew, the schools mixed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MixForm {
    pub group: WorkGroupId,
    pub number: u8,
}

impl Form for MixForm {
    const ACTION: &'static str = "/api/twilight-mix";

    fn page(&self) -> String {
        page_of(self.group, self.number)
    }
}

/// How a twilight lets people in, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsForm {
    pub group: WorkGroupId,
    pub number: u8,
    #[serde(default)]
    pub capacity: String,
    #[serde(default)]
    pub opens_before: String,
    #[serde(default)]
    pub grace: String,
    /// `yes` or nothing.
    #[serde(default)]
    pub writes_after: String,
}

impl Form for SettingsForm {
    const ACTION: &'static str = "/api/twilight-settings";

    fn page(&self) -> String {
        page_of(self.group, self.number)
    }
}

impl SettingsForm {
    /// As it is set.
    pub fn of(group: WorkGroupId, number: u8, settings: TwilightSettings) -> Self {
        Self {
            group,
            number,
            capacity: settings.capacity.to_string(),
            opens_before: settings.opens_before.to_string(),
            grace: settings.grace.to_string(),
            writes_after: if settings.writes_after { "yes".to_owned() } else { "no".to_owned() },
        }
    }

    /// The settings that are wanted.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn check(&self) -> Result<TwilightSettings, AppError> {
        let mut problems = Problems::default();
        let capacity = problems.of(number(&self.capacity, 1, MOST_GUESTS).ok_or(Problem::CapacityWrong));
        let opens_before = problems.of(number(&self.opens_before, 0, MOST_MINUTES).ok_or(Problem::OpensBeforeWrong));
        let grace = problems.of(number(&self.grace, 0, MOST_MINUTES).ok_or(Problem::GraceWrong));
        match (capacity, opens_before, grace) {
            (Some(capacity), Some(opens_before), Some(grace)) => {
                Ok(TwilightSettings { capacity, opens_before, grace, writes_after: self.writes_after == "yes" })
            }
            _ => Err(problems.into()),
        }
    }
}

/// A number as it was typed, within its bounds.
pub fn number(typed: &str, least: u32, most: u32) -> Option<u32> {
    invisible::code(typed).parse().ok().filter(|number| (least..=most).contains(number))
}

/// The tables, each under `t` and its number: its name, and its board's id; without a board there is no table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TablesForm {
    pub group: WorkGroupId,
    pub number: u8,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    #[serde(default)]
    pub boards: BTreeMap<String, String>,
}

impl Form for TablesForm {
    const ACTION: &'static str = "/api/twilight-tables";

    fn page(&self) -> String {
        page_of(self.group, self.number)
    }
}

impl TablesForm {
    /// As they are set.
    pub fn of(group: WorkGroupId, number: u8, tables: &[Table]) -> Self {
        let each = |of: fn(&Table) -> String| tables.iter().map(move |table| (key(table.number), of(table))).collect();
        Self { group, number, names: each(|table| table.name.clone()), boards: each(|table| table.board.to_string()) }
    }

    /// The tables that are wanted, by number.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn check(&self) -> Result<Vec<NewTable>, AppError> {
        let numbers = (1..=MOST_TABLES).filter_map(|number| {
            let board = self.boards.get(&key(number)).filter(|board| !board.is_empty())?;
            Some((number, board))
        });
        let tables = numbers.map(|(number, board)| {
            let board: DocumentId = board.parse().map_err(|_| Problem::TableBoardGone)?;
            let name = self.names.get(&key(number)).map(String::as_str).unwrap_or_default();
            let name = Line::optional(name, MAX_NAME).map_err(|_| Problem::TableNameTooLong)?;
            Ok::<_, AppError>(NewTable { number, name, board })
        });
        tables.collect()
    }
}

/// The word for a table in the names of its fields.
pub fn key(number: u8) -> String {
    format!("t{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_numbers_within_bounds() {
        let group = WorkGroupId::generate();
        let usual = TwilightSettings::default();
        assert_eq!(SettingsForm::of(group, 2, usual).check(), Ok(usual));
        let typed = |capacity: &str, grace: &str| {
            let form = SettingsForm { capacity: capacity.to_owned(), grace: grace.to_owned(), ..SettingsForm::of(group, 2, usual) };
            form.check().map(|settings| (settings.capacity, settings.grace))
        };
        assert_eq!(typed(" 1\u{200b}2 ", "0"), Ok((12, 0)));
        assert_eq!(typed("0", "1441"), Err(AppError::Invalid(vec![Problem::CapacityWrong, Problem::GraceWrong])));
        assert_eq!(typed("-1", "lots"), Err(AppError::Invalid(vec![Problem::CapacityWrong, Problem::GraceWrong])));
    }

    #[test]
    fn a_seat_is_a_table_or_none() {
        let (group, guest) = (WorkGroupId::generate(), GuestId::generate());
        let check = |table: &str| SeatForm { group, number: 2, guest, table: table.to_owned() }.check();
        assert_eq!([check("3"), check(NO_TABLE)], [Ok(Some(3)), Ok(None)]);
        assert!(["", "0x3", "-1", "256"].into_iter().all(|typed| check(typed) == Err(Problem::TableGone)));
    }

    #[test]
    fn tables_without_a_board_are_none_and_numbers_stay() {
        let board = DocumentId::generate();
        let pairs =
            |all: &[(&str, String)]| all.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<BTreeMap<_, _>>();
        let form = TablesForm {
            group: WorkGroupId::generate(),
            number: 2,
            names: pairs(&[("t1", "one".to_owned()), ("t3", " by  the door ".to_owned())]),
            boards: pairs(&[("t1", String::new()), ("t3", board.to_string()), ("t99", board.to_string())]),
        };
        let tables = form.check().expect("tables");
        assert_eq!(tables, [NewTable { number: 3, name: Line::tidied("by the door"), board }]);
        let long = TablesForm { names: pairs(&[("t3", "n".repeat(41))]), ..form.clone() };
        assert_eq!(long.check(), Err(Problem::TableNameTooLong.into()));
        let gone = TablesForm { boards: pairs(&[("t1", "none".to_owned())]), ..form };
        assert_eq!(gone.check(), Err(Problem::TableBoardGone.into()));
    }
}
