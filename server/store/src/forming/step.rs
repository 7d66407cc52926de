//! A step and its way back. Each holds the rows as they were and as it left them: it is undone only while they are so still.

use model::accounts::roles::Person;
use model::ids::{FormingStepId, HubId};

use super::refused::Refused;
use crate::audit::{self, Entry, Who};
use crate::database::journal::{Journal, orphaned};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// A step that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub id: FormingStepId,
    /// What was done, after "Undo:": `put Ash Lane into Two Rivers`.
    pub words: String,
}

/// The step that would be undone next.
///
/// # Errors
/// When the file can't be read.
pub async fn last_step(db: &Database, hub: HubId) -> Result<Option<Step>, StoreError> {
    let row: Option<(FormingStepId, String)> =
        sqlx::query_as("select id, words from forming_step where hub = ? and undone_at is null order by id desc limit 1")
            .bind(hub)
            .fetch_optional(db.readers())
            .await?;
    Ok(row.map(|(id, words)| Step { id, words }))
}

/// Undoes the hub's last step, when it is the one that the person saw.
///
/// # Errors
/// [`Refused::NotLast`], or [`Refused::Changed`].
pub async fn undo(db: &Database, hub: HubId, by: &Person, seen: Option<FormingStepId>) -> Result<(), Refused> {
    let mut changes = db.change().await?;
    let row: Option<(FormingStepId, String, String)> =
        sqlx::query_as("select id, words, inverse from forming_step where hub = ? and undone_at is null order by id desc limit 1")
            .bind(hub)
            .fetch_optional(changes.connection())
            .await?;
    let (id, words, inverse) = row.filter(|(id, ..)| Some(*id) == seen).ok_or(Refused::NotLast)?;
    let journal = Journal::from_text(&inverse)?;
    let mut left_alone = !journal.changed_since(&mut changes).await?.is_empty();
    if !left_alone {
        journal.restore(&mut changes).await?;
        left_alone = !orphaned(&mut changes).await?.is_empty();
    }
    if left_alone {
        drop(changes);
        let mut changes = db.change().await?;
        set_aside(&mut changes, id).await?;
        changes.commit().await?;
        return Err(Refused::Changed);
    }
    set_aside(&mut changes, id).await?;
    note(&mut changes, hub, by, &format!("Undid: {words}.")).await?;
    Ok(changes.commit().await?)
}

async fn set_aside(changes: &mut Changes, id: FormingStepId) -> Result<(), StoreError> {
    sqlx::query("update forming_step set undone_at = ? where id = ?").bind(rows::now()).bind(id).execute(changes.connection()).await?;
    Ok(())
}

async fn note(changes: &mut Changes, hub: HubId, by: &Person, words: &str) -> Result<(), StoreError> {
    audit::write(changes, &Entry { hub: Some(hub), who: Who::Person(by), action: "group.step_undone", subject: None, words }).await
}
