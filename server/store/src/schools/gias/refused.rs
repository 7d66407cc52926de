//! Why nothing is decided about schools that were, or would be, brought in.

use crate::error::{StoreError, from_sqlx};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No school had the number, or links only led past it.
    #[error("no school had this number")]
    NoSuchNumber,
    /// Nobody kept the school apart from another one.
    #[error("the school is not kept apart")]
    NotApart,
    /// The import is not in the state in which it could be, for instance because the button was pressed twice.
    #[error("the import does not wait for that")]
    NotWaiting,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);
