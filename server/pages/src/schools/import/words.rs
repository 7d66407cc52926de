//! An import as its page shows it.

use app::ui::frame::Frame;
use model::ids::SchoolImportId;

use crate::schools::data::Fact;
use crate::schools::words::thousands;

/// The page where an import begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportStart {
    /// What every page shows.
    pub frame: Frame,
    /// Earlier imports, the newest first: address, name of the file, when and by whom, and how it ended.
    pub earlier: Vec<[String; 4]>,
}

/// When an import was begun and by whom.
pub fn begun(began: &str, by: Option<&str>) -> String {
    format!("{began}, by {}", by.unwrap_or("the command line"))
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The files are looked through.
    Reading,
    /// What they would change is known.
    Previewed,
    /// They are brought in.
    Applying,
    /// They are in.
    Applied,
    /// Everything was in already.
    Nothing,
    /// Somebody thought better of it.
    Left,
    /// It went wrong.
    Failed,
}

impl Stage {
    /// From the state's word in the database, whether somebody thought better of it, and whether there was nothing to do.
    pub fn of(state: &str, left: bool, nothing: bool) -> Self {
        match state {
            "reading" => Self::Reading,
            "previewed" => Self::Previewed,
            "applying" => Self::Applying,
            "applied" if nothing => Self::Nothing,
            "applied" => Self::Applied,
            _ if left => Self::Left,
            _ => Self::Failed,
        }
    }

    /// Whether the page should look again in a moment.
    pub fn is_running(self) -> bool {
        matches!(self, Self::Reading | Self::Applying)
    }

    /// In a list.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reading => "Being read",
            Self::Previewed => "Waits for a decision",
            Self::Applying => "Being brought in",
            Self::Applied => "Brought in",
            Self::Nothing => "Nothing to change",
            Self::Left => "Left as it was",
            Self::Failed => "Not brought in",
        }
    }
}

/// Some of what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Each with what it says.
    pub rows: Vec<ListedRow>,
    /// How many of how many they are: `50 of 1,204`.
    pub note: String,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRow {
    /// What stands in its columns; the first is what it is about.
    pub cells: [String; 3],
    /// Each thing that is different, with before and after, in place of the last column.
    pub fields: Vec<[String; 3]>,
    /// Whether something is told of the school here.
    pub ours: bool,
    /// The number by which the hub may refuse it, while that can be decided.
    pub refusal: Option<String>,
}

impl Listed {
    /// Of `all`, those in `rows`.
    pub fn of(rows: Vec<ListedRow>, all: u64) -> Self {
        let note = if rows.len() as u64 == all { thousands(all) } else { format!("{} of {}", rows.len(), thousands(all)) };
        Self { rows, note }
    }
}

impl ListedRow {
    /// One without more.
    pub fn new(cells: [String; 3]) -> Self {
        Self { cells, fields: Vec::new(), ours: false, refusal: None }
    }
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportData {
    /// What every page shows.
    pub frame: Frame,
    pub id: SchoolImportId,
    /// The names of its files.
    pub files: String,
    /// When it was begun and by whom.
    pub begun: String,
    /// Where it stands.
    pub stage: Stage,
    /// How many rows were read, in words.
    pub rows: String,
    /// Numbers of note.
    pub figures: Vec<Fact>,
    /// Why it went wrong.
    pub failure: String,
    /// Some of the new schools: name, number, town.
    pub new: Listed,
    /// Some of the changed ones: name, number.
    pub changed: Listed,
    /// Some of those that closed: name, number, day.
    pub closed: Listed,
    /// All of those with a new number: name, number before, number now.
    pub taken_over: Listed,
    /// Some of those that might have gone on as another and stay two: both, and why.
    pub apart: Listed,
    /// Some of those of which one came from the other, and of those that did so no longer.
    pub linked: Listed,
    pub unlinked: Listed,
    /// What was guessed: what, how often, an example.
    pub guesses: Listed,
    /// Rows and values that could not be understood: file, line, reason.
    pub bad: Listed,
}
