//! `kill -9` while mail is being sent: a real process, a real file, a real mail server. Every message goes out; one goes twice
//! only when the kill fell between its handing over and our noting the answer, and then under one Message-ID.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::common::seed;
use crate::common::smtp::{MailServer, Taken};
use crate::load_generator::process::{self, Outcome, Twilight};
use crate::mail::office::{LINK, note};
use model::ids::{HubId, MessageId};
use store::Database;
use store::mail::{self, MessageState};

const MESSAGES: usize = 40;
/// So many times, and more often while none has hit a message in mid-send.
const KILLS: usize = 12;
const MOST_KILLS: usize = 40;
/// What the mail server takes to answer, at most: within it, a kill leaves nobody knowing.
const SLOW_MILLISECONDS: u64 = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_message_goes_out_however_often_the_server_is_killed_in_mid_send() -> Outcome<()> {
    let mut random = fastrand::Rng::with_seed(seed());
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("mail.db");
    let database = Database::open(&file, true).await?;
    database.migrate().await?;
    let hub = crate::mail::office::add_hub(&database).await;
    let mail = MailServer::start().await;
    mail.behave(|manners| manners.slow = SLOW_MILLISECONDS);
    let smtp = format!("smtp://{}", mail.address);
    let variables = [("TWILIGHT_SMTP", smtp.as_str()), ("TWILIGHT_MAIL_FROM", "post@twilight.example")];
    let binary = Path::new(env!("CARGO_BIN_EXE_twilight"));
    let address = process::free_address()?;

    let mut messages: Vec<MessageId> = Vec::new();
    let mut kills = 0;
    while kills < KILLS || (kills < MOST_KILLS && hit(&database, hub, &messages).await?.is_empty()) {
        // New ones come while others are still under way, so that every kill has something to hit.
        while messages.len() < (kills + 1) * MESSAGES.div_ceil(KILLS) + 2 {
            let to = note(&format!("teacher-{}@ashlane.example", messages.len()));
            messages.push(crate::mail::office::enqueue(&database, hub, &to, Some(LINK), true).await);
        }
        let mut server = Twilight::start_with(binary, &file, address, &variables)?;
        tokio::time::sleep(Duration::from_millis(random.u64(0..250))).await;
        server.kill()?;
        kills += 1;
    }
    let _server = Twilight::start_with(binary, &file, address, &variables)?;
    let until = Instant::now() + Duration::from_secs(30);
    for id in &messages {
        loop {
            let listed = mail::get(&database, hub, *id).await?.ok_or("a message is gone")?.listed;
            if listed.state == MessageState::Sent {
                break;
            }
            assert!(Instant::now() < until, "a message is {:?}: {:?}", listed.state, listed.last_error);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    let uncertain = hit(&database, hub, &messages).await?;
    let mut arrived: HashMap<String, Vec<Taken>> = HashMap::new();
    for letter in mail.taken() {
        arrived.entry(letter.header("message-id").to_owned()).or_default().push(letter);
    }
    assert_eq!(arrived.len(), messages.len(), "every message arrived, and under one Message-ID each");
    let mut twice = 0;
    for id in &messages {
        let copies = &arrived[&format!("<{id}@twilight.example>")];
        twice += copies.len() - 1;
        assert!(copies.len() == 1 || uncertain.contains(id), "{id} came {} times, and no kill explains it", copies.len());
        for copy in copies {
            assert_eq!((&copy.to, copy.part("text/plain")), (&copies[0].to, copies[0].part("text/plain")));
        }
    }
    eprintln!(
        "{} messages, {kills} kills: all arrived; {} of them were hit between handing over and noting the answer, and {twice} copies came too many",
        messages.len(),
        uncertain.len(),
    );
    assert!(messages.len() >= MESSAGES && !uncertain.is_empty(), "no kill hit a message in mid-send: the test shows nothing");
    Ok(())
}

/// The messages of which nobody can know whether they arrived the first time.
async fn hit(database: &Database, hub: HubId, messages: &[MessageId]) -> Outcome<HashSet<MessageId>> {
    let mut hit = HashSet::new();
    for id in messages {
        let listed = mail::get(database, hub, *id).await?.ok_or("a message is gone")?.listed;
        hit.extend(listed.uncertain_at.map(|_| *id));
    }
    Ok(hit)
}
