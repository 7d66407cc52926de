//! Get Information about Schools: its extract brought in, and looked through.

mod cases;
mod chains;
mod doors;
mod doubts;
mod import;
mod kept;
mod measured;
mod row_merges;
mod search;
mod turns;
