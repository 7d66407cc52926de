//! Keeping what one did as a guest, and taking that back.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use chrono::Utc;
use model::accounts::roles::Actor;
use store::accounts::sign_in;
use store::accounts::sign_in::Session;
use store::twilights::{self, ClaimAccount, ClaimLink, Claimed, Refused};

use super::forms::{AskForm, ConfirmClaimForm, OWN, UndoForm};
use crate::kit::{Form, Redirect};
use crate::twilights::door::guest_here;

/// Sends the guest of this browser, and nobody else, a link.
pub async fn ask(form: AskForm) -> Result<Redirect, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let Some(guest) = guest_here(&actor).await? else {
        return Ok(Redirect::to("/join"));
    };
    let to = form.check(context::mail().configured)?;
    let twilight = twilights::of_id(&database, guest.workshop).await?;
    let mut changes = database.change().await?;
    let address_of = |token: &str| context::absolute(&format!("/join/claim/{token}"));
    match twilights::ask_claim(&mut changes, &twilight, &guest, &to, address_of).await {
        // The page says so.
        Err(Refused::NoClaim) => return Ok(Redirect::to(form.page())),
        Err(Refused::Letters) => return Err(Problem::ClaimLettersMany.into()),
        asked => asked?,
    }
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::ClaimLinkSent))
}

/// Makes a guest's work somebody's own. A new account is signed in at once, one that is there already is not.
pub async fn confirm(form: ConfirmClaimForm) -> Result<Redirect, AppError> {
    let database = context::database()?;
    let ClaimLink::Good(claim) = twilights::claim_link(&database, &form.token).await? else {
        // The page says why.
        return Ok(Redirect::to(form.page()));
    };
    let (name, is_here) = (form.check(&claim.account)?, is_here(&claim.account).await?);
    match twilights::confirm_claim(&database, &form.token, &name).await {
        Ok(Claimed::Joined(session)) => {
            begin(&session).await?;
            Ok(Redirect::with_notice(OWN, Notice::GuestWorkKept))
        }
        Ok(Claimed::Added) if is_here => Ok(Redirect::with_notice(OWN, Notice::GuestWorkKept)),
        Ok(Claimed::Added) => Ok(Redirect::with_notice("/sign-in/link", Notice::GuestWorkKeptThere)),
        Err(Refused::NoClaim | Refused::ClosedAccount) => Ok(Redirect::to(form.page())),
        Err(refused) => Err(refused.into()),
    }
}

/// Whether whoever has this account has signed in here.
async fn is_here(account: &ClaimAccount) -> Result<bool, AppError> {
    let ClaimAccount::Known(owner, _) = account else {
        return Ok(false);
    };
    Ok(matches!(context::actor().await?, Actor::Person(person) if person.id == *owner))
}

/// Begins the session of a new account in place of the one that the browser had.
async fn begin(session: &Session) -> Result<(), AppError> {
    if let Some(token) = context::session_token() {
        sign_in::sign_out(&context::database()?, &token).await?;
    }
    context::set_session(session);
    Ok(())
}

/// Takes it back: it is a guest's again.
pub async fn undo(form: UndoForm) -> Result<Redirect, AppError> {
    let person = context::person().await?;
    let mut changes = context::database()?.change().await?;
    if !twilights::undo_claim(&mut changes, &person, form.claim, Utc::now()).await? {
        // Twice is as good as once, and the page says what can't be taken back any more.
        return Ok(Redirect::to(OWN));
    }
    changes.commit().await?;
    Ok(Redirect::with_notice(OWN, Notice::GuestWorkGivenBack))
}
