//! Who is here: the states that travel as Yjs awareness, beside the document and never in it.

use serde::{Deserialize, Serialize};

use crate::live::replica::Caret;

/// How many colours tell people apart before they repeat (initials and rim tell more).
pub const COLOURS: u8 = 8;

/// The awareness state of one open page. A page writes `at`, its field by its [`crate::live::Address`]; `user` is written by the server
/// alone, from the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Presence<F> {
    /// Who it is, as the server knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
    /// Where in the document the page's caret is, if anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Place<F>>,
}

/// A person as others in the document see them. `name` and `color` are what other Yjs editors look for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// First and last name.
    pub name: String,
    /// The school's name.
    pub school: String,
    /// One of [`COLOURS`], from 1.
    pub colour: u8,
    /// The same colour as CSS, for editors that know only this key.
    pub color: String,
    /// Tells a person's pages from those of others, for as long as the room is loaded; 0 where that is not known.
    #[serde(default)]
    pub person: u32,
}

/// Where somebody is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place<F> {
    /// In which field.
    pub field: F,
    /// Where the selection began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Caret>,
    /// Where the caret is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<Caret>,
}

impl<F> Default for Presence<F> {
    fn default() -> Self {
        Self { user: None, at: None }
    }
}

impl User {
    /// The light theme's hex value of each colour (look/tokens.md §2, presence).
    pub const HEX: [&'static str; COLOURS as usize] =
        ["#7E57E1", "#5C260C", "#1E7D93", "#CF3155", "#5E7B00", "#073C96", "#410D51", "#24282E"];

    /// A person in one of the colours, counted from 1.
    pub fn new(name: &str, school: &str, colour: u8) -> Self {
        let index = usize::from(colour.saturating_sub(1) % COLOURS);
        let color = Self::HEX.get(index).copied().unwrap_or("#24282E").to_owned();
        Self { name: name.to_owned(), school: school.to_owned(), colour, color, person: 0 }
    }

    /// The two letters on the person's disc.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// Two letters for a name: of the first and the last word, or the first two of a single one.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    let letters: String = match words.next_back() {
        Some(last) => first.chars().take(1).chain(last.chars().take(1)).collect(),
        None => first.chars().take(2).collect(),
    };
    letters.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_first_and_last_name() {
        assert_eq!(initials("Helen Whitlock"), "HW");
        assert_eq!(initials("Mei-Ling de Chau"), "MC");
        assert_eq!(initials("Élodie"), "ÉL");
        assert_eq!(initials(""), "");
    }
}
