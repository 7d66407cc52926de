//! The server from outside. One program, because each one more would link the whole server once more.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop")]

mod backup;
mod commands;
mod common;
mod crash;
mod disk;
mod gias;
mod http;
mod load;
mod locked;
mod mail;
mod permissions;
mod rights;
mod simulator;
mod stranger;
mod sync;

/// What puts words into every text of a database, for these tests too.
#[path = "../../examples/fill_texts"]
mod fill_texts {
    pub mod texts;
}

/// The load generator's parts, which make their crowds for these tests too.
#[path = "../../examples/load"]
#[allow(dead_code, reason = "the load generator needs more of it")]
mod load_generator {
    pub mod edits;
    pub mod figures;
    pub mod person;
    pub mod process;
    pub mod run;
    pub mod socket;
}
