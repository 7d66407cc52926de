//! The load generator (`examples/load`) on a small scale: every edit reaches every colleague and the disk.

use std::path::Path;

use crate::load_generator::process::{self, Outcome, Twilight};
use crate::load_generator::run::{self, Shape};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_three_boards_with_five_people_each_every_edit_reaches_everybody_and_the_disk() -> Outcome<()> {
    let shape = Shape { boards: 3, people: 5, typing: 3, seconds: 2, rate: 10.0, carets: true };
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("load.db");
    let binary = Path::new(env!("CARGO_BIN_EXE_twilight"));
    let fixture = process::fixture(binary, &database, shape.boards, shape.people)?;
    let server = Twilight::start(binary, &database, process::free_address()?)?;
    let results = run::run(shape, &fixture, server.address(), server.id()).await?;
    assert_eq!(results.lost, Vec::<String>::new());
    assert_eq!(results.edits, 3 * 3 * 20);
    assert_eq!((results.delivered(), results.missing, results.unread), (results.expected, 0, 0));
    assert_eq!((results.saved_after.len(), results.unsaved), (results.edits, 0));
    assert!(results.is_complete());
    Ok(())
}
