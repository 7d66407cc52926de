//! Questions of plain forms: each keeps what was typed, and says what is wrong with it.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use serde::{Deserialize, Serialize};

use super::error_summary::ErrorSummary;
use super::field::{Field, FieldError, described_by};
use super::icon::{Icon, IconName};
use super::local_path::{KEPT, with_next};
use super::verbatim::verbatim;
use crate::error::{AppError, Problem};

/// What was typed into a form before it came back with problems: names and values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted(pub Vec<(String, String)>);

impl Submitted {
    /// The value of a field, if the form has come back.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All values of a field that can have several.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether a form has come back at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What is wrong with the form whose page is being made: the server provides it where the page is the form's answer.
#[derive(Clone, Debug, Default)]
pub struct FormError(pub Option<AppError>);

/// A form as its fields need it: what is wrong, and what was typed.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    /// What was wrong, if the form has come back.
    pub error: Option<AppError>,
    /// What was typed.
    pub typed: Submitted,
    /// What the form shows before anything was typed.
    pub begun: Submitted,
}

impl FormState {
    /// What a field shows: what was typed before, else what the form begins with, else `default`.
    pub fn value(&self, name: &str, default: &str) -> String {
        self.typed.get(name).or_else(|| self.begun.get(name)).unwrap_or(default).to_owned()
    }

    /// Whether an option is chosen: as it was sent before, else as by `default`.
    pub fn chosen(&self, name: &str, value: &str, default: bool) -> bool {
        let sent = if self.typed.is_empty() { &self.begun } else { &self.typed };
        if sent.is_empty() { default } else { sent.all(name).any(|chosen| chosen == value) }
    }

    /// The same for a question that always sends an answer: without one the form that came back is another one of the page.
    pub fn selected(&self, name: &str, value: &str, default: bool) -> bool {
        self.typed.get(name).or_else(|| self.begun.get(name)).map_or(default, |chosen| chosen == value)
    }

    /// What the form was made from, for a hidden field of this name: then nothing that has changed since is replaced unseen. A form that came
    /// back was made from what it was made from before, until its page has said that this has changed.
    pub fn made_from(&self, name: &str, now: &str) -> String {
        if self.has_moved() { now.to_owned() } else { self.value(name, now) }
    }

    /// Says so (`moved`) where what the form was made from is not what there is `now`, also when nothing else was wrong with it.
    #[must_use]
    pub fn unless_moved(self, name: &str, now: &str, moved: Problem) -> Self {
        let has_moved = self.typed.get(name).is_some_and(|from| from != now);
        let error = if has_moved { Some(AppError::Invalid(vec![moved])) } else { self.error };
        Self { error, ..self }
    }

    /// Whether its page says that what it was made from has changed.
    pub fn has_moved(&self) -> bool {
        self.error.as_ref().is_some_and(AppError::has_moved)
    }

    /// What is wrong alone: for a page whose forms have nothing to fill in.
    #[must_use]
    pub fn without_typed(self) -> Self {
        Self { error: self.error, begun: self.begun, typed: Submitted::default() }
    }

    /// The same without what was typed in some fields.
    #[must_use]
    pub fn without(self, names: &[&str]) -> Self {
        let typed = self.typed.0.into_iter().filter(|(name, _)| !names.contains(&name.as_str())).collect();
        Self { typed: Submitted(typed), ..self }
    }

    /// What is wrong with a field.
    pub fn about(&self, name: &str) -> Option<String> {
        self.error.as_ref().and_then(|error| error.about(name))
    }

    /// The summary for the top of the page; nothing while nothing is wrong.
    pub fn summary(&self) -> Option<AnyView> {
        let error = self.error.as_ref()?;
        let of_another = matches!(error, AppError::Invalid(problems) if problems.contains(&Problem::OtherPerson));
        let way = of_another.then(|| view! { <AsAnother/> });
        Some(view! { <ErrorSummary problems=error.problems()/>{way} }.into_any())
    }
}

/// The way to the form for whoever filled it in.
#[component]
fn AsAnother() -> impl IntoView {
    let mut query = use_query_map().get_untracked();
    query.remove("problem");
    let here = format!("{}{}", use_location().pathname.get_untracked(), query.to_query_string());
    let separator = if here.contains('?') { '&' } else { '?' };
    let way = with_next("/sign-in", &format!("{here}{separator}{KEPT}"));
    view! { <p class="notice"><span>"Was it you? "<a href=format!("{way}&as=another") rel="external">"Sign in as yourself"</a>": then it is here as you filled it in."</span></p> }
}

/// One line of text.
#[component]
pub fn TextField(
    /// The form it belongs to.
    form: FormState,
    /// Its `name`, which is also its `id`.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer it; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What it shows before anything was typed.
    #[prop(optional, into)]
    value: String,
    /// `text`, `email`, `number`, `date`, `password` …
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in by themselves.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The widest sensible answer in characters; none for the whole width.
    #[prop(optional)]
    size: Option<u32>,
    /// Which files may be chosen, like `.csv`.
    #[prop(optional, into)]
    accept: Option<&'static str>,
) -> impl IntoView {
    let error = form.about(name);
    let (has_hint, has_error) = (!hint.is_empty(), error.is_some());
    let value = if kind == "password" { String::new() } else { form.value(name, &value) };
    let width = size.map(|size| format!("max-width: {}ch", size + 5));
    let autocomplete = (kind != "file").then_some(autocomplete);
    view! {
        <Field id=name label hint error=Signal::stored(error)>
            <input class="field__input" id=name name=name type=kind value=value autocomplete=autocomplete style=width accept=accept
                inputmode=(kind == "number").then_some("numeric")
                aria-invalid=has_error.then_some("true") aria-describedby=described_by(name, has_hint, has_error)/>
        </Field>
    }
    .into_any()
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The form it belongs to.
    form: FormState,
    /// Its `name`, which is also its `id`.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer it; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What it shows before anything was typed.
    #[prop(optional, into)]
    value: String,
    /// How many lines are seen at once.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    let error = form.about(name);
    let (has_hint, has_error) = (!hint.is_empty(), error.is_some());
    let value = form.value(name, &value);
    view! {
        <Field id=name label hint error=Signal::stored(error)>
            <textarea class="field__input" id=name name=name rows=rows.to_string()
                aria-invalid=has_error.then_some("true") aria-describedby=described_by(name, has_hint, has_error)
                inner_html=verbatim(&value)></textarea>
        </Field>
    }
    .into_any()
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A second line under it; may be empty.
    pub hint: String,
    /// Whether it is chosen from the beginning.
    pub is_default: bool,
}

impl Choice {
    /// An answer without a second line that is not chosen from the beginning.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new(), is_default: false }
    }

    /// The same with a second line.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// The same, chosen from the beginning or not.
    #[must_use]
    pub fn default_if(self, is_default: bool) -> Self {
        Self { is_default, ..self }
    }
}

/// Answers to choose one of, or with `several` any number.
#[component]
pub fn Choices(
    /// The form it belongs to.
    form: FormState,
    /// Its `name`; the group's `id` is the same without a trailing `[]`.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer it; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// The answers.
    choices: Vec<Choice>,
    /// Whether any number may be chosen.
    #[prop(optional)]
    several: bool,
) -> impl IntoView {
    let id = name.trim_end_matches("[]");
    let error = form.about(id);
    let (has_hint, has_error) = (!hint.is_empty(), error.is_some());
    let kind = if several { "checkbox" } else { "radio" };
    let items = choices.into_iter().enumerate().map(move |(place, choice)| {
        let own = format!("{id}-{place}");
        let hint_id = (!choice.hint.is_empty()).then(|| format!("{own}-hint"));
        let checked =
            if several { form.chosen(name, &choice.value, choice.is_default) } else { form.selected(name, &choice.value, choice.is_default) };
        view! {
            <div class="choice">
                <input class="choice__input" type=kind id=own.clone() name=name value=choice.value checked=checked aria-describedby=hint_id.clone()/>
                <label class="choice__label" for=own>{choice.label}</label>
                {hint_id.map(|id| view! { <span class="choice__hint" id=id>{choice.hint}</span> })}
            </div>
        }
    });
    view! {
        <fieldset class="field" class:field--error=has_error id=id tabindex="-1" aria-describedby=described_by(id, has_hint, has_error)>
            <legend class="field__label">{label}</legend>
            {has_hint.then(|| view! { <span class="field__hint" id=format!("{id}-hint")>{hint}</span> })}
            <FieldError id error=Signal::stored(error)/>
            <div class="choices" data-kind=kind>{items.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// A list to choose one answer from, for more than a handful.
#[component]
pub fn Select(
    /// The form it belongs to.
    form: FormState,
    /// Its `name`, which is also its `id`.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer it; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// The answers.
    choices: Vec<Choice>,
) -> impl IntoView {
    let error = form.about(name);
    let (has_hint, has_error) = (!hint.is_empty(), error.is_some());
    let options = choices.into_iter().map(move |choice| {
        let selected = form.selected(name, &choice.value, choice.is_default);
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    });
    view! {
        <Field id=name label hint error=Signal::stored(error)>
            <select class="field__input field__input--select" id=name name=name
                aria-invalid=has_error.then_some("true") aria-describedby=described_by(name, has_hint, has_error)>
                {options.collect_view()}
            </select>
        </Field>
    }
    .into_any()
}

/// The button that sends a form.
#[component]
pub fn SendButton(
    /// A verb and what it acts on.
    #[prop(into)]
    label: String,
    /// More classes than `button`.
    #[prop(default = "button--primary")]
    class: &'static str,
    /// Before the words.
    #[prop(optional)]
    icon: Option<IconName>,
) -> impl IntoView {
    view! {
        <button class=format!("button button--form {class}") type="submit">
            {icon.map(|name| view! { <Icon name/> })}
            {label}
        </button>
    }
    .into_any()
}
