//! A workshop of the year as a card: how it stands in a line, what can be filled in, what else can be done with it.

use app::ui::fields::{Choice, FormState};
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::ids::WorkGroupId;

use super::forms::field_name;
use super::load::WorkshopRow;
use super::slots::Part;
use crate::kit::typed_date::DatePart;
use crate::kit::wrong::{Wrong, about};
use crate::ui::row_field::RowField;

/// One of the year's workshops.
#[component]
pub fn WorkshopCard(
    group: WorkGroupId,
    workshop: WorkshopRow,
    hosts: Vec<Choice>,
    form: FormState,
    wrong: Wrong,
    has_room: bool,
) -> impl IntoView {
    let title = format!("Workshop {}, {}", workshop.number, workshop.half_term);
    let warnings = workshop.warnings.iter().map(|words| {
        view! { <p class="status status--half"><Icon name=IconName::Warning/>{words.clone()}</p> }
    });
    let warnings = warnings.collect_view();
    let fields = workshop.cancelled.is_none().then(|| view! { <Fields number=workshop.number hosts form wrong/> });
    view! {
        <fieldset class="card workshop">
            <legend class="workshop__title">{title}</legend>
            <p class="workshop__state">{pill(&workshop)}</p>
            <p class="workshop__how">{workshop.how.clone()}</p>
            {workshop.cancelled.clone().filter(|reason| !reason.is_empty()).map(|reason| view! { <p class="workshop__how">{format!("The reason: {reason}")}</p> })}
            {warnings}
            {fields}
            {actions(group, &workshop, has_room)}
        </fieldset>
    }
    .into_any()
}

/// To be confirmed, when it is, or that it is cancelled.
fn pill(workshop: &WorkshopRow) -> AnyView {
    let (class, icon, words) = match (&workshop.cancelled, workshop.when.is_empty()) {
        (Some(_), true) => ("chip chip--bad", IconName::Close, "Cancelled".to_owned()),
        (Some(_), false) => ("chip chip--bad", IconName::Close, format!("Cancelled, was {}", workshop.when)),
        (None, true) => ("chip chip--ask", IconName::Ring, "To be confirmed".to_owned()),
        (None, false) => ("chip chip--ok", IconName::Calendar, workshop.when.clone()),
    };
    view! { <span class=class><Icon name=icon/>{words}</span> }.into_any()
}

/// The ways to what is asked on a page of its own.
fn actions(group: WorkGroupId, workshop: &WorkshopRow, has_room: bool) -> Option<AnyView> {
    let (id, number) = (workshop.id?, workshop.number);
    let is_held = workshop.cancelled.is_none();
    let offers = [
        (is_held && !workshop.removable, "cancel", format!("Cancel workshop {number}")),
        (is_held && has_room && !workshop.when.is_empty(), "split", format!("Split workshop {number} in two")),
        (workshop.removable, "remove", format!("Remove workshop {number}")),
        (!is_held, "hold", format!("Hold workshop {number} after all")),
    ];
    let links = offers.into_iter().filter(|(offered, ..)| *offered).map(|(_, what, words)| {
        view! { <a class="button button--quiet" href=format!("/groups/{group}/workshops/{id}/{what}")>{words}</a> }
    });
    let plan = view! { <a class="button button--quiet" href=format!("/workshops/{id}")>{format!("Plan of workshop {number}")}</a> };
    let pack = is_held.then(|| view! { <a class="button button--quiet" href=format!("/workshops/{id}/host-pack")>{format!("Host pack of workshop {number}")}</a> });
    Some(view! { <p class="workshop__actions">{plan}{pack}{links.collect_view()}</p> }.into_any())
}

#[component]
fn Fields(number: u8, hosts: Vec<Choice>, form: FormState, wrong: Wrong) -> impl IntoView {
    let field = |part: Part, label: &'static str, hint: &'static str| {
        part_field(part, number, field_name(part, number), (label, hint), &form, &wrong)
    };
    let select = |map: &str, id: &str, label: &'static str, options: Vec<Choice>| {
        let (name, id) = (format!("{map}[w{number}]"), format!("{id}-{number}"));
        let options = options.into_iter().map(|choice| {
            let selected = form.selected(&name, &choice.value, false);
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
    view! {
        <div class="workshop__fields">
            {field(Part::Date(DatePart::Day), "Day", "Like 3 March 2027 or 3/3/27")}
            {field(Part::Date(DatePart::Starts), "From", "")}
            {field(Part::Date(DatePart::Ends), "To", "")}
            {field(Part::Date(DatePart::Twilight), "Twilight from", "")}
            {select("hosts", "host", "Hosted by", open)}
            {select("modes", "mode", "How", modes)}
            {field(Part::Place, "Place", "Like the hall, by the side gate")}
            {field(Part::Call, "Call link", "It begins with https://")}
        </div>
    }
    .into_any()
}

/// A field of a workshop, with label and hint; an empty hint is none.
pub fn part_field(
    part: Part,
    number: u8,
    name: String,
    (label, hint): (&'static str, &'static str),
    form: &FormState,
    wrong: &Wrong,
) -> AnyView {
    let id = part.id(number);
    let (value, error) = (form.value(&name, ""), about(wrong, &id));
    let (kind, class) = match part {
        Part::Date(part) => (part.kind(), ""),
        Part::Place => ("text", "workshop__wide"),
        Part::Call => ("url", "workshop__wide"),
    };
    view! { <RowField id name kind value label hint error class/> }.into_any()
}
