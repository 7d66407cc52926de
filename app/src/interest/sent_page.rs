//! The form is sent: its reference, what happens next, and a copy for the file.

use leptos::prelude::*;
use leptos_meta::Title;

use super::api::{AnswersData, Step, load_sent};
use super::form_page::{FormPage, go};
use crate::ui::icon::{Icon, IconName};
use crate::ui::plain::loaded;

/// The page at `/interest/sent`.
#[component]
pub fn SentPage() -> impl IntoView {
    loaded(load_sent(), |step| match step {
        Step::Go(path) => go(path),
        Step::Page(data) => view! { <Sent data=*data/> }.into_any(),
    })
}

#[component]
fn Sent(data: AnswersData) -> impl IntoView {
    let AnswersData { frame, hub, lines, email, reference, sent, .. } = data;
    let whom = if hub.person.is_empty() { hub.name.clone() } else { hub.person.clone() };
    let rows = lines.into_iter().map(|(_, label, value)| view! { <dt>{label}</dt><dd class="interest__answer">{value}</dd> });
    view! {
        <Title text="Sent"/>
        <FormPage frame wide=true>
            <div class="interest__sent">
                <p class="interest__ok"><Icon name=IconName::Done class="icon--alone"/>"Sent"</p>
                <h1>"Thank you. Your form has arrived."</h1>
                <p class="lead">"Its reference is "<strong class="interest__reference">{reference.clone()}</strong>"."</p>
                <h2>"What happens next"</h2>
                <ul class="interest__list">
                    <li>{format!("A copy of your answers is on its way to {email}.")}</li>
                    <li>{format!("{whom} reads your form and writes to you there. You need do nothing until then.")}</li>
                    <li>"To change an answer, reply to that email, or send the form again within a day: it then replaces this one."</li>
                </ul>
                <p class="quiet">"You can print this page: below is a copy of your answers on one sheet. It can be seen in this browser for a day."</p>
            </div>
            <article class="paper interest__paper">
                <header class="paper__head">
                    <div>
                        <p class="paper__stamp">{hub.name.clone()}</p>
                        <h2>"Expression of interest"</h2>
                        <p>"Sustaining Work Group"</p>
                    </div>
                    <div class="paper__stamp">
                        <p>"Reference "<strong>{reference}</strong></p>
                        <p>{sent}</p>
                    </div>
                </header>
                <dl class="facts">{rows.collect_view()}</dl>
                <p class="paper__stamp interest__paper-foot">{format!("Questions: {}, {}", hub.name, hub.email)}</p>
            </article>
        </FormPage>
    }
    .into_any()
}
