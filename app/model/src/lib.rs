//! What Twilight knows about the programme and its live documents, without any input or output.
//!
//! This crate is compiled for the server and for the browser alike: ids, validated values, permissions, the sync protocol,
//! the client's half of it as a pure state machine, and the kinds of live document as Yjs documents.

pub mod accounts;
pub mod calendar;
pub mod commitments;
pub mod criteria;
pub mod documents;
pub mod forming;
pub mod groups;
pub mod ids;
pub mod interest;
pub mod letters;
pub mod live;
pub mod mail;
pub mod permission;
pub mod polls;
pub mod schools;
pub mod sorting;
#[cfg(feature = "sql")]
mod sql;
pub mod text;
pub mod twilights;
pub mod workshops;
