//! Why a step is not made, or not undone.

use crate::error::{StoreError, from_sqlx};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The hub has no such group in this year, or has this year of it already.
    #[error("there is no such group to be formed")]
    NotFound,
    /// It was not the last step: somebody else has done something meanwhile.
    #[error("it was not the last step")]
    NotLast,
    /// Somebody has changed what the step did. It was left alone, and is not offered again.
    #[error("what the step did has changed")]
    Changed,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);
