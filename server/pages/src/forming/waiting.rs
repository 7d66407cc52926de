//! Schools that wait for a group, and the one that was chosen on the map.

use app::ui::empty::Empty;
use app::ui::field::FieldError;
use app::ui::fields::FormState;
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::ids::SchoolId;
use model::schools::distance::in_km;

use super::data::{FormingData, WaitingSchool};
use super::forms::{Destination, PlaceForm};
use super::map::GroupSign;
use super::words::{nearest, schools};
use crate::kit::Form;
use crate::ui::sender::Sender;

/// The form to which every school's box on the page belongs, wherever it stands.
pub(super) const PLACING: &str = "placing";

/// The list, with the form that puts schools into a group.
#[component]
pub(super) fn Waiting(
    /// Everything on the page.
    data: FormingData,
    /// The form, if it has come back.
    form: FormState,
    /// The school that was chosen on the map.
    selected: Option<SchoolId>,
) -> impl IntoView {
    let heading = match data.waiting.len() {
        0 => "Every school has a group".to_owned(),
        count => format!("{} without a group", schools(count)),
    };
    let (year, groups) = (data.year.starts_in().to_string(), data.groups.clone());
    let rows = data.waiting.iter().map(|waiting| {
        let chosen = form.chosen("schools[]", &waiting.school.id.to_string(), Some(waiting.school.id) == selected);
        view! { <WaitingRow data=data.clone() waiting=waiting.clone() chosen/> }
    });
    let rows = rows.collect_view();
    let (about_schools, about_into) = (form.about("schools"), form.about("into"));
    let options = groups.into_iter().map(|group| {
        let id = group.id.to_string();
        let selected = form.chosen("into", &id, false);
        view! { <option value=id selected=selected>{format!("{} ({})", group.name, group.schools.len())}</option> }
    });
    view! {
        <section aria-labelledby="waiting" class="stack stack--close">
            <div class="section-head"><h2 id="waiting">{heading}</h2></div>
            <FieldError id="schools" error=Signal::stored(about_schools)/>
            {if data.waiting.is_empty() {
                view! { <Empty title="Nobody is waiting" text="Schools come here when their expression of interest is accepted."/> }.into_any()
            } else {
                view! {
                    <div class="table-card" id="schools" tabindex="-1">
                        <table class="table table--cards">
                            <thead><tr><th scope="col">"School"</th><th scope="col">"Nearest groups"</th><th scope="col">"On its way"</th></tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }.into_any()
            }}
            <form method="post" action=PlaceForm::ACTION id=PLACING class="form form--inline placing" novalidate>
                <Sender/>
                <input type="hidden" name="year" value=year/>
                {(!data.groups.is_empty() && !data.waiting.is_empty()).then(|| view! {
                    <div class="field" class:field--error=about_into.is_some()>
                        <label class="field__label" for="into">"Put the chosen schools into"</label>
                        <FieldError id="into" error=Signal::stored(about_into.clone())/>
                        <select class="field__input field__input--select" id="into" name="into">
                            <option value="">"Choose a group"</option>
                            {options.collect_view()}
                        </select>
                    </div>
                    <button class="button button--primary" type="submit">"Put them there"</button>
                })}
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn WaitingRow(data: FormingData, waiting: WaitingSchool, chosen: bool) -> impl IntoView {
    let school = waiting.school;
    let near = match school.place {
        None => view! { <span class="quiet">"Where it is is not recorded"</span> }.into_any(),
        Some(place) => {
            let near: Vec<_> = nearest(&data, place)
                .into_iter()
                .filter_map(|(number, metres)| {
                    data.groups.get(number).map(|group| (group.sign, format!("{} {}", group.name, in_km(metres))))
                })
                .map(|(sign, words)| view! { <li><GroupSign group=Some(sign)/>{words}</li> })
                .collect();
            if near.is_empty() {
                view! { <span class="quiet">"No group yet"</span> }.into_any()
            } else {
                view! { <ul class="near">{near}</ul> }.into_any()
            }
        }
    };
    let journey = if waiting.eligible {
        view! { <span class="status status--ok"><Icon name=IconName::Check/>{journey_words(&waiting.journey)}</span> }.into_any()
    } else {
        view! {
            <span class="status status--half"><Icon name=IconName::Warning/>{format!("{}: the rules ask for a year of Development or Embedding", journey_words(&waiting.journey))}</span>
        }.into_any()
    };
    let id = format!("school-{}", school.id);
    view! {
        <tr id=format!("row-{}", school.id)>
            <th scope="row">
                <span class="pick">
                    <input class="pick__box" type="checkbox" id=id.clone() name="schools[]" value=school.id.to_string() form=PLACING checked=chosen/>
                    <label class="pick__words" for=id>{school.name}<span class="table__second">{school.town}</span></label>
                </span>
            </th>
            <td data-label="Nearest groups">{near}</td>
            <td data-label="On its way">{journey}<span class="table__second">{waiting.origin}</span></td>
        </tr>
    }
    .into_any()
}

fn journey_words(journey: &str) -> String {
    if journey.is_empty() { "No earlier year known".to_owned() } else { journey.to_owned() }
}

/// The school that was chosen on the map, with the one thing to do about it.
#[component]
pub(super) fn Chosen(
    /// Everything on the page.
    data: FormingData,
    /// Its id.
    selected: Option<SchoolId>,
) -> impl IntoView {
    let (school, group) = data.school(selected?)?;
    let own = group.and_then(|number| data.groups.get(number)).map(|group| group.id);
    let now = match group.and_then(|number| data.groups.get(number)) {
        Some(group) => format!("{}. In {}.", school.town, group.name),
        None => format!("{}. Without a group.", school.town),
    };
    let distances: Vec<_> = school.place.map(|place| nearest(&data, place)).unwrap_or_default();
    let distances = distances.into_iter().filter_map(|(number, metres)| {
        let group = data.groups.get(number)?;
        Some(view! { <li><GroupSign group=Some(group.sign)/>{format!("{} from the middle of {}", in_km(metres), group.name)}</li> })
    });
    let distances = distances.collect_view();
    let buttons = data.groups.iter().filter(|group| Some(group.id) != own).map(|group| {
        view! { <button class="button" type="submit" name="here" value=Destination::Group(group.id).to_string()>{format!("Put into {}", group.name)}</button> }
    });
    let buttons = buttons.collect_view();
    Some(view! {
        <section class="card chosen" id="chosen" tabindex="-1" aria-labelledby="chosen-name">
            <div>
                <h2 id="chosen-name">{school.name.clone()}</h2>
                <p>{now}</p>
                <ul class="near">{distances}</ul>
            </div>
            <form method="post" action=PlaceForm::ACTION class="chosen__actions">
                <Sender/>
                <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
                <input type="hidden" name="schools[]" value=school.id.to_string()/>
                {buttons}
                {own.is_some().then(|| view! { <button class="button" type="submit" name="here" value=Destination::Out.to_string()>"Take out of its group"</button> })}
                <a class="button button--quiet" href=data.address()>"Choose none"</a>
            </form>
        </section>
    })
}
