//! The four phases of the programme on a school's page: a line through the years, and a small form for the hub.

use app::error::{AppError, Problem};
use app::ui::fields::{Choice, FormState, Select, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::ids::SchoolId;

use crate::schools::data::PhaseLine;
use crate::schools::words::{academic_year, parse_academic_year};
use crate::ui::sender::Sender;

/// Words and keys of the phases, in order.
pub const PHASES: [(&str, &str); 4] =
    [("readiness", "Mastery Readiness"), ("development", "Development"), ("embedding", "Embedding"), ("sustaining", "Sustaining")];

/// Reads the form of a phase: its key and the calendar year in which the academic year begins. `present` is the one of now.
///
/// # Errors
/// What is missing or wrong.
pub fn check(phase: &str, year: &str, present: i32) -> Result<(&'static str, i32), AppError> {
    let known = PHASES.iter().map(|(key, _)| *key).find(|key| *key == phase);
    // The programme began in 2014.
    let begun = parse_academic_year(year).filter(|year| (2014..=present + 1).contains(year));
    match (known, begun) {
        (Some(phase), Some(year)) => Ok((phase, year)),
        (phase, year) => {
            let missing = [phase.is_none().then_some(Problem::PhaseMissing), year.is_none().then_some(Problem::PhaseYear)];
            Err(AppError::Invalid(missing.into_iter().flatten().collect()))
        }
    }
}

/// Puts back the year that was just taken back: `undo` is phase, year and who had said it, from the page's address.
#[component]
pub fn PutBack(school: SchoolId, undo: String) -> impl IntoView {
    let mut parts = undo.split('.').map(str::to_owned);
    let (phase, year, source) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let name = PHASES.iter().find(|(key, _)| *key == phase).map(|(_, name)| *name);
    let words = name.zip(parse_academic_year(&year)).map(|(name, year)| format!("Put {name} {} back", academic_year(year)));
    words.map(|words| {
        view! {
            <form class="phases__undo no-print" method="post" action="/api/add-phase">
                <Sender/>
                <input type="hidden" name="school" value=school.to_string()/>
                <input type="hidden" name="phase" value=phase/>
                <input type="hidden" name="year" value=year/>
                <input type="hidden" name="source" value=source/>
                <button class="button" type="submit"><Icon name=IconName::Undo/>{words}</button>
            </form>
        }
    })
}

/// The phases with their years.
#[component]
pub fn Phases(school: SchoolId, phases: Vec<PhaseLine>, may_change: bool, form: FormState) -> impl IntoView {
    let steps = phases.into_iter().map(|phase| {
        let done = !phase.years.is_empty();
        let (icon, class) = if done { (IconName::Done, "phase phase--done") } else { (IconName::Ring, "phase") };
        let years = phase.years.iter().map(|year| {
            let removal = (may_change && year.removable).then(|| {
                view! {
                    <form class="phase__remove" method="post" action="/api/remove-phase">
                        <Sender/>
                        <input type="hidden" name="school" value=school.to_string()/>
                        <input type="hidden" name="phase" value=phase.key.clone()/>
                        <input type="hidden" name="year" value=year.year.to_string()/>
                        <button class="icon-button" type="submit" aria-label=format!("Remove {} {}", phase.name, year.words)>
                            <Icon name=IconName::Close/>
                        </button>
                    </form>
                }
            });
            view! {
                <li class="phase__year">
                    <span><b>{year.words.clone()}</b>" "<span class="phase__source">{year.source.clone()}</span></span>
                    {removal}
                </li>
            }
        });
        let years = years.collect_view();
        view! {
            <li class=class>
                <p class="phase__name"><Icon name=icon/>{phase.name}</p>
                {if done { view! { <ul class="phase__years">{years}</ul> }.into_any() } else { view! { <p class="phase__none">"Not that we know"</p> }.into_any() }}
            </li>
        }
    });
    view! {
        <section aria-labelledby="phases">
            <div class="section-head"><h2 id="phases">"Journey in the programme"</h2></div>
            <ol class="phases">{steps.collect_view()}</ol>
            {may_change.then(|| view! { <AddPhase school form/> })}
        </section>
    }
    .into_any()
}

#[component]
fn AddPhase(school: SchoolId, form: FormState) -> impl IntoView {
    let open = form.error.is_some() || form.typed.get("phase").is_some();
    let choices = std::iter::once(Choice::new("", "Choose a phase")).chain(PHASES.map(|(key, words)| Choice::new(key, words)));
    view! {
        <details class="phases__add" open=open>
            <summary class="button"><Icon name=IconName::Plus/>"Add a year"</summary>
            <form class="form form--inline" method="post" action="/api/add-phase" novalidate>
                <Sender/>
                <input type="hidden" name="school" value=school.to_string()/>
                <Select form=form.clone() name="phase" label="Phase" choices=choices.collect()/>
                <TextField form name="year" label="Academic year, like 2023/24" size=7/>
                <SendButton label="Add this year"/>
            </form>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_needs_a_name_and_a_year_of_the_programme() {
        assert_eq!(check("embedding", "2023/24", 2026), Ok(("embedding", 2023)));
        assert_eq!(check("", "1999", 2026), Err(AppError::Invalid(vec![Problem::PhaseMissing, Problem::PhaseYear])));
        assert_eq!(check("sustaining", "2028/29", 2026), Err(AppError::Invalid(vec![Problem::PhaseYear])));
    }
}
