//! Looking over other people's bytes before yrs sees them.
//!
//! yrs descends once for each level of nesting, sets memory aside for the lengths it is told, and counts clocks without a look at where they
//! end: on hostile bytes it overflows its stack, which nothing catches, or takes a gigabyte for two hundred bytes. So every update and every
//! state vector, wherever it comes from, is read over here first: without descending, without believing a length that the bytes can't
//! hold, and with every kind of thing counted. [`Scanned`] can't be made in another way, and the replica hands nothing else to yrs.
//!
//! What passes is what Yjs 13 and yrs write. What yrs reads in another way than Yjs does (JSON as Yjs 12 wrote it, XML hooks, weak links) does
//! not pass: bytes that two readers understand differently could carry anything past the first of them.

mod counts;
mod head;
#[cfg(test)]
pub(crate) mod hostile;
mod limits;
mod reader;
mod state;
mod update;
mod value;

#[cfg(test)]
mod tests;

pub use counts::Counts;
pub use limits::{Bounds, MAX_CLIENT, MAX_CLOCK, MAX_TYPE_DEPTH, MAX_VALUE_DEPTH};
pub use state::ScannedState;
pub use update::Scanned;

pub(crate) use head::{DELETED, GC, Head, Id, Parent, SKIP, TYPE};
pub(crate) use reader::{Reader, put_number};
pub(crate) use update::{Run, Runs};
pub(crate) use value::pass_any;

/// Why bytes are not let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A number, a text or a declared length goes on beyond the end.
    #[error("it ends in the middle of something, or declares more than it holds")]
    CutOff,
    /// It goes on after its end.
    #[error("something follows its end")]
    GoesOn,
    /// A number beyond what Yjs knows: 53 bits for clients, 31 for clocks.
    #[error("a number is too large")]
    NumberTooLarge,
    /// A text that is not UTF-8.
    #[error("a text is not UTF-8")]
    NotText,
    /// Content, a type or a value of a kind that yrs does not read as Yjs writes it.
    #[error("something of the unknown kind {0}")]
    UnknownKind(u8),
    /// A piece or a range of no length.
    #[error("a piece has no length")]
    NoLength,
    /// A client has two sections, or ranges that are not in order.
    #[error("a client's pieces are not in order")]
    Disorder,
    /// A piece between two that stand in different types, or under different keys of one.
    #[error("a piece stands between neighbours of different types")]
    Misplaced,
    /// A piece within a letter or a value.
    #[error("a piece stands in something that is no type")]
    InNoType,
    /// Things within things, beyond what any person makes.
    #[error("{0} are nested deeper than {1}")]
    TooDeep(What, usize),
    /// More of one kind of thing than there may be.
    #[error("there are more than {1} {0}")]
    TooMany(What, usize),
}

/// What there was too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Bytes of the whole.
    Bytes,
    /// Structs: runs of edits.
    Pieces,
    /// Clients that wrote something.
    Clients,
    /// Clients of which a section holds nothing, and gaps that follow one another: yrs descends over these.
    EmptyPieces,
    /// Ranges of deleted pieces.
    Deletions,
    /// Values in content: what `Any` or JSON holds, each counted by itself.
    Values,
    /// Shared types at the root.
    Roots,
    /// Documents within the document.
    Documents,
    /// Shared types within shared types.
    Types,
}

impl std::fmt::Display for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Bytes => "bytes",
            Self::Pieces => "pieces",
            Self::Clients => "clients",
            Self::EmptyPieces => "empty pieces",
            Self::Deletions => "deletions",
            Self::Values => "values",
            Self::Roots => "root types",
            Self::Documents => "documents within the document",
            Self::Types => "types",
        })
    }
}
