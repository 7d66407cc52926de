//! `twilight backup` and `restore`, with a server on the file.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use tempfile::TempDir;

use crate::commands::{in_use, refusal, twilight};
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

/// What is said where a file would be replaced.
fn is_there(file: &Path) -> String {
    format!("{} is there already, and is left alone: name another file, or add --force to replace it", file.display())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_whole_where_a_copy_is_not_and_comes_back() -> Outcome<()> {
    let Running { folder, database, fixture, mut server } = running()?;
    let (backup, copy) = (folder.path().join("backup.db"), folder.path().join("copy.db"));
    let make = format!("backup {}", backup.display());
    let made = twilight(&make, &database)?;
    let said = String::from_utf8_lossy(&made.stdout).into_owned();
    let written = format!("{} was written and looked through: 43 documents, 3 people, ", backup.display());
    assert!(made.status.success() && said.starts_with(&written), "{said} {}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(fs::metadata(&backup)?.permissions().mode() & 0o777, 0o600, "people are in it");
    assert_eq!(boards(&backup).await?, 43);
    fs::copy(&database, &copy)?;
    assert!(boards(&copy).await? < 43, "a plain copy would do as well, and this test shows nothing");
    assert_eq!(refusal(&make, &database)?, is_there(&backup));
    assert!(twilight(&format!("{make} --force"), &database)?.status.success());
    let itself = format!("{} is the database itself: name another file", database.display());
    assert_eq!(refusal(&format!("backup {} --force", database.display()), &database)?, itself);
    assert_eq!(named(folder.path(), ".part-")?, Vec::<PathBuf>::new());

    let put_back = format!("restore {}", backup.display());
    assert_eq!(refusal(&format!("{put_back} --force"), &database)?, in_use(&database, &server), "not from under a server");
    server.kill()?;
    assert_eq!(refusal(&put_back, &database)?, is_there(&database));
    assert_eq!(boards(&database).await?, 43, "nothing was touched");
    let output = twilight(&format!("{put_back} --force"), &database)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::metadata(&database)?.permissions().mode() & 0o777, 0o600);
    let kept = named(folder.path(), ".replaced-")?;
    assert_eq!((kept.len(), boards(&kept[0]).await?), (1, 43), "what was there is kept whole");
    assert!(said.ends_with(&format!(" The database that was there is kept as {}.\n", kept[0].display())), "{said}");
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
    let unsound = |what: &str| format!("{} can't be used: {what}", backup.display());

    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    // More than an index: of that a copy would be whole again.
    damaged[middle..middle + whole.len() / 4].fill(0x5a);
    fs::write(&backup, &damaged)?;
    assert!(restore(&backup)?.starts_with(&unsound("")));
    fs::write(&backup, &whole[..whole.len() / 2])?;
    assert!(restore(&backup)?.starts_with(&unsound("")));
    fs::write(&backup, "a letter, and not a database at all. ".repeat(20))?;
    assert_eq!(restore(&backup)?, unsound("the file is no database"));
    fs::write(&backup, "")?;
    assert_eq!(restore(&backup)?, unsound("it is no database of Twilight"));
    fs::write(&backup, &whole)?;
    fs::write(folder.path().join("backup.db-wal"), "a log")?;
    let running = format!("{0} is no backup: a log ({0}-wal) lies beside it, as beside the file of a running server", backup.display());
    assert_eq!(restore(&backup)?, format!("{running}. Make one with `twilight backup`"));
    let none = folder.path().join("none.db");
    assert_eq!(restore(&none)?, format!("there is no file {}", none.display()));
    assert!(!new.exists(), "nothing was begun");
    assert_eq!(named(folder.path(), ".part-")?, Vec::<PathBuf>::new());

    fs::write(&database, &damaged)?;
    let again = folder.path().join("again.db");
    assert!(!twilight(&format!("backup {}", again.display()), &database)?.status.success(), "of a damaged database there is no backup");
    assert!(!again.exists());
    Ok(())
}
