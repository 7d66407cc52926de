//! The files of an import while it lasts: next to the database, under names that say whose they are.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use model::ids::SchoolImportId;
use store::Database;
use store::schools::gias::{self, Files, Renumbering, SourceFile, TakenOver};
use tracing::{info, warn};

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The schools themselves: all establishment data.
    Extract,
    /// Which school followed which.
    Links,
}

/// Where a file of an import is kept: next to the database, which is on a disk with room for it.
pub fn file(database: &Database, id: SchoolImportId, part: Part) -> PathBuf {
    let part = if part == Part::Extract { "extract" } else { "links" };
    let (folder, prefix) = folder_and_prefix(database);
    folder.join(format!("{prefix}{id}.{part}.csv"))
}

fn folder_and_prefix(database: &Database) -> (PathBuf, String) {
    let file = database.file();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    (folder, format!("{name}.import-"))
}

/// What is known of an import's files beside what is in them.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Whose files they are: part of their names.
    pub id: SchoolImportId,
    /// What the extract is called; nothing when there is none.
    pub extract: Option<String>,
    /// What the links are called; nothing when there are none.
    pub links: Option<String>,
    /// Whether special schools are wanted.
    pub special: bool,
    /// What was decided on its preview, once that is so.
    pub decision: Option<Decision>,
}

/// What the hub decided on a preview.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Numbers of closed schools that it refuses to give up.
    pub refused: Vec<String>,
    /// What the preview named.
    pub previewed: Vec<Renumbering>,
    /// When it decided, in milliseconds.
    pub at: Option<i64>,
}

impl Sent {
    pub(super) fn files(&self, database: &Database) -> Files {
        let source = |name: &String, part| SourceFile { path: file(database, self.id, part), name: name.clone() };
        Files {
            extract: self.extract.as_ref().map(|name| source(name, Part::Extract)),
            links: self.links.as_ref().map(|name| source(name, Part::Links)),
            special: self.special,
            refused: self.decision.as_ref().map(|decision| decision.refused.clone()).unwrap_or_default(),
            previewed: self.decision.as_ref().map(|decision| decision.previewed.clone()),
            begun: self.decision.as_ref().and_then(|decision| decision.at),
        }
    }

    /// The same, from what was kept of a preview and the decision on it; `None` when a file that it had is gone.
    pub(super) fn of(run: &gias::Run, database: &Database) -> Option<Self> {
        let had = |name: &String| Some(name.clone()).filter(|name| !name.is_empty());
        let (extract, links) = (had(&run.report.extract_file), had(&run.report.links_file));
        let there = |name: &Option<String>, part| name.is_none() || file(database, run.id, part).is_file();
        (there(&extract, Part::Extract) && there(&links, Part::Links)).then_some(Self {
            id: run.id,
            extract,
            links,
            special: run.report.special,
            decision: Some(Decision {
                refused: run.report.refused_urns.clone(),
                previewed: run.report.taken_over_schools.iter().map(renumbering).collect(),
                at: Some(run.report.applying_since).filter(|at| *at > 0),
            }),
        })
    }
}

fn renumbering(school: &TakenOver) -> Renumbering {
    Renumbering { before: school.from.clone(), after: school.to.clone() }
}

/// Deletes the files of an import.
pub fn delete(database: &Database, id: SchoolImportId) {
    for part in [Part::Extract, Part::Links] {
        let path = file(database, id, part);
        if let Err(error) = std::fs::remove_file(&path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            warn!(%error, "{} could not be deleted", path.display());
        }
    }
}

/// Deletes the files that imports have left, but for those of some.
pub(super) fn sweep(database: &Database, older_than: Duration, but: &[SchoolImportId]) {
    let (folder, prefix) = folder_and_prefix(database);
    let wanted: Vec<String> = but.iter().map(|id| format!("{prefix}{id}.")).collect();
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name.starts_with(&prefix) && !wanted.iter().any(|wanted| name.starts_with(wanted.as_str()));
        let changed = entry.metadata().and_then(|data| data.modified()).unwrap_or_else(|_| SystemTime::now());
        let old = SystemTime::now().duration_since(changed).is_ok_and(|age| age >= older_than);
        if ours && old && std::fs::remove_file(entry.path()).is_ok() {
            info!("deleted {}, which an import had left", entry.path().display());
        }
    }
}
