//! The door of a twilight: a code lets in whoever comes after school, without an account (B23), and each has a way back (B24).

mod actions;
pub mod code_form;
mod code_page;
pub mod forms;
mod guest_pages;
mod join_page;
mod knocking;
mod load;
mod tables_page;

use leptos::prelude::*;

use self::code_page::CodePage;
use self::forms::{FindForm, JoinAsYourselfForm, JoinForm, LeaveForm, ResumeForm, SendLinkForm, SitForm};
use self::guest_pages::{BackPage, ReturnPage};
use self::join_page::JoinPage;
use self::tables_page::TablesPage;
use crate::kit::route::{Route, Who, form, page};
use crate::kit::take;

pub(super) use self::load::guest_here;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/join", Who::Everybody, || view! { <CodePage/> }.into_any()),
    page("/join/tables", Who::Everybody, || view! { <TablesPage/> }.into_any()),
    page("/join/return", Who::Everybody, || view! { <ReturnPage/> }.into_any()),
    page("/join/back/:token", Who::Everybody, || view! { <BackPage/> }.into_any()),
    page("/join/:code", Who::Everybody, || view! { <JoinPage/> }.into_any()),
    form::<FindForm>(Who::Everybody, |sent| take(sent, actions::find)),
    form::<JoinForm>(Who::Everybody, |sent| take(sent, actions::join)),
    form::<JoinAsYourselfForm>(Who::SignedIn, |sent| take(sent, actions::join_as_yourself)),
    form::<SitForm>(Who::Everybody, |sent| take(sent, actions::sit)),
    form::<LeaveForm>(Who::Everybody, |sent| take(sent, actions::leave)),
    form::<SendLinkForm>(Who::Everybody, |sent| take(sent, actions::send_link)),
    form::<ResumeForm>(Who::Everybody, |sent| take(sent, actions::resume_session)),
];
