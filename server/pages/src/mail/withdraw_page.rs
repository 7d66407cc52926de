//! Withdrawing a message can't be undone, so it asks first.

use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use model::mail::Step;

use super::forms::StepForm;
use super::message_page::{id_of_page, named};
use super::view::MessageData;
use crate::kit::{Form, loaded};
use crate::ui::sender::Sender;

/// The page at `/hub/mail/:message/withdraw`.
#[component]
pub fn WithdrawPage() -> impl IntoView {
    loaded(named(id_of_page(), false), |data| view! { <Withdraw data/> }.into_any())
}

#[component]
fn Withdraw(data: MessageData) -> impl IntoView {
    let MessageData { frame, row, open, .. } = data;
    let back = format!("/hub/mail/{}", row.id);
    let question = if open {
        view! {
            <h1>"Withdraw this message?"</h1>
            <p class="lead">{format!("“{}” to {}", row.subject, row.to)}</p>
            <p>
                {if row.has_link { "It will never be sent, and its link is deleted here. " } else { "It will never be sent. " }}
                "What it is about stays as it is: only nobody is told."
            </p>
            <form method="post" action=StepForm::ACTION class="form__actions">
                <Sender/>
                <a class="button button--primary" href=back>"Keep it"</a>
                <input type="hidden" name="id" value=row.id.to_string()/>
                <button class="button button--danger" type="submit" name="step" value=Step::Withdraw.key()>"Withdraw it"</button>
            </form>
        }
        .into_any()
    } else {
        view! {
            <h1>"It can’t be withdrawn any more"</h1>
            <p class="lead">{row.standing.1}</p>
            <p><a class="button" href=back>"Back to the message"</a></p>
        }
        .into_any()
    };
    view! {
        <PageTitle text="Withdraw a message"/>
        <Page frame class="page page--narrow">
            <div class="stack stack--close">{question}</div>
        </Page>
    }
    .into_any()
}
