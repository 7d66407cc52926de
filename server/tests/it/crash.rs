//! C2: what was acknowledged as saved is in the file, whenever the process dies. Real processes, a real file, `kill -9`.
//!
//! This shows that nothing is called saved that is only in the process. That it has left the machine's memory too (fsync) no killed
//! process can show: the simulator and the store's own tests stand for that.
//!
//! Ten people type on two boards; at a random moment the server is killed; it is started again on the same file, and somebody who has
//! never been there reads the boards. Only then do the ten come back with what they still have.

mod imports;
pub mod typist;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use model::documents::board::{Board, Lesson};
use model::live::Document;
use model::live::protocol::Message;
use model::live::replica::{Incoming, Replica};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::common::seed;
use crate::load_generator::process::{self, Fixture, Outcome, Twilight};
use crate::load_generator::socket::Socket;
use typist::{Order, Orders, Typist};

const ROUNDS: usize = 20;
const BOARDS: usize = 2;
const TYPISTS: usize = 10;
/// Everybody has the same words so long after they came back, at the latest.
const CONVERGE: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn c2_every_update_acknowledged_before_a_kill_is_there_after_it() -> Outcome<()> {
    let mut random = fastrand::Rng::with_seed(seed());
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("crash.db");
    let binary = Path::new(env!("CARGO_BIN_EXE_twilight"));
    let fixture = Arc::new(process::fixture(binary, &database, BOARDS, TYPISTS + 1)?);
    let address = process::free_address()?;
    let mut server = Twilight::start(binary, &database, address)?;

    let orders = Orders::new();
    let mut typists = Vec::new();
    for number in 0..TYPISTS {
        typists.push(Typist::new(number, address, &fixture, random.fork()));
    }
    let (mut acknowledged, mut under_way) = (0, 0);
    for round in 0..ROUNDS {
        orders.give(Order::Type);
        let mut working = JoinSet::new();
        for typist in typists.drain(..) {
            working.spawn(typist.work(orders.clone()));
        }
        sleep(Duration::from_millis(random.u64(80..600))).await;
        server.kill()?;
        orders.give(Order::Rest);
        typists = working.join_all().await;
        under_way += typists.iter().map(Typist::pending).sum::<usize>();

        server = Twilight::start(binary, &database, address)?;
        for board in 0..BOARDS {
            let read = read_back(address, &fixture, board).await?;
            for typist in typists.iter_mut().filter(|typist| typist.board_number() == board) {
                for update in typist.take_acknowledged() {
                    acknowledged += 1;
                    let there = read.replica().holds(&Incoming::decode(&update)?);
                    assert!(there, "round {round}: an update that was acknowledged to typist {} is not there", typist.number());
                }
            }
        }

        // They come back with what was not acknowledged, and go on until all is saved and all have the same words.
        orders.give(Order::Finish);
        let mut working = JoinSet::new();
        for typist in typists.drain(..) {
            working.spawn(typist.work(orders.clone()));
        }
        let deadline = Instant::now() + CONVERGE;
        typists = timeout(CONVERGE, working.join_all()).await.map_err(|_| format!("round {round}: not all was saved in time"))?;
        for typist in &typists {
            assert_eq!(typist.pending(), 0, "round {round}: typist {} still waits", typist.number());
        }
        converge(&mut typists, &fixture, address, deadline).await?;
    }
    assert!(acknowledged > ROUNDS * TYPISTS, "only {acknowledged} updates were acknowledged: too few to mean anything");
    assert!(under_way > 0, "no kill hit anything under way");
    eprintln!("{acknowledged} updates were acknowledged before a kill, and all were there; {under_way} were not, and came later");
    Ok(())
}

/// The board as somebody sees it who has never been there: the last of the fixture's people.
pub async fn read_back(address: std::net::SocketAddr, fixture: &Fixture, board: usize) -> Outcome<Board> {
    let cookie = fixture.cookies.last().ok_or("no people")?;
    let mut socket = Socket::open(address, &fixture.documents[board], cookie).await?;
    let mut read = Board::new(Replica::with_random_client());
    socket.send(&Message::SyncStep1(read.replica().state_vector())).await?;
    loop {
        let frame = timeout(Duration::from_secs(10), socket.next()).await??;
        for message in Message::decode_frame(&frame)? {
            match message {
                Message::SyncStep2(update) => {
                    read.apply(&update)?;
                    return Ok(read);
                }
                Message::Update(update) => {
                    read.apply(&update)?;
                }
                _ => {}
            }
        }
    }
}

/// Every typist of a board, and the server, say the same; nothing that anybody ever typed is lost.
async fn converge(typists: &mut [Typist], fixture: &Arc<Fixture>, address: std::net::SocketAddr, deadline: Instant) -> Outcome<()> {
    for board in 0..BOARDS {
        loop {
            let server: Lesson = read_back(address, fixture, board).await?.lesson();
            let mut same = true;
            for typist in typists.iter_mut().filter(|typist| typist.board_number() == board) {
                typist.catch_up().await?;
                same &= typist.lesson() == server;
            }
            if same {
                break;
            }
            assert!(Instant::now() < deadline, "board {board}: the typists do not say the same");
        }
    }
    Ok(())
}
