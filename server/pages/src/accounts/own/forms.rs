//! What is sent from the page of one's own account, and from that of a link to a new address.

use app::error::{AppError, Problem};
use leptos_router::location::Url;
use model::accounts::email::EmailAddress;
use serde::{Deserialize, Serialize};
use store::accounts::passwords;
use store::accounts::people::Account;

use crate::accounts::checks::{email, name};
use crate::kit::Form;

/// Another name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RenameForm {
    pub name: String,
}

impl Form for RenameForm {
    const ACTION: &'static str = "/api/rename-account";

    fn page(&self) -> String {
        "/account".to_owned()
    }
}

impl RenameForm {
    /// The name as it will be.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<String, AppError> {
        Ok(name(&self.name)?)
    }
}

/// Another password, or the first one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    pub old_password: String,
    pub new_password: String,
}

impl Form for PasswordForm {
    const ACTION: &'static str = "/api/set-password";

    fn page(&self) -> String {
        "/account".to_owned()
    }
}

impl PasswordForm {
    /// That the new one can be taken for this account.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, account: &Account) -> Result<(), AppError> {
        Ok(passwords::check(&self.new_password, &[&account.name, account.email.as_str(), &account.school])?)
    }
}

/// Another address to sign in with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EmailForm {
    pub email: String,
    pub email_password: String,
}

impl Form for EmailForm {
    const ACTION: &'static str = "/api/change-email";

    fn page(&self) -> String {
        "/account".to_owned()
    }
}

impl EmailForm {
    /// The new address. Without a mail server nobody could confirm it.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(&self, account: &Account, mail: bool) -> Result<EmailAddress, AppError> {
        let new = email(&self.email)?;
        if !mail {
            return Err(Problem::NoMailServer.into());
        }
        if new == account.email {
            return Err(Problem::EmailSame.into());
        }
        Ok(new)
    }
}

/// The button of the link that was sent to a new address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmEmailForm {
    pub token: String,
}

impl Form for ConfirmEmailForm {
    const ACTION: &'static str = "/api/confirm-email";

    fn page(&self) -> String {
        format!("/account/email/{}", Url::escape(&self.token))
    }
}

/// The button that signs out everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOutForm {}

impl Form for SignOutForm {
    const ACTION: &'static str = "/api/sign-out-everywhere";

    fn page(&self) -> String {
        "/account".to_owned()
    }
}
