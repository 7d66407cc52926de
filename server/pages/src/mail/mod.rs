//! The hub's messages: what goes out, what is held, what must be copied by hand.

pub mod api;
pub mod message_page;
pub mod page;
pub mod read;
pub mod view;
pub mod withdraw_page;
pub mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::message_page::MessagePage;
use self::page::MailPage;
use self::withdraw_page::WithdrawPage;
use crate::kit::route::{Place, Route, Who, page};

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/mail", Who::Hub(Action::ManageMail), || view! { <MailPage/> }.into_any()).in_navigation(Place::Hub("Mail")),
    page("/hub/mail/:message", Who::Hub(Action::ManageMail), || view! { <MessagePage/> }.into_any()),
    page("/hub/mail/:message/withdraw", Who::Hub(Action::ManageMail), || view! { <WithdrawPage/> }.into_any()),
];
