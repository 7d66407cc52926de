//! What the lead sets for a twilight: its code, its tables, how many may come in and when; the poster; and who has come.

mod actions;
mod confirm_pages;
pub mod forms;
mod load;
mod page;
mod poster_page;
mod seat_page;
mod tables_form;

use leptos::prelude::*;
use model::permission::Action;

use self::confirm_pages::{ConfirmCodePage, ConfirmGuestPage, ConfirmMixPage};
use self::forms::{CodeForm, GuestForm, MixForm, SeatForm, SettingsForm, TablesForm};
use self::page::TwilightPage;
use self::poster_page::PosterPage;
use self::seat_page::SeatPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

pub(super) use self::load::{Address, address, twilight_of_page};

/// Who may do any of it.
const WHO: Who = Who::Group(Action::ManageGroup);

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/groups/:group/workshops/:number/twilight", WHO, || view! { <TwilightPage/> }.into_any()),
    page("/groups/:group/workshops/:number/twilight/poster", WHO, || view! { <PosterPage/> }.into_any()),
    page("/groups/:group/workshops/:number/twilight/code", WHO, || view! { <ConfirmCodePage/> }.into_any()),
    page("/groups/:group/workshops/:number/twilight/guest", WHO, || view! { <ConfirmGuestPage/> }.into_any()),
    page("/groups/:group/workshops/:number/twilight/seat", WHO, || view! { <SeatPage/> }.into_any()),
    page("/groups/:group/workshops/:number/twilight/mix", WHO, || view! { <ConfirmMixPage/> }.into_any()),
    form::<CodeForm>(WHO, |sent| take(sent, actions::code)),
    form::<SettingsForm>(WHO, |sent| take(sent, actions::set)),
    form::<TablesForm>(WHO, |sent| take(sent, actions::set_tables)),
    form::<GuestForm>(WHO, |sent| take(sent, actions::remove)),
    form::<MixForm>(WHO, |sent| take(sent, actions::mix)),
    form::<SeatForm>(WHO, |sent| take(sent, actions::seat)),
];
