//! Sending what is in the outbox. The rules, and the one moment in which nobody can know whether a message arrived, are in
//! `docs/MAIL.md`.
//!
//! [`config`] is what has to be known, `smtp` one connection to a mail server, `letter` a message as it travels, and
//! [`sender`] the task that does the steps in order.

pub mod config;
mod letter;
pub mod sender;
mod smtp;
