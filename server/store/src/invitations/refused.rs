//! Why nothing comes of an invitation.

use crate::error::{StoreError, from_sqlx};
use crate::representatives::handover;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It was accepted or taken back, its link opens nothing any more, or what it is about is gone.
    #[error("there is no such invitation any more")]
    Over,
    /// The account with its address is closed.
    #[error("the account is closed")]
    Closed,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);

impl From<handover::Refused> for Refused {
    fn from(refused: handover::Refused) -> Self {
        match refused {
            handover::Refused::PersonGone => Self::Over,
            handover::Refused::Store(error) => Self::Store(error),
        }
    }
}
