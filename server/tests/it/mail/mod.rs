//! Mail, against a mail server on a real socket.

mod crash;
pub mod office;
mod sending;
