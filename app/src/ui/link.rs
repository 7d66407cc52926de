//! What leads somewhere.

use serde::{Deserialize, Serialize};

/// Words, and where they lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub words: String,
    pub address: String,
}

impl Link {
    /// A link to an address.
    pub fn new(words: impl Into<String>, address: impl Into<String>) -> Self {
        Self { words: words.into(), address: address.into() }
    }
}

/// A step of the way to a page. The last one is the page itself, and leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crumb {
    pub words: String,
    pub address: Option<String>,
}

impl Crumb {
    /// A step that leads to an address.
    pub fn new(words: impl Into<String>, address: impl Into<String>) -> Self {
        Self { words: words.into(), address: Some(address.into()) }
    }

    pub fn here(words: impl Into<String>) -> Self {
        Self { words: words.into(), address: None }
    }
}
