//! How far imports are. In memory and nowhere else: whoever tells or asks it must never wait for the one connection that
//! writes, which the import itself needs again and again.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use model::ids::SchoolImportId;

type Running = HashMap<SchoolImportId, Arc<AtomicU64>>;

static RUNNING: LazyLock<Mutex<Running>> = LazyLock::new(Mutex::default);

/// An import that runs; it counts as running until this is dropped.
#[derive(Debug)]
pub struct Progress {
    id: SchoolImportId,
    /// How many rows were read so far.
    pub read: Arc<AtomicU64>,
}

impl Progress {
    /// An import begins to run.
    pub fn begin(id: SchoolImportId) -> Self {
        let read = Arc::new(AtomicU64::new(0));
        running(|all| all.insert(id, read.clone()));
        Self { id, read }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        running(|all| all.remove(&self.id));
    }
}

/// How many rows an import has read, while it runs in this process.
pub(super) fn rows_read(id: SchoolImportId) -> Option<u64> {
    running(|all| all.get(&id).map(|read| read.load(Ordering::Relaxed)))
}

/// How many imports run in this process.
pub fn under_way() -> usize {
    running(|all| all.len())
}

fn running<T>(with: impl FnOnce(&mut Running) -> T) -> T {
    with(&mut RUNNING.lock().unwrap_or_else(PoisonError::into_inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_is_known_while_it_runs_and_no_longer() {
        let id = SchoolImportId::generate();
        let progress = Progress::begin(id);
        progress.read.store(7, Ordering::Relaxed);
        assert_eq!(rows_read(id), Some(7));
        drop(progress);
        assert_eq!(rows_read(id), None);
    }
}
