//! Twilights: their doors and codes, the tables, the guests who come without an account, and who was there.
//!
//! What somebody did as a guest is theirs by name once they have an account and say so ([`confirm_claim`]): then `guest.person` tells who it was, and
//! whatever shows who did something asks for that first.
//!
//! A guest's name stands in one column, `guest.name`, and goes from there when its time is over ([`purge()`]). Nothing else may hold it: no document,
//! no audit, and no message.

mod actor;
pub mod attendance;
mod claiming;
mod claims;
mod door;
mod guesses;
mod guests;
mod letters;
mod opening;
mod purge;
mod refused;
mod return_link;
mod schools;
mod seating;
mod tables;

pub use actor::{GuestHere, actor, actor_of_session, fingerprint, here};
pub use claiming::{Claimed, OwnClaim, claims_of, confirm_claim, undo_claim};
pub use claims::{Claim, ClaimAccount, ClaimLink, ask_claim, claim_link};
pub use door::{Knock, OpenCode, Twilight, TwilightSettings, knock, of_id, of_workshop};
pub use guesses::{MANY_A_MINUTE, WRONG_A_MINUTE, count_wrong, is_guessing};
pub use guests::{GuestSchool, Joined, ListedGuest, NewGuest, join, leave, list, remove, sit};
pub use letters::PER_ADDRESS;
pub use opening::{change, renew_code, stop_code};
pub use purge::purge;
pub use refused::Refused;
pub use return_link::{Returning, resume_session, returning, send_link};
pub use schools::schools;
pub use seating::{Seated, mix, seat};
pub use tables::{NewTable, Table, set_tables, tables};
