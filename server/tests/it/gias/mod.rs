//! Get Information about Schools: its extract brought in, and looked through.

mod cases;
mod doors;
mod folds;
mod import;
mod measured;
mod search;
