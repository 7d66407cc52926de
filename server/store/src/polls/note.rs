//! What is done with a poll, in the audit.

use model::accounts::roles::Person;

use super::rows::Poll;
use crate::audit::{self, Entry, Who};
use crate::database::Changes;
use crate::error::StoreError;

/// Writes it down: the action, like `poll.closed`, and the sentence.
pub(super) async fn note(changes: &mut Changes, poll: &Poll, by: &Person, action: &str, words: &str) -> Result<(), StoreError> {
    let entry = Entry { hub: Some(poll.hub), who: Who::Person(by), action, subject: Some(poll.id.to_string()), words };
    audit::write(changes, &entry).await
}
