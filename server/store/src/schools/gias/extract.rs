//! Reads the extract on a thread of its own, and hands it on in batches through a short queue: the file never waits in
//! memory, neither for the database nor for anybody else.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::mpsc::Sender;

use super::GiasError;
use super::decode;
use super::existing::Existing;
use super::import::SourceFile;
use super::lines::Entries;
use super::links;
use super::listed::BadRow;
use super::record::{GuessedValue, Layout, Record, Understood};

/// How many rows are written in one transaction: a few dozen milliseconds, which nobody at a board notices.
const BATCH: usize = 500;

/// Some rows of the file.
#[derive(Default)]
pub(super) struct Batch {
    /// How many rows were read up to here, from the beginning.
    pub read: u64,
    /// How many of this batch's rows are schools that no primary Work Group has.
    pub skipped: u64,
    /// How many have a number that a school of ours had before.
    pub former: u64,
    /// What is kept.
    pub records: Vec<Record>,
    /// Rows that can't be understood.
    pub bad: Vec<BadRow>,
    /// Values that can't be understood, of schools that are kept without them.
    pub odd: Vec<BadRow>,
    /// What was guessed, and on which line.
    pub guesses: Vec<(u64, GuessedValue)>,
    /// What was guessed about the letters of the whole file; said by the first batch.
    pub letters: Option<String>,
    /// How many schools that are known are not in the file; said by the last batch.
    pub absent: u64,
}

/// Reads the file and sends its rows. Ends early when nobody listens any more.
///
/// # Errors
/// When the file can't be read, or is another one.
pub(super) fn read(source: &SourceFile, existing: &Arc<Existing>, special: bool, batches: &Sender<Batch>) -> Result<(), GiasError> {
    let file = source.name.clone();
    let wrong = |error| GiasError::Read { file: file.clone(), source: error };
    let look = decode::look(&source.path).map_err(wrong)?;
    let mut entries = Entries::new(decode::open(&source.path).map_err(wrong)?.0, look.encoding);
    let header = entries.header().map_err(wrong)?.ok_or_else(|| GiasError::Empty { file: file.clone() })?;
    let layout = Layout::find(&header, look.order).map_err(|column| {
        let links = header.iter().any(|name| name.trim().eq_ignore_ascii_case(links::OTHER_END));
        if links { GiasError::LinksAsExtract { file: file.clone() } } else { GiasError::NoColumn { file: file.clone(), column } }
    })?;
    let mut seen: HashMap<u32, u64> = HashMap::new();
    let mut batch = Batch { letters: look.guess(), ..Batch::default() };
    while let Some(entry) = entries.next().map_err(wrong)? {
        batch.read += 1;
        let bad = |reason| BadRow { file: file.clone(), line: entry.line, reason };
        match entry.fields {
            Err(reason) => batch.bad.push(bad(reason)),
            Ok(fields) => match layout.urn(&fields) {
                Err(reason) => batch.bad.push(bad(reason)),
                Ok(urn) => {
                    if let Some(first) = seen.insert(urn.parse().unwrap_or_default(), entry.line) {
                        batch.bad.push(bad(format!("has the URN {urn} again, which line {first} has already")));
                    } else if existing.former.contains_key(urn) {
                        batch.former += 1;
                    } else if existing.schools.contains_key(urn) || layout.in_scope(&fields, special) {
                        match layout.record(&fields, entry.line) {
                            Ok(Understood { record, odd, guesses }) => {
                                batch.odd.extend(odd.into_iter().map(bad));
                                batch.guesses.extend(guesses.into_iter().map(|guessed| (entry.line, guessed)));
                                batch.records.push(record);
                            }
                            Err(reason) => batch.bad.push(bad(reason)),
                        }
                    } else {
                        batch.odd.extend(layout.unknown_words(&fields).map(bad));
                        batch.skipped += 1;
                    }
                }
            },
        }
        if batch.records.len() >= BATCH || batch.bad.len() + batch.odd.len() >= BATCH || batch.skipped >= 2000 {
            let next = Batch { read: batch.read, ..Batch::default() };
            if batches.blocking_send(std::mem::replace(&mut batch, next)).is_err() {
                return Ok(());
            }
        }
    }
    if batch.read == 0 {
        return Err(GiasError::NoSchool { file });
    }
    let in_file = |urn: &String| urn.parse().is_ok_and(|urn: u32| seen.contains_key(&urn));
    batch.absent = existing.schools.keys().filter(|urn| !in_file(urn)).count() as u64;
    // Nobody listens any more: then nobody misses the end either.
    let _ = batches.blocking_send(batch);
    Ok(())
}
