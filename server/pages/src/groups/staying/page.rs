//! Which schools stay: a table of answers, one save.

use app::error::AppError;
use app::ui::empty::Empty;
use app::ui::fields::{FormState, SendButton};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::WorkGroupId;

use super::forms::StayingForm;
use super::load::{StayingData, StayingSchool, load_staying};
use crate::kit::{Form, form_of, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/groups/:group/staying`.
#[component]
pub fn StayingPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let load = async move {
        match id {
            Some(id) => load_staying(id).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, |data| view! { <Staying data/> }.into_any())
}

#[component]
fn Staying(data: StayingData) -> impl IntoView {
    let form = form_of(&data.answers);
    let title = format!("Who stays in {} in {}", data.name, data.year);
    let hint = if data.made {
        "A school that leaves takes no part in that year. Its earlier years stay as they are."
    } else {
        "A school that leaves goes on to the end of this year. Its answer is used when the year is turned."
    };
    let empty = data.schools.is_empty();
    let rows = data.schools.into_iter().map(|school| view! { <SchoolRow school form=form.clone()/> }).collect_view();
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame class="page">
            <Done words=notice()/>
            {form.summary()}
            <p><a class="button button--quiet" href=format!("/groups/{}", data.group)><Icon name=IconName::Back/>{format!("Back to {}", data.name)}</a></p>
            <div class="page-head"><div><h1>{title}</h1><p class="lead">{hint}</p></div></div>
            {if empty {
                view! { <Empty title="No schools yet" text="They come when the group is formed."/> }.into_any()
            } else {
                view! {
                    <form method="post" action=StayingForm::ACTION novalidate>
                        <Sender/>
                        <input type="hidden" name="id" value=data.group.to_string()/>
                        <div class="table-card">
                            <table class="table table--cards">
                                <thead><tr><th scope="col">"School"</th><th scope="col">"Answer"</th><th scope="col">"How we know"</th></tr></thead>
                                <tbody>{rows}</tbody>
                            </table>
                        </div>
                        <div class="form__actions"><SendButton label="Save the answers"/></div>
                    </form>
                }.into_any()
            }}
        </Page>
    }
    .into_any()
}

#[component]
fn SchoolRow(school: StayingSchool, form: FormState) -> impl IntoView {
    let name = format!("answers[{}]", StayingForm::key(school.id));
    let answers = [("staying", "Stays"), ("leaving", "Leaves"), ("asked", "Has not said")].map(|(value, words)| {
        let checked = form.chosen(&name, value, false);
        view! { <label class="answers__one"><input type="radio" name=name.clone() value=value checked=checked/>{words}</label> }
    });
    view! {
        <tr>
            <th scope="row">{school.name.clone()}</th>
            <td data-label="Answer">
                <fieldset class="answers"><legend class="visually-hidden">{format!("{}: does it stay?", school.name)}</legend>{answers.collect_view()}</fieldset>
            </td>
            <td data-label="How we know">{school.words}</td>
        </tr>
    }
    .into_any()
}
