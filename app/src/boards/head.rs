//! The lesson's head: for whom, which criteria, how far, how long, and its title.

use leptos::prelude::*;
use model::criteria::Strand;
use model::documents::board::{LessonText, MAX_LESSON_MINUTES, Status, TextAddress};
use model::schools::year_group::YearGroup;

use super::criteria_picker::{CriteriaPicker, Criterion};
use super::late::Late;
use super::state::BoardState;
use super::tools::Tool;
use crate::live::{FieldKind, MinutesInput, TextField};
use crate::ui::icon::{Icon, IconName};
use crate::ui::menu::Menu;
use crate::ui::rows::Rows;

/// The shortest lesson, in minutes.
const LEAST: u32 = 5;

/// The head.
#[component]
pub fn Head() -> impl IntoView {
    let live = expect_context::<BoardState>().live;
    view! {
        <section class="board-head" id="lesson" aria-label="The lesson">
            <Late tool=Tool::Chips/>
            <h1 class="board-head__title board-head__whole">
                <TextField
                    live
                    address=TextAddress::Lesson(LessonText::Title)
                    kind=FieldKind::Title
                    hint="What is the lesson called?"
                    class="live-field--page"
                />
            </h1>
            <Late tool=Tool::LessonMinutes/>
            <Late tool=Tool::LessonLine/>
        </section>
    }
    .into_any()
}

/// For whom the lesson is, its criteria, and how far it is.
#[component]
pub fn Chips() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let years = state.read_head(|lesson| lesson.year_groups.clone());
    let criteria = state.read_head(|lesson| lesson.criteria.clone());
    view! {
        <div class="board-head__chips chips">
            {move || years.get().into_iter().map(|year| view! { <span class="chip">{year.to_string()}</span> }).collect_view()}
            <YearGroups/>
            <Rows of=criteria key=String::clone draw=|code| view! { <Criterion code/> }.into_any()/>
            <CriteriaPicker/>
            <StrandChoice/>
            <StatusChoice/>
        </div>
    }
    .into_any()
}

#[component]
fn YearGroups() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let years = state.read_head(|lesson| lesson.year_groups.clone());
    let choices = YearGroup::ALL.map(|year| {
        view! {
            <label class="menu__item">
                <span class="check">
                    <input
                        class="check__input"
                        type="checkbox"
                        prop:checked=move || years.get().contains(&year)
                        disabled=move || state.is_fixed()
                        on:change=move |event| {
                            let chosen = event_target_checked(&event);
                            state.live.edit(move |board| board.set_year_group(year, chosen));
                        }
                    />
                    <Icon name=IconName::Check class="check__tick"/>
                </span>
                {year.to_string()}
            </label>
        }
    });
    let button = view! {
        <Icon name=IconName::Plus/>
        "Year group"
    }
    .into_any();
    view! {
        <Menu class="board-head__whole" button_class="chip chip--add" button>
            <fieldset>
                <legend class="visually-hidden">"Year groups of this lesson"</legend>
                {choices}
            </fieldset>
        </Menu>
    }
    .into_any()
}

#[component]
fn StrandChoice() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let chosen = state.read_head(|lesson| lesson.chosen_strand);
    let by_criteria = state.read_head(|lesson| lesson.strand());
    let options = Strand::ALL.map(|strand| {
        view! { <option value=strand.letters() selected=move || chosen.get() == Some(strand)>{strand.to_string()}</option> }
    });
    let unchosen = move || match by_criteria.get() {
        Some(strand) if chosen.get().is_none() => format!("{strand} (by criterion)"),
        _ => "Strand by criterion".to_owned(),
    };
    view! {
        <label class="chip chip--state chip--choice board-head__whole">
            <span class="visually-hidden">"Strand"</span>
            <select
                class="chip__select"
                disabled=move || state.is_fixed()
                on:change=move |event| {
                    let strand = Strand::from_letters(&event_target_value(&event));
                    state.live.edit_apart(move |board| board.set_strand(strand));
                }
            >
                <option value="" selected=move || chosen.get().is_none()>{unchosen}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

#[component]
fn StatusChoice() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let status = state.read_head(|lesson| lesson.status);
    let options = Status::ALL.map(|choice| {
        view! { <option value=choice.key() selected=move || status.get() == choice>{choice.to_string()}</option> }
    });
    view! {
        <label class="chip chip--state chip--choice board-head__whole">
            <span class="visually-hidden">"How far the lesson is"</span>
            <select
                class="chip__select"
                disabled=move || state.is_fixed()
                on:change=move |event| {
                    if let Some(status) = Status::from_key(&event_target_value(&event)) {
                        state.live.edit_apart(move |board| board.set_status(status));
                    }
                }
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// How many minutes are planned, of how many.
#[component]
pub fn LessonMinutes() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let planned = state.read(|lesson| lesson.planned_minutes());
    let whole = state.read_head(|lesson| lesson.lesson_minutes);
    let over = move || (planned.get() > whole.get()).then_some("");
    let save = Callback::new(move |minutes| state.live.edit(move |board| board.set_lesson_minutes(minutes)));
    let fixed = Signal::derive(move || state.is_fixed());
    view! {
        <p class="board-head__minutes" data-over=over>
            <strong translate="no">{planned}</strong>
            <span>" of "</span>
            <MinutesInput id="minutes" label="Minutes of the lesson" value=whole limits=(LEAST, MAX_LESSON_MINUTES) save fixed/>
            <span class="board-head__words">" minutes planned"</span>
            <span class="board-head__short" aria-hidden="true">" min"</span>
        </p>
    }
    .into_any()
}
