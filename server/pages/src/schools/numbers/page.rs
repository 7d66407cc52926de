//! Schools that an import took for others that had closed, and taking that back.

use app::ui::empty::Empty;
use app::ui::fields::SendButton;
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::forms::TakeBackForm;
use super::load::{NumbersData, RenumberedSchool, load_new_numbers};
use crate::kit::{Form, form_of, form_state, loaded, notice};
use crate::ui::notice::Done;
use crate::ui::sender::Sender;

/// The page at `/schools/new-numbers`.
#[component]
pub fn NewNumbersPage() -> impl IntoView {
    loaded(load_new_numbers(), |data| view! { <Numbers data/> }.into_any())
}

#[component]
fn Numbers(data: NumbersData) -> impl IntoView {
    let doubtful = data.schools.iter().filter(|school| !school.doubt.is_empty()).count();
    let lead = match (data.schools.len(), doubtful) {
        (0, _) => String::new(),
        (1, 0) => "One school goes on under another number, as it should.".to_owned(),
        (1, _) => "One school goes on under another number, and it may be two.".to_owned(),
        (all, 0) => format!("{all} schools go on under another number, and none of them looks doubtful."),
        (all, 1) => format!("{all} in all. One may be two schools: it comes first, with the reason."),
        (all, doubtful) => format!("{all} in all. {doubtful} may be two schools each: they come first, with the reason."),
    };
    let summary = form_state().summary();
    let rows = data.schools.into_iter().map(|school| view! { <Row school/> }).collect_view();
    view! {
        <PageTitle text="Schools under a new number"/>
        <Page frame=data.frame class="page">
            {summary}
            <Done words=notice()/>
            <div class="page-head">
                <div><h1>"Schools under a new number"</h1><p class="lead">{lead.clone()}</p></div>
                <div class="page-head__actions"><a class="button" href="/schools/import">"Bring in schools"</a></div>
            </div>
            {if lead.is_empty() {
                view! { <Empty title="None yet" text="When a school closes and goes on as another one, an import makes them one, and it shows here."/> }.into_any()
            } else {
                view! {
                    <div class="table-card"><table class="table table--cards">
                        <thead><tr><th scope="col">"School"</th><th scope="col">"Before"</th><th scope="col">"State"</th><th scope="col">"Is that wrong?"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table></div>
                }
                .into_any()
            }}
        </Page>
    }
    .into_any()
}

#[component]
fn Row(school: RenumberedSchool) -> impl IntoView {
    let RenumberedSchool { name, address, urn, before_urn, was, until, doubt, history_of_closed } = school;
    let until = if until.is_empty() { before_urn.clone() } else { format!("{before_urn}, until {until}") };
    let state = if doubt.is_empty() {
        view! { <span class="status status--ok"><Icon name=IconName::Check/>"One school"</span> }.into_any()
    } else {
        view! { <span class="status status--wait"><Icon name=IconName::Clock/>"Doubtful"</span><span class="table__second">{doubt}</span> }
            .into_any()
    };
    view! {
        <tr>
            <th scope="row"><a href=address>{name.clone()}</a><span class="table__second">{urn.clone()}</span></th>
            <td data-label="Before">{was}<span class="table__second">{until}</span></td>
            <td data-label="State">{state}</td>
            <td><TakeBack name urn before_urn history_of_closed/></td>
        </tr>
    }
    .into_any()
}

#[component]
fn TakeBack(name: String, urn: String, before_urn: String, history_of_closed: bool) -> impl IntoView {
    let keeps = if history_of_closed { "closed" } else { "present" };
    let form = form_of(&TakeBackForm { urn: before_urn.clone(), keeps: keeps.to_owned() });
    // The page has many such forms: what came back belongs to one of them.
    let is_back = form.typed.get("urn") == Some(before_urn.as_str());
    let form = if is_back { form } else { form.without_typed() };
    let choice = |key: &'static str, words: String| {
        let id = format!("{key}-{before_urn}");
        view! {
            <div class="choice">
                <input class="choice__input" type="radio" id=id.clone() name="keeps" value=key checked=form.selected("keeps", key, false)/>
                <label class="choice__label" for=id>{words}</label>
            </div>
        }
    };
    let closed = choice("closed", format!("The closed one, {before_urn}"));
    let present = choice("present", format!("The present one, {urn}"));
    view! {
        <details class="numbers__undo" open=is_back>
            <summary class="button">"Take it back"<span class="visually-hidden">{format!(": {name}, {before_urn}")}</span></summary>
            <form class="form" method="post" action=TakeBackForm::ACTION>
                <Sender/>
                <input type="hidden" name="urn" value=before_urn.clone()/>
                <fieldset class="field">
                    <legend class="field__label">"Who keeps people, groups and boards?"</legend>
                    {closed}{present}
                </fieldset>
                <SendButton label="Make two schools of it"/>
            </form>
        </details>
    }
    .into_any()
}
