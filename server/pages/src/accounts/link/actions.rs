//! Sending a link to sign in, and using it.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use app::ui::local_path::{local_path, with_next};
use store::accounts::sign_in;

use super::forms::{AskLinkForm, UseLinkForm};
use crate::kit::{Form, Redirect};

/// Sends a link to sign in, if the address has an account. The answer is the same either way.
pub async fn send(form: AskLinkForm) -> Result<Redirect, AppError> {
    let address = form.check(context::mail().configured)?;
    let link = |token: &str| context::absolute(&with_next(&format!("/sign-in/link/{token}"), &form.next));
    sign_in::send_link(&context::database()?, &address, context::client_address(), link).await?;
    Ok(Redirect::with_notice(&form.page(), Notice::LinkSent))
}

/// Signs in by a link, and uses it up. A link that opens nothing leads back to its page, which says why.
pub async fn use_link(form: UseLinkForm) -> Result<Redirect, AppError> {
    let Some(session) = sign_in::use_link(&context::database()?, &form.token).await? else {
        return Ok(Redirect::to(form.page()));
    };
    context::set_session(&session);
    Ok(Redirect::to(local_path(&form.next)))
}
