//! What is sent to sign in by a link.

use app::error::{AppError, Problem};
use app::ui::local_path::with_next;
use leptos_router::location::Url;
use model::accounts::email::EmailAddress;
use serde::{Deserialize, Serialize};

use crate::accounts::checks::email;
use crate::kit::Form;

/// Whom a link is to be sent to, and where it leads on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskLinkForm {
    pub email: String,
    pub next: String,
}

impl Form for AskLinkForm {
    const ACTION: &'static str = "/api/send-sign-in-link";

    fn page(&self) -> String {
        with_next("/sign-in/link", &self.next)
    }
}

impl AskLinkForm {
    /// The address that the link goes to, where letters leave at all.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(&self, mail: bool) -> Result<EmailAddress, AppError> {
        let address = email(&self.email)?;
        if mail { Ok(address) } else { Err(Problem::NoMailServer.into()) }
    }
}

/// The button on a link's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UseLinkForm {
    pub token: String,
    #[serde(default)]
    pub next: String,
}

impl Form for UseLinkForm {
    const ACTION: &'static str = "/api/use-sign-in-link";

    fn page(&self) -> String {
        format!("/sign-in/link/{}", Url::escape(&self.token))
    }
}
