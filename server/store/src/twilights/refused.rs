//! Why somebody is not let in.

use crate::error::{StoreError, from_sqlx};

/// Why somebody does not join, a letter does not go, or a guest stays a guest.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No door is opened by what they came with.
    #[error("this code opens no door")]
    Unknown,
    /// It is the code of a door that is not open now, or never again: its page says which.
    #[error("the door is not open")]
    Shut,
    /// Every place is taken.
    #[error("the twilight is full")]
    Full,
    /// Their school is none of those to choose from.
    #[error("the school is none of the group's")]
    NoSuchSchool,
    /// Too many wrong codes came from this network within a minute.
    #[error("too many wrong codes")]
    Guessing,
    /// A guest has had as many letters with their link as there are.
    #[error("too many letters")]
    Letters,
    /// As many letters went to an address today as there are, from whatever guests.
    #[error("too many letters to one address")]
    AddressLetters,
    /// The link opens nothing (any more), or the guest is somebody's already: its page says which.
    #[error("nothing can be claimed by this link")]
    NoClaim,
    /// The account with this address was closed.
    #[error("the account is closed")]
    ClosedAccount,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);
