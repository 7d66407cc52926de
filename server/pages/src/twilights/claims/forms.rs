//! What is sent about what somebody did as a guest.

use app::error::{AppError, Problem};
use leptos_router::location::Url;
use model::accounts::email::EmailAddress;
use model::ids::GuestClaimId;
use serde::{Deserialize, Serialize};
use store::twilights::ClaimAccount;

use crate::accounts::checks::{email, name};
use crate::kit::Form;

/// Where somebody sees what they did as a guest.
pub const OWN: &str = "/account/guest";

/// A guest asks for a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskForm {
    pub email: String,
}

impl Form for AskForm {
    const ACTION: &'static str = "/api/claim-guest-work";

    fn page(&self) -> String {
        "/join/claim".to_owned()
    }
}

impl AskForm {
    /// Where the link goes, if letters leave at all.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(&self, mail: bool) -> Result<EmailAddress, AppError> {
        let address = email(&self.email)?;
        if mail { Ok(address) } else { Err(Problem::NoMailServer.into()) }
    }
}

/// The button of that link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmClaimForm {
    pub token: String,
    /// Of a new account.
    pub name: String,
}

impl Form for ConfirmClaimForm {
    const ACTION: &'static str = "/api/confirm-claim";

    fn page(&self) -> String {
        format!("/join/claim/{}", Url::escape(&self.token))
    }
}

impl ConfirmClaimForm {
    /// The name on a new account; one that is there keeps its own.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, account: &ClaimAccount) -> Result<String, AppError> {
        match account {
            ClaimAccount::New(_) => Ok(name(&self.name)?),
            ClaimAccount::Known(..) | ClaimAccount::Closed => Ok(String::new()),
        }
    }
}

/// Takes it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoForm {
    pub claim: GuestClaimId,
}

impl Form for UndoForm {
    const ACTION: &'static str = "/api/undo-claim";

    fn page(&self) -> String {
        OWN.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use model::ids::PersonId;

    use super::*;

    #[test]
    fn only_a_new_account_wants_a_name() {
        let form = ConfirmClaimForm::default();
        assert_eq!(form.check(&ClaimAccount::New(None)), Err(Problem::NameMissing.into()));
        assert_eq!(form.check(&ClaimAccount::Known(PersonId::generate(), "Sam".to_owned())), Ok(String::new()));
        let named = ConfirmClaimForm { name: " Sam  Green\u{200b}".to_owned(), ..form };
        assert_eq!(named.check(&ClaimAccount::New(None)).as_deref(), Ok("Sam Green"));
    }
}
