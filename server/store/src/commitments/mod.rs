//! The headteacher's commitment for a year of a Work Group: its wording, who is asked, who has signed, and what was signed.
//!
//! A commitment belongs to a school and a year of a group. Its signatures are in one chain for the whole file (see [`verify`]),
//! each with the full text of what was signed: wording and dates may change later, a signature never does.

mod asking;
mod clauses;
mod letters;
mod paper;
mod places;
mod recording;
mod seal;
mod signing;
mod states;

pub use asking::{Asked, LETTER_GAP, Sender, ask, remind, renew, set_head};
pub use clauses::{SavedWording, WordingVersion, current_wording, save_wording, versions};
pub use paper::mark;
pub use places::{GroupYear, Opened, Place, group_year, opened, place, prepare_year, years};
pub use recording::{InkSignature, MAX_SCAN, Scan, record_ink, scan, scan_type, set_aside};
pub use seal::{Broken, Signature, Verified, Who, verify};
pub use signing::{LeadAgreement, ScreenSignature, SignedBy, Signing, agree, sign};
pub use states::{PastYear, SchoolYear, Standing, of_school, states};
