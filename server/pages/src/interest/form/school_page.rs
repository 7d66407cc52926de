//! The form's first question: which school.

use app::ui::fields::{SendButton, TextField};
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::interest::Question;

use super::forms::SchoolForm;
use super::layout::{FormPage, go, place};
use super::load::{SchoolQuestion, Step, load_school_question};
use crate::kit::{Form, form_of, loaded};
use crate::schools::picker::SchoolPicker;

const TITLE: &str = "Which school is it?";

/// The page at `/interest/school`.
#[component]
pub fn InterestSchoolPage() -> impl IntoView {
    let change = use_query_map().get_untracked().get_str("change").is_some();
    loaded(load_school_question(), move |step| match step {
        Step::Go(path) => go(path),
        Step::Page(data) => view! { <Asked data=*data change/> }.into_any(),
    })
}

#[component]
fn Asked(data: SchoolQuestion, change: bool) -> impl IntoView {
    let SchoolQuestion { frame, form } = data;
    let form = form_of(&form);
    let back = if change { "/interest/check" } else { "/interest" };
    view! {
        <PageTitle text=TITLE/>
        <FormPage frame back>
            {form.summary()}
            <div class="interest__head">
                <p class="quiet">{place(Question::School)}</p>
                <h1>{TITLE}</h1>
            </div>
            <form method="post" action=SchoolForm::ACTION novalidate class="form interest__form">
                {change.then(|| view! { <input type="hidden" name="change" value="1"/> })}
                <SchoolPicker label="Name, postcode or URN of your school" hint="The beginning is enough, such as “oak hol”."
                    value=form.value("school", "") chosen=form.value("school_id", "") error=form.about("school")/>
                <TextField form name="town" label="Town or village" hint="Tells schools of one name apart, and ones that we can’t find."/>
                <div class="form__actions"><SendButton label=if change { "Save the change" } else { "Continue" }/></div>
            </form>
        </FormPage>
    }
    .into_any()
}
