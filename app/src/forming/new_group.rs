//! Forming a new group, and giving a group that there is its year.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::data::FormingData;
use super::steps::{AddGroupYear, FormGroup};
use super::words::checked_code;
use crate::error::{AppError, Problem};
use crate::ui::fields::{FormState, SendButton, TextArea, TextField};
use crate::ui::icon::{Icon, IconName};

/// Names and titles are at most this long.
const MAX_TITLE: usize = 120;
/// A question is at most this long.
const MAX_FOCUS: usize = 300;

/// What was typed for a group, tidied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupWords {
    /// Its name.
    pub name: String,
    /// Its year's project code.
    pub code: String,
    /// What the year is called.
    pub title: String,
    /// Its question.
    pub focus: String,
}

/// A group's name as it was typed, without needless spaces.
///
/// # Errors
/// [`AppError::Invalid`] when it is missing or too long.
pub fn checked_name(name: &str) -> Result<String, AppError> {
    let name = tidy(name);
    match name.chars().count() {
        0 => Err(AppError::Invalid(vec![Problem::NameMissing])),
        count if count > MAX_TITLE => Err(AppError::Invalid(vec![Problem::NameTooLong])),
        _ => Ok(name),
    }
}

/// Everything that can be typed for a group's year.
///
/// # Errors
/// [`AppError::Invalid`] with all that is wrong.
pub fn checked(name: &str, code: &str, title: &str, focus: &str) -> Result<GroupWords, AppError> {
    let (name, code, title, focus) = (checked_name(name), checked_code(code), tidy(title), tidy(focus));
    let mut problems = Vec::new();
    for error in [name.as_ref().err(), code.as_ref().err()].into_iter().flatten() {
        if let AppError::Invalid(own) = error {
            problems.extend(own.iter().copied());
        }
    }
    if title.chars().count() > MAX_TITLE {
        problems.push(Problem::TitleTooLong);
    }
    if focus.chars().count() > MAX_FOCUS {
        problems.push(Problem::FocusTooLong);
    }
    match (name, code) {
        (Ok(name), Ok(code)) if problems.is_empty() => Ok(GroupWords { name, code, title, focus }),
        _ => Err(AppError::Invalid(problems)),
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form for a new group, and the groups that have no such year yet.
#[component]
pub(super) fn NewGroups(
    /// Everything on the page.
    data: FormingData,
    /// The form, if it has come back.
    form: FormState,
) -> impl IntoView {
    let open = data.groups.is_empty() || ["name", "code", "title", "focus"].iter().any(|field| form.about(field).is_some());
    let mut towns: Vec<String> = data.waiting.iter().map(|waiting| waiting.school.town.clone()).collect();
    towns.sort();
    towns.dedup();
    let idle = data.idle.clone().into_iter().map(|group| {
        let button = format!("Make {} of {}", data.year_label, group.name);
        let latest = if group.latest.is_empty() { "No year yet".to_owned() } else { format!("Last in {}", group.latest) };
        let id = format!("code-{}", group.id);
        view! {
            <li class="idle">
                <div><b>{group.name}</b><span class="table__second">{latest}</span></div>
                <form method="post" action=AddGroupYear::url() class="form form--inline" novalidate>
                    <input type="hidden" name="group" value=group.id/>
                    <input type="hidden" name="year" value=data.year.to_string()/>
                    <label class="idle__code" for=id.clone()>"Project code"
                        <input class="field__input" id=id.clone() name="code" value=group.code autocomplete="off"/>
                    </label>
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
                <p>{format!("These groups have no {} yet. Turning the year makes it for all of them at once, with their schools.", data.year_label)}</p>
                <ul class="card idle-list">{idle}</ul>
            })}
            <details class="card new-group" open=open>
                <summary class="new-group__summary"><Icon name=IconName::Plus/>"Form a new group"</summary>
                <form method="post" action=FormGroup::url() class="form" novalidate>
                    <input type="hidden" name="year" value=data.year.to_string()/>
                    <TextField form=form.clone() name="name" label="Name"
                        hint="What people will call it for years: a river or a hill says more than a number"/>
                    {(!towns.is_empty()).then(|| view! {
                        <p class="new-group__towns">{format!("Schools without a group are in {}.", towns.join(", "))}</p>
                    })}
                    <TextField form=form.clone() name="code" label="Project code" size=14 value=data.code.clone()
                        hint=format!("For {}. It changes every year", data.year_label)/>
                    <TextField form=form.clone() name="title" label="Title of the year" hint="May stay empty"/>
                    <TextArea form name="focus" label="The question of the year" hint="May stay empty: the group can agree on it at its first workshop" rows=2/>
                    <div class="form__actions"><SendButton label="Form the group"/></div>
                </form>
            </details>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_problems_of_a_new_group_are_told_at_once() {
        let long = "a".repeat(301);
        let wanted = vec![Problem::NameMissing, Problem::CodeMissing, Problem::TitleTooLong, Problem::FocusTooLong];
        assert_eq!(checked(" ", "", &long, &long), Err(AppError::Invalid(wanted)));
        let words = checked(" Two  Rivers ", "NCP27-11", "", "").expect("words");
        assert_eq!((words.name.as_str(), words.code.as_str()), ("Two Rivers", "NCP27-11"));
    }
}
