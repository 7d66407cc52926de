//! Why nobody is asked for a commitment, and nothing of it is signed or changed.

use crate::error::{StoreError, from_sqlx};

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The school does not take part, its year is over, there is no signature, or the link is not good any more.
    #[error("there is no such commitment")]
    NotFound,
    /// There is no address to write to.
    #[error("the head has no address")]
    NoAddress,
    /// It is signed or agreed to already.
    #[error("it is signed already")]
    Signed,
    /// A word or a date has changed since the page was opened: it is to be read again.
    #[error("the paper has changed")]
    Changed,
    /// There is no such version of the wording.
    #[error("there is no such version of the wording")]
    NoVersion,
    /// Somebody has saved another wording in the meantime.
    #[error("the wording has changed")]
    WordingMoved,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);
