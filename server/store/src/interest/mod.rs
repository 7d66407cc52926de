//! Expressions of interest (A44): drafts of strangers, what was sent, and what the hub made of it.

mod changes;
mod drafts;
mod filter;
mod find_school;
mod handling;
mod history;
mod notes;
mod refused;
mod removal;
mod rows;
mod sending;
mod wanted_year;

pub use changes::{Change, Decision, decide, last_change, undo};
pub use drafts::{begin, forget, keep, recall, receipt, reopen};
pub use filter::{Filter, assignees, counts, hub_address, list, one, one_in, others, recorded, to_answer, years};
pub use find_school::{find_school, meant, open_school};
pub use handling::{assign, match_school};
pub use notes::{Note, add_note, notes};
pub use refused::Refused;
pub use removal::{put_back, remove};
pub use rows::{Interest, TypedSchool};
pub use sending::{PER_ADDRESS, PER_NETWORK, Sent, is_confirmed, may_confirm, send};
pub use wanted_year::set_year;
