//! The inputs of each question, and where its form is sent.

use app::ui::fields::{Choice, Choices, FormState, TextArea, TextField};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::interest::{Contact, Pledge, Practice, Question};

use super::answer::{AnswerJourney, AnswerLeadership, AnswerNotes, AnswerPractice, AnswerYou};
use super::api::QuestionData;
use super::checks::NONE;
use super::journey::JourneyFields;

/// Where the form of a question is sent, and its inputs. `None` for the school, which has a page of its own.
pub fn fields(question: Question, data: &QuestionData, form: &FormState) -> Option<(&'static str, AnyView)> {
    let (data, form) = (data.clone(), form.clone());
    Some(match question {
        Question::School => return None,
        Question::You => (AnswerYou::url(), you(data, form)),
        Question::Journey => {
            (AnswerJourney::url(), view! { <JourneyFields form journey=data.answers.journey years=data.years/> }.into_any())
        }
        Question::Practice => (AnswerPractice::url(), practice(data, form)),
        Question::Leadership => (AnswerLeadership::url(), leadership(data, form)),
        Question::Notes => (AnswerNotes::url(), notes(data, form)),
    })
}

fn you(data: QuestionData, form: FormState) -> AnyView {
    let contact = data.answers.contact.map(|Contact { name, email, role }| (name, email.to_string(), role));
    let (name, email, role) = contact.unwrap_or_default();
    view! {
        <TextField form=form.clone() name="name" label="Your name" value=name autocomplete="name"/>
        <TextField form=form.clone() name="email" label="Work email" hint="Our answer goes here." kind="email" value=email autocomplete="email"/>
        <TextField form name="role" label="Your role in school" hint="Such as “maths subject lead” or “headteacher”." value=role
            autocomplete="organization-title"/>
    }
    .into_any()
}

fn practice(data: QuestionData, form: FormState) -> AnyView {
    let (teachers, using) =
        data.answers.practice.map(|Practice { teachers, using }| (teachers.to_string(), using.to_string())).unwrap_or_default();
    view! {
        <p class="quiet interest__intro">"A count is enough, please no names. Part-time teachers count as one each."</p>
        <TextField form=form.clone() name="teachers" label="Teachers who teach maths" kind="number" value=teachers size=4/>
        <TextField form name="using" label="Of these, teachers who already teach for mastery in most of their maths lessons" kind="number"
            hint="Your best guess will do." value=using size=4/>
    }
    .into_any()
}

fn leadership(data: QuestionData, form: FormState) -> AnyView {
    let before = data.answers.leadership;
    let pledges = Pledge::ALL.map(|pledge| {
        let usual = before.as_ref().is_some_and(|before| before.contains(&pledge));
        Choice::new(pledge.key(), pledge.to_string()).hint(hint(pledge)).usual(usual)
    });
    let none = Choice::new(NONE, "None of these yet").hint("Send the form all the same: we can talk about it.");
    let choices = pledges.into_iter().chain([none.usual(before.is_some_and(|before| before.is_empty()))]).collect();
    view! {
        <div class="interest__only">
            <Choices form name="pledges[]" label=Question::Leadership.title() several=true choices
                hint="Choose all that are true. The headteacher signs a commitment later; this is not it."/>
        </div>
    }
    .into_any()
}

fn hint(pledge: Pledge) -> &'static str {
    match pledge {
        Pledge::Head => "They know what it asks of the school",
        Pledge::Release => "One a half-term, out of class",
        Pledge::Others => "Such as a lesson to watch, or the twilight part",
        Pledge::Year => "From September to July",
    }
}

fn notes(data: QuestionData, form: FormState) -> AnyView {
    let notes = data.answers.notes.unwrap_or_default();
    view! {
        <div class="interest__only">
            <TextArea form name="notes" label=Question::Notes.title() rows=6 value=notes
                hint="You can leave this empty. Please write no names of pupils, and nothing by which one could be recognised."/>
        </div>
    }
    .into_any()
}
