//! Earlier Work Groups: a box for each, and its year as soon as the box is ticked.

use app::ui::field::{FieldError, described_by};
use app::ui::fields::{Choice, FormState, Select};
use leptos::prelude::*;
use model::calendar::academic_year::AcademicYear;
use model::interest::Question;
use model::schools::phase::Phase;

use super::forms::{NONE, SPECIALIST, UNKNOWN};

/// The inputs of this question.
#[component]
pub fn JourneyFields(
    /// The form they belong to.
    form: FormState,
    /// The academic years to choose from, the latest first.
    years: Vec<AcademicYear>,
) -> impl IntoView {
    let error = form.about("phases");
    let has_error = error.is_some();
    let phases = Phase::ALL.map(|phase| {
        let (form, years) = (form.clone(), years.clone());
        view! {
            <Box form=form.clone() value=phase.key() label=phase.to_string() hint=about(phase)/>
            <div class="interest__year"><Year form phase years/></div>
        }
    });
    view! {
        <fieldset class="field interest__only-legend" class:field--error=has_error id="phases" tabindex="-1"
            aria-describedby=described_by("phases", true, has_error)>
            <legend class="visually-hidden">{Question::Journey.title()}</legend>
            <span class="field__hint" id="phases-hint">"Choose all that are true. If you were in one more than once, give the last year."</span>
            <FieldError id="phases" error=Signal::stored(error)/>
            <div class="choices">
                {phases.into_iter().collect_view()}
                <Box form=form.clone() value=SPECIALIST label="We have a Mastery Specialist" hint="A colleague has done the specialist programme"/>
                <p class="interest__or">"or"</p>
                <Box form value=NONE label="None of these yet" hint=""/>
            </div>
        </fieldset>
    }
    .into_any()
}

/// What a Work Group of this phase was, for those who remember it by something else than its name.
fn about(phase: Phase) -> &'static str {
    match phase {
        Phase::Readiness => "Getting ready, before the first year",
        Phase::Development => "The first year: two teachers took part",
        Phase::Embedding => "The whole school followed",
        Phase::Sustaining => "Business as usual, with other schools",
    }
}

#[component]
fn Box(form: FormState, value: &'static str, #[prop(into)] label: String, hint: &'static str) -> impl IntoView {
    let id = format!("phases-{value}");
    let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let checked = form.chosen("phases[]", value, false);
    view! {
        <div class="choice">
            <input class="choice__input" type="checkbox" id=id.clone() name="phases[]" value=value checked=checked aria-describedby=hint_id.clone()/>
            <label class="choice__label" for=id>{label}</label>
            {hint_id.map(|id| view! { <span class="choice__hint" id=id>{hint}</span> })}
        </div>
    }
    .into_any()
}

#[component]
fn Year(form: FormState, phase: Phase, years: Vec<AcademicYear>) -> impl IntoView {
    let name = match phase {
        Phase::Readiness => "readiness_year",
        Phase::Development => "development_year",
        Phase::Embedding => "embedding_year",
        Phase::Sustaining => "sustaining_year",
    };
    let mut choices = vec![Choice::new("", "Choose a year"), Choice::new(UNKNOWN, "We are not sure")];
    choices.extend(years.into_iter().map(|year| Choice::new(year.starts_in().to_string(), year.to_string())));
    view! { <Select form name label=format!("In which year was {phase}?") choices/> }.into_any()
}
