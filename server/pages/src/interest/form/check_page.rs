//! All answers before they are sent.

use app::ui::fields::{FormState, SendButton};
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use model::interest::Line;

use super::forget::Forget;
use super::forms::SendForm;
use super::layout::{FormPage, go};
use super::load::{AnswersData, Step, load_check};
use crate::kit::{Form, form_state, loaded};
use crate::ui::notice::Warn;

/// The page at `/interest/check`.
#[component]
pub fn InterestCheckPage() -> impl IntoView {
    loaded(load_check(), |step| match step {
        Step::Go(path) => go(path),
        Step::Page(data) => view! { <Check data=*data/> }.into_any(),
    })
}

#[component]
fn Check(data: AnswersData) -> impl IntoView {
    let form = form_state().without_typed();
    let AnswersData { frame, hub, lines, eligible, email, copy, changing, .. } = data;
    let copy = if copy { format!(" A copy goes to {email}.") } else { String::new() };
    let (button, forget, words) = if changing {
        ("Send the changes", "Leave it as it was", "The changes are forgotten, and the form stays as it was sent.")
    } else {
        (
            "Send to the hub",
            "Delete these answers and start again",
            "Your answers stay in this browser for 30 days. Deleting them can’t be undone.",
        )
    };
    view! {
        <PageTitle text="Check your answers"/>
        <FormPage frame back="/interest/notes">
            {form.summary()}
            <h1>"Check your answers"</h1>
            {changing.then(|| view! { <p class="lead">"The form you have sent stays as it is until you send these."</p> })}
            <Answers lines/>
            {(!eligible).then(|| view! {
                <Warn>
                    <p>
                        "A Sustaining group usually follows a Development or an Embedding year, so another group may suit your school better. \
                         Send the form all the same: we will be in touch about what fits."
                    </p>
                </Warn>
            })}
            <form method="post" action=SendForm::ACTION class="interest__send">
                <p class="quiet">
                    {format!("Your answers go to {} and to nobody else. They are used to answer you and to form groups.{copy}", hub.name)}
                </p>
                <Trap form/>
                <div class="form__actions"><SendButton label=button/></div>
            </form>
            <Forget what=forget words/>
        </FormPage>
    }
    .into_any()
}

/// The answers in order, each with the way to change it.
#[component]
fn Answers(lines: Vec<Line>) -> impl IntoView {
    let rows = lines.into_iter().map(|Line { question, label, value }| {
        let address = format!("/interest/{}?change=1", question.key());
        let what = label.to_lowercase();
        view! {
            <div class="interest__row">
                <dt>{label}</dt>
                <dd class="interest__answer">{value}</dd>
                <dd><a class="interest__change" href=address>"Change"<span class="visually-hidden">" "{what}</span></a></dd>
            </div>
        }
    });
    view! { <dl class="interest__answers">{rows.collect::<Vec<_>>()}</dl> }.into_any()
}

/// A field that people neither see nor reach, and programs fill in.
#[component]
fn Trap(form: FormState) -> impl IntoView {
    // Once it has stopped somebody, that person has to see it.
    let class = if form.about("website").is_some() { "field field--error" } else { "interest__trap" };
    view! {
        <div class=class>
            <label class="field__label" for="website">"Leave this field empty"</label>
            <input class="field__input" id="website" name="website" type="text" autocomplete="off" tabindex="-1"/>
        </div>
    }
    .into_any()
}
