//! Where in a plan a text stands: the names of its fields.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::agenda::BlockId;
use super::note::NoteName;
use crate::live::Address;
use crate::live::text::TextPath;

/// The root `Y.Text` that says what the workshop is about.
pub(super) const TITLE: &str = "title";

/// A text of one block; each is a `Y.Text` in the block's map under its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockText {
    /// What the block is called.
    Title,
    /// Who runs it.
    Facilitator,
    /// What has to be there.
    Materials,
    /// What whoever runs it says and does.
    Instructions,
}

impl BlockText {
    /// All, in the plan's order.
    pub const ALL: [Self; 4] = [Self::Title, Self::Facilitator, Self::Materials, Self::Instructions];

    /// Its key in the block's map.
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Facilitator => "facilitator",
            Self::Materials => "materials",
            Self::Instructions => "instructions",
        }
    }
}

/// One text of a plan. Written `title`, `block/ID/instructions` or `note/ID`, as awareness and element ids have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum TextAddress {
    /// What the workshop is about.
    Title,
    /// A text of a block, deleted or not.
    Block(BlockId, BlockText),
    /// A private note, which stands in another document than the rest.
    Note(NoteName),
}

impl Address for TextAddress {
    fn path(&self) -> TextPath<'_> {
        match self {
            Self::Title => TextPath::Root(TITLE),
            Self::Block(block, text) => TextPath::Item(block, text.key()),
            Self::Note(name) => TextPath::Root(name.as_str()),
        }
    }

    fn label(&self) -> &'static str {
        match self {
            Self::Title => "Workshop title",
            Self::Block(_, BlockText::Title) => "Block title",
            Self::Block(_, BlockText::Facilitator) => "Run by",
            Self::Block(_, BlockText::Materials) => "Materials",
            Self::Block(_, BlockText::Instructions) => "What we do",
            Self::Note(_) => "Private note",
        }
    }

    fn is_private(&self) -> bool {
        matches!(self, Self::Note(_))
    }

    fn is_one_line(&self) -> bool {
        matches!(self, Self::Title | Self::Block(_, BlockText::Title | BlockText::Facilitator))
    }
}

impl fmt::Display for TextAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str(TITLE),
            Self::Block(block, text) => write!(f, "block/{block}/{}", text.key()),
            Self::Note(name) => f.write_str(name.as_str()),
        }
    }
}

/// The text names no field of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no field of a plan has this name")]
pub struct UnknownField;

impl FromStr for TextAddress {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<Self, UnknownField> {
        let found = match name.strip_prefix("block/").and_then(|rest| rest.rsplit_once('/')) {
            Some((block, key)) => {
                let text = BlockText::ALL.into_iter().find(|text| text.key() == key);
                text.map(|text| Self::Block(BlockId::from(block.to_owned()), text))
            }
            None if name == TITLE => Some(Self::Title),
            None => NoteName::read(name).map(Self::Note),
        };
        found.ok_or(UnknownField)
    }
}

impl TryFrom<String> for TextAddress {
    type Error = UnknownField;

    fn try_from(name: String) -> Result<Self, UnknownField> {
        name.parse()
    }
}

impl From<TextAddress> for String {
    fn from(address: TextAddress) -> Self {
        address.to_string()
    }
}
