//! What an import lists beside its counts.

use serde::{Deserialize, Serialize};

/// A school in a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListedSchool {
    /// Its URN, as the extract has it.
    pub urn: String,
    /// What the extract calls it.
    pub name: String,
    /// Where it is, or for a closed one since when.
    pub note: String,
    /// Whether something is told of it here: groups, people, phases.
    pub ours: bool,
}

/// One thing about a school that is different now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FieldChange {
    /// What it is, in words.
    pub what: String,
    /// As it was known; empty for nothing.
    pub before: String,
    /// As the file has it; empty for nothing.
    pub after: String,
}

/// A school of which something is different now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangedSchool {
    /// Its URN, as the extract has it.
    pub urn: String,
    /// What the extract calls it.
    pub name: String,
    /// What is different, as far as anybody wants to read it.
    pub fields: Vec<FieldChange>,
    /// Whether something is told of it here: groups, people, phases.
    pub ours: bool,
}

/// A row that could not be understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BadRow {
    /// In which file.
    pub file: String,
    /// On which line it begins; the header is line 1.
    pub line: u64,
    /// What is wrong, to be read after "Line 12".
    pub reason: String,
}

/// Something that was understood otherwise than as it is published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guessed {
    /// In which file.
    pub file: String,
    /// What, in words.
    pub what: String,
    /// How many values; 0 where it is about the file as a whole.
    pub count: u64,
    /// On which line the first of them is.
    pub line: u64,
    /// As the first of them is in the file, and as it was understood.
    pub before: String,
    pub after: String,
}

/// Two schools that are not made one, or that came one from the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TwoSchools {
    /// The name of the one that came first, and its number where it is of use.
    pub before: String,
    pub before_urn: String,
    /// The same of the other.
    pub after: String,
    pub after_urn: String,
    /// Why, as a sentence; empty where they simply are.
    pub why: String,
}

/// A school that goes on under another number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TakenOver {
    /// What the extract calls it.
    pub name: String,
    /// The number it had.
    pub from: String,
    /// The number it has.
    pub to: String,
    /// Its name under the number it had.
    pub was: String,
    /// The day on which it closed under that number, and the one on which it opened under the other.
    pub closed: String,
    pub opened: String,
    /// Whether something is told of it here: groups, people, phases.
    pub ours: bool,
}
