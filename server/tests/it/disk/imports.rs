//! Schools that are brought in while there is no more room: it is said, nothing is half done, and the same file completes it.

use std::fs;
use std::time::Duration;

use super::WITHIN;
use super::small::SmallDisk;
use crate::commands::{text, twilight};
use crate::common::importer::{BROUGHT_IN, Importer, LONG, SCHOOLS, TOLD, write_schools};
use crate::load_generator::process::{self, Outcome};
use tokio::time::sleep;

const WHOLE: &str = "select group_concat(integrity_check) from pragma_integrity_check";
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_says_that_there_is_no_room_and_the_same_file_completes_it() -> Outcome<()> {
    let (disk, folder) = (SmallDisk::new(40)?, tempfile::tempdir()?);
    if !disk.is_real() {
        eprintln!("left out: a command can't be limited half-way");
        return Ok(());
    }
    let (database, file) = (disk.path("schools.db"), folder.path().join("extract.csv"));
    write_schools(&file);
    assert!(twilight("migrate", &database)?.status.success());
    let import = format!("import-schools {}", file.display());
    disk.fill(None, 800)?;
    let failed = twilight(&import, &database)?;
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    let full = "the disk is full. What is in already stays: bring the same file in again, and the rest follows\n";
    assert!(!failed.status.success() && said.ends_with(full), "{said}");
    disk.free(None)?;
    assert_eq!(text(&database, WHOLE).await?, "ok");
    let in_already: u32 = text(&database, BROUGHT_IN).await?.parse()?;
    assert!(in_already < SCHOOLS, "all of them fitted: {in_already}");

    let done = twilight(&import, &database)?;
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(text(&database, BROUGHT_IN).await?, SCHOOLS.to_string());
    let told = text(&database, TOLD).await?;
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with("schools.broken_off") && lines[1].starts_with("schools.imported"), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_says_that_there_was_no_room_and_the_same_file_completes_it() -> Outcome<()> {
    let (disk, folder) = (SmallDisk::new(64)?, tempfile::tempdir()?);
    if !disk.is_real() {
        eprintln!("left out: a limit on files would stop the upload already");
        return Ok(());
    }
    let (database, file) = (disk.path("schools.db"), folder.path().join("extract.csv"));
    write_schools(&file);
    assert!(twilight("demo", &database)?.status.success());
    let address = process::free_address()?;
    let server = disk.serve(&database, address, fs::File::create(folder.path().join("server.log"))?)?;
    let importer = Importer::sign_in(address).await?;
    let page = importer.upload(&file).await?;
    disk.fill(Some(&server), 800)?;
    assert_eq!(importer.apply(&page).await?, 303, "there is room to begin");
    sleep(Duration::from_secs(5)).await;
    disk.free(Some(&server))?;
    let shown = importer.at_rest(&page, WITHIN).await?;
    let full = "The server's disk is full. What is in already stays; bring the file in again when there is room.";
    assert_eq!((shown.heading().as_str(), shown.text("main .notice").as_str()), ("Not brought in", full));
    assert_eq!(text(&database, WHOLE).await?, "ok");
    let told = text(&database, TOLD).await?;
    assert_eq!(told, format!("schools.broken_off: Brought in a part of the schools from extract.csv: it was broken off. {full}"));

    let page = importer.upload(&file).await?;
    assert_eq!(importer.apply(&page).await?, 303);
    assert_eq!(importer.at_rest(&page, LONG).await?.heading(), "The schools are in");
    assert_eq!(text(&database, BROUGHT_IN).await?, SCHOOLS.to_string());
    Ok(())
}
