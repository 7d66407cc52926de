//! Somebody else on the board.

use model::board::TextAddress;

/// One open page of somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The page's Yjs client id.
    pub client: u64,
    /// First and last name.
    pub name: String,
    /// The school's name.
    pub school: String,
    /// The presence colour, 1 to 8.
    pub colour: u8,
    /// In which field the caret is.
    pub field: Option<TextAddress>,
    /// Where in that field the selection began and where the caret is, in UTF-16 units.
    pub selection: Option<(u32, u32)>,
    /// The caret has not moved for a while.
    pub still: bool,
}

impl Colleague {
    /// Those of `all` who are in a field.
    pub fn in_field(all: &[Self], field: &TextAddress) -> Vec<Self> {
        all.iter().filter(|colleague| colleague.field.as_ref() == Some(field)).cloned().collect()
    }

    /// What the caret's flag says: first name and school.
    pub fn flag(&self) -> String {
        let first = self.name.split_whitespace().next().unwrap_or_default();
        if self.school.is_empty() { first.to_owned() } else { format!("{first}, {}", self.school) }
    }

    /// The two letters on the disc.
    pub fn initials(&self) -> String {
        model::presence::initials(&self.name)
    }
}
