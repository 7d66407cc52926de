//! A load generator: many people on many boards, over loopback, against the real binary.
//!
//! It makes a database of its own, starts the server as a child process, lets everybody join, and checks that every edit
//! reaches every colleague and the disk. It ends with 1 when one does not.
//!
//! ```text
//! cargo build --release -p server && cargo run --release -p server --example load -- --boards 100 --people 30 --typing 6 --rate 2
//! cargo run --release -p server --example load -- --boards 1 --people 400 --typing 400 --rate 1
//! ```
#![allow(clippy::print_stdout, reason = "printing figures is what it is for")]

mod edits;
mod figures;
mod person;
#[allow(dead_code, reason = "the crash test needs more of it")]
mod process;
mod run;
mod socket;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use clap::Parser;

use figures::percentile;
use process::{Outcome, Twilight};
use run::{Results, Shape};

/// Puts many people on many boards and checks that every edit reaches every colleague.
#[derive(Parser)]
struct Options {
    /// Boards
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1000))]
    boards: u32,
    /// People on each board
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=600))]
    people: u32,
    /// How many of them type
    #[arg(long, default_value_t = 6)]
    typing: u32,
    /// For how many seconds
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=120))]
    seconds: u64,
    /// Edits a second of each typist
    #[arg(long, default_value_t = 2.0)]
    rate: f64,
    /// Tell where the caret is with every edit, as browsers do
    #[arg(long)]
    carets: bool,
    /// The server's binary; the one built beside this program where nothing is said
    #[arg(long, env = "TWILIGHT_BIN")]
    binary: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match load(Options::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn load(options: Options) -> Outcome<bool> {
    let shape = Shape {
        boards: options.boards as usize,
        people: options.people as usize,
        typing: options.typing.min(options.people) as usize,
        seconds: options.seconds,
        rate: options.rate.clamp(0.1, 20.0),
        carets: options.carets,
    };
    if let Some(code) = with_enough_files((shape.boards * shape.people + 200) as u64)? {
        return Ok(code);
    }
    let binary = match options.binary {
        Some(binary) => binary,
        None => beside_this_program()?,
    };
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("load.db");
    let fixture = process::fixture(&binary, &database, shape.boards, shape.people)?;
    let server = Twilight::start(&binary, &database, process::free_address()?)?;
    let results = run::run(shape, &fixture, server.address(), server.id()).await?;
    print(shape, &results);
    Ok(results.is_complete())
}

/// `target/…/twilight`, where this is `target/…/examples/load`.
fn beside_this_program() -> Outcome<PathBuf> {
    let this = std::env::current_exe()?;
    let binary = this.parent().and_then(|folder| folder.parent()).map(|folder| folder.join("twilight"));
    binary.filter(|binary| binary.is_file()).ok_or_else(|| "there is no twilight beside this program: cargo build -p server".into())
}

/// Every socket is an open file. Where the limit is too low and may be raised, runs this program once more, by a shell that
/// has raised it (there is no way to do so from safe Rust); returns how that ended.
fn with_enough_files(needed: u64) -> Outcome<Option<bool>> {
    let (soft, hard) = figures::open_files()?;
    if soft >= needed {
        return Ok(None);
    }
    if hard < needed {
        return Err(
            format!("{needed} open files are needed and {hard} allowed: raise the limit (ulimit -Hn), or ask for fewer people").into()
        );
    }
    let raised = format!("ulimit -n {needed} && exec \"$0\" \"$@\"");
    let status = Command::new("sh").arg("-c").arg(raised).arg(std::env::current_exe()?).args(std::env::args_os().skip(1)).status()?;
    Ok(Some(status.success()))
}

fn print(shape: Shape, results: &Results) {
    let connections = shape.boards * shape.people;
    let [before, joined, after] = results.usage;
    let milliseconds = |microseconds: u64| microseconds as f64 / 1000.0;
    let cpu = after.cpu.saturating_sub(joined.cpu);
    let per_delivery = cpu.as_secs_f64() * 1e6 / results.delivered().max(1) as f64;
    let memory = after.memory.max(joined.memory).saturating_sub(before.memory) / connections as u64;
    println!(
        "{} boards × {} people, {} typing, {} edits a second each, {} s",
        shape.boards, shape.people, shape.typing, shape.rate, shape.seconds
    );
    println!(
        "everybody on     {:.2} s ({connections} sockets), server CPU {:.2} s",
        results.joining.as_secs_f64(),
        joined.cpu.saturating_sub(before.cpu).as_secs_f64()
    );
    println!("edits            {}, to be delivered {} times", results.edits, results.expected);
    println!("delivered        {} in {} frames; missing {}", results.delivered(), results.frames, results.missing);
    println!("read in full     {} missing on one reader a board", results.unread);
    println!(
        "saved            {} of {}; p50 {:.1} ms, p99 {:.1} ms",
        results.saved_after.len(),
        results.edits,
        milliseconds(percentile(&results.saved_after, 0.5)),
        milliseconds(percentile(&results.saved_after, 0.99))
    );
    println!(
        "latency          p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms",
        milliseconds(percentile(&results.latencies, 0.5)),
        milliseconds(percentile(&results.latencies, 0.99)),
        milliseconds(results.latencies.last().copied().unwrap_or(0))
    );
    println!("server CPU       {:.2} s while typing: {per_delivery:.1} µs per delivered edit", cpu.as_secs_f64());
    println!("server memory    {:.1} MB at the end; {:.1} kB per connection", after.memory as f64 / 1e6, memory as f64 / 1e3);
    if let Some(reason) = results.lost.first() {
        println!("connections lost {}, the first: {reason}", results.lost.len());
    }
    println!("{}", if results.is_complete() { "every edit reached everybody and the disk" } else { "NOT COMPLETE" });
}
