//! When and where a year's workshops are: six in most years, one in each half-term, saved in one go.

use app::error::{AppError, Problem};
use app::ui::error_summary::ErrorSummary;
use app::ui::field::{FieldError, described_by};
use app::ui::fields::{Choice, FormState, SendButton};
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::ids::WorkGroupId;

use super::forms::WorkshopsForm;
use super::load::{WorkshopRow, WorkshopsData, load_workshops};
use super::slots::{Line, Part, Wrong, check};
use crate::kit::{Form, form_of, loaded, notice};
use crate::ui::day_field::DayInput;
use crate::ui::notice::{Done, Warn};
use crate::ui::sender::Sender;

/// The page at `/groups/:group/workshops`.
#[component]
pub fn WorkshopsPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let year = use_query_map().get_untracked().get_str("year").and_then(|year| year.parse().ok());
    let load = async move {
        match id {
            Some(id) => load_workshops(id, year).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, |data| view! { <Workshops data/> }.into_any())
}

#[component]
fn Workshops(data: WorkshopsData) -> impl IntoView {
    let form = form_of(&data.plan);
    let title = format!("{}: workshops in {}", data.name, data.year);
    // What is wrong is found again in what was typed: each of the fields can tell its own.
    let marked = form.error == Some(AppError::Invalid(vec![Problem::WorkshopsWrong]));
    let wrong = if marked { check(data.year, &typed_lines(&data, &form)).err().unwrap_or_default() } else { Vec::new() };
    let summary = if wrong.is_empty() { form.summary() } else { Some(view! { <ErrorSummary problems=wrong.clone()/> }.into_any()) };
    let signed = match data.signed {
        0 => None,
        1 => Some(
            "One head has signed with the dates as they are here. If you change one, the signed copy keeps the old date: tell the school."
                .to_owned(),
        ),
        count => Some(format!(
            "{count} heads have signed with the dates as they are here. If you change one, the signed copies keep the old date: tell the schools."
        )),
    };
    let rows = data.workshops.iter().map(|workshop| {
        view! { <WorkshopFields workshop=workshop.clone() hosts=data.hosts.clone() form=form.clone() wrong=wrong.clone()/> }
    });
    let rows = rows.collect_view();
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame class="page">
            <Done words=notice()/>
            {summary}
            <p><a class="button button--quiet" href=format!("/groups/{}", data.group)><Icon name=IconName::Back/>{format!("Back to {}", data.name)}</a></p>
            <div class="page-head"><div>
                <h1>{title}</h1>
                <p class="lead">"One in each half-term. The first is at the lead’s own school, the others are hosted in turn. Leave a day empty while it is to be confirmed."</p>
            </div></div>
            {signed.map(|words| view! { <Warn><p>{words}</p></Warn> })}
            <form method="post" action=WorkshopsForm::ACTION class="workshops" id="workshops" novalidate>
                <Sender/>
                <input type="hidden" name="group" value=data.group.to_string()/>
                <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
                {rows}
                <div class="form__actions"><SendButton label="Save the workshops"/></div>
            </form>
        </Page>
    }
    .into_any()
}

#[component]
fn WorkshopFields(workshop: WorkshopRow, hosts: Vec<Choice>, form: FormState, wrong: Wrong) -> impl IntoView {
    let number = workshop.number;
    let field = |part: Part, label: &'static str, hint: &'static str| {
        let (id, name) = (part.id(number), format!("{}[w{number}]", part.map()));
        let value = form.value(&name, "");
        let error = wrong.iter().find(|(own, _)| *own == id).map(|(_, words)| words.clone());
        let (has_hint, has_error) = (!hint.is_empty(), error.is_some());
        let input = match part {
            Part::Day => view! { <DayInput id=id.clone() name value has_hint has_error/> }.into_any(),
            _ => view! {
                <input class="field__input" id=id.clone() name=name type="time" value=value autocomplete="off"
                    aria-invalid=has_error.then_some("true") aria-describedby=described_by(&id, has_hint, has_error)/>
            }
            .into_any(),
        };
        view! {
            <div class="field" class:field--error=has_error>
                <label class="field__label" for=id.clone()>{label}</label>
                {has_hint.then(|| view! { <span class="field__hint" id=format!("{id}-hint")>{hint}</span> })}
                <FieldError id error=Signal::stored(error)/>
                {input}
            </div>
        }
    };
    let select = |name: String, id: String, label: &'static str, options: Vec<Choice>| {
        let options = options.into_iter().map(|choice| {
            let selected = form.chosen(&name, &choice.value, false);
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        });
        let options = options.collect_view();
        view! {
            <div class="field">
                <label class="field__label" for=id.clone()>{label}</label>
                <select class="field__input field__input--select" id=id name=name>{options}</select>
            </div>
        }
    };
    let open = std::iter::once(Choice::new("", "To be agreed")).chain(hosts).collect();
    let modes = [("in_person", "In person"), ("online", "Online"), ("hybrid", "In person and online")];
    let modes = modes.map(|(key, words)| Choice::new(key, words)).to_vec();
    let warnings = workshop.warnings.iter().map(|words| {
        view! { <p class="status status--half"><Icon name=IconName::Warning/>{words.clone()}</p> }
    });
    view! {
        <fieldset class="card workshop">
            <legend class="workshop__title">{format!("Workshop {number}, {}", workshop.half_term)}</legend>
            {warnings.collect_view()}
            <div class="workshop__fields">
                {field(Part::Day, "Day", "Like 3 March 2027 or 3/3/27")}
                {field(Part::Starts, "From", "")}
                {field(Part::Ends, "To", "")}
                {field(Part::Twilight, "Twilight from", "")}
                {select(format!("hosts[w{number}]"), format!("host-{number}"), "Hosted by", open)}
                {select(format!("modes[w{number}]"), format!("mode-{number}"), "How", modes)}
            </div>
        </fieldset>
    }
    .into_any()
}

fn typed_lines(data: &WorkshopsData, form: &FormState) -> Vec<Line> {
    let of = |part: Part, number: u8| form.typed.get(&format!("{}[w{number}]", part.map())).unwrap_or_default().trim().to_owned();
    let line = |workshop: &WorkshopRow| Line {
        number: workshop.number,
        day: of(Part::Day, workshop.number),
        starts: of(Part::Starts, workshop.number),
        ends: of(Part::Ends, workshop.number),
        twilight: of(Part::Twilight, workshop.number),
    };
    data.workshops.iter().map(line).collect()
}
