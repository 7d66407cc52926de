//! Schools that fit what was typed: is it one of them? One that was found is never taken without asking.

use app::ui::fields::{Choice, Choices, SendButton, TextField};
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::interest::{Question, SoughtSchool};

use super::forms::{ChooseSchoolForm, NONE};
use super::layout::{FormPage, go, place};
use super::load::{Step, WhichSchoolData, load_which_school};
use crate::kit::{Form, form_of, loaded};

/// The page at `/interest/which-school`.
#[component]
pub fn WhichSchoolPage() -> impl IntoView {
    let change = use_query_map().get_untracked().get_str("change").is_some();
    loaded(load_which_school(), move |step| match step {
        Step::Go(path) => go(path),
        Step::Page(data) => view! { <Which data=*data change/> }.into_any(),
    })
}

#[component]
fn Which(data: WhichSchoolData, change: bool) -> impl IntoView {
    let WhichSchoolData { frame, looking_for: SoughtSchool { words, town }, found } = data;
    let all = found.len() < 12;
    let mut choices = found;
    let looked_for = if town.is_empty() { format!("you typed “{words}”") } else { format!("you typed “{words}, {town}”") };
    let one = choices.len() == 1;
    let (title, none) =
        if one { ("Is this your school?", "No, it is another one") } else { ("Which of these is your school?", "None of these") };
    choices.push(Choice::new(NONE, none).hint(format!("We take it as you typed it: {words}")));
    let form = form_of(&ChooseSchoolForm { town, ..ChooseSchoolForm::default() });
    let suffix = if change { "?change=1" } else { "" };
    view! {
        <PageTitle text=title/>
        <FormPage frame back=format!("/interest/school{suffix}")>
            {form.summary()}
            <div class="interest__head">
                <p class="quiet">{format!("{}, {looked_for}", place(Question::School))}</p>
                <h1>{title}</h1>
            </div>
            <form method="post" action=ChooseSchoolForm::ACTION novalidate class="form interest__form">
                {change.then(|| view! { <input type="hidden" name="change" value="1"/> })}
                <div class="interest__only">
                    <Choices form=form.clone() name="school" label=title choices
                        hint=if all { "" } else { "More schools fit than are shown: go back and add the town or the postcode to find yours." }/>
                </div>
                <div class="interest__when-none">
                    <TextField form name="town" label="Town or village of your school"/>
                </div>
                <div class="form__actions"><SendButton label="Continue"/></div>
            </form>
        </FormPage>
    }
    .into_any()
}
