//! Letters while there is no room, and a server that is started without any.

use std::collections::HashMap;
use std::fs;

use super::small::SmallDisk;
use super::{WITHIN, client, full, ready};
use crate::common::smtp::MailServer;
use crate::load_generator::process::{self, Outcome};
use crate::mail::office::{LINK, add_hub, enqueue, note};
use store::Database;
use store::mail::{self, MessageState};
use tokio::time::{Duration, Instant, sleep};

const LETTERS: usize = 30;
/// What the mail server takes to answer, at most: so there is no room any more while letters are on their way.
const SLOW_MILLISECONDS: u64 = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_wait_for_room_and_then_all_of_them_go_out() -> Outcome<()> {
    let (disk, logs, mail) = (SmallDisk::new(24)?, tempfile::tempdir()?, MailServer::start().await);
    mail.behave(|manners| manners.slow = SLOW_MILLISECONDS);
    let file = disk.path("mail.db");
    let database = Database::open(&file, true).await?;
    database.migrate().await?;
    let hub = add_hub(&database).await;
    let mut letters = Vec::new();
    for number in 0..LETTERS {
        letters.push(enqueue(&database, hub, &note(&format!("teacher-{number}@ashlane.example")), Some(LINK), true).await);
    }
    let (smtp, address) = (format!("smtp://{}", mail.address), process::free_address()?);
    let variables = [("TWILIGHT_SMTP", smtp.as_str()), ("TWILIGHT_MAIL_FROM", "post@twilight.example")];
    let server = disk.serve_with(&file, address, fs::File::create(logs.path().join("server.log"))?, &variables)?;
    sleep(Duration::from_millis(150)).await;
    disk.fill(Some(&server), 0)?;
    sleep(full()).await;
    let (client, url) = (client(), format!("http://{address}"));
    assert_eq!(ready(&client, &url).await?.0, 503);
    disk.free(Some(&server))?;

    let until = Instant::now() + WITHIN + Duration::from_secs(60);
    let mut uncertain = Vec::new();
    for id in &letters {
        let listed = loop {
            let listed = mail::get(&database, hub, *id).await?.ok_or("a letter is gone")?.listed;
            if listed.state == MessageState::Sent {
                break listed;
            }
            assert!(Instant::now() < until, "a letter is {:?}: {:?}", listed.state, listed.last_error);
            sleep(Duration::from_millis(100)).await;
        };
        if listed.uncertain_at.is_some() {
            uncertain.push(format!("<{id}@twilight.example>"));
        }
    }
    let mut arrived: HashMap<String, usize> = HashMap::new();
    for letter in mail.taken() {
        *arrived.entry(letter.header("message-id").to_owned()).or_default() += 1;
    }
    assert_eq!(arrived.len(), LETTERS, "all arrived, under one Message-ID each");
    let twice: Vec<_> = arrived.iter().filter(|(id, copies)| **copies > 1 && !uncertain.contains(id)).collect();
    assert!(twice.is_empty(), "came twice, and nothing says why: {twice:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_without_room_says_why_and_harms_nothing() -> Outcome<()> {
    let (disk, logs) = (SmallDisk::new(24)?, tempfile::tempdir()?);
    if !disk.is_real() {
        eprintln!("left out: only a server that runs can be limited");
        return Ok(());
    }
    let (file, log) = (disk.path("boards.db"), logs.path().join("server.log"));
    process::fixture(std::path::Path::new(env!("CARGO_BIN_EXE_twilight")), &file, 1, 1)?;
    let address = process::free_address()?;
    disk.fill(None, 0)?;
    match disk.serve(&file, address, fs::File::create(&log)?) {
        Err(_) => {
            let said = fs::read_to_string(&log)?;
            assert!(said.contains("the disk is full") || said.contains("no file can be made beside it"), "{said}");
        }
        // It may as well show what there is.
        Ok(server) => assert_eq!(ready(&client(), &format!("http://{}", server.address())).await?.0, 503),
    }
    disk.free(None)?;
    let server = disk.serve(&file, process::free_address()?, fs::File::create(&log)?)?;
    assert_eq!(ready(&client(), &format!("http://{}", server.address())).await?.0, 200);
    Ok(())
}
