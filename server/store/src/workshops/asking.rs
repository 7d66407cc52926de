//! The schools are asked about a workshop only as long as it has no date and is to be held.

use model::ids::{PollId, WorkshopId};

use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;
use crate::mail;

/// The kind of the letter that asks.
pub(crate) const LETTER: &str = "poll.asked";

/// Closes the poll that is open about a workshop, if one is, and calls back the letters that ask. Nobody has closed it, so `closed_by` stays
/// null.
pub(super) async fn stop(changes: &mut Changes, workshop: WorkshopId) -> Result<(), StoreError> {
    let poll: Option<PollId> = sqlx::query_scalar("select id from poll where workshop = ? and closed_at is null")
        .bind(workshop)
        .fetch_optional(changes.connection())
        .await?;
    let Some(poll) = poll else { return Ok(()) };
    sqlx::query("update poll set closed_at = ? where id = ?").bind(rows::now()).bind(poll).execute(changes.connection()).await?;
    mail::withdraw_kind(changes, &poll.to_string(), LETTER).await?;
    Ok(())
}
