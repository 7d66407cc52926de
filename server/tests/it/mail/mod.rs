//! Mail, against a mail server on a real socket.

mod aside;
mod crash;
pub mod office;
mod sending;
