//! An import as its page shows it.

use serde::{Deserialize, Serialize};

use crate::ui::frame::Frame;

/// The page where an import begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportStart {
    /// What every page shows.
    pub frame: Frame,
    /// Earlier imports, the newest first: address, name of the file, when and by whom, and how it ended.
    pub earlier: Vec<[String; 4]>,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The files are looked through.
    Reading,
    /// What they would change is known.
    Previewed,
    /// They are brought in.
    Applying,
    /// They are in.
    Applied,
    /// It went wrong, or somebody thought better of it.
    Failed,
}

impl Stage {
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
            Self::Failed => "Not brought in",
        }
    }
}

/// A school of which something is different: number, name, and each thing with before and after.
pub type Changed = (String, String, Vec<[String; 3]>);

/// An import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportData {
    /// What every page shows.
    pub frame: Frame,
    /// Its id.
    pub id: String,
    /// The names of its files.
    pub files: String,
    /// When it was begun and by whom.
    pub begun: String,
    /// Where it stands.
    pub stage: Stage,
    /// How many rows were read, in words.
    pub rows: String,
    /// Numbers of note and their words.
    pub figures: Vec<(String, String)>,
    /// Whether everything is as the files say.
    pub nothing: bool,
    /// Why it went wrong.
    pub failure: String,
    /// Some of the new schools: number, name, town.
    pub new: Vec<[String; 3]>,
    /// Some of the changed ones.
    pub changed: Vec<Changed>,
    /// Some of those that closed: number, name, day.
    pub closed: Vec<[String; 3]>,
    /// Some of those with a new number: name, number before, number now.
    pub taken_over: Vec<[String; 3]>,
    /// Rows that could not be understood: file, line, reason.
    pub bad: Vec<[String; 3]>,
}
