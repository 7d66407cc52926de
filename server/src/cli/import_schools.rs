//! `twilight import-schools`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clap::Args;
use model::ids::SchoolImportId;
use model::text::invisible;
use store::audit::Who;
use store::schools::gias::{self, Files, GiasError, Mode, Report, RunState, SourceFile};
use store::{Database, StoreError};

use super::imported::Imported;

/// How often the count on the screen moves.
const TICK: Duration = Duration::from_millis(250);

/// Longer than it takes to make two schools of one again.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// What is to be brought in.
#[derive(Clone, Debug, Args)]
#[group(id = "files")]
pub(super) struct ImportSchools {
    /// The extract of Get Information about Schools as published, edubasealldata….csv, or a part of it
    #[arg(value_name = "FILE", required_unless_present = "links")]
    extract: Option<PathBuf>,
    /// The links between establishments, links_edubasealldata….csv: history then follows schools that became academies
    #[arg(long, value_name = "FILE")]
    links: Option<PathBuf>,
    /// Bring special schools with primary pupils in too
    #[arg(long)]
    special: bool,
    /// Only say what would be different
    #[arg(long)]
    preview: bool,
    /// A school that has closed and is not to go on as another one: its URN. Both stay, and are linked. May be given several times
    #[arg(long, value_name = "URN")]
    keep_apart: Vec<String>,
}

/// Why schools could not be brought in.
#[derive(Debug, thiserror::Error)]
pub enum ImportProblem {
    /// A file, or the database, before anything was written.
    #[error("{0}")]
    Gias(#[from] GiasError),
    /// The same while it was written.
    #[error("{0}. What is in already stays: bring the same file in again, and the rest follows")]
    Broken(GiasError),
    /// Somebody else does it at the moment.
    #[error("schools are being brought into this database already: wait until that is done")]
    Twice,
    /// Refusals that would not keep anything apart are mistyped.
    #[error(
        "no closed school with a successor has the number {}: nothing was brought in. `--preview` names those that would go on under another number, `twilight folds list` those that do",
        .0.join(", ")
    )]
    NothingToKeepApart(Vec<String>),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Brings schools in, or looks what that would change.
pub(super) async fn import(database: &Database, asked: &ImportSchools) -> Result<Imported, ImportProblem> {
    let files = Files {
        extract: asked.extract.as_deref().map(source),
        links: asked.links.as_deref().map(source),
        special: asked.special,
        refused: asked.keep_apart.iter().map(|urn| invisible::code(urn)).collect(),
        ..Files::default()
    };
    let name = files.extract.as_ref().or(files.links.as_ref()).map(|file| file.name.clone()).unwrap_or_default();
    if asked.preview {
        return Ok(Imported { report: previewed(database, &files).await?, preview: true });
    }
    let id = SchoolImportId::generate();
    // What an earlier one left is ended before this one is seen to run.
    gias::give_up_unfinished(database, false, &[]).await?;
    let _turn = gias::take_turn(database, PATIENCE).await.map_err(|error| match error {
        StoreError::InUse { .. } => ImportProblem::Twice,
        error => error.into(),
    })?;
    if !files.refused.is_empty() {
        previewed(database, &files).await?;
    }
    gias::begin(database, id, &name, None, RunState::Applying).await?;
    let report = match with_progress(database, &files, Mode::Apply).await {
        Ok(report) => report,
        Err(error) => {
            // On a full disk this can't be kept either; then the next import, or the server's next start, ends it.
            if let Err(error) = gias::fail(database, id, &error.to_string()).await {
                tracing::warn!(%error, "that the import failed could not be kept");
            }
            return Err(match error {
                GiasError::Store(_) | GiasError::Read { .. } | GiasError::BrokenOff { .. } => ImportProblem::Broken(error),
                other => other.into(),
            });
        }
    };
    let hub = store::hub::first(database).await?;
    let mut changes = database.change().await?;
    gias::finish(&mut changes, id, RunState::Applied, &report).await?;
    gias::announce(&mut changes, hub, Who::Server, id, &name, &report).await?;
    changes.commit().await?;
    Ok(Imported { report, preview: false })
}

/// What would be different, where every refusal keeps something apart.
async fn previewed(database: &Database, files: &Files) -> Result<Report, ImportProblem> {
    let report = with_progress(database, files, Mode::Preview).await?;
    if report.refused_in_vain.is_empty() { Ok(report) } else { Err(ImportProblem::NothingToKeepApart(report.refused_in_vain)) }
}

fn source(path: &Path) -> SourceFile {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    SourceFile { path: path.to_owned(), name }
}

/// Counts on the standard error while it reads.
async fn with_progress(database: &Database, files: &Files, mode: Mode) -> Result<Report, GiasError> {
    let read = AtomicU64::new(0);
    let importing = gias::import(database, files, mode, &read);
    tokio::pin!(importing);
    let mut tick = tokio::time::interval(TICK);
    let result = loop {
        tokio::select! {
            result = &mut importing => break result,
            _ = tick.tick() => tell(&format!("\r{} rows read", read.load(Ordering::Relaxed))),
        }
    };
    tell(&format!("\r{} rows read\n", read.load(Ordering::Relaxed)));
    result
}

/// A progress that can't be shown stops nothing.
fn tell(text: &str) {
    let mut errors = io::stderr();
    let _ = errors.write_all(text.as_bytes()).and_then(|()| errors.flush());
}
