//! Databases that are made once and copied for each test that wants one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use store::Database;
use tempfile::TempDir;
use tokio::sync::OnceCell;
use twilight::demo;

/// What is in the database to begin with.
#[derive(Clone, Copy, Debug)]
pub enum Template {
    /// No row beyond those that the migrations write.
    Empty,
    /// What `twilight demo` makes.
    Demonstration,
    /// The same, in which nobody has done anything but design lessons.
    QuietDemonstration,
}

static MADE: [OnceCell<PathBuf>; 3] = [const { OnceCell::const_new() }; 3];

impl Template {
    /// A copy of it as a new file.
    pub async fn copy_to(self, file: &Path) {
        let made = MADE[self as usize].get_or_init(|| self.make()).await;
        fs::copy(made, file).expect("a copy");
    }

    async fn make(self) -> PathBuf {
        let file = folder().join(format!("{self:?}.db"));
        let database = Database::open(&file, true).await.expect("a database");
        database.migrate().await.expect("a schema");
        match self {
            Self::Empty => {}
            Self::Demonstration => drop(demo::create(&database).await.expect("the demonstration")),
            Self::QuietDemonstration => drop(demo::create_quiet(&database).await.expect("the demonstration")),
        }
        // Nothing of it stays in the log beside it, which is not copied.
        database.close().await;
        file
    }
}

/// An empty database of one's own, and the folder it is in, which goes with it.
pub async fn empty_database() -> (Database, TempDir) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("twilight.db");
    Template::Empty.copy_to(&file).await;
    (Database::open(&file, false).await.expect("a database"), folder)
}

/// This process' own. Those of processes that have ended are of no more use.
fn folder() -> PathBuf {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("templates");
    let own = all.join(process::id().to_string());
    fs::create_dir_all(&own).expect("a folder");
    for entry in fs::read_dir(&all).expect("the folder").flatten() {
        let running = Path::new("/proc").join(entry.file_name());
        if entry.path() != own && !running.exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    own
}
