//! Date polls (A42): opening one, what whoever leads the group sees of it, and answering.

mod addresses;
pub mod answering;
mod counts;
mod last_day;
pub mod lead;
pub mod opening;
mod workshop;
