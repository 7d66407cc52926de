//! What an import found or did. Kept as JSON beside it, so that it can be read years later: fields are only ever added.

use serde::{Deserialize, Serialize};

use super::listed::{BadRow, ChangedSchool, Guessed, ListedSchool, TakenOver, TwoSchools};
use super::record::GuessedValue;

/// How many examples of each kind are kept; all are counted.
const SAMPLES: usize = 50;
/// How many refused rows are kept with line and reason.
const BAD_SAMPLES: usize = 200;

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
    /// Links that were known and are not in the file.
    pub withdrawn_links: u64,
    /// Pairs of schools of which the links say no longer that one came from the other.
    pub unlinked: u64,
    /// Pairs that the hub keeps apart from now on.
    pub refused: u64,
    /// Some of the new ones.
    pub new_schools: Vec<ListedSchool>,
    /// Some of the changed ones.
    pub changed_schools: Vec<ChangedSchool>,
    /// Some of the closed ones.
    pub closed_schools: Vec<ListedSchool>,
    /// All of those that go on under another number.
    pub taken_over_schools: Vec<TakenOver>,
    /// Some of those that closed and have a successor, and stay schools of their own.
    pub apart_schools: Vec<TwoSchools>,
    /// Some of those of which one came from the other, or did so no longer.
    pub linked_schools: Vec<TwoSchools>,
    pub unlinked_schools: Vec<TwoSchools>,
    /// What was guessed, of each kind once.
    pub guesses: Vec<Guessed>,
    /// Some of the rows and values that could not be understood.
    pub bad_rows: Vec<BadRow>,
    /// How long it took.
    pub milliseconds: u64,
    /// Why it failed, if it did.
    pub failure: String,
    /// Whether somebody thought better of it: then it did not fail.
    pub left: bool,
    /// Numbers that the hub refused to give up, though nothing would have taken them.
    pub refused_in_vain: Vec<String>,
    /// While it is brought in: the numbers that the hub refused to give up, and since when.
    pub refused_urns: Vec<String>,
    pub applying_since: i64,
}

impl Report {
    /// Whether everything was as the files say.
    pub fn nothing_changed(&self) -> bool {
        let links = self.linked + self.unlinked + self.new_links + self.withdrawn_links;
        self.new + self.changed + self.closed + self.taken_over + self.refused + links == 0
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
        // Each is named: the hub may refuse it.
        self.taken_over_schools.push(school);
    }

    pub(super) fn add_apart(&mut self, two: TwoSchools) {
        keep(&mut self.apart_schools, two, SAMPLES);
    }

    pub(super) fn add_linked(&mut self, two: TwoSchools) {
        self.linked += 1;
        keep(&mut self.linked_schools, two, SAMPLES);
    }

    pub(super) fn add_unlinked(&mut self, two: TwoSchools) {
        self.unlinked += 1;
        keep(&mut self.unlinked_schools, two, SAMPLES);
    }

    /// Something about a file as a whole.
    pub(super) fn add_guess_of_file(&mut self, file: &str, what: String) {
        self.guesses.push(Guessed { file: file.to_owned(), what, ..Guessed::default() });
    }

    /// A value: the first of each kind is an example of it.
    pub(super) fn add_guess(&mut self, file: &str, line: u64, guessed: GuessedValue) {
        let GuessedValue { guess, before, after } = guessed;
        let what = guess.words();
        match self.guesses.iter_mut().find(|guess| guess.file == file && guess.what == what) {
            Some(guess) => guess.count += 1,
            None => self.guesses.push(Guessed { file: file.to_owned(), what: what.to_owned(), count: 1, line, before, after }),
        }
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
