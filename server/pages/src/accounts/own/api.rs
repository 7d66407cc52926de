//! What somebody's own account asks of the server.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::frame::Frame;
use leptos::prelude::*;
use model::accounts::roles::Actor;
use store::accounts::links::{self, LinkState, Purpose};
use store::accounts::people::{self, EmailChange};
use store::accounts::{passwords, sign_in};
use store::audit;

use crate::accounts::door::LinkIs;

/// The account of whoever asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    pub roles: Vec<RoleRow>,
}

/// A time of being something somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRow {
    /// `Lead participant`.
    pub role: String,
    /// Where.
    pub place: String,
    /// When.
    pub when: String,
    /// Whether it is so today.
    pub now: bool,
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
        Some(token) => store::accounts::sign_in::came_by_link(&database, &token).await?,
        None => false,
    };
    let roles = store::accounts::people::history(&database, person.id).await?;
    Ok(AccountData {
        frame: context::frame(&Actor::Person(person)).await?,
        name: account.name,
        email: account.email.to_string(),
        school: account.school,
        has_password: account.password_hash.is_some(),
        mail: context::mail().configured,
        free: by_link || account.password_hash.is_none(),
        roles: roles
            .into_iter()
            .map(|period| RoleRow { role: period.role, place: period.place, when: period.when, now: period.now })
            .collect(),
    })
}

/// Changes one's own name.
#[server(endpoint = "rename-account")]
pub async fn rename_account(#[server(default)] name: String) -> Result<(), AppError> {
    context::answer_fields("/account", &[("name", &name)], async {
        let person = context::person().await?;
        let name = crate::accounts::checks::name(&name).map_err(|problem| AppError::Invalid(vec![problem]))?;
        if name != person.name {
            let mut changes = context::database()?.change().await?;
            people::rename(&mut changes, person.id, &name).await?;
            let entry = audit::Entry {
                hub: people::hub_of(&mut changes, person.id).await?,
                who: audit::Who::Person(&person),
                action: "account.renamed",
                subject: Some(person.id.to_string()),
                words: &format!("{} goes by the name {name} now.", person.name),
            };
            audit::write(&mut changes, &entry).await?;
            changes.commit().await?;
        }
        context::done("/account", Notice::Saved);
        Ok(())
    })
    .await
}

/// Sets one's own password, and signs out every other browser. The old one is needed unless there is none, or whoever asks
/// signed in by a link within the last hour.
#[server(endpoint = "set-password")]
pub async fn set_password(#[server(default)] old_password: String, #[server(default)] new_password: String) -> Result<(), AppError> {
    context::answer_fields("/account", &[], async {
        let (database, person) = (context::database()?, context::person().await?);
        let account = context::own_account(&person).await?;
        let token = context::session_token().ok_or(AppError::SignedOut)?;
        let free = account.password_hash.is_none() || sign_in::came_by_link(&database, &token).await?;
        passwords::check(&new_password, &[&account.name, account.email.as_str(), &account.school])?;
        if !free && !sign_in::confirm(&database, &account, &old_password, &token).await? {
            return Err(AppError::Invalid(vec![Problem::OldPasswordWrong]));
        }
        let hash = passwords::hash(&new_password).await?;
        let mut changes = database.change().await?;
        let ended = people::set_password(&mut changes, person.id, &hash).await?;
        let session = sign_in::open_session(&mut changes, person.id).await?;
        let entry = audit::Entry {
            hub: people::hub_of(&mut changes, person.id).await?,
            who: audit::Who::Person(&person),
            action: "account.password_set",
            subject: Some(person.id.to_string()),
            words: &format!("{} set a new password.", person.name),
        };
        audit::write(&mut changes, &entry).await?;
        changes.commit().await?;
        context::set_session(&session);
        context::close_sockets(&ended);
        context::done("/account", Notice::PasswordSet);
        Ok(())
    })
    .await
}

/// Sends a link to a new address. The account changes when the button on the link's page is pressed.
#[server(endpoint = "change-email")]
pub async fn change_email(#[server(default)] email: String, #[server(default)] email_password: String) -> Result<(), AppError> {
    context::answer_fields("/account", &[("email", &email)], async {
        let (database, person) = (context::database()?, context::person().await?);
        let account = context::own_account(&person).await?;
        let new = crate::accounts::checks::email(&email).map_err(|problem| AppError::Invalid(vec![problem]))?;
        if !context::mail().configured {
            return Err(AppError::Invalid(vec![Problem::NoMailServer]));
        }
        if new == account.email {
            return Err(AppError::Invalid(vec![Problem::EmailSame]));
        }
        let token = context::session_token().ok_or(AppError::SignedOut)?;
        let free = account.password_hash.is_none() || sign_in::came_by_link(&database, &token).await?;
        if !free && !sign_in::confirm(&database, &account, &email_password, &token).await? {
            return Err(AppError::Invalid(vec![Problem::EmailPasswordWrong]));
        }
        let mut changes = database.change().await?;
        people::send_email_link(&mut changes, &account, &new, |token| context::absolute(&format!("/account/email/{token}"))).await?;
        let entry = audit::Entry {
            hub: people::hub_of(&mut changes, person.id).await?,
            who: audit::Who::Person(&person),
            action: "account.email_asked",
            subject: Some(person.id.to_string()),
            words: &format!("{} asked to change their email address to {new}.", person.name),
        };
        audit::write(&mut changes, &entry).await?;
        changes.commit().await?;
        context::done("/account", Notice::AddressAsked);
        Ok(())
    })
    .await
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
        name = store::accounts::people::account(&database, person).await?.map(|account| account.name).unwrap_or_default();
        taken = store::accounts::people::by_email(&database, &found.email).await?.is_some_and(|owner| owner != person);
        email = found.email.to_string();
    }
    Ok(EmailLinkData { frame, link, name, email, taken })
}

/// Gives the account the address that the link was sent to.
#[server(endpoint = "confirm-email")]
pub async fn confirm_email(token: String) -> Result<(), AppError> {
    app::error::answer(async {
        let changed = store::accounts::people::change_email(&context::database()?, &token).await?;
        match (changed, context::actor().await?) {
            (EmailChange::Changed, Actor::Person(_)) => context::done("/account", Notice::AddressChanged),
            (EmailChange::Changed, Actor::Anonymous) if !context::mail().configured => {
                context::done("/sign-in", Notice::AddressChangedPlain);
            }
            (EmailChange::Changed, Actor::Anonymous) => context::done("/sign-in/link", Notice::AddressChanged),
            // The page says that the link opens nothing, or that somebody else has the address.
            (EmailChange::Gone | EmailChange::Taken, _) => {
                leptos_axum::redirect(&format!("/account/email/{}", leptos_router::location::Url::escape(&token)));
            }
        }
        Ok(())
    })
    .await
}

/// Signs out every browser, this one too.
#[server(endpoint = "sign-out-everywhere")]
pub async fn sign_out_everywhere() -> Result<(), AppError> {
    app::error::answer(async {
        let person = context::person().await?;
        let mut changes = context::database()?.change().await?;
        let ended = store::accounts::people::sign_out_everywhere(&mut changes, person.id).await?;
        changes.commit().await?;
        context::close_sockets(&ended);
        context::clear_session();
        leptos_axum::redirect("/");
        Ok(())
    })
    .await
}
