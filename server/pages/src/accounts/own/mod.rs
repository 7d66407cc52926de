//! One's own account.

mod actions;
pub mod forms;
pub mod load;
mod page;

use leptos::prelude::*;

use self::forms::{ConfirmEmailForm, EmailForm, PasswordForm, RenameForm, SignOutForm};
use self::page::AccountPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/account", Who::SignedIn, || view! { <AccountPage/> }.into_any()),
    form::<RenameForm>(Who::SignedIn, |sent| take(sent, actions::rename)),
    form::<PasswordForm>(Who::SignedIn, |sent| take(sent, actions::set_password)),
    form::<EmailForm>(Who::SignedIn, |sent| take(sent, actions::ask_email)),
    form::<SignOutForm>(Who::SignedIn, |sent| take(sent, actions::sign_out_everywhere)),
    form::<ConfirmEmailForm>(Who::Everybody, |sent| take(sent, actions::confirm_email)),
];
