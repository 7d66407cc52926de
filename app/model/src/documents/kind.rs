//! The closed list of kinds, for whoever learns only from a row of the database which it is.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::board::{self, Board};
use super::plan::{self, Plan};
use crate::live::Document;
use crate::live::replica::Replica;
use crate::live::text::{self, FormerWords};
use crate::permission::Action;

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Board,
    /// A workshop's plan.
    Plan,
    /// The private notes of those who plan a workshop. It is a [`Plan`] of which nothing but the notes is used: another type would cost the planner's
    /// page a further engine. What is another is who may open it.
    Notes,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Board, Self::Plan, Self::Notes];

    /// The word in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Plan => "plan",
            Self::Notes => "notes",
        }
    }

    /// What whoever reads it does, and is seen in it.
    pub fn view(self) -> Action {
        match self {
            Self::Board => Action::ViewBoard,
            Self::Plan => Action::ViewGroup,
            Self::Notes => Action::ManageGroup,
        }
    }

    /// What whoever writes in it does.
    pub fn edit(self) -> Action {
        match self {
            Self::Board => Action::EditBoard,
            Self::Plan | Self::Notes => Action::ManageGroup,
        }
    }

    /// What lists show of a document.
    pub fn summarise(self, replica: &Replica) -> Summary {
        match self {
            Self::Board => Summary::Board(Board::summarise(replica)),
            Self::Plan => Summary::Plan(Plan::summarise(replica)),
            Self::Notes => Summary::empty(self),
        }
    }

    /// Remembers what a document's fields say, and what was removed from them earlier.
    pub fn memory(self, replica: &Replica, former: Vec<FormerWords>) -> Memory {
        match self {
            Self::Board => Memory::Board(text::Memory::new(&Board::read(replica), former)),
            Self::Plan | Self::Notes => Memory::Plan(text::Memory::new(&Plan::read(replica), former)),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// A document of a kind.
pub trait OfKind: Document {
    const KIND: Kind;
}

impl OfKind for Board {
    const KIND: Kind = Kind::Board;
}

impl OfKind for Plan {
    const KIND: Kind = Kind::Plan;
}

/// The word names no kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no kind of document has this name")]
pub struct UnknownKind;

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(key: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.key() == key).ok_or(UnknownKind)
    }
}

/// What lists show of a document. Each is kept as its kind's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Summary {
    Board(board::Summary),
    Plan(plan::Summary),
    /// Lists show nothing of what is private.
    Notes(Unlisted),
}

/// Nothing, as an object that has nothing in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Unlisted {}

impl Summary {
    /// That of a document that says nothing yet.
    pub fn empty(kind: Kind) -> Self {
        match kind {
            Kind::Board => Self::Board(board::Summary::default()),
            Kind::Plan => Self::Plan(plan::Summary::default()),
            Kind::Notes => Self::Notes(Unlisted {}),
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Self::Board(_) => Kind::Board,
            Self::Plan(_) => Kind::Plan,
            Self::Notes(_) => Kind::Notes,
        }
    }
}

impl From<board::Summary> for Summary {
    fn from(summary: board::Summary) -> Self {
        Self::Board(summary)
    }
}

impl From<plan::Summary> for Summary {
    fn from(summary: plan::Summary) -> Self {
        Self::Plan(summary)
    }
}

/// What a document's fields have said; see [`text::Memory`].
pub enum Memory {
    Board(text::Memory<Board>),
    Plan(text::Memory<Plan>),
}

impl Memory {
    /// See [`text::Memory::look`].
    pub fn look(&mut self, replica: &Replica, now: u64) -> Vec<FormerWords> {
        match self {
            Self::Board(memory) => memory.look(&Board::read(replica), now),
            Self::Plan(memory) => memory.look(&Plan::read(replica), now),
        }
    }

    /// See [`text::Memory::forget_before`].
    pub fn forget_before(&mut self, moment: u64) {
        match self {
            Self::Board(memory) => memory.forget_before(moment),
            Self::Plan(memory) => memory.forget_before(moment),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_listed_and_read_by_its_word() {
        // A new kind does not compile until it is told here, and then it must be in the list.
        let number = |kind| match kind {
            Kind::Board => 0,
            Kind::Plan => 1,
            Kind::Notes => 2,
        };
        assert_eq!(Kind::ALL.map(number), [0, 1, 2]);
        for kind in Kind::ALL {
            assert_eq!(kind.key().parse(), Ok(kind));
            assert_eq!(Summary::empty(kind).kind(), kind);
        }
    }

    #[test]
    fn notes_are_opened_by_nobody_but_those_who_write_the_plan_and_lists_have_nothing_of_them() {
        assert_eq!((Kind::Notes.view(), Kind::Notes.edit()), (Kind::Plan.edit(), Kind::Plan.edit()));
        let mut notes = Plan::new(Replica::new(7));
        notes.splice(&plan::TextAddress::Note(plan::NoteName::of_workshop()), 0, 0, "Keep it short.");
        assert_eq!(serde_json::to_string(&Kind::Notes.summarise(notes.replica())).ok().as_deref(), Some("{}"));
    }
}
