//! One import from beginning to end, or the same as a preview that writes nothing.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use tokio::sync::mpsc;

use super::apply;
use super::existing::{self, Existing, Known};
use super::extract::{self, Batch};
use super::judge::Decisions;
use super::links::{self, Difference, Ties};
use super::report::Report;
use super::row_merges;
use super::tell::tell;
use super::whole_links;
use super::write::{Statements, Task, compare};
use super::{GiasError, linked_groups};
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;

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
    /// Numbers of closed schools that shall not go on as others: the hub refuses it.
    pub refused: Vec<String>,
    /// Where the hub has decided on a preview: what it named. No other two are made one.
    pub previewed: Option<Vec<Renumbering>>,
    /// When it began, in milliseconds, if it goes on with one that was stopped.
    pub begun: Option<i64>,
}

/// The number of a school that closed, and the one under which it goes on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Renumbering {
    pub before: String,
    pub after: String,
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
/// What was written stays when a later part fails: doing it again completes it. Whoever applies it has the turn
/// ([`take_turn`](super::take_turn)).
///
/// # Errors
/// When a file can't be read or is another one, or the database refuses.
pub async fn import(db: &Database, files: &Files, mode: Mode, rows_read: &AtomicU64) -> Result<Report, GiasError> {
    let (started, begun) = (Instant::now(), files.begun.unwrap_or_else(rows::now));
    let links_file = files.links.as_ref().map(|file| file.name.clone()).unwrap_or_default();
    let extract_file = files.extract.as_ref().map(|file| file.name.clone()).unwrap_or_default();
    let mut report = Report { extract_file, links_file, special: files.special, ..Report::default() };
    // The links first: when they are the wrong file, nothing was done yet.
    let ties = bring_links(db, files.links.clone(), mode, &mut report).await?;
    let mut existing = Existing::load(db).await?;
    let (before, history) = (existing.clone(), existing::with_history(db).await?);
    if let Some(extract) = &files.extract {
        existing = bring_schools(db, extract, (files.special, mode, begun), existing, &history, rows_read, &mut report).await?;
    }
    if mode == Mode::Apply {
        existing = Existing::load(db).await?;
    }
    let history = existing::with_history(db).await?;
    let linked = apply::linked(db).await?;
    let decisions = Decisions {
        apart: row_merges::apart(db).await?,
        refused: files.refused.iter().cloned().collect(),
        previewed: files.previewed.as_ref().map(|all| all.iter().cloned().collect()),
    };
    let (names, told) = (existing.clone(), history.clone());
    // There may be tens of thousands of links, and others wait for this thread.
    let planning = tokio::task::spawn_blocking(move || linked_groups::plan(existing, &ties, &told, &linked, &decisions));
    let plan = planning.await.map_err(|error| StoreError::Interrupted(error.to_string()))?;
    let matched = |urn: &&String| plan.apart.iter().any(|apart| apart.before == **urn);
    report.refused_in_vain = files.refused.iter().filter(|urn| !matched(urn)).cloned().collect();
    tell(&plan, &before, &names, &history, &mut report);
    if mode == Mode::Apply {
        apply::apply(db, &plan.steps).await?;
    }
    report.milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(report)
}

async fn bring_links(db: &Database, file: Option<SourceFile>, mode: Mode, report: &mut Report) -> Result<Ties, GiasError> {
    let known = Ties::load(db).await?;
    let Some(file) = file else { return Ok(known) };
    let name = file.name.clone();
    let reading = tokio::task::spawn_blocking(move || links::read(&file)).await;
    let read = reading.map_err(|_| GiasError::BrokenOff { file: name.clone() })??;
    report.link_rows = read.rows;
    read.bad.into_iter().for_each(|row| report.add_bad(row));
    read.odd.into_iter().for_each(|row| report.add_odd(row));
    read.guesses.into_iter().for_each(|(line, guessed)| report.add_guess(&name, line, guessed));
    let difference = Difference::of(&known, &read.ties);
    (report.new_links, report.withdrawn_links) = difference.counts();
    if report.withdrawn_links > whole_links::FEW && report.withdrawn_links > known.len() as u64 / 2 {
        let what = "More than half of the links that are known are not in this file, so they go: is it whole?";
        report.add_guess_of_file(&name, what.to_owned());
    }
    if mode == Mode::Apply {
        difference.keep(db).await?;
        whole_links::keep(db, &known, &read.ties).await?;
    }
    Ok(read.ties)
}

/// Returns what is known afterwards, or in a preview would be.
async fn bring_schools(
    db: &Database,
    file: &SourceFile,
    (special, mode, begun): (bool, Mode, i64),
    existing: Existing,
    history: &HashSet<String>,
    rows_read: &AtomicU64,
    report: &mut Report,
) -> Result<Existing, GiasError> {
    let existing = Arc::new(existing);
    let (sender, mut batches) = mpsc::channel::<Batch>(WAITING);
    let reading = {
        let (source, existing) = (file.clone(), existing.clone());
        tokio::task::spawn_blocking(move || extract::read(&source, &existing, special, &sender))
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
        batch.letters.into_iter().for_each(|what| report.add_guess_of_file(&file.name, what));
        batch.guesses.into_iter().for_each(|(line, guessed)| report.add_guess(&file.name, line, guessed));
        let urns: Vec<&str> =
            batch.records.iter().map(|record| record.urn.as_str()).filter(|urn| existing.schools.contains_key(*urn)).collect();
        let current = existing::current(db, &urns).await?;
        let mut tasks = Vec::new();
        for record in batch.records {
            let known = current.get(&record.urn);
            let ours = existing.schools.get(&record.urn).is_some_and(|school| history.contains(&school.id));
            tasks.extend(compare(record, known, ours, report));
        }
        match mode {
            Mode::Apply if !tasks.is_empty() => {
                let mut changes = db.change().await?;
                statements.write(&mut changes, &tasks, begun).await?;
                changes.commit().await?;
            }
            Mode::Apply => {}
            Mode::Preview => would_be.extend(tasks.into_iter().map(|task| known_after(task, &existing, begun))),
        }
    }
    reading.await.map_err(|_| GiasError::BrokenOff { file: file.name.clone() })??;
    let mut after = Arc::unwrap_or_clone(existing);
    after.schools.extend(would_be);
    Ok(after)
}

/// What would be known of a school.
fn known_after(task: Task, existing: &Existing, begun: i64) -> (String, Known) {
    let (id, record) = match task {
        Task::Add(id, record) => (id.to_string(), record),
        Task::Change(record, _) => (existing.schools.get(&record.urn).map(|school| school.id.clone()).unwrap_or_default(), record),
    };
    let known = existing.schools.get(&record.urn);
    let day = |day: &str| Some(day.to_owned()).filter(|day| !day.is_empty());
    let closed_seen = match known {
        Some(school) if school.closed => school.closed_seen,
        Some(_) => Some(begun),
        None => None,
    };
    let after = Known {
        id,
        name: record.name().to_owned(),
        closed: record.is_closed(),
        close_date: day(record.close_date()),
        open_date: day(record.open_date()),
        known_since: known.map_or(begun, |school| school.known_since),
        closed_seen: closed_seen.filter(|_| record.is_closed()),
    };
    (record.urn, after)
}
