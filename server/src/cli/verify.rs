//! `twilight verify`: whether every signature is as it was signed.

use store::commitments::{self, Verified};
use store::{Database, StoreError};

/// A signature was changed, added or taken out behind the program's back.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotAsSigned(Verified);

/// Why the signatures could not be walked through, or do not hold.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// They do not hold.
    #[error(transparent)]
    Broken(#[from] NotAsSigned),
    /// The file could not be read to its end.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Walks through all signatures; what holds is said as a sentence.
pub(super) async fn verify(database: &Database) -> Result<Verified, VerifyError> {
    let verified = commitments::verify(database).await?;
    if verified.broken.is_some() { Err(NotAsSigned(verified).into()) } else { Ok(verified) }
}
