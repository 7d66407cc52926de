//! Forming a new group, and giving a group that there is its year.

use app::ui::field::FieldError;
use app::ui::fields::{SendButton, TextArea, TextField};
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;

use super::data::FormingData;
use super::forms::{AddYearForm, NewGroupForm};
use crate::kit::{Form, form_of};
use crate::ui::sender::Sender;

/// The form for a new group, and the groups that have no such year yet.
#[component]
pub(super) fn NewGroups(
    /// Everything on the page.
    data: FormingData,
) -> impl IntoView {
    let form = form_of(&NewGroupForm::begin(data.year, data.code.clone()));
    let is_back = |field: &&str| form.about(field).is_some() || form.typed.get(field).is_some();
    let open = data.groups.is_empty() || ["name", "code", "title", "focus"].iter().any(is_back);
    let mut towns: Vec<String> = data.waiting.iter().map(|waiting| waiting.school.town.clone()).collect();
    towns.sort();
    towns.dedup();
    let idle = data.idle.clone().into_iter().map(|group| {
        let button = format!("Make {} of {}", data.year, group.name);
        let latest = group.latest.map_or_else(|| "No year yet".to_owned(), |latest| format!("Last in {latest}"));
        let back = form.typed.get("group") == Some(group.id.to_string().as_str());
        let error = form.about("year_code").filter(|_| back);
        let (id, code) =
            if back { ("year_code".to_owned(), form.value("year_code", &group.code)) } else { (format!("code-{}", group.id), group.code) };
        let (has_error, error) = (error.is_some(), view! { <FieldError id="year_code" error=Signal::stored(error)/> });
        view! {
            <li class="idle">
                <div><b>{group.name}</b><span class="table__second">{latest}</span></div>
                <form method="post" action=AddYearForm::ACTION class="form form--inline" novalidate>
                    <Sender/>
                    <input type="hidden" name="group" value=group.id.to_string()/>
                    <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
                    <div class="field idle__code" class:field--error=has_error>
                        <label for=id.clone()>"Project code"</label>
                        {error}
                        <input class="field__input" id=id.clone() name="year_code" value=code autocomplete="off"
                            aria-invalid=has_error.then_some("true") aria-describedby=has_error.then_some("year_code-error")/>
                    </div>
                    <button class="button" type="submit">{button}</button>
                </form>
            </li>
        }
    });
    let idle = idle.collect_view();
    view! {
        <section aria-labelledby="new-groups" class="stack stack--close">
            <h2 id="new-groups">"More groups"</h2>
            {(!data.idle.is_empty()).then(|| view! {
                <p>{format!("These groups have no {} yet. Turning the year makes it for all of them at once, with their schools.", data.year)}</p>
                <ul class="card idle-list">{idle}</ul>
            })}
            <details class="card new-group" open=open>
                <summary class="new-group__summary"><Icon name=IconName::Plus/>"Form a new group"</summary>
                <form method="post" action=NewGroupForm::ACTION class="form" novalidate>
                    <Sender/>
                    <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
                    <TextField form=form.clone() name="name" label="Name"
                        hint="What people will call it for years: a river or a hill says more than a number"/>
                    {(!towns.is_empty()).then(|| view! {
                        <p class="new-group__towns">{format!("Schools without a group are in {}.", towns.join(", "))}</p>
                    })}
                    <TextField form=form.clone() name="code" label="Project code" size=14
                        hint=format!("For {}. It changes every year", data.year)/>
                    <TextField form=form.clone() name="title" label="Title of the year" hint="May stay empty"/>
                    <TextArea form name="focus" label="The question of the year" hint="May stay empty: the group can agree on it at its first workshop" rows=2/>
                    <div class="form__actions"><SendButton label="Form the group"/></div>
                </form>
            </details>
        </section>
    }
    .into_any()
}
