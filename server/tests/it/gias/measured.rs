//! How long the real program takes for the real amount, and how much memory. The figures are printed (`cargo test -p server --test it
//! gias::measured -- --nocapture`); asserted is the promise of 200 MB, and three times the promise of 20 seconds, of the processor's
//! time: a build that is not optimised is no measure, and a busy machine makes nothing slower by that clock.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::common::gias::{academised, write_links, write_many};

#[test]
fn the_program_brings_in_fifty_thousand_rows_twice() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let (extract, links) = (folder.path().join("edubasealldata20261121.csv"), folder.path().join("links_edubasealldata20261121.csv"));
    let many = write_many(&extract, 50_000);
    let successors: Vec<_> = (0..1_000).flat_map(|n| academised(100_009 + 24 * n, 100_000 + 24 * n)).collect();
    write_links(&links, &successors);
    let size = std::fs::metadata(&extract).expect("a file").len() / 1_000_000;
    let database = folder.path().join("twilight.db");
    let (first, seconds, megabytes) = run(&database, &extract, &links);
    for (count, words) in [(many.open_primaries, "new"), (many.bad, "rows not understood"), (many.odd, "values not understood, left out")] {
        let line = format!("{count:>8}  {words}");
        assert!(first.lines().any(|one| one == line), "{line}: {first}");
    }
    eprintln!("{size} MB, {} rows: {seconds:.1} s of processor time, {megabytes} MB of memory at most", many.rows);
    let mut fits = vec![seconds < 60.0 && megabytes < 200];
    let (second, seconds, megabytes) = run(&database, &extract, &links);
    fits.push(seconds < 60.0 && megabytes < 200);
    assert!(second.ends_with("Nothing changed: everything was in already.\n"), "{second}");
    assert_eq!(fits, [true, true], "both times");
    eprintln!("the second time: {seconds:.1} s of processor time, {megabytes} MB of memory at most");
}

/// What it printed, the seconds of processor time it took, and the most memory it had, in MB.
fn run(database: &Path, extract: &Path, links: &Path) -> (String, f64, u64) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_twilight"))
        .arg("import-schools")
        .arg(extract)
        .arg("--links")
        .arg(links)
        .arg("--database")
        .arg(database)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let (status, stat) = (format!("/proc/{}/status", child.id()), format!("/proc/{}/stat", child.id()));
    let (mut most, mut seconds) = (0, 0.0_f64);
    while child.try_wait().expect("its state").is_none() {
        most = most.max(high_water(&status));
        seconds = seconds.max(processor_time(&stat));
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("its output");
    assert!(output.status.success());
    (String::from_utf8(output.stdout).expect("text"), seconds, most / 1000)
}

/// The most memory a process ever had, in kB; 0 where the system does not tell.
fn high_water(status: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The seconds of processor time a process has taken, its threads together; 0 where the system does not tell.
fn processor_time(stat: &str) -> f64 {
    let text = std::fs::read_to_string(stat).unwrap_or_default();
    // The name before them may have spaces in it. In hundredths of a second on every Linux.
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
