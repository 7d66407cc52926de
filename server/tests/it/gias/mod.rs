//! Get Information about Schools: its extract brought in, and looked through.

mod import;
mod measured;
mod search;
