//! What somebody did as a guest becomes their own: asked for at the twilight, looked at and confirmed by a link in a letter, and taken back in the
//! account.

mod actions;
mod ask_page;
mod confirm_page;
pub mod forms;
mod load;
mod own_page;

use leptos::prelude::*;

use self::ask_page::AskPage;
use self::confirm_page::ConfirmClaimPage;
use self::forms::{AskForm, ConfirmClaimForm, UndoForm};
use self::own_page::{OwnPage, UndoPage};
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/join/claim", Who::Everybody, || view! { <AskPage/> }.into_any()),
    page("/join/claim/:token", Who::Everybody, || view! { <ConfirmClaimPage/> }.into_any()),
    page("/account/guest", Who::SignedIn, || view! { <OwnPage/> }.into_any()),
    page("/account/guest/:claim/undo", Who::SignedIn, || view! { <UndoPage/> }.into_any()),
    form::<AskForm>(Who::Everybody, |sent| take(sent, actions::ask)),
    form::<ConfirmClaimForm>(Who::Everybody, |sent| take(sent, actions::confirm)),
    form::<UndoForm>(Who::SignedIn, |sent| take(sent, actions::undo)),
];
