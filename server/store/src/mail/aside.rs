//! Messages that can't be sent for what they are or whom they are for, and must not hold up the others (M18).

use model::ids::MessageId;

use crate::database::{Changes, Database};
use crate::error::StoreError;

/// What the hub reads of a message that can't even be read.
const UNREADABLE: &str = "This message can\u{2019}t be read, so it was set aside and the others went out";

/// Sets aside a message that is being sent: somebody at the hub must look at it. Should its handing over have begun, it may have
/// arrived all the same.
///
/// # Errors
/// When the file can't be written to.
pub async fn set_aside(db: &Database, id: MessageId, why: &str) -> Result<(), StoreError> {
    fail(db, id, why, true).await
}

/// The server will not take this message, today or ever: somebody at the hub must look at it.
///
/// # Errors
/// When the file can't be written to.
pub async fn refused(db: &Database, id: MessageId, why: &str) -> Result<(), StoreError> {
    fail(db, id, why, false).await
}

async fn fail(db: &Database, id: MessageId, why: &str, may_have_arrived: bool) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query(
        "update outbox set state = 'failed', attempts = attempts + 1, last_error = ?, unreachable = 0,
                           uncertain_at = iif(?, coalesce(handing_over_at, uncertain_at), uncertain_at), handing_over_at = null
         where id = ? and state = 'sending'",
    )
    .bind(why)
    .bind(may_have_arrived)
    .bind(id)
    .execute(changes.connection())
    .await?;
    changes.commit().await
}

/// Sets aside a message whose row holds what we can't read, which no other try would mend. Gives back any other error.
pub(super) async fn set_aside_unreadable(changes: &mut Changes, id: &str, error: StoreError) -> Result<(), StoreError> {
    let of_its_content = matches!(error, StoreError::Corrupt(_) | StoreError::Database(sqlx::Error::RowNotFound));
    if !of_its_content {
        return Err(error);
    }
    tracing::error!(message = id, %error, "a message can't be read, and is set aside");
    sqlx::query("update outbox set state = 'failed', last_error = ?, unreachable = 0 where id = ?")
        .bind(UNREADABLE)
        .bind(id)
        .execute(changes.connection())
        .await?;
    Ok(())
}
