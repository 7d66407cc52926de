//! One import from beginning to end, or the same as a preview that writes nothing.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use tokio::sync::mpsc;

use super::extract::{self, Batch};
use super::fold;
use super::held::{self, Held, Known};
use super::links::{self, Links};
use super::report::Report;
use super::write::{Statements, Task, compare};
use super::{GiasError, families};
use crate::database::Database;

/// How many batches may wait between the thread that reads and the one that writes.
const WAITING: usize = 2;

/// A file, and what whoever chose it calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name, for what people read.
    pub name: String,
}

/// What is to be brought in. Either file may be missing, and which comes first makes no difference in the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// The extract, `edubasealldata….csv`.
    pub extract: Option<SourceFile>,
    /// The links, `links_edubasealldata….csv`.
    pub links: Option<SourceFile>,
    /// Whether special schools are wanted too.
    pub special: bool,
}

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only look what would be different.
    Preview,
    /// Bring it in.
    Apply,
}

/// Brings files in, or looks what they would change. `rows_read` counts on while the extract is read, for whoever waits.
/// What was written stays when a later part fails: doing it again completes it.
///
/// # Errors
/// When a file can't be read or is another one, or the database refuses.
pub async fn import(db: &Database, files: &Files, mode: Mode, rows_read: &AtomicU64) -> Result<Report, GiasError> {
    let begun = Instant::now();
    let links_file = files.links.as_ref().map(|file| file.name.clone()).unwrap_or_default();
    let extract_file = files.extract.as_ref().map(|file| file.name.clone()).unwrap_or_default();
    let mut report = Report { extract_file, links_file, special: files.special, ..Report::default() };
    // The links first: when they are the wrong file, nothing was done yet.
    let links = bring_links(db, files.links.clone(), mode, &mut report).await?;
    let mut held = Held::load(db).await?;
    let (before, history) = (held.clone(), held::with_history(db).await?);
    if let Some(extract) = &files.extract {
        held = bring_schools(db, extract, files.special, mode, held, &history, rows_read, &mut report).await?;
    }
    if mode == Mode::Apply {
        held = Held::load(db).await?;
    }
    let history = held::with_history(db).await?;
    let linked = fold::linked(db).await?;
    let names = held.clone();
    let steps = families::plan(held, &links, &history, &linked);
    fold::tell(&steps, &before, &names, &mut report);
    if mode == Mode::Apply {
        fold::apply(db, &steps).await?;
    }
    report.milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(report)
}

async fn bring_links(db: &Database, file: Option<SourceFile>, mode: Mode, report: &mut Report) -> Result<Links, GiasError> {
    let mut known = links::load(db).await?;
    let Some(file) = file else { return Ok(known) };
    let name = file.name.clone();
    let reading = tokio::task::spawn_blocking(move || links::read(&file)).await;
    let (read, rows, bad) = reading.map_err(|_| GiasError::BrokenOff { file: name })??;
    report.link_rows = rows;
    bad.into_iter().for_each(|row| report.add_bad(row));
    let different = links::different(&known, &read);
    report.new_links = different.len() as u64;
    if mode == Mode::Apply {
        links::keep(db, &different).await?;
    }
    known.extend(read);
    Ok(known)
}

/// Returns what is known afterwards, or in a preview would be.
#[allow(clippy::too_many_arguments, reason = "each is one thing that a part of an import needs")]
async fn bring_schools(
    db: &Database,
    file: &SourceFile,
    special: bool,
    mode: Mode,
    held: Held,
    history: &HashSet<String>,
    rows_read: &AtomicU64,
    report: &mut Report,
) -> Result<Held, GiasError> {
    let held = Arc::new(held);
    let (sender, mut batches) = mpsc::channel::<Batch>(WAITING);
    let reading = {
        let (source, held) = (file.clone(), held.clone());
        tokio::task::spawn_blocking(move || extract::read(&source, &held, special, &sender))
    };
    let statements = Statements::new();
    let mut would_be = Vec::new();
    while let Some(batch) = batches.recv().await {
        rows_read.store(batch.read, Ordering::Relaxed);
        report.rows = batch.read;
        report.skipped += batch.skipped;
        report.former += batch.former;
        report.absent = batch.absent;
        batch.bad.into_iter().for_each(|row| report.add_bad(row));
        batch.odd.into_iter().for_each(|row| report.add_odd(row));
        let urns: Vec<&str> =
            batch.records.iter().map(|record| record.urn.as_str()).filter(|urn| held.schools.contains_key(*urn)).collect();
        let current = held::current(db, &urns).await?;
        let mut tasks = Vec::new();
        for record in batch.records {
            let known = current.get(&record.urn);
            let ours = held.schools.get(&record.urn).is_some_and(|school| history.contains(&school.id));
            tasks.extend(compare(record, known, ours, report));
        }
        match mode {
            Mode::Apply if !tasks.is_empty() => {
                let mut changes = db.change().await?;
                statements.write(&mut changes, &tasks).await?;
                changes.commit().await?;
            }
            Mode::Apply => {}
            Mode::Preview => would_be.extend(tasks.into_iter().map(|task| known_after(task, &held))),
        }
    }
    reading.await.map_err(|_| GiasError::BrokenOff { file: file.name.clone() })??;
    let mut after = Arc::unwrap_or_clone(held);
    after.schools.extend(would_be);
    Ok(after)
}

/// What would be known of a school.
fn known_after(task: Task, held: &Held) -> (String, Known) {
    let (id, record) = match task {
        Task::Add(id, record) => (id.to_string(), record),
        Task::Change(record, _) => (held.schools.get(&record.urn).map(|school| school.id.clone()).unwrap_or_default(), record),
    };
    let close_date = Some(record.close_date().to_owned()).filter(|day| !day.is_empty());
    (record.urn.clone(), Known { id, name: record.name().to_owned(), closed: record.is_closed(), close_date })
}
