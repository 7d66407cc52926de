//! Sending the public form, changing what was sent, and leaving no trace on a shared computer. Anybody may, in the browser that
//! has the answers.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::ids::HubId;
use model::interest::Contact;
use model::letters::interest as letters;
use store::Changes;
use store::interest::{self, Interest, Refused, Sent};
use store::mail::{NewMessage, enqueue};

use super::draft;
use super::forms::{ChangeForm, ForgetForm, SendForm};
use crate::kit::Redirect;

/// Nobody fills in six pages faster, in milliseconds.
const QUICKEST: i64 = 3000;

/// Sends the form.
pub async fn send(form: SendForm) -> Result<Redirect, AppError> {
    form.check()?;
    took_their_time().await?;
    let (token, hub) = (draft::token().unwrap_or_default(), draft::hub().await?);
    let mut changes = context::database()?.change().await?;
    let (id, again) = match interest::send(&mut changes, &token, hub, context::client_address()).await {
        Ok(Sent::New(id)) => (id, false),
        Ok(Sent::Replaced(id)) => (id, true),
        Ok(Sent::Already(_)) => return Ok(Redirect::to("/interest/sent")),
        Err(Refused::NotComplete) => return Ok(Redirect::to("/interest/check")),
        Err(refused) => return Err(refused.into()),
    };
    let (interest, contact) = interest::to_answer(&mut changes, hub, id).await?.ok_or(AppError::NotFound)?;
    confirm(&mut changes, hub, &interest, &contact).await?;
    write_to_hub(&mut changes, hub, &interest, again).await?;
    changes.commit().await?;
    Ok(Redirect::to("/interest/sent"))
}

/// Six pages in three seconds: the answers stay, and a second press is late enough.
async fn took_their_time() -> Result<(), AppError> {
    let answers = draft::answers().await?;
    let too_quick = answers.is_some_and(|answers| chrono::Utc::now().timestamp_millis() - answers.started_at < QUICKEST);
    if too_quick { Err(Problem::InterestTooQuick.into()) } else { Ok(()) }
}

/// The form is taken in any case: but nobody can have somebody else's letter box filled by it.
async fn confirm(changes: &mut Changes, hub: HubId, interest: &Interest, contact: &Contact) -> Result<(), AppError> {
    if interest::may_confirm(changes, &contact.email).await? {
        let (letter, about) = (letters::confirmation(&interest.facts()), Some(interest.id.to_string()));
        let to = (letters::addressee(contact), &contact.email);
        let message = NewMessage { hub, kind: "interest.confirmation", to, letter: &letter, link: None, urgent: true, about, by: None };
        enqueue(changes, &message).await?;
    }
    Ok(())
}

async fn write_to_hub(changes: &mut Changes, hub: HubId, interest: &Interest, again: bool) -> Result<(), AppError> {
    if let Some((name, address)) = &interest::hub_address(changes, hub).await? {
        let (letter, link) = (letters::arrived(&interest.facts(), again), context::absolute(&format!("/hub/interest/{}", interest.id)));
        let (to, link, about) = ((name.as_str(), address), Some(link.as_str()), Some(interest.id.to_string()));
        let message = NewMessage { hub, kind: "interest.arrived", to, letter: &letter, link, urgent: false, about, by: None };
        enqueue(changes, &message).await?;
    }
    Ok(())
}

/// Opens what was sent from this browser for changes.
pub async fn change(_: ChangeForm) -> Result<Redirect, AppError> {
    let (token, hub) = (draft::token().unwrap_or_default(), draft::hub().await?);
    let mut changes = context::database()?.change().await?;
    interest::reopen(&mut changes, &token, hub).await?;
    changes.commit().await?;
    Ok(Redirect::to("/interest/check"))
}

/// Deletes the answers in this browser, or what was sent from it as far as this browser shows it. What the hub has stays; and
/// where it was being changed, it stays as it was.
pub async fn forget(_: ForgetForm) -> Result<Redirect, AppError> {
    let changing = draft::answers().await?.is_some_and(|answers| answers.replaces.is_some());
    interest::forget(&context::database()?, &draft::token().unwrap_or_default()).await?;
    Ok(if changing { Redirect::to("/interest/sent") } else { Redirect::with_notice("/interest", Notice::InterestForgotten) })
}
