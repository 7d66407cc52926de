//! The commands beside a server, and what they say when they can't: the real program.

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use store::StoreError;

use crate::load_generator::process::{self, Outcome, Twilight};

const BINARY: &str = env!("CARGO_BIN_EXE_twilight");
/// The first step of the schema, of 2 November 2026.
const FIRST_STEP: i64 = 20_261_102_090_000;

/// Runs a command on a database. A `+` is a space within an argument.
pub fn twilight(words: &str, database: &Path) -> Outcome<Output> {
    let arguments = words.split(' ').map(|word| word.replace('+', " "));
    Ok(Command::new(BINARY).args(arguments).arg("--database").arg(database).env("TWILIGHT_LOG", "off").output()?)
}

/// What a command says that fails: one sentence, without the program's name before it.
pub fn refusal(words: &str, database: &Path) -> Outcome<String> {
    let output = twilight(words, database)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "`twilight {words}` did it: {}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(said.trim_end().lines().count(), 1, "one sentence, and no trace: {said}");
    Ok(said.trim_end().strip_prefix("twilight: ").ok_or("it does not say who it is")?.to_owned())
}

/// What is said of a database that a server has.
pub fn in_use(database: &Path, server: &Twilight) -> String {
    let runs = format!("Twilight runs on {} already (process {})", database.display(), server.id());
    format!("{runs}. Stop it first (SIGTERM saves everything), or name another file with --database")
}

async fn sql(database: &Path, statement: &'static str) -> Outcome<()> {
    let mut file = SqliteConnection::connect(&database.to_string_lossy()).await?;
    sqlx::query(statement).execute(&mut file).await?;
    Ok(file.close().await?)
}

/// The one value of a query.
pub async fn text(database: &Path, query: &'static str) -> Outcome<String> {
    let mut file = SqliteConnection::connect(&database.to_string_lossy()).await?;
    let (value,): (String,) = sqlx::query_as(query).fetch_one(&mut file).await?;
    file.close().await?;
    Ok(value)
}

async fn number(database: &Path, query: &'static str) -> Outcome<i64> {
    let mut file = SqliteConnection::connect(&database.to_string_lossy()).await?;
    let (number,): (i64,) = sqlx::query_as(query).fetch_one(&mut file).await?;
    file.close().await?;
    Ok(number)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_server_has_a_database_for_itself_and_other_commands_go_on_beside_it() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("one.db");
    assert!(twilight("demo", &database)?.status.success());
    let mut server = Twilight::start(Path::new(BINARY), &database, process::free_address()?)?;
    let other_name = folder.path().join("link.db");
    std::os::unix::fs::symlink(&database, &other_name)?;
    for (words, file) in [
        ("serve --address 127.0.0.1:0", &database),
        ("serve --address 127.0.0.1:0", &other_name),
        ("demo --again", &database),
        ("restore backup.db --force", &database),
    ] {
        assert_eq!(refusal(words, file)?, in_use(file, &server), "{words}");
    }
    assert!(twilight("user add --name Una+Bell --email una@ashlane.example", &database)?.status.success());
    assert!(twilight("verify", &database)?.status.success());
    assert!(twilight("migrate", &database)?.status.success());
    // After a crash nothing has to be tidied up by hand.
    server.kill()?;
    Twilight::start(Path::new(BINARY), &database, process::free_address()?)?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_becomes_admin_of_a_hub_that_is_another_one() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("hub.db");
    let add = |email: &str, hub: &str| format!("user add --name Nell+Ashby --email {email} --hub-admin --hub-name {hub}");
    let first = twilight(&add("nell@hub.example", "Lantern+Vale+Maths+Hub"), &database)?;
    let said = String::from_utf8_lossy(&first.stdout).into_owned();
    let added = "nell@hub.example can sign in now, as hub admin of Lantern Vale Maths Hub, with the password ";
    assert!(first.status.success() && said.starts_with(added), "{said}");
    let another = "the hub of this database is \"Lantern Vale Maths Hub\", not \"Seven Rivers Maths Hub\", and nobody was added. \
                   Write --hub-name \"Lantern Vale Maths Hub\" or leave it out, if that is the hub you mean; otherwise name another --database";
    assert_eq!(refusal(&add("mallory@hub.example", "Seven+Rivers+Maths+Hub"), &database)?, another);
    assert_eq!(number(&database, "select count(*) from person").await?, 1, "nobody was added");
    assert_eq!(number(&database, "select count(*) from hub").await?, 1);
    assert_eq!(number(&database, "select count(*) from hub_role where role = 'admin'").await?, 1);
    assert!(twilight(&add("omar@hub.example", "lantern+vale++maths+hub"), &database)?.status.success(), "the same to any reader");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_that_fails_is_explained_in_a_sentence_of_our_own() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let serve = "serve --address 127.0.0.1:0";
    let unopened = |file: &Path, why: &str| format!("the database {} can't be opened: {why}", file.display());
    let nowhere = folder.path().join("nowhere/twilight.db");
    assert_eq!(refusal(serve, &nowhere)?, unopened(&nowhere, "the folder is not there"));
    let a_folder = "it is a folder, or no file can be made beside it";
    assert_eq!(refusal(serve, folder.path())?, unopened(folder.path(), a_folder));
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear colleagues, this is not a database, and it is longer than a header. ".repeat(4))?;
    let said = refusal(serve, &letter)?;
    assert!(said.ends_with(": the file is no database"), "{said}");

    let newer = folder.path().join("newer.db");
    assert!(twilight("migrate", &newer)?.status.success());
    sql(&newer, "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (99990101000000, 'later', 1, x'00', 1)").await?;
    assert_eq!(refusal(serve, &newer)?, StoreError::Newer(99_990_101_000_000).to_string());

    let own = folder.path().join("own.db");
    assert!(twilight("migrate", &own)?.status.success());
    sql(&own, "update _sqlx_migrations set checksum = x'00' where version = (select min(version) from _sqlx_migrations)").await?;
    assert_eq!(refusal(serve, &own)?, StoreError::OtherBuild(FIRST_STEP).to_string());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_raises_its_own_limit_of_open_files() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("files.db");
    assert!(twilight("migrate", &database)?.status.success());
    let address = process::free_address()?;
    let start = format!("ulimit -Sn 256 && exec {BINARY} serve --address {address} --database {}", database.display());
    let mut server = Command::new("sh").args(["-c", &start]).env("TWILIGHT_LOG", "off").spawn()?;
    let until = Instant::now() + Duration::from_secs(20);
    while reqwest::get(format!("http://{address}/healthz")).await.is_err() {
        assert!(Instant::now() < until, "it does not answer");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // proc(5): "Max open files", the soft limit, the hard one.
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.id()))?;
    let files = limits.lines().find_map(|line| line.strip_prefix("Max open files")).ok_or("no such line")?;
    let mut files = files.split_whitespace();
    let (soft, hard) = (files.next(), files.next());
    server.kill()?;
    server.wait()?;
    assert_eq!(soft, hard);
    assert_ne!(soft, Some("256"));
    Ok(())
}
