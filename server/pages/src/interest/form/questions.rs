//! The inputs of each question, and where its form is sent.

use app::ui::fields::{Choice, Choices, FormState, TextArea, TextField};
use leptos::prelude::*;
use model::calendar::academic_year::AcademicYear;
use model::interest::{Answers, Pledge, Question};

use super::forms::{JourneyForm, LeadershipForm, NONE, NotesForm, PracticeForm, YouForm};
use super::journey::JourneyFields;
use crate::kit::{Form, form_of};

/// Where the form of a question is sent, how it stands, and its inputs. `None` for the school, which has a page of its own. The earlier
/// Work Groups are asked for with their years, of which `years` can be chosen.
pub fn fields(question: Question, answers: Answers, years: Vec<AcademicYear>) -> Option<(&'static str, FormState, AnyView)> {
    let Answers { contact, journey, practice, leadership, notes, .. } = answers;
    Some(match question {
        Question::School => return None,
        Question::You => asked(contact.map(YouForm::from), you),
        Question::Journey => asked(journey.map(JourneyForm::from), |form| view! { <JourneyFields form years/> }.into_any()),
        Question::Practice => asked(practice.map(PracticeForm::from), self::practice),
        Question::Leadership => asked(leadership.map(LeadershipForm::from), self::leadership),
        Question::Notes => asked(notes.map(|notes| NotesForm { notes, ..NotesForm::default() }), self::notes),
    })
}

/// A form that shows what was answered before.
fn asked<F: Form + Default>(before: Option<F>, inputs: impl FnOnce(FormState) -> AnyView) -> (&'static str, FormState, AnyView) {
    let form = form_of(&before.unwrap_or_default());
    (F::ACTION, form.clone(), inputs(form))
}

fn you(form: FormState) -> AnyView {
    view! {
        <TextField form=form.clone() name="name" label="Your name" autocomplete="name"/>
        <TextField form=form.clone() name="email" label="Work email" hint="Our answer goes here." kind="email" autocomplete="email"/>
        <TextField form name="role" label="Your role in school" hint="Such as “maths subject lead” or “headteacher”."
            autocomplete="organization-title"/>
    }
    .into_any()
}

fn practice(form: FormState) -> AnyView {
    view! {
        <p class="quiet interest__intro">"A count is enough, please no names. Part-time teachers count as one each."</p>
        <TextField form=form.clone() name="teachers" label="Teachers who teach maths" kind="number" size=4/>
        <TextField form name="using" label="Of these, teachers who already teach for mastery in most of their maths lessons" kind="number"
            hint="Your best guess will do." size=4/>
    }
    .into_any()
}

fn leadership(form: FormState) -> AnyView {
    let pledges = Pledge::ALL.map(|pledge| Choice::new(pledge.key(), pledge.to_string()).hint(hint(pledge)));
    let none = Choice::new(NONE, "None of these yet").hint("Send the form all the same: we can talk about it.");
    let choices = pledges.into_iter().chain([none]).collect();
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

fn notes(form: FormState) -> AnyView {
    view! {
        <div class="interest__only">
            <TextArea form name="notes" label=Question::Notes.title() rows=6
                hint="You can leave this empty. Please write no names of pupils, and nothing by which one could be recognised."/>
        </div>
    }
    .into_any()
}
