//! Where somebody arrives who has a code and nothing else.

use app::ui::frame::Frame;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::code_form::CodeForm;
use super::load::load_code;
use crate::accounts::link_layout::LinkLayout;
use crate::kit::{form_state, loaded};

/// The page at `/join`.
#[component]
pub fn CodePage() -> impl IntoView {
    loaded(load_code(), |frame| view! { <AskCode frame/> }.into_any())
}

#[component]
fn AskCode(frame: Frame) -> impl IntoView {
    let form = form_state();
    view! {
        <PageTitle text="Join a twilight"/>
        <LinkLayout frame>
            {form.summary()}
            <h1>"Join a twilight"</h1>
            <p class="lead">"No account, no email, no password."</p>
            <CodeForm form/>
        </LinkLayout>
    }
    .into_any()
}
