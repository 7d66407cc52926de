//! Why the store leaves an expression of interest, or its form, as it is.

use crate::error::{StoreError, from_sqlx};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The hub has no such thing, or not where this can be done to it.
    #[error("there is no such expression of interest")]
    NotFound,
    /// It can't be accepted while nobody knows which school it is.
    #[error("its school is not matched yet")]
    NoSchool,
    /// The rules speak against it, and no reason was given to take it all the same.
    #[error("a reason is missing")]
    NoReason,
    /// Its school is in a group already.
    #[error("its school is in a group")]
    InGroup,
    /// It already is in that state, or only undoing leads there.
    #[error("nothing to change")]
    Same,
    /// Somebody else has decided in the meantime.
    #[error("somebody else was quicker")]
    Moved,
    /// There is no decision to take back.
    #[error("nothing to take back")]
    NothingToUndo,
    /// It was removed from the inbox: put it back first.
    #[error("it was removed")]
    Removed,
    /// The answers were sent or given up in the meantime.
    #[error("the answers are no longer here")]
    Gone,
    /// There is no such draft, or a question of it is open.
    #[error("the form is not complete")]
    NotComplete,
    /// Too many forms came from this network today.
    #[error("too many forms from one network")]
    TooMany,
    /// Nothing was sent from this browser within a day, or the hub has decided on it.
    #[error("the form can't be changed any more")]
    Closed,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);
