//! Accounts, but for signing in with a password: invitations, links, and one's own.

pub mod checks;
pub mod email_page;
pub mod handover_day;
pub mod invitation;
pub mod link;
pub mod link_layout;
pub mod open_invitations;
pub mod own;
pub mod people;
pub mod role_table;

use leptos::prelude::*;

use self::email_page::EmailPage;
use self::open_invitations::actions;
use self::open_invitations::forms::InvitationForm;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/account/email/:token", Who::Everybody, || view! { <EmailPage/> }.into_any()),
    form::<InvitationForm>(Who::Asked, |sent| take(sent, actions::change)),
];
