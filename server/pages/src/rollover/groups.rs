//! One group's turn: its code, its lead, and what each school does.

use app::error::{AppError, Problem};
use app::ui::fields::FormState;
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::ids::WorkGroupId;
use store::groups::Kind;
use store::rollover::{GroupPreview, Representative, SchoolPreview};

use super::forms::{carried, group_key, school_key};
use crate::groups::settings::words::checked_code;

/// Whether the form has come back because the code of this group, among others, is none.
pub(super) fn has_wrong_code(form: &FormState, group: WorkGroupId) -> bool {
    let is_about_codes = matches!(&form.error, Some(AppError::Invalid(problems)) if problems.contains(&Problem::TurnCodes));
    let code = form.typed.get(&format!("codes[{}]", group_key(group)));
    let chosen = form.typed.all("groups[]").any(|id| id == group.to_string());
    is_about_codes && chosen && code.is_some_and(|code| checked_code(code).is_err())
}

/// A group with everything that can be chosen for it.
#[component]
pub(super) fn TurnGroupCard(
    /// The group.
    group: GroupPreview,
    /// The form, if it has come back.
    form: FormState,
) -> impl IntoView {
    let (id, key) = (group.id, group_key(group.id));
    let (include, code, heading) = (format!("include-{id}"), format!("codes[{key}]"), format!("turn-{id}"));
    let included = form.chosen("groups[]", &id.to_string(), false);
    let typed_code = form.value(&code, "");
    let lead_name = format!("leads[{key}]");
    let lead_open = form.chosen(&lead_name, "open", false);
    let lead = match group.lead.clone() {
        Some(lead) => {
            let host = lead.school.map(|host| format!("First workshop at {}", host.name)).unwrap_or_default();
            view! {
                <fieldset class="answers">
                    <legend class="field__label">"Lead"</legend>
                    <label class="answers__one"><input type="radio" name=lead_name.clone() value="stays" checked=!lead_open/>{format!("{} goes on", lead.name)}</label>
                    <label class="answers__one"><input type="radio" name=lead_name.clone() value="open" checked=lead_open/>"Open for now"</label>
                    <span class="table__second">{host}</span>
                </fieldset>
            }
            .into_any()
        }
        None => view! { <p class="status status--half"><Icon name=IconName::Half/>"Nobody leads it: a lead can be named at any time"</p> }
            .into_any(),
    };
    let rows = group.schools.iter().map(|school| view! { <SchoolRow group=id school=school.clone() form=form.clone()/> });
    let rows = rows.collect_view();
    let field = format!("code-{id}");
    let error_id = format!("{field}-error");
    let wrong = has_wrong_code(&form, id);
    view! {
        <section class="card turn-group" aria-labelledby=heading.clone()>
            <div class="turn-group__head">
                <div>
                    <h2 id=heading.clone()>{group.name.clone()}</h2>
                    <div class="choice">
                        <input class="choice__input" type="checkbox" id=include.clone() name="groups[]" value=id.to_string() checked=included/>
                        <label class="choice__label" for=include.clone()>"Goes on"<span class="visually-hidden">{format!(": {}", group.name)}</span></label>
                    </div>
                </div>
                {lead}
                <div class="field" class:field--error=wrong>
                    <label class="field__label" for=field.clone()>"Project code"<span class="table__second">{format!("So far {}", group.old_code)}</span></label>
                    {wrong.then(|| view! { <p class="field__error" id=error_id.clone()>{format!("Enter the code of {}, like NCP27-11", group.name)}</p> })}
                    <input class="field__input" id=field.clone() name=code value=typed_code autocomplete="off"
                        aria-invalid=wrong.then_some("true") aria-describedby=wrong.then(|| error_id.clone())/>
                </div>
            </div>
            <table class="table table--cards">
                <thead><tr><th scope="col">"School"</th><th scope="col">"Stays or leaves"</th><th scope="col">"Represented by"</th><th scope="col">"Commitment goes to"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

#[component]
fn SchoolRow(group: WorkGroupId, school: SchoolPreview, form: FormState) -> impl IntoView {
    let name = format!("schools[{}]", school_key(group, school.id));
    let leaves = form.chosen(&name, "leaves", false);
    let said = match (school.answered, school.stays) {
        (true, true) => "Has said that it stays",
        (true, false) => "Has said that it leaves",
        (false, _) => "Has not been asked, or not answered",
    };
    if let Some(other) = school.elsewhere {
        // It has its place: there is nothing to choose, and no second commitment.
        return view! {
            <tr>
                <th scope="row">{school.name}</th>
                <td data-label="Stays or leaves" colspan="3">
                    <span class="status status--ok"><Icon name=IconName::Check/>{format!("Already in {other} in the new year: it does not come along here")}</span>
                </td>
            </tr>
        }
        .into_any();
    }
    let people = school.people.iter().map(|person| view! { <PersonBox group person=person.clone() form=form.clone()/> });
    let people = people.collect_view();
    let nobody = school.people.is_empty().then(|| view! { <span class="quiet">"Nobody"</span> });
    let head = if school.head.email.is_empty() { "Not known yet".to_owned() } else { school.head.name.clone() };
    view! {
        <tr>
            <th scope="row">{school.name.clone()}<span class="table__second">{said}</span></th>
            <td data-label="Stays or leaves">
                <fieldset class="answers">
                    <legend class="visually-hidden">{format!("{} stays or leaves", school.name)}</legend>
                    <label class="answers__one"><input type="radio" name=name.clone() value="stays" checked=!leaves/>"Stays"</label>
                    <label class="answers__one"><input type="radio" name=name.clone() value="leaves" checked=leaves/>"Leaves"</label>
                </fieldset>
            </td>
            <td data-label="Represented by">{people}{nobody}</td>
            <td data-label="Commitment goes to">{head}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn PersonBox(group: WorkGroupId, person: Representative, form: FormState) -> impl IntoView {
    let value = carried(group, person.id);
    let words = if person.kind == Kind::Deputy { format!("{}, deputy", person.name) } else { person.name.clone() };
    if !person.still_there {
        return view! { <span class="status status--half"><Icon name=IconName::Warning/>{format!("{words}, no longer there")}</span> }
            .into_any();
    }
    let checked = form.chosen("carry[]", &value, false);
    view! { <label class="answers__one"><input type="checkbox" name="carry[]" value=value checked=checked/>{words}</label> }.into_any()
}
