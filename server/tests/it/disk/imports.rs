//! Schools that are brought in while there is no more room: it is said, nothing is half done, and the same file completes it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use super::WITHIN;
use super::client;
use super::small::SmallDisk;
use crate::common::gias::{School, write_extract};
use crate::common::{header, session_cookie};
use crate::load_generator::process::{self, Outcome};
use reqwest::Client;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use tokio::time::{Instant, sleep};
use twilight::demo;

const SCHOOLS: u32 = 4_000;

fn twilight(arguments: &[&str], database: &Path) -> Outcome<Output> {
    Ok(Command::new(env!("CARGO_BIN_EXE_twilight")).args(arguments).arg("--database").arg(database).env("TWILIGHT_LOG", "off").output()?)
}

/// A file of schools, beside the small disk.
fn extract(folder: &Path) -> std::path::PathBuf {
    let schools: Vec<School> = (0..SCHOOLS).map(|n| School::new(100_000 + n, &format!("Oak Hollow {n} Primary School"))).collect();
    let path = folder.join("extract.csv");
    write_extract(&path, &schools);
    path
}

async fn one(database: &Path, query: &'static str) -> Outcome<String> {
    let mut file = SqliteConnection::connect(&database.to_string_lossy()).await?;
    let (value,): (String,) = sqlx::query_as(query).fetch_one(&mut file).await?;
    file.close().await?;
    Ok(value)
}

const BROUGHT_IN: &str = "select cast(count(*) as text) from school where urn between '100000' and '104000'";
const WHOLE: &str = "select group_concat(integrity_check) from pragma_integrity_check";
const TOLD: &str = "select coalesce(group_concat(action || ': ' || words, char(10)), '') from (select * from audit where action like 'schools.%' order by id)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_says_that_there_is_no_room_and_the_same_file_completes_it() -> Outcome<()> {
    let (disk, folder) = (SmallDisk::new(40)?, tempfile::tempdir()?);
    if !disk.is_real() {
        eprintln!("left out: a command can't be limited half-way");
        return Ok(());
    }
    let (database, file) = (disk.path("schools.db"), extract(folder.path()));
    assert!(twilight(&["migrate"], &database)?.status.success());
    let import = ["import-schools", file.to_str().ok_or("a path")?];
    disk.fill(None, 800)?;
    let failed = twilight(&import, &database)?;
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(!failed.status.success() && said.contains("the disk is full. What is in already stays"), "{said}");
    disk.free(None)?;
    assert_eq!(one(&database, WHOLE).await?, "ok");
    let in_already: u32 = one(&database, BROUGHT_IN).await?.parse()?;
    assert!(in_already < SCHOOLS, "all of them fitted: {in_already}");

    let done = twilight(&import, &database)?;
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(one(&database, BROUGHT_IN).await?, SCHOOLS.to_string());
    let told = one(&database, TOLD).await?;
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with("schools.broken_off") && lines[1].starts_with("schools.imported"), "{told}");
    Ok(())
}

async fn page_at_rest(client: &Client, address: &str, cookie: &str, within: Duration) -> Outcome<String> {
    let until = Instant::now() + within;
    loop {
        let page = client.get(address).header("cookie", cookie).send().await?.text().await?;
        if !page.contains("http-equiv=\"refresh\"") {
            return Ok(page);
        }
        if Instant::now() > until {
            return Err(format!("the import at {address} does not end").into());
        }
        sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_says_that_there_was_no_room_and_the_same_file_completes_it() -> Outcome<()> {
    let (disk, folder) = (SmallDisk::new(64)?, tempfile::tempdir()?);
    if !disk.is_real() {
        eprintln!("left out: a limit on files would stop the upload already");
        return Ok(());
    }
    let (database, file) = (disk.path("schools.db"), extract(folder.path()));
    assert!(twilight(&["demo"], &database)?.status.success());
    let address = process::free_address()?;
    let server = disk.serve(&database, address, fs::File::create(folder.path().join("server.log"))?)?;
    let (client, url) = (client(), format!("http://{address}"));
    let form = [("email", "nell@lanternvale.example"), ("password", demo::PASSWORD), ("next", "/today")];
    let answer = client.post(format!("{url}/api/sign-in")).header("accept", "text/html").header("origin", &url).form(&form).send().await?;
    let admin = session_cookie(&answer).ok_or("nobody is signed in")?;
    let csv = fs::read(&file)?;
    let upload = async || -> Outcome<String> {
        let boundary = "a-boundary-that-no-field-holds";
        let mut body =
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"extract\"; filename=\"extract.csv\"\r\n\r\n").into_bytes();
        body.extend_from_slice(&csv);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let request = client.post(format!("{url}/schools/import/files")).header("accept", "text/html").header("origin", &url);
        let request = request.header("cookie", &admin).header("content-type", format!("multipart/form-data; boundary={boundary}"));
        let page = header(&request.body(body).send().await?, "location").to_owned();
        let page = format!("{url}{page}");
        let found = page_at_rest(&client, &page, &admin, Duration::from_secs(30)).await?;
        assert!(found.contains("Bring these in"), "{found}");
        Ok(page)
    };
    let apply = async |page: &str| -> Outcome<u16> {
        let request = client.post(format!("{page}/apply")).header("accept", "text/html").header("origin", &url).header("cookie", &admin);
        Ok(request.send().await?.status().as_u16())
    };
    let page = upload().await?;
    disk.fill(Some(&server), 800)?;
    assert_eq!(apply(&page).await?, 303, "there is room to begin");
    sleep(Duration::from_secs(5)).await;
    disk.free(Some(&server))?;
    let shown = page_at_rest(&client, &page, &admin, WITHIN).await?;
    assert!(shown.contains("Not brought in") && shown.contains("disk is full"), "{shown}");
    assert_eq!(one(&database, WHOLE).await?, "ok");
    assert!(one(&database, TOLD).await?.contains("schools.broken_off: Brought in a part of the schools from extract.csv"));

    let page = upload().await?;
    assert_eq!(apply(&page).await?, 303);
    let shown = page_at_rest(&client, &page, &admin, Duration::from_secs(30)).await?;
    assert!(shown.contains("The schools are in"), "{shown}");
    assert_eq!(one(&database, BROUGHT_IN).await?, SCHOOLS.to_string());
    Ok(())
}
