//! A disk without room, for seconds: a real server on a real file. What was acknowledged is there, reading goes on meanwhile, and
//! with room again everything works as before, without anybody starting anything.

mod forms;
mod imports;
mod letters;
mod small;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use reqwest::redirect::Policy;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::common::from_environment;
use crate::crash::read_back;
use crate::crash::typist::{Order, Orders, Typist};
use crate::load_generator::process::{self, Fixture, Outcome};
use model::live::Document;
use model::live::replica::Incoming;
use small::SmallDisk;

const BOARDS: usize = 2;
const TYPISTS: usize = 4;
/// How long there is no room, in seconds. `TWILIGHT_FULL_SECONDS` makes it longer, `TWILIGHT_FULL_ROUNDS` more often.
const FULL: u64 = 5;
/// Everything works again so long after there is room, at the latest.
const WITHIN: Duration = Duration::from_secs(10);

/// How long there is no room.
fn full() -> Duration {
    Duration::from_secs(from_environment("TWILIGHT_FULL_SECONDS").unwrap_or(FULL))
}

/// Waits until something works again.
async fn recovers(mut works: impl AsyncFnMut() -> Outcome<bool>) -> Outcome<()> {
    let until = Instant::now() + WITHIN;
    while !works().await? {
        assert!(Instant::now() < until, "there is room again, but it does not recover by itself");
        sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}

/// What `/readyz` says.
async fn ready(client: &Client, url: &str) -> Outcome<(u16, serde_json::Value)> {
    let answer = client.get(format!("{url}/readyz")).send().await?;
    let status = answer.status().as_u16();
    Ok((status, serde_json::from_str(&answer.text().await?)?))
}

/// A browser that follows nothing by itself.
fn client() -> Client {
    Client::builder().redirect(Policy::none()).build().expect("a client")
}

/// The lines of a log that tell of trouble, but for those of requests that were answered so.
fn troubles(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).unwrap_or_default();
    text.lines()
        .filter(|line| (line.contains("ERROR") || line.contains("WARN")) && !line.contains("answered 503"))
        .map(str::to_owned)
        .collect()
}

/// Sessions that were last seen long ago: the next request of each would write that down.
async fn age_sessions(database: &Path) -> Outcome<()> {
    let mut file = SqliteConnection::connect(&database.to_string_lossy()).await?;
    sqlx::query("update session set last_seen_at = last_seen_at - 2 * 60 * 60 * 1000").execute(&mut file).await?;
    Ok(file.close().await?)
}

/// Looks on while there is no room: reading goes on. Whether `/readyz` said that nothing can be written: what fits into the log that
/// the file has grown in an earlier round still can.
async fn without_room(client: &Client, url: &str, fixture: &Fixture) -> Outcome<bool> {
    let until = Instant::now() + full();
    let mut refused = false;
    while Instant::now() < until {
        sleep(Duration::from_millis(400)).await;
        let (status, parts) = ready(client, url).await?;
        refused |= status == 503 && parts["parts"]["database write"].as_str().is_some_and(|words| words.starts_with("failing"));
        assert_eq!(parts["parts"]["database read"], "ok", "{parts}");
        // Somebody who was last seen hours ago reads a page: that this can't be written down is no reason to refuse it.
        let cookie = fixture.cookies.last().ok_or("nobody")?;
        let page = client.get(format!("{url}/boards/{}", fixture.documents[0])).header("cookie", cookie).send().await?;
        assert_eq!(page.status(), 200, "reading goes on");
    }
    Ok(refused)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boards_are_saved_by_themselves_when_a_full_disk_has_room_again() -> Outcome<()> {
    let disk = SmallDisk::new(24)?;
    let (database, logs) = (disk.path("boards.db"), tempfile::tempdir()?);
    let log = logs.path().join("server.log");
    let fixture = Arc::new(process::fixture(Path::new(env!("CARGO_BIN_EXE_twilight")), &database, BOARDS, TYPISTS + 1)?);
    age_sessions(&database).await?;
    let address = process::free_address()?;
    let mut server = disk.serve(&database, address, fs::File::create(&log)?)?;
    let (client, url) = (client(), format!("http://{address}"));
    assert_eq!(ready(&client, &url).await?.0, 200);

    let (orders, mut working) = (Orders::new(), JoinSet::new());
    let mut random = fastrand::Rng::new();
    orders.give(Order::Type);
    for number in 0..TYPISTS {
        working.spawn(Typist::new(number, address, &fixture, random.fork()).work(orders.clone()));
    }
    let rounds = from_environment("TWILIGHT_FULL_ROUNDS").unwrap_or(1);
    let mut refused = false;
    for _ in 0..rounds {
        sleep(Duration::from_secs(1)).await;
        disk.fill(Some(&server), 0)?;
        refused |= without_room(&client, &url, &fixture).await?;
        disk.free(Some(&server))?;
        recovers(async || Ok(ready(&client, &url).await?.0 == 200)).await?;
    }
    assert!(refused, "/readyz never said that nothing can be written");
    orders.give(Order::Finish);
    let mut typists = timeout(WITHIN, working.join_all()).await.map_err(|_| "not all was saved in time")?;
    assert_eq!(typists.iter().map(Typist::pending).sum::<usize>(), 0);
    assert_eq!(ready(&client, &url).await?.0, 200);
    let said = troubles(&log);
    assert!((2..=6 * rounds.max(1)).contains(&(said.len() as u64)), "once that it can't be written to and once that it can: {said:#?}");
    // The same process has it all in its file: killed at once, nothing is lost.
    server.kill()?;
    let server = disk.serve(&database, address, fs::File::create(&log)?)?;
    let mut acknowledged = 0;
    for board in 0..BOARDS {
        let read = read_back(server.address(), &fixture, board).await?;
        for typist in typists.iter_mut().filter(|typist| typist.board_number() == board) {
            for update in typist.take_acknowledged() {
                acknowledged += 1;
                assert!(read.replica().holds(&Incoming::decode(&update)?), "typist {}: an acknowledged update is gone", typist.number());
            }
        }
    }
    assert!(acknowledged > 100, "only {acknowledged} updates were acknowledged: too few to mean anything");
    Ok(())
}
