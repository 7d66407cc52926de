//! A guest who would like to keep what they wrote under their own name.

use app::ui::fields::{SendButton, TextField};
use app::ui::icon::IconName;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::components::Redirect;

use super::forms::AskForm;
use super::load::{AskData, load_ask};
use crate::kit::{Form, form_state, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/join/claim`. Whoever is no guest goes to where a code is asked for.
#[component]
pub fn AskPage() -> impl IntoView {
    loaded(load_ask(), |data| match data {
        Some(data) => view! { <Ask data/> }.into_any(),
        None => view! { <Redirect path="/join"/> }.into_any(),
    })
}

#[component]
fn Ask(data: AskData) -> impl IntoView {
    let AskData { frame, name, claimed, mail } = data;
    let form = form_state();
    let summary = form.summary();
    let inside = match (claimed, mail) {
        (true, _) => view! { <p class="lead">"What you wrote here is kept under your own name already. In your account you see it, and can take that back."</p> }.into_any(),
        (false, false) => {
            view! { <p class="lead">"No letters can be sent from here. Ask the Work Group Lead to invite you; then you have an account of your own."</p> }
                .into_any()
        }
        (false, true) => view! {
            <p class="lead">{format!("Here you are {name}. With an account, what you wrote stands under your full name for good, and you come back without a link.")}</p>
            <form method="post" action=AskForm::ACTION novalidate class="form">
                <Sender/>
                <TextField form name="email" label="Your email address" hint="Best the one of your school. We send a link to it; nothing happens before you press its button"
                    kind="email" autocomplete="email"/>
                <SendButton label="Send the link" icon=IconName::Mail/>
            </form>
        }
        .into_any(),
    };
    view! {
        <PageTitle text="Keep what you wrote"/>
        <Page frame class="page page--narrow">
            <Done words=notice()/>
            {summary}
            <h1>"Keep what you wrote"</h1>
            {inside}
            <p><a class="button button--quiet" href="/join/tables">"Back to the tables"</a></p>
        </Page>
    }
    .into_any()
}
