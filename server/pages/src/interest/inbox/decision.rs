//! Deciding about an expression of interest, and the letter that tells of it.

use model::accounts::roles::Person;
use model::ids::DecisionId;
use model::interest::State;
use model::letters;
use store::interest::{self, Decision, Interest, Refused};
use store::mail::{Letter, NewMessage, enqueue};
use store::{Changes, StoreError};

/// What stands between empty lines.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Puts a letter about a decision into the outbox.
///
/// # Errors
/// When the file can't be written to.
pub async fn write(
    changes: &mut Changes,
    interest: &Interest,
    by: &Person,
    change: DecisionId,
    subject: String,
    paragraphs: Vec<String>,
) -> Result<(), StoreError> {
    let Some(contact) = &interest.answers.contact else {
        return Ok(());
    };
    let letter = Letter { subject, paragraphs, ..Letter::default() };
    // Summer is when schools are chosen, and then no digest goes out: so these never wait for one.
    let message = NewMessage {
        hub: interest.hub,
        kind: "interest.decision",
        to: (&contact.name, &contact.email),
        letter: &letter,
        link: None,
        urgent: true,
        about: Some(change.to_string()),
        by: Some(by.id),
    };
    enqueue(changes, &message).await?;
    Ok(())
}

/// Decides with the default letter or with none.
///
/// # Errors
/// [`Refused`] where the decision needs more than that: a school, a reason.
pub async fn decide_with_default_letter(
    changes: &mut Changes,
    interest: &Interest,
    by: &Person,
    to: State,
    letter: bool,
) -> Result<(), Refused> {
    let decision = Decision { state: to, reason: "", seen: None };
    let change = interest::decide(changes, interest.hub, interest.id, by, decision).await?;
    let face = store::hub::face_in(changes, interest.hub).await?;
    // A question has to be written first: there is no default one.
    let default_letter = letters::interest::decision(&interest.facts(), to, &face.contact_name).filter(|_| letter && to != State::Asked);
    if let Some(Letter { subject, paragraphs, .. }) = default_letter {
        write(changes, interest, by, change, subject, paragraphs).await?;
    }
    Ok(())
}
