//! What every page shows around its content. It comes with the page's own data, so that a page asks only once.

use model::ids::PersonId;
use serde::{Deserialize, Serialize};

use super::link::Link;
use super::theme::Theme;

/// Who looks at the page, and what stands on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Who has signed in, if anybody.
    pub person: Option<SignedIn>,
    /// Where the person can go from anywhere.
    pub navigation: Vec<Link>,
    /// Sections under the top bar, where there are any.
    pub sections: Vec<Link>,
    /// What they belong to: the hub, or a Work Group by name.
    pub sections_of: String,
    /// What stands on every page and paper of a group's year: `Two Rivers Work Group, NCP26-11, academic year 2026/27` (row A1).
    pub stamp: String,
    /// Whether everything here is invented.
    pub demonstration: bool,
    /// Whom to ask for help.
    pub contact: Option<Contact>,
    /// How the pages are lit.
    pub theme: Theme,
}

/// The signed-in person as the top bar shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who it is.
    pub id: PersonId,
    /// First and last name.
    pub name: String,
    /// A second line under it: where they work.
    pub place: String,
}

/// Whom to ask for help, on every page at the same place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// Their email address.
    pub email: String,
    /// Whom to ask for by name, and where they are rung up; may be empty.
    pub person: String,
}

impl SignedIn {
    /// The first letters of first and last name.
    pub fn initials(&self) -> String {
        model::live::presence::initials(&self.name)
    }
}
