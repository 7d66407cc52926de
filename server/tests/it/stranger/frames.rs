//! What a hostile program sends on a socket.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use tokio::time::{Instant, sleep, timeout};

use crate::load_generator::process::Fixture;
use crate::load_generator::socket::Socket;
use crate::sync::hostile::made;

/// After each connection, so that it is not only connecting.
const PAUSE: Duration = Duration::from_millis(20);
/// An answer is waited for so long.
const ANSWER: Duration = Duration::from_millis(200);

/// Connects to one board after another with somebody's cookie and sends what can do harm; returns how many frames it was.
pub async fn send(address: SocketAddr, fixture: Arc<Fixture>, cookie: String, mut random: Rng, until: Instant) -> u64 {
    let mut sent = 0;
    while Instant::now() < until {
        let document = &fixture.documents[random.usize(..fixture.documents.len())];
        if let Ok(mut socket) = Socket::open(address, document, &cookie).await {
            for _ in 0..random.usize(1..20) {
                sent += 1;
                if socket.send_frame(frame(&mut random)).await.is_err() {
                    break;
                }
            }
            // Half of them go without reading anything.
            if random.bool() {
                while timeout(ANSWER, socket.next()).await.is_ok_and(|frame| frame.is_ok()) {}
            }
        } else {
            sent += 1;
        }
        sleep(PAUSE).await;
    }
    sent
}

fn frame(random: &mut Rng) -> Vec<u8> {
    let depth = random.usize(1..12_000);
    match random.u8(0..12) {
        0 => made::frame(&made::nested_lists(depth)),
        1 => made::frame(&made::nested_maps(depth)),
        2 => made::frame(&made::nested_json(depth)),
        3 => made::frame(&made::nested_options(depth)),
        4 => made::frame(&made::nested_types(depth as u64, random.bool())),
        5 => made::frame(&made::empty_clients(random.u64(1..100_000))),
        6 => made::frame(&made::gaps(random.usize(1..5_000))),
        7 => made::frame(&made::waiting(random.u64(..), random.u64(1..5_000))),
        8 => made::questions(random.usize(1..100_000)),
        9 => {
            let mut claims = made::claims();
            made::frame(&claims.swap_remove(random.usize(..claims.len())).1)
        }
        10 => cut_or_bent(made::frame(&made::nested_lists(random.usize(1..30))), random),
        _ => std::iter::repeat_with(|| random.u8(..)).take(depth).collect(),
    }
}

/// A frame that would be right, but for its end or for one byte.
fn cut_or_bent(mut frame: Vec<u8>, random: &mut Rng) -> Vec<u8> {
    let at = random.usize(..frame.len());
    if random.bool() {
        frame.truncate(at)
    } else {
        frame[at] = random.u8(..)
    }
    frame
}
