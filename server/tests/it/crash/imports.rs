//! A server that is killed while it brings in schools: the next start completes it, and tells of it.

use std::path::Path;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::commands::{text, twilight};
use crate::common::importer::{BROUGHT_IN, Importer, LONG, SCHOOLS, TOLD, write_schools};
use crate::load_generator::process::{self, Outcome, Twilight};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_that_is_killed_midway_is_completed_at_the_next_start_and_told_of() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (binary, database, file) =
        (Path::new(env!("CARGO_BIN_EXE_twilight")), folder.path().join("killed.db"), folder.path().join("extract.csv"));
    write_schools(&file);
    assert!(twilight("demo", &database)?.status.success());
    let address = process::free_address()?;
    let mut server = Twilight::start(binary, &database, address)?;
    let importer = Importer::sign_in(address).await?;
    let page = importer.upload(&file).await?;
    assert_eq!(importer.apply(&page).await?, 303);
    let until = Instant::now() + LONG;
    while text(&database, BROUGHT_IN).await? == "0" {
        assert!(Instant::now() < until, "nothing is brought in");
        sleep(Duration::from_millis(2)).await;
    }
    server.kill()?;
    let midway: u32 = text(&database, BROUGHT_IN).await?.parse()?;
    assert!((1..SCHOOLS).contains(&midway), "it was killed too late: {midway}");
    assert_eq!(text(&database, TOLD).await?, "");

    let _server = Twilight::start(binary, &database, address)?;
    assert_eq!(importer.at_rest(&page, LONG).await?.heading(), "The schools are in");
    assert_eq!(text(&database, BROUGHT_IN).await?, SCHOOLS.to_string());
    let told = text(&database, TOLD).await?;
    let rest = "schools.imported: Brought in schools from extract.csv (it was stopped in between, and these are the rest): ";
    assert!(told.starts_with(rest) && told.lines().count() == 1, "{told}");
    Ok(())
}
