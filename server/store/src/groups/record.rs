//! Writing down a step that can be undone.

use model::accounts::roles::Person;
use model::ids::{FormingStepId, HubId};

use crate::audit::{self, Entry, Who};
use crate::database::Changes;
use crate::database::journal::Journal;
use crate::database::rows;
use crate::error::StoreError;

/// What a step writes down about itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recording<'a> {
    pub hub: HubId,
    pub by: &'a Person,
    /// After "Undo:", as `put Ash Lane into Two Rivers`.
    pub words: &'a str,
    /// For the audit.
    pub action: &'a str,
    pub subject: Option<&'a str>,
}

/// Writes a step down with its way back, when it has changed anything.
pub(crate) async fn record(changes: &mut Changes, mut journal: Journal, recording: Recording<'_>) -> Result<bool, StoreError> {
    journal.close(changes).await?;
    if journal.is_empty() {
        return Ok(false);
    }
    sqlx::query("insert into forming_step (id, hub, at, person, words, inverse) values (?, ?, ?, ?, ?, ?)")
        .bind(FormingStepId::generate())
        .bind(recording.hub)
        .bind(rows::now())
        .bind(recording.by.id)
        .bind(recording.words)
        .bind(journal.to_text()?)
        .execute(changes.connection())
        .await?;
    let words = sentence(recording.words);
    let who = Who::Person(recording.by);
    let subject = recording.subject.map(str::to_owned);
    audit::write(changes, &Entry { hub: Some(recording.hub), who, action: recording.action, subject, words: &words }).await?;
    Ok(true)
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
