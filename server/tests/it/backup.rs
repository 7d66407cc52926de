//! `twilight backup` and `restore`, with a server on the file.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use tempfile::TempDir;

use crate::commands::{refusal, twilight};
use crate::crash::read_back;
use crate::load_generator::process::{self, Fixture, Outcome, Twilight};

const BINARY: &str = env!("CARGO_BIN_EXE_twilight");
const BOARDS: usize = 40;

/// A server on a database with boards that were made while it ran.
struct Running {
    folder: TempDir,
    database: PathBuf,
    fixture: Fixture,
    server: Twilight,
}

fn running() -> Outcome<Running> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("whole.db");
    process::fixture(Path::new(BINARY), &database, 3, 1)?;
    let server = Twilight::start(Path::new(BINARY), &database, process::free_address()?)?;
    // What is made now is in the log beside the file.
    let fixture = process::fixture(Path::new(BINARY), &database, BOARDS, 2)?;
    Ok(Running { folder, database, fixture, server })
}

async fn boards(file: &Path) -> Outcome<i64> {
    let mut file = SqliteConnection::connect(&file.to_string_lossy()).await?;
    let (number,): (i64,) = sqlx::query_as("select count(*) from document").fetch_one(&mut file).await?;
    file.close().await?;
    Ok(number)
}

fn named(folder: &Path, part: &str) -> Outcome<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    Ok(paths.into_iter().filter(|path| path.to_string_lossy().contains(part)).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_whole_where_a_copy_is_not_and_comes_back() -> Outcome<()> {
    let Running { folder, database, fixture, mut server } = running()?;
    let (backup, copy) = (folder.path().join("backup.db"), folder.path().join("copy.db"));
    let make = format!("backup {}", backup.display());
    let made = twilight(&make, &database)?;
    let said = String::from_utf8_lossy(&made.stdout).into_owned();
    assert!(made.status.success() && said.contains("43 documents, 3 people"), "{said} {}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(fs::metadata(&backup)?.permissions().mode() & 0o777, 0o600, "people are in it");
    assert_eq!(boards(&backup).await?, 43);
    fs::copy(&database, &copy)?;
    assert!(boards(&copy).await? < 43, "a plain copy would do as well, and this test shows nothing");
    assert!(refusal(&make, &database)?.contains("is there already"));
    assert!(twilight(&format!("{make} --force"), &database)?.status.success());
    assert!(refusal(&format!("backup {} --force", database.display()), &database)?.contains("is the database itself"));
    assert_eq!(named(folder.path(), ".part-")?, Vec::<PathBuf>::new());

    let put_back = format!("restore {}", backup.display());
    assert!(refusal(&format!("{put_back} --force"), &database)?.contains("Twilight runs on"), "not from under a server");
    server.kill()?;
    assert!(refusal(&put_back, &database)?.contains("is there already"));
    assert_eq!(boards(&database).await?, 43, "nothing was touched");
    let output = twilight(&format!("{put_back} --force"), &database)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && said.contains("is kept as"), "{said} {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::metadata(&database)?.permissions().mode() & 0o777, 0o600);
    let kept = named(folder.path(), ".replaced-")?;
    assert_eq!((kept.len(), boards(&kept[0]).await?), (1, 43), "what was there is kept whole");
    let server = Twilight::start(Path::new(BINARY), &database, process::free_address()?)?;
    for board in [0, BOARDS - 1] {
        let read = read_back(server.address(), &fixture, board).await?;
        assert_eq!(read.lesson().title, "A board for many");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_sound_is_neither_made_nor_restored() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (database, backup) = (folder.path().join("own.db"), folder.path().join("backup.db"));
    process::fixture(Path::new(BINARY), &database, 30, 2)?;
    assert!(twilight(&format!("backup {}", backup.display()), &database)?.status.success());
    let whole = fs::read(&backup)?;
    let new = folder.path().join("new.db");
    let restore = |file: &Path| refusal(&format!("restore {}", file.display()), &new);

    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    // More than an index: of that a copy would be whole again.
    damaged[middle..middle + whole.len() / 4].fill(0x5a);
    fs::write(&backup, &damaged)?;
    assert!(restore(&backup)?.contains("can't be used"));
    fs::write(&backup, &whole[..whole.len() / 2])?;
    assert!(restore(&backup)?.contains("can't be used"));
    fs::write(&backup, "a letter, and not a database at all. ".repeat(20))?;
    assert!(restore(&backup)?.contains("the file is no database"));
    fs::write(&backup, "")?;
    assert!(restore(&backup)?.contains("it is no database of Twilight"));
    fs::write(&backup, &whole)?;
    fs::write(folder.path().join("backup.db-wal"), "a log")?;
    assert!(restore(&backup)?.contains("a log"), "a copy of a running server's file");
    assert!(restore(&folder.path().join("none.db"))?.contains("there is no file"));
    assert!(!new.exists(), "nothing was begun");
    assert_eq!(named(folder.path(), ".part-")?, Vec::<PathBuf>::new());

    fs::write(&database, &damaged)?;
    let again = folder.path().join("again.db");
    assert!(!twilight(&format!("backup {}", again.display()), &database)?.status.success(), "of a damaged database there is no backup");
    assert!(!again.exists());
    Ok(())
}
