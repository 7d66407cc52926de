//! Why the store leaves a poll, or what it is about, as it is.

use crate::error::{StoreError, from_sqlx};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such poll, workshop, date or answer here.
    #[error("there is no such thing")]
    NotFound,
    /// The workshop has a poll that is open.
    #[error("there is an open poll")]
    OpenAlready,
    /// The workshop has a date.
    #[error("the workshop has a date")]
    Dated,
    /// The workshop does not take place.
    #[error("the workshop is cancelled")]
    Cancelled,
    /// The poll is closed, or its last day is over.
    #[error("the poll is closed")]
    Closed,
    /// It has as many answers as it takes.
    #[error("the poll is full")]
    Full,
    /// Too many answers came from this network today.
    #[error("too many answers from one network")]
    TooMany,
    /// Whoever has not answered was written to within a day.
    #[error("they were written to already")]
    TooSoon,
    /// It was closed too long ago, or the date that was chosen is over.
    #[error("it is too late for that")]
    TooLate,
    /// The date that was chosen has been changed since.
    #[error("the date was changed since")]
    Moved,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);
