//! The pages that belong together under the top bar.

use model::permission::Action;

/// A group's own pages: words, the end of the address, and what one must be allowed to do there.
pub(super) const GROUP_PLACES: [(&str, &str, Action); 6] = [
    ("Home", "", Action::ViewGroup),
    ("People", "/people", Action::ViewGroup),
    ("Workshops", "/workshops", Action::ManageGroup),
    ("Commitments", "/commitments", Action::ManageCommitments),
    ("Who stays", "/staying", Action::ManageGroup),
    ("Settings and years", "/settings", Action::ManageGroup),
];

/// The hub's own pages: words, address, and what one must be allowed to do there.
pub(super) const HUB_PLACES: [(&str, &str, Action); 10] = [
    ("Overview", "/hub", Action::ViewHub),
    ("Interest", "/hub/interest", Action::TriageInterest),
    ("Forming groups", "/hub/forming", Action::FormGroups),
    ("Schools", "/schools", Action::ViewHub),
    ("People", "/hub/people", Action::ViewHub),
    ("Mail", "/hub/mail", Action::ManageMail),
    ("Turn the year", "/hub/rollover", Action::RollOver),
    ("Wording", "/hub/clauses", Action::ManageHub),
    ("Audit", "/hub/audit", Action::ViewAudit),
    ("Settings", "/hub/settings", Action::ManageHub),
];
