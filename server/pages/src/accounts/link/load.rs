//! What the pages for signing in by a link show.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use store::accounts::links::{self, LinkState, Purpose};

use crate::accounts::link_layout::LinkIs;

/// What the page that asks for a link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
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
