//! The four phases of the programme on a school's page: a line through the years, and a small form for the hub.

use app::ui::fields::{Choice, FormState, Select, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::ids::SchoolId;
use store::schools::phases::Phase;

use super::forms::{AddPhaseForm, RemovePhaseForm};
use crate::kit::Form;
use crate::schools::data::PhaseLine;
use crate::schools::words::parse_academic_year;
use crate::ui::sender::Sender;

/// Puts back the year that was just taken back: `undo` is phase, year and who had said it, from the page's address.
#[component]
pub fn PutBack(school: SchoolId, undo: String) -> impl IntoView {
    let mut parts = undo.split('.').map(str::to_owned);
    let (phase, year, source) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let words = Phase::from_key(&phase).zip(parse_academic_year(&year)).map(|(phase, year)| format!("Put {phase} {year} back"));
    words.map(|words| {
        view! {
            <form class="phases__undo no-print" method="post" action=AddPhaseForm::ACTION>
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
                    <form class="phase__remove" method="post" action=RemovePhaseForm::ACTION>
                        <Sender/>
                        <input type="hidden" name="school" value=school.to_string()/>
                        <input type="hidden" name="phase" value=phase.phase.key()/>
                        <input type="hidden" name="year" value=year.year.starts_in().to_string()/>
                        <button class="icon-button" type="submit" aria-label=format!("Remove {} {}", phase.phase, year.year)>
                            <Icon name=IconName::Close/>
                        </button>
                    </form>
                }
            });
            view! {
                <li class="phase__year">
                    <span><b>{year.year.to_string()}</b>" "<span class="phase__source">{year.source.clone()}</span></span>
                    {removal}
                </li>
            }
        });
        let years = years.collect_view();
        view! {
            <li class=class>
                <p class="phase__name"><Icon name=icon/>{phase.phase.to_string()}</p>
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
    let choices =
        std::iter::once(Choice::new("", "Choose a phase")).chain(Phase::ALL.map(|phase| Choice::new(phase.key(), phase.to_string())));
    view! {
        <details class="phases__add" open=open>
            <summary class="button"><Icon name=IconName::Plus/>"Add a year"</summary>
            <form class="form form--inline" method="post" action=AddPhaseForm::ACTION novalidate>
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
