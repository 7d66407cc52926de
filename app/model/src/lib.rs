//! What Twilight knows about the programme and its live documents, without any input or output.
//!
//! This crate is compiled for the server and for the browser alike: ids, validated values, permissions, the sync protocol,
//! the client's half of it as a pure state machine, and the lesson board as a Yjs document.

pub mod board;
pub mod commitment;
pub mod criteria;
pub mod day;
pub mod distance;
pub mod eligibility;
pub mod email;
pub mod grouping;
pub mod ids;
pub mod interest;
pub mod invisible;
pub mod line;
pub mod link;
pub mod outbox;
pub mod permission;
pub mod phase;
pub mod presence;
pub mod protocol;
pub mod replica;
pub mod roles;
pub mod scan;
pub mod school_days;
pub mod thousands;
pub mod utf16;
pub mod year_group;
