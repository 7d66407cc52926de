//! Why the store leaves a year's workshops as they are.

use crate::error::{StoreError, from_sqlx};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The year has no such workshop.
    #[error("the year has no such workshop")]
    NotFound,
    /// The year has as many as it can have.
    #[error("the year is full")]
    Full,
    /// The year has no more than it must keep.
    #[error("the year has no workshop to spare")]
    Fewest,
    /// It has a date, which people were told: it can be cancelled.
    #[error("the workshop has a date")]
    Dated,
    /// Something was begun for it.
    #[error("the workshop is in use")]
    InUse,
    /// It is cancelled, so there is nothing of it to split.
    #[error("the workshop is cancelled")]
    Cancelled,
    /// Another one is held on its day by now.
    #[error("another workshop is on its day")]
    DayTaken,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);
