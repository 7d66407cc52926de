//! What is sent to join.

use app::error::{AppError, Problem};
use leptos_router::location::Url;
use model::accounts::email::EmailAddress;
use serde::{Deserialize, Serialize};
use store::accounts::passwords;

use crate::accounts::checks::name;
use crate::kit::Form;

/// Name and password are for a new account alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinForm {
    pub token: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub new_password: String,
}

impl Form for JoinForm {
    const ACTION: &'static str = "/api/join";

    fn page(&self) -> String {
        format!("/invitation/{}", Url::escape(&self.token))
    }
}

impl JoinForm {
    /// The name on a new account. Without a mail server it needs a password, because nobody can be sent a link.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(&self, email: &EmailAddress, mail: bool) -> Result<String, AppError> {
        let name = name(&self.name)?;
        if !self.new_password.is_empty() {
            passwords::check(&self.new_password, &[&name, email.as_str()])?;
        } else if !mail {
            return Err(Problem::PasswordNeeded.into());
        }
        Ok(name)
    }
}
