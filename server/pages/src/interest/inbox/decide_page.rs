//! Before a decision: is it meant, why against the rule, and what is written to the school?

use app::error::{AppError, Problem};
use app::error_page::ErrorPage;
use app::ui::fields::{FormState, SendButton, TextArea, TextField};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::ids::InterestId;
use model::interest::State;
use model::letters;

use super::forms::DecideForm;
use super::load::{DecideData, InterestData, load_decide};
use super::words::{question, verb};
use crate::kit::{Form, form_of, loaded};
use crate::ui::notice::Warn;
use crate::ui::sender::Sender;

/// The page at `/hub/interest/:id/decide`.
#[component]
pub fn DecidePage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("interest").and_then(|id| id.parse::<InterestId>().ok());
    let to = use_query_map().get_untracked().get_str("to").and_then(State::from_key).filter(|to| *to != State::New);
    let (Some(id), Some(to)) = (id, to) else {
        return view! { <ErrorPage error=AppError::NotFound/> }.into_any();
    };
    loaded(load_decide(id, to), move |data| view! { <Asked data to/> }.into_any())
}

#[component]
fn Asked(data: DecideData, to: State) -> impl IntoView {
    let DecideData { interest, letter } = data;
    let has_letter = letter.is_some();
    let form = form_of(&begun(&interest, to, letter)).unless_moved("from", interest.row.state.key(), Problem::InterestMoved);
    let (back, title) = (format!("/hub/interest/{}", interest.row.id), question(to, &interest.row.school));
    let against = to == State::Accepted && !interest.row.eligible.is_met();
    let words = interest.row.eligible.words();
    let find = format!("{back}/school");
    let moved = form.error == Some(AppError::Invalid(vec![Problem::InterestMoved]));
    let last = interest.last.clone().filter(|_| moved).map(|last| last.words);
    let unmatched = to == State::Accepted && interest.row.only_typed;
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=interest.frame.clone() class="page page--narrow">
            <p class="interest__back"><a href=back.clone()><Icon name=IconName::Back/>{format!("Back to {}", interest.row.school)}</a></p>
            {form.summary()}
            <h1>{title}</h1>
            <p class="lead">{consequence(to)}</p>
            {last.map(|last| view! { <Warn><p>{format!("It stands now: {last}.")}</p></Warn> })}
            {unmatched.then(|| view! {
                <Warn><p>"It is not known yet which school this is. "<a href=find>"Find the school first"</a></p></Warn>
            })}
            {against.then(|| view! { <Warn><p>{format!("{words}.")}</p></Warn> })}
            <form method="post" action=DecideForm::ACTION novalidate class="form interest__form">
                <Sender/>
                <input type="hidden" name="id" value=interest.row.id.to_string()/>
                <input type="hidden" name="to" value=to.key()/>
                <input type="hidden" name="from" value=interest.row.state.key()/>
                {against.then(|| view! {
                    <TextArea form=form.clone() name="reason" label="Why do you accept it all the same?" rows=3
                        hint="One sentence. It is kept with the form and in the audit."/>
                })}
                {has_letter.then(|| view! { <Letter form to=interest.row.contact.clone() email=interest.email.clone()/> })}
                <div class="form__actions">
                    <a class="button button--form" href=back>"Leave it as it is"</a>
                    <SendButton label=verb(to)/>
                </div>
            </form>
        </Page>
    }
    .into_any()
}

/// The form as it begins: with the default letter.
fn begun(interest: &InterestData, to: State, letter: Option<letters::Letter>) -> DecideForm {
    let letters::Letter { subject, paragraphs, .. } = letter.unwrap_or_default();
    let letter = paragraphs.join("\n\n");
    let (id, from) = (interest.row.id, Some(interest.row.state));
    DecideForm { id, to, from, reason: String::new(), subject, letter, no_letter: String::new() }
}

fn consequence(to: State) -> &'static str {
    match to {
        State::Accepted => "It can then be put into a group, and the years it told you of are written into its history.",
        State::Asked => "It stays open until you hear from the school.",
        State::Waiting => "It stays there until you decide anew.",
        State::Declined => "It stays on file, and you can decide anew at any time.",
        State::Withdrawn | State::New => "No letter is sent. You can take it back.",
    }
}

/// The letter, to be changed or left out.
#[component]
fn Letter(form: FormState, to: String, email: String) -> impl IntoView {
    let none = form.chosen("no_letter", "1", false);
    view! {
        <fieldset class="field one__letter">
            <legend class="one__legend">{format!("Letter to {to}, {email}")}</legend>
            <TextField form=form.clone() name="subject" label="Subject"/>
            <TextArea form name="letter" label="Letter" rows=14
                hint="It begins with a greeting by name and ends with the hub’s name. An empty line begins a paragraph."/>
            <div class="choice">
                <input class="choice__input" type="checkbox" id="no_letter" name="no_letter" value="1" checked=none/>
                <label class="choice__label" for="no_letter">"Send no letter"</label>
            </div>
        </fieldset>
    }
    .into_any()
}
