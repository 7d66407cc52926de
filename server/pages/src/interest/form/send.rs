//! Sending the public form, changing what was sent, and leaving no trace on a shared computer. Anybody may, in the browser that
//! has the answers.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use leptos::prelude::*;
use store::interest::{self, SendingError, Sent};
use store::mail::{NewMessage, enqueue};

/// Sends the form. `website` is a field that no person sees.
#[server(endpoint = "interest-send")]
pub async fn send_interest(#[server(default)] website: String) -> Result<(), AppError> {
    context::answer_fields("/interest/check", &[("website", &website)], async {
        let refuse = |problem| Err(AppError::Invalid(vec![problem]));
        if !website.trim().is_empty() {
            return refuse(Problem::TrapFilled);
        }
        // Six pages in three seconds: the answers stay, and a second press is late enough.
        let answers = super::draft::answers().await?;
        if answers.is_some_and(|answers| chrono::Utc::now().timestamp_millis() - answers.started_at < 3000) {
            return refuse(Problem::InterestTooQuick);
        }
        let (token, hub, database) = (super::draft::token().unwrap_or_default(), super::draft::hub().await?, context::database()?);
        let mut changes = database.change().await?;
        let (id, again) = match interest::send(&mut changes, &token, hub, context::client_address()).await {
            Ok(Sent::New(id)) => (id, false),
            Ok(Sent::Replaced(id)) => (id, true),
            Ok(Sent::Already(_)) => {
                leptos_axum::redirect("/interest/sent");
                return Ok(());
            }
            Err(SendingError::TooMany) => return refuse(Problem::InterestsTooMany),
            Err(SendingError::NotComplete) => {
                leptos_axum::redirect("/interest/check");
                return Ok(());
            }
            Err(SendingError::Store(error)) => return Err(error.into()),
        };
        let (interest, contact) = interest::to_answer(&mut changes, hub, id).await?.ok_or(AppError::NotFound)?;
        // The form is taken in any case: but nobody can have somebody else's letter box filled by it.
        if interest::may_confirm(&mut changes, &contact.email).await? {
            let (letter, about) = (interest::confirmation(&interest), Some(id.to_string()));
            let to = (interest::addressee(&contact), &contact.email);
            let message = NewMessage { hub, kind: "interest.confirmation", to, letter: &letter, link: None, urgent: true, about, by: None };
            enqueue(&mut changes, &message).await?;
        }
        let (letter, own) = (interest::arrived(&interest, again), interest::hub_address(&mut changes, hub).await?);
        if let Some((name, address)) = &own {
            let link = context::absolute(&format!("/hub/interest/{id}"));
            let (to, link, about) = ((name.as_str(), address), Some(link.as_str()), Some(id.to_string()));
            enqueue(&mut changes, &NewMessage { hub, kind: "interest.arrived", to, letter: &letter, link, urgent: false, about, by: None })
                .await?;
        }
        changes.commit().await?;
        leptos_axum::redirect("/interest/sent");
        Ok(())
    })
    .await
}

/// Opens what was sent from this browser for changes.
#[server(endpoint = "interest-change")]
pub async fn change_interest() -> Result<(), AppError> {
    context::answer_fields("/interest/sent", &[], async {
        let (token, hub) = (super::draft::token().unwrap_or_default(), super::draft::hub().await?);
        let mut changes = context::database()?.change().await?;
        if !store::interest::reopen(&mut changes, &token, hub).await? {
            return Err(AppError::Invalid(vec![Problem::InterestClosed]));
        }
        changes.commit().await?;
        leptos_axum::redirect("/interest/check");
        Ok(())
    })
    .await
}

/// Deletes the answers in this browser, or what was sent from it as far as this browser shows it. What the hub has stays; and
/// where it was being changed, it stays as it was.
#[server(endpoint = "interest-forget")]
pub async fn forget_interest() -> Result<(), AppError> {
    app::error::answer(async {
        let changing = super::draft::answers().await?.is_some_and(|answers| answers.replaces.is_some());
        store::interest::forget(&context::database()?, &super::draft::token().unwrap_or_default()).await?;
        if changing {
            leptos_axum::redirect("/interest/sent");
        } else {
            context::done("/interest", Notice::InterestForgotten);
        }
        Ok(())
    })
    .await
}
