//! What signing in by a link in a letter asks of the server.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::frame::Frame;
use leptos::prelude::*;
use store::accounts::links::{self, LinkState, Purpose};

use crate::accounts::door::LinkIs;

/// What the page that asks for a link shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskLinkData {
    /// What every page shows.
    pub frame: Frame,
    /// Whether letters leave at all.
    pub mail: bool,
}

/// What the page of a link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkData {
    /// What every page shows.
    pub frame: Frame,
    /// Whether it still opens anything.
    pub link: LinkIs,
    /// Whose account it opens; empty when it opens nothing.
    pub name: String,
    /// Where it was sent.
    pub email: String,
}

/// What the page that asks for a link shows.
pub async fn load_ask_link() -> Result<AskLinkData, AppError> {
    Ok(AskLinkData { frame: context::frame(&context::actor().await?).await?, mail: context::mail().configured })
}

/// Sends a link to sign in, if the address has an account. The answer is the same either way.
#[server(endpoint = "send-sign-in-link")]
pub async fn send_sign_in_link(#[server(default)] email: String, #[server(default)] next: String) -> Result<(), AppError> {
    let page = app::ui::local_path::with_next("/sign-in/link", &next);
    context::answer_fields(&page, &[("email", &email)], async {
        let address = crate::accounts::checks::email(&email).map_err(|problem| AppError::Invalid(vec![problem]))?;
        if !context::mail().configured {
            return Err(AppError::Invalid(vec![Problem::NoMailServer]));
        }
        let link = |token: &str| context::absolute(&app::ui::local_path::with_next(&format!("/sign-in/link/{token}"), &next));
        store::accounts::sign_in::send_link(&context::database()?, &address, context::client_address(), link).await?;
        context::done(&page, Notice::LinkSent);
        Ok(())
    })
    .await
}

/// Who a link is for. Opening its page uses nothing up: mail scanners open every link before its reader does.
pub async fn load_sign_in_link(token: String) -> Result<LinkData, AppError> {
    let database = context::database()?;
    let frame = context::frame(&context::actor().await?).await?;
    let found = links::peek(&database, Purpose::SignIn, &token).await?;
    let account = match found.as_ref().and_then(|link| link.person) {
        Some(person) => store::accounts::people::account(&database, person).await?,
        None => None,
    };
    let link = match (&found, &account) {
        (None, _) => LinkIs::Unknown,
        (Some(link), Some(account)) => match link.state {
            LinkState::Valid if account.closed || account.email != link.email => LinkIs::Revoked,
            LinkState::Valid => LinkIs::Good,
            LinkState::Used => LinkIs::Used,
            LinkState::Expired => LinkIs::Expired,
            LinkState::Revoked => LinkIs::Revoked,
        },
        (Some(_), None) => LinkIs::Revoked,
    };
    app::error::set_status(link.status());
    let account = account.filter(|_| link == LinkIs::Good);
    let (name, email) = account.map(|account| (account.name, account.email.to_string())).unwrap_or_default();
    Ok(LinkData { frame, link, name, email })
}

/// Signs in by a link, and uses it up. A link that opens nothing leads back to its page, which says why.
#[server(endpoint = "use-sign-in-link")]
pub async fn use_sign_in_link(token: String, #[server(default)] next: String) -> Result<(), AppError> {
    app::error::answer(async {
        match store::accounts::sign_in::use_link(&context::database()?, &token).await? {
            Some(session) => {
                context::set_session(&session);
                leptos_axum::redirect(app::ui::local_path::local_path(&next));
            }
            None => leptos_axum::redirect(&format!("/sign-in/link/{}", leptos_router::location::Url::escape(&token))),
        }
        Ok(())
    })
    .await
}
