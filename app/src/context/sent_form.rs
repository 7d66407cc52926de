//! A form as a browser sent it, and what becomes of it when its session has ended meanwhile.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::request::Parts;
use leptos::prelude::use_context;
use model::ids::PersonId;
use store::Database;
use store::typed::Whose;

use super::cookies::append_cookie;
use super::{TYPED_COOKIE, database};
use crate::ui::local_path::{KEPT, local_path, with_next};

/// The hidden field that says who had signed in when a form was made. It lets nobody in: it says for whom alone a form is kept.
pub use crate::ui::sender_field::SENDER;

/// The hidden field that says on which page a form is: a page that answered a form has another address.
pub const FORM_PAGE: &str = "form_page";

/// Long enough to look for a password. The server keeps no form longer either.
const LATER_SECONDS: u32 = 60 * 60;

/// What a form held. The server puts it into the request's extensions.
#[derive(Clone, Debug)]
pub struct SentForm {
    fields: Arc<[(String, String)]>,
    sender: Option<PersonId>,
    page: Option<String>,
    client: IpAddr,
}

impl SentForm {
    /// A form from its fields, as the page calls them, sent from the address `client`. Secrets are not kept: a password is typed again, and a link's token is in the
    /// page that the form is on.
    pub fn new(fields: Vec<(String, String)>, client: IpAddr) -> Self {
        let sender = fields.iter().find(|(name, _)| name == SENDER).and_then(|(_, id)| id.parse().ok());
        let page = fields.iter().find(|(name, page)| name == FORM_PAGE && local_path(page) == page).map(|(_, page)| page.clone());
        let to_keep = |name: &str| !name.contains("password") && !matches!(name, SENDER | FORM_PAGE | "token");
        Self { fields: fields.into_iter().filter(|(name, _)| to_keep(name)).collect(), sender, page, client }
    }

    /// Who had signed in when it was made, if anybody had.
    pub fn sender(&self) -> Option<PersonId> {
        self.sender
    }

    /// The page of ours that it is on, where it says so.
    pub fn page(&self) -> Option<&str> {
        self.page.as_deref()
    }

    /// Names and values, in the page's order.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// Keeps it for its sender alone, and returns the token for the browser. `None` where nobody knows whose it is, or it can't be kept:
    /// then it is lost, which is better than shown to another.
    pub async fn keep(&self, database: &Database) -> Option<String> {
        let sender = self.sender?;
        // Anybody can send a form in anybody's name: it takes the place of what came from the same network, and of nothing else.
        // What is wrong with the disk is logged by the store.
        store::typed::keep(database, &self.fields, &Whose::network(self.client), Some(sender)).await.ok()
    }
}

/// The line that gives a browser the token of a form, until somebody has signed in again and come back to `page`.
pub fn later_cookie(token: &str, page: &str, secure: bool) -> String {
    let (secure, path) = (if secure { "; Secure" } else { "" }, path_of(page));
    format!("{TYPED_COOKIE}={token}; Path={path}; Max-Age={LATER_SECONDS}; HttpOnly; SameSite=Lax{secure}")
}

/// Where somebody signs in to come back to `page`, with a form that was kept for it.
pub fn sign_in_address(page: &str, kept: bool) -> String {
    let separator = if page.contains('?') { '&' } else { '?' };
    let page = if kept { format!("{page}{separator}{KEPT}") } else { page.to_owned() };
    with_next("/sign-in", &page)
}

/// Leads whoever sent a form after their session had ended to sign in, and back to `page` then, where the form is filled in as it was.
pub(super) async fn sign_in_first(page: &str) {
    let sent = use_context::<Parts>().and_then(|parts| parts.extensions.get::<SentForm>().cloned());
    let token = match (sent, database()) {
        (Some(sent), Ok(database)) => sent.keep(&database).await,
        _ => None,
    };
    if let Some(token) = &token {
        append_cookie(TYPED_COOKIE, token, LATER_SECONDS, path_of(page));
    }
    super::lead_on(&sign_in_address(page, token.is_some()));
}

fn path_of(page: &str) -> &str {
    page.split('?').next().unwrap_or("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_kept() {
        let person = PersonId::generate();
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let sent = SentForm::new(
            vec![
                field(SENDER, &person.to_string()),
                field("new_password", "otters"),
                field("password", "otters"),
                field("token", "0a"),
                field("name", "Amy"),
            ],
            IpAddr::from([192, 0, 2, 1]),
        );
        assert_eq!((sent.sender(), &*sent.fields), (Some(person), &[field("name", "Amy")][..]));
        assert_eq!(SentForm::new(vec![field(SENDER, "me")], IpAddr::from([192, 0, 2, 1])).sender(), None);
    }

    #[test]
    fn whoever_signs_in_again_comes_back_to_the_form() {
        assert_eq!(sign_in_address("/account", true), "/sign-in?next=%2Faccount%3Fkept%3D1");
        assert_eq!(sign_in_address("/hub/people?x=1", true), "/sign-in?next=%2Fhub%2Fpeople%3Fx%3D1%26kept%3D1");
        assert_eq!(sign_in_address("/account", false), "/sign-in?next=%2Faccount");
    }
}
