//! The form of an answer: who says it, a choice for each date, a line that may go with it.

use app::ui::field::FieldError;
use app::ui::fields::{Choice, FormState, Select, SendButton, TextField};
use leptos::prelude::*;
use model::calendar::day::in_words;
use model::ids::SchoolId;
use model::polls::{DAYS_OF_NAMES, Reply};
use store::polls::{Poll, PollOption};

use super::forms::{AnswerForm, OTHER, key};
use crate::kit::Form;
use crate::kit::wrong::{Wrong, about};
use crate::ui::sender::Sender;

/// The `id` of the choice for a date.
pub fn id(place: u8) -> String {
    format!("date-{place}")
}

#[component]
pub fn AnswerFields(
    poll: Poll,
    schools: Vec<(SchoolId, String)>,
    /// The form as it begins.
    begun: AnswerForm,
    form: FormState,
    /// Dates without a reply.
    wrong: Wrong,
) -> impl IntoView {
    let AnswerForm { poll: secret, token, again, member, .. } = begun;
    let guest = (!member).then(|| view! { <GuestFields schools form=form.clone()/> });
    let dates = poll.options.iter().map(|option| view! { <DateChoice option=*option form=form.clone() wrong=wrong.clone()/> });
    let dates = dates.collect_view();
    let email = (!member).then(|| {
        view! {
            <TextField form=form.clone() name="email" label="Email, if you want the address of your answer by mail" kind="email" autocomplete="email"
                hint="It is used for that alone."/>
        }
    });
    let asked_by = poll.asked_by().to_owned();
    let who_sees = if asked_by.is_empty() { "Whoever leads the group".to_owned() } else { asked_by };
    let forgotten = if member {
        String::new()
    } else {
        format!(" {DAYS_OF_NAMES} days after the poll ends, your name and your comment are forgotten.")
    };
    view! {
        <form method="post" action=AnswerForm::ACTION novalidate class="form polls__answer" id="replies">
            <Sender/>
            <input type="hidden" name="poll" value=secret/>
            <input type="hidden" name="token" value=token/>
            <input type="hidden" name="again" value=again.to_string()/>
            <input type="hidden" name="member" value=member.to_string()/>
            {guest}
            {dates}
            <TextField form=form.clone() name="comment" label="Anything to add?" hint="One line, or nothing."/>
            {email}
            <p class="quiet polls__privacy">
                {format!("{who_sees} and the hub see your name and what you say. Others with this link see how many can come and which schools have \
                    answered, and no names.{forgotten}")}
            </p>
            <div class="form__actions"><SendButton label={if again { "Save my answer" } else { "Send my answer" }}/></div>
        </form>
    }
    .into_any()
}

/// Who answers, where nobody has signed in.
#[component]
fn GuestFields(schools: Vec<(SchoolId, String)>, form: FormState) -> impl IntoView {
    let choices = schools.into_iter().map(|(school, name)| Choice::new(school.to_string(), name));
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Choose your school"))
        .chain(choices)
        .chain(std::iter::once(Choice::new(OTHER, "Another school")))
        .collect();
    view! {
        <TextField form=form.clone() name="name" label="Your name" autocomplete="name"/>
        <Select form=form.clone() name="school" label="Your school" choices/>
        <TextField form name="other_school" label="Which other school?" hint="Only where yours is not in the list."/>
    }
    .into_any()
}

#[component]
fn DateChoice(option: PollOption, form: FormState, wrong: Wrong) -> impl IntoView {
    let (id, name) = (id(option.place), format!("replies[{}]", key(option.place)));
    let error = about(&wrong, &id);
    let has_error = error.is_some();
    let described_by = has_error.then(|| format!("{id}-error"));
    let choices = Reply::ALL.map(|reply| {
        let own = format!("{id}-{}", reply.key());
        let checked = form.selected(&name, reply.key(), false);
        view! {
            <div class="choice">
                <input class="choice__input" type="radio" id=own.clone() name=name.clone() value=reply.key() checked=checked/>
                <label class="choice__label" for=own>{reply.to_string()}</label>
            </div>
        }
    });
    view! {
        <fieldset class="field polls__choice" class:field--error=has_error id=id.clone() tabindex="-1"
            aria-describedby=described_by>
            <legend class="field__label">{in_words(option.slot.day()).to_string()}" "<span class="polls__hours">{option.slot.hours()}</span></legend>
            <FieldError id=id.clone() error=Signal::stored(error)/>
            <div class="choices polls__choices" data-kind="radio">{choices.into_iter().collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
