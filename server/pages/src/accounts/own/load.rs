//! What the page of one's own account shows, and that of a link to a new address.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use model::accounts::roles::Actor;
use store::accounts::links::{self, LinkState, Purpose};
use store::accounts::people::{self, Period};
use store::accounts::sign_in;

use crate::accounts::link_layout::LinkIs;

/// The account of whoever asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountData {
    /// What every page shows.
    pub frame: Frame,
    /// First and last name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// Their school's name; empty without one.
    pub school: String,
    /// Whether they have a password.
    pub has_password: bool,
    /// Whether password and address can be changed without the password: they came by a link within the last hour, or have none.
    pub free: bool,
    /// Whether letters leave at all: without, no link can be sent.
    pub mail: bool,
    /// What they are and were, the latest first.
    pub roles: Vec<Period>,
}

/// What the page that confirms a new address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailLinkData {
    /// What every page shows.
    pub frame: Frame,
    /// Whether it still does anything.
    pub link: LinkIs,
    /// Whose account it is; empty when the link does nothing.
    pub name: String,
    /// The new address.
    pub email: String,
    /// Whether somebody else has that address by now.
    pub taken: bool,
}

/// The account of whoever asks.
pub async fn load_account() -> Result<AccountData, AppError> {
    let (database, person) = (context::database()?, context::person().await?);
    let account = context::own_account(&person).await?;
    let by_link = match context::session_token() {
        Some(token) => sign_in::came_by_link(&database, &token).await?,
        None => false,
    };
    let roles = people::history(&database, person.id).await?;
    Ok(AccountData {
        frame: context::frame(&Actor::Person(person)).await?,
        name: account.name,
        email: account.email.to_string(),
        school: account.school,
        has_password: account.password_hash.is_some(),
        mail: context::mail().configured,
        free: by_link || account.password_hash.is_none(),
        roles,
    })
}

/// Whose account would get which address. Opening the page changes nothing.
pub async fn load_email_link(token: String) -> Result<EmailLinkData, AppError> {
    let database = context::database()?;
    let frame = context::frame(&context::actor().await?).await?;
    let found = links::peek(&database, Purpose::ChangeEmail, &token).await?;
    let link = match found.as_ref().map(|link| link.state) {
        None => LinkIs::Unknown,
        Some(LinkState::Valid) => LinkIs::Good,
        Some(LinkState::Used) => LinkIs::Used,
        Some(LinkState::Expired) => LinkIs::Expired,
        Some(LinkState::Revoked) => LinkIs::Revoked,
    };
    app::error::set_status(link.status());
    let (mut name, mut email, mut taken) = (String::new(), String::new(), false);
    if let Some((found, person)) = found.filter(|_| link == LinkIs::Good).and_then(|link| link.person.map(|person| (link, person))) {
        name = people::account(&database, person).await?.map(|account| account.name).unwrap_or_default();
        taken = people::by_email(&database, &found.email).await?.is_some_and(|owner| owner != person);
        email = found.email.to_string();
    }
    Ok(EmailLinkData { frame, link, name, email, taken })
}
