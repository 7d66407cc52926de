//! Date polls (A42): asking a group's schools which date suits them for a workshop that has none yet. Everybody answers, and changes only
//! their own answer: with an account, or by a secret of their own.

mod answering;
mod asking;
mod closing;
mod letter;
mod link;
mod list;
mod note;
mod opening;
mod purge;
mod refused;
mod removing;
mod rows;
mod state;
mod whole;

pub use answering::{AnswerSchool, Answered, AnsweredBy, NewAnswer, PER_NETWORK, answer, own_answer};
pub use asking::{ask, words_to_copy};
pub use closing::{close, reopen};
pub use letter::{PER_ADDRESS, send_own_link};
pub use link::{Found, by_secret, new_secret, renew, secret};
pub use list::{Listed, Undated, of_group, undated, year_of};
pub use opening::{NewPoll, open};
pub use purge::purge;
pub use refused::Refused;
pub use removing::remove;
pub use rows::{Poll, PollOption};
pub use state::State;
pub use whole::{Counted, PollAnswer, WholePoll, whole, whole_of};
