//! Accepting an invitation.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::accounts::roles::Actor;
use store::accounts::sign_in::Session;
use store::accounts::{passwords, sign_in};
use store::invitations::{self, Accepted, Join, Known, Refused};

use super::forms::JoinForm;
use crate::kit::{Form, Redirect};

/// Accepts an invitation. A new account is signed in at once; one that is there already only gets the role, and nobody is
/// signed in to it by that.
pub async fn join(form: JoinForm) -> Result<Redirect, AppError> {
    let (database, mail) = (context::database()?, context::mail().configured);
    let found = invitations::peek(&database, &form.token).await?.ok_or(AppError::NotFound)?;
    let new = found.known == Known::Nobody;
    let name = if new { form.check(&found.email, mail)? } else { String::new() };
    let hash = if new && !form.new_password.is_empty() { Some(passwords::hash(&form.new_password).await?) } else { None };
    let signed_in = match context::actor().await? {
        Actor::Person(person) => Some(person.id),
        Actor::Guest(_) | Actor::Anonymous => None,
    };
    let join = Join { name: &name, password_hash: hash.as_deref(), signed_in };
    Ok(match invitations::accept(&database, &form.token, &join).await {
        Ok(Accepted::Joined(session)) => {
            begin(&session).await?;
            Redirect::to("/today")
        }
        Ok(Accepted::Added) => Redirect::to("/today"),
        Ok(Accepted::AddedTo) => Redirect::with_notice(if mail { "/sign-in/link" } else { "/sign-in" }, Notice::Joined),
        // The page says why.
        Err(Refused::Over | Refused::Closed) => Redirect::to(form.page()),
        Err(refused) => return Err(refused.into()),
    })
}

/// Begins the session of a new account in place of the one that the browser had.
async fn begin(session: &Session) -> Result<(), AppError> {
    if let Some(token) = context::session_token() {
        sign_in::sign_out(&context::database()?, &token).await?;
    }
    context::set_session(session);
    Ok(())
}
