//! What a run cost, from the kernel's own books.

use std::fs;
use std::time::Duration;

use super::process::Outcome;

/// The unit of processor times in `/proc`: it is 100 a second on every Linux.
const TICKS_PER_SECOND: u64 = 100;
const PAGE: u64 = 4096;

/// What a process has used so far.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// Processor time.
    pub cpu: Duration,
    /// Memory held, in bytes.
    pub memory: u64,
}

/// Reads the usage of a process.
///
/// # Errors
/// When there is no such process, or this is not Linux.
pub fn usage(process: u32) -> Outcome<Usage> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The second field is a name, which may hold anything, in brackets.
    let rest = stat.rsplit_once(')').ok_or("no /proc/…/stat as expected")?.1;
    let field = |index: usize| rest.split_whitespace().nth(index - 3).and_then(|field| field.parse::<u64>().ok());
    let ticks = field(14).zip(field(15)).map(|(user, system)| user + system).ok_or("no processor times")?;
    let pages = field(24).ok_or("no resident set")?;
    Ok(Usage { cpu: Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND), memory: pages * PAGE })
}

/// How many files this process may hold open, now and if it asked for more.
///
/// # Errors
/// When this is not Linux.
pub fn open_files() -> Outcome<(u64, u64)> {
    let limits = fs::read_to_string("/proc/self/limits")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files")).ok_or("no limit of open files")?;
    let mut numbers = line.split_whitespace().map(|word| word.parse().unwrap_or(u64::MAX));
    numbers.next().zip(numbers.next()).ok_or_else(|| "no limit of open files".into())
}

/// The value below which a share of the values lies.
pub fn percentile(sorted: &[u64], share: f64) -> u64 {
    let index = (sorted.len() as f64 * share) as usize;
    sorted.get(index.min(sorted.len().saturating_sub(1))).copied().unwrap_or(0)
}
