//! The hub's messages: what goes out, what is held, what must be copied by hand.

mod actions;
mod forms;
mod load;
mod message_page;
mod page;
mod read;
mod view;
mod withdraw_page;
mod words;

use leptos::prelude::*;
use model::permission::Action;

use self::forms::{LookFirstForm, StepForm, StepsForm};
use self::message_page::MessagePage;
use self::page::MailPage;
use self::withdraw_page::WithdrawPage;
use crate::kit::route::{Place, Route, Who, form, page};
use crate::kit::take;

/// Its pages and forms.
pub const ROUTES: &[Route] = &[
    page("/hub/mail", Who::Hub(Action::ManageMail), || view! { <MailPage/> }.into_any()).in_navigation(Place::Hub("Mail")),
    page("/hub/mail/:message", Who::Hub(Action::ManageMail), || view! { <MessagePage/> }.into_any()),
    page("/hub/mail/:message/withdraw", Who::Hub(Action::ManageMail), || view! { <WithdrawPage/> }.into_any()),
    form::<StepForm>(Who::Hub(Action::ManageMail), |sent| take(sent, actions::take_step)),
    form::<StepsForm>(Who::Hub(Action::ManageMail), |sent| take(sent, actions::take_steps)),
    form::<LookFirstForm>(Who::Hub(Action::ManageMail), |sent| take(sent, actions::set_look_first)),
];
