//! The Twilight server: the command line, HTTP, live documents, and the demonstration.
//!
//! Read on in [`cli`] (what can be run), [`serve`] (how it runs and stops), [`http`] (every route, in one table).

// A page is one nested type, and the compiler walks all of it to lay out the future that renders it.
#![recursion_limit = "512"]

pub mod calendars;
pub mod cli;
pub mod config;
pub mod demo;
pub mod fixture;
pub mod http;
pub mod imports;
pub mod listen;
pub mod mail;
pub mod panics;
pub mod parts;
pub mod serve;
pub mod site;
pub mod supervise;
pub mod sync;
pub mod telemetry;
mod tidy;
