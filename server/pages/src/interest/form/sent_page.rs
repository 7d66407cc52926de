//! The form is sent: its reference, what happens next, and a copy for the file.

use app::ui::icon::{Icon, IconName};
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::forget::Forget;
use super::forms::ChangeForm;
use super::layout::{FormPage, go};
use super::load::{AnswersData, Step, load_sent};
use crate::kit::{Form, form_state, loaded};

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
    let AnswersData { frame, hub, lines, email, reference, sent, year, copy, may_change, .. } = data;
    let form = form_state().without_typed();
    let whom = if hub.person.is_empty() { hub.name.clone() } else { hub.person.clone() };
    let rows = lines.into_iter().map(|line| view! { <dt>{line.label}</dt><dd class="interest__answer">{line.value}</dd> });
    view! {
        <PageTitle text="Sent"/>
        <FormPage frame wide=true>
            <div class="interest__sent">
                {form.summary()}
                <p class="interest__ok"><Icon name=IconName::Done class="icon--alone"/>"Sent"</p>
                <h1>"Thank you. Your form has arrived."</h1>
                <p class="lead">"Its reference is "<strong class="interest__reference">{reference.clone()}</strong>"."</p>
                <h2>"What happens next"</h2>
                <ul class="interest__list">
                    {copy.then(|| view! { <li>{format!("A copy of your answers is on its way to {email}.")}</li> })}
                    <li>{format!("{whom} reads your form and writes to you at {email}. You need do nothing until then.")}</li>
                    {(!copy).then(|| view! { <li>"Print or save this page for your file: below is a copy of your answers on one sheet."</li> })}
                </ul>
                <h2>"Is something wrong?"</h2>
                {if may_change {
                    view! {
                        <p>"You can change your answers from this browser for a day: the changes then replace what you have sent."</p>
                        <form method="post" action=ChangeForm::ACTION class="interest__again">
                            <button class="button button--form" type="submit"><Icon name=IconName::Pencil/>"Change my answers"</button>
                        </form>
                    }
                    .into_any()
                } else {
                    view! { <p>{format!("The hub has answered this form. To change something, write to {}.", hub.email)}</p> }.into_any()
                }}
                <Forget what="Delete this copy"
                    words="This page can be seen in this browser for a day. Deleting it here deletes nothing at the hub."/>
            </div>
            <article class="paper interest__paper">
                <header class="paper__head">
                    <div>
                        <p class="paper__stamp">{hub.name.clone()}</p>
                        <h2>"Expression of interest"</h2>
                        <p>{format!("Sustaining Work Group, academic year {year}")}</p>
                    </div>
                    <div class="paper__stamp">
                        {hub.has_logo.then(|| view! { <img class="paper__logo" src="/hub/logo" alt=hub.name.clone()/> })}
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
