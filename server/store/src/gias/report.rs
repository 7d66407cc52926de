//! What an import found or did. Kept as JSON beside it, so that it can be read years later: fields are only ever added.

use serde::{Deserialize, Serialize};

/// How many examples of each kind are kept; all are counted.
const SAMPLES: usize = 50;
/// How many refused rows are kept with line and reason.
const BAD_SAMPLES: usize = 200;

/// A school in a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListedSchool {
    /// Its number.
    pub urn: String,
    /// Its name.
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
    /// Its number.
    pub urn: String,
    /// Its name.
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

/// A school that goes on under another number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TakenOver {
    /// Its name.
    pub name: String,
    /// The number it had.
    pub from: String,
    /// The number it has.
    pub to: String,
}

/// What an import found (as a preview) or did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// The name of the extract, if there was one.
    pub extract_file: String,
    /// The name of the file of links, if there was one.
    pub links_file: String,
    /// Whether special schools were asked for.
    pub special: bool,
    /// How many rows of the extract were read.
    pub rows: u64,
    /// Schools that were not known.
    pub new: u64,
    /// Schools of which something is different.
    pub changed: u64,
    /// Schools that have closed since.
    pub closed: u64,
    /// Schools of which nothing is different.
    pub unchanged: u64,
    /// Establishments that no primary Work Group has.
    pub skipped: u64,
    /// Rows with a number that a school had before: history went on under a newer one.
    pub former: u64,
    /// Rows that could not be understood.
    pub bad: u64,
    /// Values that could not be understood, of schools that were kept without them.
    pub odd: u64,
    /// Schools that are known and not in the extract: they stay as they are.
    pub absent: u64,
    /// How many rows of the links were read.
    pub link_rows: u64,
    /// Links that were not known, or differently.
    pub new_links: u64,
    /// Schools that go on under another number.
    pub taken_over: u64,
    /// Schools that came from others by merger or split, one for each pair.
    pub linked: u64,
    /// Some of the new ones.
    pub new_schools: Vec<ListedSchool>,
    /// Some of the changed ones.
    pub changed_schools: Vec<ChangedSchool>,
    /// Some of the closed ones.
    pub closed_schools: Vec<ListedSchool>,
    /// Some of those that go on under another number.
    pub taken_over_schools: Vec<TakenOver>,
    /// Some of the rows and values that could not be understood.
    pub bad_rows: Vec<BadRow>,
    /// How long it took.
    pub milliseconds: u64,
    /// Why it failed, if it did.
    pub failure: String,
    /// Whether somebody thought better of it: then it did not fail.
    pub left: bool,
}

impl Report {
    /// Whether everything was as the files say.
    pub fn nothing_changed(&self) -> bool {
        self.new + self.changed + self.closed + self.taken_over + self.linked + self.new_links == 0
    }

    pub(super) fn add_new(&mut self, school: ListedSchool) {
        self.new += 1;
        keep(&mut self.new_schools, school, SAMPLES);
    }

    pub(super) fn add_changed(&mut self, school: ChangedSchool) {
        self.changed += 1;
        keep_ours_first(&mut self.changed_schools, school, |school| school.ours);
    }

    pub(super) fn add_closed(&mut self, school: ListedSchool) {
        self.closed += 1;
        keep_ours_first(&mut self.closed_schools, school, |school| school.ours);
    }

    pub(super) fn add_taken_over(&mut self, school: TakenOver) {
        self.taken_over += 1;
        keep(&mut self.taken_over_schools, school, SAMPLES);
    }

    /// A school goes on under another number: then it is neither a new one nor one that has closed.
    pub(super) fn goes_on(&mut self, closed: Option<&str>, new: Option<&str>) {
        if let Some(urn) = closed {
            self.closed = self.closed.saturating_sub(1);
            self.closed_schools.retain(|school| school.urn != urn);
        }
        if let Some(urn) = new {
            self.new = self.new.saturating_sub(1);
            self.new_schools.retain(|school| school.urn != urn);
        }
    }

    pub(super) fn add_odd(&mut self, row: BadRow) {
        self.odd += 1;
        keep(&mut self.bad_rows, row, BAD_SAMPLES);
    }

    pub(super) fn add_bad(&mut self, row: BadRow) {
        self.bad += 1;
        keep(&mut self.bad_rows, row, BAD_SAMPLES);
    }
}

fn keep<T>(samples: &mut Vec<T>, sample: T, most: usize) {
    if samples.len() < most {
        samples.push(sample);
    }
}

/// Schools of which something is told here come before all others.
fn keep_ours_first<T>(samples: &mut Vec<T>, sample: T, ours: impl Fn(&T) -> bool) {
    if ours(&sample) {
        let place = samples.iter().position(|other| !ours(other)).unwrap_or(samples.len());
        if place < SAMPLES {
            samples.insert(place, sample);
            samples.truncate(SAMPLES);
        }
    } else {
        keep(samples, sample, SAMPLES);
    }
}
