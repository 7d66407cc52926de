//! The headteacher's commitment for a year of a Work Group: its wording, who is asked, who has signed, and what was signed.
//!
//! A commitment belongs to a school and a year of a group. Its signatures are in one chain for the whole file (see [`verify()`]),
//! each with the full text of what was signed: wording and dates may change later, a signature never does.

mod aside;
mod asking;
mod clauses;
mod paper;
mod recording;
mod refused;
mod school_commitments;
mod seal;
mod signing;
mod states;
mod verify;

pub use aside::{SetAside, set_aside, set_aside_of};
pub use asking::{Asked, LETTER_GAP, Sender, ask, remind, renew, set_head};
pub use clauses::{SavedWording, WordingVersion, current_wording, save_wording, versions};
pub use paper::fingerprint;
pub use recording::{InkSignature, MAX_SCAN, Scan, record_ink, scan, scan_type};
pub use refused::Refused;
pub use school_commitments::{
    GroupYear, OpenedLink, SchoolCommitment, group_year, open_link, prepare_year, present_group, school_commitment, school_commitments,
    school_left, years,
};
pub use seal::{Signature, Who};
pub use signing::{LeadAgreement, ScreenSignature, SignedBy, agree, sign};
pub use states::{PastYear, Progress, SchoolYear, of_school, states};
pub use verify::{Broken, Verified, verify};
