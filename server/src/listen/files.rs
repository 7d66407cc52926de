//! How many files, and so connections, the system lets us hold open.

use tracing::{info, warn};

/// Descriptors that are kept for everything that is no connection: the database, files that come and go, mail.
const KEPT_FREE: u64 = 128;

/// Asks the system for as many open files as it allows, says how many connections that makes, and returns that number.
pub fn most_connections() -> usize {
    let files = allowed_files();
    let connections = usize::try_from(files.saturating_sub(KEPT_FREE)).unwrap_or(usize::MAX).max(64);
    if connections < 1000 {
        warn!(
            files,
            connections, "the system allows few open files (ulimit -n): no more than {connections} connections can be held at once"
        );
    } else {
        info!(files, connections, "room for {connections} connections");
    }
    connections
}

#[cfg(unix)]
fn allowed_files() -> u64 {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let before = limit.current;
    limit.current = limit.maximum;
    // Where the system says no, it stays as it was.
    let raised = setrlimit(Resource::Nofile, limit).is_ok();
    if raised { limit.maximum } else { before }.unwrap_or(u64::MAX >> 1)
}

#[cfg(not(unix))]
fn allowed_files() -> u64 {
    8192
}
