//! Withdrawing a message can't be undone, so it asks first.

use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use model::mail::Step;

use super::forms::StepForm;
use super::message_page::{id_of_page, named};
use super::view::MessageData;
use crate::kit::{Confirm, ConfirmPage, loaded};

const TITLE: &str = "Withdraw a message";

/// The page at `/hub/mail/:message/withdraw`.
#[component]
pub fn WithdrawPage() -> impl IntoView {
    loaded(named(id_of_page(), false), |data| view! { <Withdraw data/> }.into_any())
}

#[component]
fn Withdraw(data: MessageData) -> impl IntoView {
    let MessageData { frame, row, open, .. } = data;
    let back = format!("/hub/mail/{}", row.id);
    if !open {
        return view! {
            <PageTitle text=TITLE/>
            <Page frame class="page page--narrow">
                <div class="stack stack--close">
                    <h1>"It can’t be withdrawn any more"</h1>
                    <p class="lead">{row.state.1}</p>
                    <p><a class="button" href=back>"Back to the message"</a></p>
                </div>
            </Page>
        }
        .into_any();
    }
    let (form, back) = (StepForm { id: row.id, step: Step::Withdraw }, ("Keep it".to_owned(), back));
    view! {
        <ConfirmPage frame title=TITLE question="Withdraw this message?">
            <div class="stack stack--close">
                <p class="lead">{format!("“{}” to {}", row.subject, row.to)}</p>
                <p>
                    {if row.has_link { "It will never be sent, and its link is deleted here. " } else { "It will never be sent. " }}
                    "What it is about stays as it is: only nobody is told."
                </p>
                <Confirm form label="Withdraw it" class="button--danger" back/>
            </div>
        </ConfirmPage>
    }
    .into_any()
}
