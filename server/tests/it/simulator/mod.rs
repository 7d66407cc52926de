//! The sync engine under a seeded simulator: the real rooms, the real directory and the real client's `Link`; network, disk, clock and
//! crashes are simulated. `TWILIGHT_SEED=n` runs one seed, `TWILIGHT_SEEDS=n` so many, of each kind of document.

mod client;
mod disk;
mod faults;
mod meddling;
mod network;
mod rng;
mod run;
mod server;
mod subject;
mod world;

use std::panic::catch_unwind;

use model::documents::board::Board;
use model::documents::plan::Plan;

use twilight::sync::room::Sabotage;

use self::run::run;
use faults::Counts;
use subject::Subject;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn run_seeds<D: Subject>(seeds: u64) {
    if let Some(seed) = number("TWILIGHT_SEED") {
        run::<D>(seed, None);
        return;
    }
    for seed in 0..number("TWILIGHT_SEEDS").unwrap_or(seeds) {
        run::<D>(seed, None);
    }
}

#[test]
fn nothing_is_lost_and_everybody_sees_the_same_board() {
    run_seeds::<Board>(1_000);
}

#[test]
fn nothing_is_lost_and_everybody_sees_the_same_plan() {
    run_seeds::<Plan>(500);
}

/// Seeds that once failed, each with what was wrong. The simulator has grown since: most of these faults have a test of their own too.
#[test]
fn seeds_that_once_failed() {
    for (seed, what) in [
        (1, "a compaction that failed once was never tried again before unloading"),
        (11, "rows of a batch that was given up on and written late were never compacted"),
        (31, "a peer whose queue filled before there was any news was sent no difference"),
        (36, "what stood behind a gap was not sent to a server that was further on, and called saved"),
        (135, "a reader was turned away for bringing what a crash had taken from the server"),
        (150, "overlapping pieces of waiting updates were cut wrongly"),
        (593, "rows that somebody else wrote to the file were not told"),
        (640, "an author was not told what had waited for its update"),
        (856, "a stock client and the room told each other one state for ever"),
    ] {
        let outcome = catch_unwind(|| run::<Board>(seed, None));
        assert!(outcome.is_ok(), "again: {what} (seed {seed})");
    }
}

/// The runs are worth something only if what they are about happens in them.
#[test]
fn the_runs_meet_every_kind_of_trouble() {
    meets_faults::<Board>();
    meets_faults::<Plan>();
}

fn meets_faults<D: Subject>() {
    let mut all = Counts::default();
    for seed in 0..100 {
        all += run::<D>(seed, None);
    }
    let Counts { edits, frames, overflows, crashes, failures, refusals, unloads, cuts, pastes, asides, without_socket, polling, ways_back } =
        all;
    let least = [edits, frames, overflows, crashes, failures, refusals, unloads, cuts, pastes, asides, without_socket, polling, ways_back]
        .into_iter()
        .min();
    assert!(least > Some(20), "{all:?}");
}

/// Whether a broken engine is found out within so many seeds, whatever the document.
fn is_caught(sabotage: Sabotage) -> bool {
    let fails = |run: fn(u64, Option<Sabotage>) -> Counts| (0..200).any(|seed| catch_unwind(|| run(seed, Some(sabotage))).is_err());
    fails(run::<Board>) && fails(run::<Plan>)
}

#[test]
fn s2_an_acknowledgement_before_the_commit_is_caught() {
    assert!(is_caught(Sabotage::AcknowledgeEarly));
}

#[test]
fn b4_a_skipped_laggard_is_caught() {
    assert!(is_caught(Sabotage::SkipLaggard));
}

#[test]
fn l1_a_second_room_is_caught() {
    assert!(is_caught(Sabotage::SecondRoom));
}
