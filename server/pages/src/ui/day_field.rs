//! A question for a day: a line of text, read as people write days, with the day that was understood under it. The calendars that
//! browsers bring read `3/4/27` by the language of the device, so they are only an aid beside it.

use app::ui::field::{Field, described_by};
use app::ui::fields::FormState;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::calendar::day::{in_full, in_words, parse};

use super::day_api::UnderstoodDay;
use super::script::PageScript;

/// What helps to answer it, where there is nothing else to say.
const LIKE: &str = "Like 3 March 2027 or 3/3/27";

/// The day that a text is read as, in words; empty while it can't be read.
pub fn understood(text: &str) -> String {
    parse(text).map(|day| in_words(day).to_string()).unwrap_or_default()
}

/// What is wrong with a day, with the part of it that was not understood.
pub fn day_error(problem: String, text: &str) -> String {
    match parse(text) {
        Err(detail) if detail != model::calendar::day::DayProblem::Empty => format!("{problem}: {detail}"),
        _ => problem,
    }
}

/// A question that is answered with a day, typed in whatever way: what was understood stands below.
#[component]
pub fn DayField(
    /// The form it belongs to.
    form: FormState,
    /// Its `name`, which is also its `id`.
    name: &'static str,
    /// What is asked, as it stands above the field.
    #[prop(into)]
    label: String,
    /// What helps to answer it.
    #[prop(default = LIKE)]
    hint: &'static str,
    /// What it shows before anything was typed, like `2027-03-03`; may be empty.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let value = form.value(name, &shown(&value));
    let error = form.about(name).map(|problem| day_error(problem, &value));
    let has_error = error.is_some();
    view! {
        <Field id=name label hint error=Signal::stored(error)>
            <DayInput id=name name=name value has_hint={!hint.is_empty()} has_error/>
        </Field>
    }
    .into_any()
}

/// A day that we know as a field shows it; what can't be read stays as it was typed.
pub fn shown(text: &str) -> String {
    parse(text).map_or_else(|_| text.to_owned(), in_full)
}

/// The line of text alone, and the day that was understood.
#[component]
pub fn DayInput(
    /// Its `id`.
    #[prop(into)]
    id: String,
    /// Its `name`.
    #[prop(into)]
    name: String,
    /// What stands in it.
    #[prop(into)]
    value: String,
    /// Whether a hint stands above it.
    has_hint: bool,
    /// Whether an error stands above it.
    has_error: bool,
) -> impl IntoView {
    let words = understood(&value);
    let read = format!("{id}-read");
    let described = described_by(&id, has_hint, has_error).map_or_else(|| read.clone(), |before| format!("{before} {read}"));
    view! {
        <div class="day">
            <input class="field__input day__input" id=id name=name type="text" value=value autocomplete="off" spellcheck="false"
                data-day=read.clone() data-ask=UnderstoodDay::url() aria-invalid=has_error.then_some("true") aria-describedby=described/>
            <p class="field__hint day__read" id=read role="status">{words}</p>
        </div>
        <PageScript name="day"/>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_back_and_what_is_none_is_named() {
        assert_eq!(understood("3/3/27"), "Wednesday 3 March 2027");
        assert_eq!(understood("3 Mrch 27"), "");
        assert_eq!(day_error("Enter the date".into(), "3 Mrch 27"), "Enter the date: “Mrch” is no month");
        assert_eq!(day_error("The date can’t be after today".into(), "3/3/27"), "The date can’t be after today");
        assert_eq!((shown("2027-03-03").as_str(), shown("soon").as_str()), ("3 March 2027", "soon"));
    }
}
