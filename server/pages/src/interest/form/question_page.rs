//! One question of the public form: all of them but the first are this page.

use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::fields::SendButton;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::interest::{Answers, Question};

use super::layout::{FormPage, go, place};
use super::load::{QuestionData, Step, load_question};
use super::questions::fields;
use crate::kit::loaded;

/// The page at `/interest/:question`.
#[component]
pub fn QuestionPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let change = use_query_map().get_untracked().get_str("change").is_some();
    let Some(question) = params.get_str("question").and_then(Question::from_key).filter(|question| *question != Question::School) else {
        return view! { <ErrorPage error=AppError::NotFound/> }.into_any();
    };
    loaded(load_question(question.key().to_owned()), move |step| match step {
        Step::Go(path) => go(path),
        Step::Page(data) => view! { <Asked question data=*data change/> }.into_any(),
    })
}

#[component]
fn Asked(question: Question, data: QuestionData, change: bool) -> impl IntoView {
    let QuestionData { frame, answers, years } = data;
    let back = if change { "/interest/check".to_owned() } else { page_before(question) };
    let Some((action, form, inputs)) = fields(question, answers.clone(), years) else {
        return view! { <ErrorPage error=AppError::NotFound/> }.into_any();
    };
    view! {
        <PageTitle text=question.title()/>
        <FormPage frame back>
            {form.summary()}
            <Heading question answers/>
            <form method="post" action=action novalidate class="form interest__form">
                // Sent in any case: a form with nothing ticked has come back too, and shows just that.
                <input type="hidden" name="change" value=if change { "1" } else { "" }/>
                {inputs}
                <div class="form__actions"><SendButton label=if change { "Save the change" } else { "Continue" }/></div>
            </form>
        </FormPage>
    }
    .into_any()
}

/// Which question it is, of how many, and for which school.
#[component]
fn Heading(question: Question, answers: Answers) -> impl IntoView {
    let about = format!("{}, {}", place(question), answers.school_in_words());
    view! {
        <div class="interest__head">
            <p class="quiet">{about}</p>
            <h1>{question.title()}</h1>
        </div>
    }
    .into_any()
}

fn page_before(question: Question) -> String {
    question.before().map_or("/interest".to_owned(), |before| format!("/interest/{}", before.key()))
}
