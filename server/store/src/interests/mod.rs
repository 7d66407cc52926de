//! Expressions of interest (A44): drafts of strangers, what was sent, and what the hub made of it.

mod changes;
mod drafts;
mod filter;
mod find_school;
mod letters;
mod notes;
mod rows;
mod sending;
mod wanted_year;

pub use changes::{Change, Decision, Refusal, assign, decide, last_change, match_school, undo};
pub use drafts::{begin, keep, recall, receipt};
pub use filter::{Filter, assignees, counts, hub_address, list, one, recorded, to_answer, years};
pub use find_school::find_school;
pub use letters::{arrived, confirmation, decision};
pub use notes::{Note, add_note, notes};
pub use rows::Interest;
pub use sending::{PER_NETWORK, SendingError, Sent, record, send};
pub use wanted_year::set_year;
