//! What the database promises, on real files.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop")]

mod archive;
mod calendars;
mod commitments;
mod commitments_later;
mod common;
mod database;
mod documents;
mod forming;
mod interests;
mod invitations;
mod links;
mod participation;
mod polls;
mod rollover;
mod running;
mod school_year;
mod sign_in;
mod succession;
mod triage;
mod twilights;
mod workshops;
