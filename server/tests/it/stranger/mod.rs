//! Strangers and hostile colleagues send whatever comes to their minds while six people type on three boards, who must not notice.
//!
//! A few seconds in every run; `TWILIGHT_STRANGER_SECONDS=1200` makes the long one, and `TWILIGHT_SEED` the same one again.

mod frames;
mod requests;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use model::live::Document;
use model::live::replica::Incoming;
use reqwest::Client;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::common::{from_environment, seed};
use crate::crash::read_back;
use crate::crash::typist::{Order, Orders, Typist};
use crate::load_generator::process::{self, Fixture, Outcome, Twilight};

const BOARDS: usize = 3;
const TYPISTS: usize = 6;
/// How long it lasts in every run.
const SECONDS: u64 = 8;
/// Between two keystrokes of one person: they type fast.
const KEYSTROKE: Duration = Duration::from_millis(120);
/// Between two looks at a page by somebody who sits there.
const LOOK: Duration = Duration::from_millis(250);
/// What the process may hold at its peak, in kB: a server that nobody attacks has 60,000.
const MEMORY: u64 = 300_000;
/// Everything is saved so long after the last keystroke, at the latest.
const SAVED: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn six_people_type_and_notice_nothing_of_what_others_send() -> Outcome<()> {
    let lasts = Duration::from_secs(from_environment("TWILIGHT_STRANGER_SECONDS").unwrap_or(SECONDS));
    let mut random = Rng::with_seed(seed());
    let folder = tempfile::tempdir()?;
    let (binary, database) = (Path::new(env!("CARGO_BIN_EXE_twilight")), folder.path().join("hour.db"));
    // One who reads in the end, one who looks at pages, and two whose accounts hostile programs use.
    let fixture = Arc::new(process::fixture(binary, &database, BOARDS, TYPISTS + 4)?);
    let address = process::free_address()?;
    let server = Twilight::start(binary, &database, address)?;

    let orders = Orders::new();
    orders.give(Order::Type);
    let mut typing = JoinSet::new();
    for number in 0..TYPISTS {
        typing.spawn(Typist::new(number, address, &fixture, random.fork()).at_a_pace_of(KEYSTROKE).work(orders.clone()));
    }
    let until = Instant::now() + lasts;
    let mut hostile = JoinSet::new();
    for who in [TYPISTS, TYPISTS + 1] {
        hostile.spawn(frames::send(address, fixture.clone(), fixture.cookies[who].clone(), random.fork(), until));
    }
    hostile.spawn(frames::send(address, fixture.clone(), "session=nobody".to_owned(), random.fork(), until));
    for _ in 0..3 {
        hostile.spawn(requests::send(address, random.fork(), until));
    }
    let looks = look(&format!("http://{address}"), &fixture, until).await?;
    let sent: u64 = hostile.join_all().await.into_iter().sum();
    orders.give(Order::Finish);
    let mut typists = timeout(SAVED, typing.join_all()).await.map_err(|_| "not all was saved in time")?;
    let memory = peak(server.id())?;

    let lost: usize = typists.iter().map(Typist::lost).sum();
    assert_eq!((lost, typists.iter().map(Typist::pending).sum::<usize>()), (0, 0), "somebody noticed");
    let mut acknowledged = 0;
    for board in 0..BOARDS {
        let read = read_back(address, &fixture, board).await?;
        for typist in typists.iter_mut().filter(|typist| typist.board_number() == board) {
            for update in typist.take_acknowledged() {
                acknowledged += 1;
                assert!(read.replica().holds(&Incoming::decode(&update)?), "typist {}: an acknowledged update is gone", typist.number());
            }
        }
    }
    let at = |share: usize| looks[(looks.len() * share / 100).min(looks.len() - 1)].as_millis();
    eprintln!(
        "{sent} hostile things in {} s; {acknowledged} edits acknowledged and there; {} looks at a board: p50 {} ms, p99 {} ms; memory at its peak {} MB",
        lasts.as_secs(),
        looks.len(),
        at(50),
        at(99),
        memory / 1000,
    );
    assert!(sent > 50 && acknowledged > 50, "too few of either to mean anything");
    assert!(memory < MEMORY, "{memory} kB at its peak");
    Ok(())
}

/// Opens a board's page again and again; returns how long each took, the shortest first.
async fn look(url: &str, fixture: &Fixture, until: Instant) -> Outcome<Vec<Duration>> {
    let (client, cookie) = (Client::new(), fixture.cookies.last().ok_or("nobody")?);
    let mut looks = Vec::new();
    while Instant::now() < until {
        let began = Instant::now();
        let page = client.get(format!("{url}/boards/{}", fixture.documents[looks.len() % BOARDS])).header("cookie", cookie).send().await?;
        assert_eq!(page.status(), 200, "a colleague's page is refused");
        assert!(page.text().await?.contains("</html>"), "a colleague's page is not whole");
        looks.push(began.elapsed());
        sleep(LOOK).await;
    }
    looks.sort_unstable();
    Ok(looks)
}

/// The most memory a process has ever held, in kB (`VmHWM` in proc(5)).
fn peak(process: u32) -> Outcome<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("the system does not say")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
