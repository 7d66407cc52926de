//! Why the year is not turned, or a turn not taken back.

use crate::error::{StoreError, from_sqlx};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The year is turned into this one already.
    #[error("the year is turned already")]
    Already,
    /// No group was chosen, or none is left that has not got this year.
    #[error("no group goes on")]
    Nothing,
    /// There is no such turn, or it was taken back before.
    #[error("there is no such turn")]
    NotCurrent,
    /// It is October.
    #[error("it is too late")]
    TooLate,
    /// What the turn made has been used since: sentences that say what.
    #[error("what it made is used")]
    Used(Vec<String>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);
