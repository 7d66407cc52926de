//! The sync engine under a seeded simulator: the real rooms, the real directory and the real client's `Link`; network, disk, clock and
//! crashes are simulated. `TWILIGHT_SEED=n` runs one seed, `TWILIGHT_SEEDS=n` so many.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on should stop")]

mod client;
mod disk;
mod network;
mod rng;
mod run;
mod server;
mod world;

use std::panic::catch_unwind;

use twilight::sync::room::Sabotage;

use run::run;

const SEEDS: u64 = 1_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn nothing_is_lost_and_everybody_sees_the_same() {
    if let Some(seed) = number("TWILIGHT_SEED") {
        run(seed, None);
        return;
    }
    for seed in 0..number("TWILIGHT_SEEDS").unwrap_or(SEEDS) {
        run(seed, None);
    }
}

/// How many seeds it takes until a broken engine is found out.
fn caught(sabotage: Sabotage) -> Option<u64> {
    (0..200).find(|seed| catch_unwind(|| run(*seed, Some(sabotage))).is_err())
}

#[test]
fn s2_an_acknowledgement_before_the_commit_is_caught() {
    assert!(caught(Sabotage::AcknowledgeEarly).is_some());
}

#[test]
fn b4_a_skipped_laggard_is_caught() {
    assert!(caught(Sabotage::SkipLaggard).is_some());
}

#[test]
fn l1_a_second_room_is_caught() {
    assert!(caught(Sabotage::SecondRoom).is_some());
}
