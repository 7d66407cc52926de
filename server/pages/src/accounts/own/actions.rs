//! Changes of one's own account.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::accounts::roles::{Actor, Person};
use store::Changes;
use store::accounts::people::{self, Account, EmailChange};
use store::accounts::{passwords, sign_in};
use store::audit::{self, Entry, Who};

use super::forms::{ConfirmEmailForm, EmailForm, PasswordForm, RenameForm, SignOutForm};
use crate::kit::{Form, Redirect};

/// Changes one's own name.
pub async fn rename(form: RenameForm) -> Result<Redirect, AppError> {
    let person = context::person().await?;
    let name = form.check()?;
    if name != person.name {
        let mut changes = context::database()?.change().await?;
        people::rename(&mut changes, person.id, &name).await?;
        note(&mut changes, &person, "account.renamed", &format!("{} goes by the name {name} now.", person.name)).await?;
        changes.commit().await?;
    }
    Ok(Redirect::with_notice("/account", Notice::Saved))
}

/// Sets one's own password, and signs out every other browser.
pub async fn set_password(form: PasswordForm) -> Result<Redirect, AppError> {
    let person = context::person().await?;
    let account = context::own_account(&person).await?;
    form.check(&account)?;
    if !is_confirmed(&account, &form.old_password).await? {
        return Err(Problem::OldPasswordWrong.into());
    }
    let hash = passwords::hash(&form.new_password).await?;
    let mut changes = context::database()?.change().await?;
    let ended = people::set_password(&mut changes, person.id, &hash).await?;
    let session = sign_in::open_session(&mut changes, person.id).await?;
    note(&mut changes, &person, "account.password_set", &format!("{} set a new password.", person.name)).await?;
    changes.commit().await?;
    context::set_session(&session);
    context::close_sockets(&ended);
    Ok(Redirect::with_notice("/account", Notice::PasswordSet))
}

/// Sends a link to a new address. The account changes when the button on the link's page is pressed.
pub async fn ask_email(form: EmailForm) -> Result<Redirect, AppError> {
    let person = context::person().await?;
    let account = context::own_account(&person).await?;
    let new = form.check(&account, context::mail().configured)?;
    if !is_confirmed(&account, &form.email_password).await? {
        return Err(Problem::EmailPasswordWrong.into());
    }
    let mut changes = context::database()?.change().await?;
    people::send_email_link(&mut changes, &account, &new, |token| context::absolute(&format!("/account/email/{token}"))).await?;
    let words = format!("{} asked to change their email address to {new}.", person.name);
    note(&mut changes, &person, "account.email_asked", &words).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice("/account", Notice::AddressAsked))
}

/// Gives the account the address that the link was sent to.
pub async fn confirm_email(form: ConfirmEmailForm) -> Result<Redirect, AppError> {
    let changed = people::change_email(&context::database()?, &form.token).await?;
    Ok(match (changed, context::actor().await?) {
        (EmailChange::Changed, Actor::Person(_)) => Redirect::with_notice("/account", Notice::AddressChanged),
        (EmailChange::Changed, Actor::Guest(_) | Actor::Anonymous) if !context::mail().configured => {
            Redirect::with_notice("/sign-in", Notice::AddressChangedPlain)
        }
        (EmailChange::Changed, Actor::Guest(_) | Actor::Anonymous) => Redirect::with_notice("/sign-in/link", Notice::AddressChanged),
        // The page says that the link opens nothing, or that somebody else has the address.
        (EmailChange::Gone | EmailChange::Taken, _) => Redirect::to(form.page()),
    })
}

/// Signs out every browser, this one too.
pub async fn sign_out_everywhere(_: SignOutForm) -> Result<Redirect, AppError> {
    let person = context::person().await?;
    let mut changes = context::database()?.change().await?;
    let ended = people::sign_out_everywhere(&mut changes, person.id).await?;
    changes.commit().await?;
    context::close_sockets(&ended);
    context::clear_session();
    Ok(Redirect::to("/"))
}

/// Whether whoever asks knows the password, or need not know it: there is none, or they signed in by a link within the last hour.
async fn is_confirmed(account: &Account, password: &str) -> Result<bool, AppError> {
    let (database, token) = (context::database()?, context::session_token().ok_or(AppError::SignedOut)?);
    let free = account.password_hash.is_none() || sign_in::came_by_link(&database, &token).await?;
    Ok(free || sign_in::confirm(&database, account, password, &token).await?)
}

async fn note(changes: &mut Changes, person: &Person, action: &str, words: &str) -> Result<(), AppError> {
    let hub = people::hub_of(changes, person.id).await?;
    let entry = Entry { hub, who: Who::Person(person), action, subject: Some(person.id.to_string()), words };
    Ok(audit::write(changes, &entry).await?)
}
