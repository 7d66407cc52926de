//! One small step as a card on the spine.

use leptos::ev;
use leptos::prelude::*;
use model::board::{MAX_STEP_MINUTES, StepId, StepText, TextAddress};

use super::state::{BoardState, Drag, step_element};
use super::step_menu::StepMenu;
use super::step_rows::StepRows;
use super::steps::STEPS;
use crate::live::{FieldKind, TextField, drag};
use crate::ui::icon::{Icon, IconName};

/// The card.
#[component]
pub fn StepCard(id: StepId) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let number = state.number(&id);
    let is_open = {
        let id = id.clone();
        Memo::new(move |_| !state.shut.with(|shut| shut.contains(&id)))
    };
    let is_current = {
        let id = id.clone();
        Memo::new(move |_| state.current.get().as_ref() == Some(&id))
    };
    let class = {
        let id = id.clone();
        move || format!("step{}", drag_class(state, &id))
    };
    let keys = {
        let id = id.clone();
        move |event: ev::KeyboardEvent| {
            if event.alt_key() && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") && state.live.ready.get_untracked() {
                event.prevent_default();
                state.nudge(id.clone(), event.key() == "ArrowDown");
            }
        }
    };
    let disc = move || if number.get() == 0 { String::new() } else { number.get().to_string() };
    let title = state.read_step(&id, |step| step.title.clone());
    let heading = move || format!("Step {}: {}", number.get(), title.get());
    let body = format!("{}-body", step_element(&id));
    view! {
        <li
            class=class
            id=step_element(&id)
            data-open=move || is_open.get().then_some("")
            data-current=move || is_current.get().then_some("")
            on:keydown=keys
        >
            <span class="step__disc" translate="no" aria-hidden="true" inner_html=disc></span>
            <div class="step__body">
                <h3 class="visually-hidden">{heading}</h3>
                <Deleted id=id.clone() number/>
                <StepHead id=id.clone() number is_open/>
                <div id=body role="region" aria-label=move || format!("Step {}", number.get()) hidden=move || !is_open.get()>
                    <StepRows id=id.clone()/>
                </div>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn StepHead(id: StepId, number: Memo<usize>, is_open: Memo<bool>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let missing = state.read_step(&id, |step| step.missing());
    let title_label = Signal::derive(move || format!("Title of step {}", number.get()));
    let toggle_label = move || format!("{} step {}", if is_open.get() { "Shut" } else { "Open" }, number.get());
    let toggled = id.clone();
    view! {
        <div class="step__head">
            <TextField
                live=state.live
                address=TextAddress::Step(id.clone(), StepText::Title)
                kind=FieldKind::Title
                label=title_label
                hint="Name this step"
                class="step__title"
            />
            <p class="step__missing">
                {move || view! { <Icon name=if missing.get().is_empty() { IconName::Check } else { IconName::Half } class="icon--small"/> }}
                <span>{move || missing_words(&missing.get())}</span>
            </p>
            <div class="step__tools">
                <StepMinutes id=id.clone() number/>
                <Grip id=id.clone() number/>
                <StepMenu id=id.clone() number/>
                <button
                    class="icon-button step__toggle"
                    type="button"
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls=format!("{}-body", step_element(&id))
                    aria-label=toggle_label
                    on:click=move |_| state.toggle(&toggled)
                >
                    <Icon name=IconName::Down/>
                </button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn StepMinutes(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let minutes = state.read_step(&id, |step| step.minutes);
    let input = NodeRef::<leptos::html::Input>::new();
    let typed = move |event| {
        let id = id.clone();
        match event_target_value(&event).trim().parse::<u32>() {
            Ok(minutes) => {
                if minutes > MAX_STEP_MINUTES {
                    state.say(format!("A step takes at most {MAX_STEP_MINUTES} minutes"), None);
                }
                state.live.edit(move |board| board.set_minutes(&id, minutes));
            }
            Err(_) => state.say("Minutes are a whole number, like 8".to_owned(), None),
        }
        if let Some(input) = input.get_untracked() {
            input.set_value(&minutes.get_untracked().to_string());
        }
    };
    view! {
        <label class="minutes">
            <span class="visually-hidden">{move || format!("Minutes for step {}", number.get())}</span>
            <input
                class="minutes__input"
                node_ref=input
                type="number"
                min="0"
                max=MAX_STEP_MINUTES.to_string()
                inputmode="numeric"
                value=minutes.get_untracked().to_string()
                prop:value=move || minutes.get().to_string()
                readonly=move || state.is_fixed()
                on:change=typed
            />
            <span aria-hidden="true">"min"</span>
        </label>
    }
    .into_any()
}

/// Dragging by mouse, pen or finger; the menu beside it does the same without.
#[component]
fn Grip(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let begins = {
        let id = id.clone();
        move |event: ev::PointerEvent| {
            if state.live.ready.get_untracked() && drag::capture(&event) {
                state.drag.set(Some(Drag { step: id.clone(), to: None }));
            }
        }
    };
    let moves = {
        let element = step_element(&id);
        move |event: ev::PointerEvent| {
            if state.drag.with_untracked(Option::is_some) {
                let to = drag::index_at(STEPS, &element, event.client_y());
                state.drag.update(|drag| drag.iter_mut().for_each(|drag| drag.to = to));
            }
        }
    };
    let ends = move |_: ev::PointerEvent| {
        if let Some(Drag { step, to: Some(to) }) = state.drag.try_update(Option::take).flatten() {
            state.move_to(step, to);
        }
    };
    view! {
        <button
            class="icon-button step__grip"
            type="button"
            aria-label=move || format!("Drag step {}", number.get())
            disabled=move || state.is_fixed()
            on:pointerdown=begins
            on:pointermove=moves
            on:pointerup=ends
            on:pointercancel=move |_| state.drag.set(None)
        >
            <Icon name=IconName::Grip/>
        </button>
    }
    .into_any()
}

/// What a step says that a colleague has deleted while I was at it.
#[component]
fn Deleted(id: StepId, number: Memo<usize>) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let restored = StoredValue::new(id);
    view! {
        <Show when=move || number.get() == 0>
            <p class="notice" role="status">
                <span>"A colleague deleted this step. What you type in it is kept. "</span>
                <button class="button button--small" type="button" on:click=move |_| state.restore(restored.get_value())>
                    "Restore the step"
                </button>
            </p>
        </Show>
    }
    .into_any()
}

fn drag_class(state: BoardState, id: &StepId) -> &'static str {
    let Some(drag) = state.drag.get() else {
        return "";
    };
    if drag.step == *id {
        return " step--dragging";
    }
    let others = state
        .live
        .lesson
        .with_untracked(|lesson| lesson.steps.iter().map(|step| step.id.clone()).filter(|other| *other != drag.step).collect::<Vec<_>>());
    match (drag.to, others.iter().position(|other| other == id)) {
        (Some(to), Some(index)) if to == index => " step--drop-before",
        (Some(to), Some(index)) if to == others.len() && index + 1 == others.len() => " step--drop-after",
        _ => "",
    }
}

/// What a step lacks, in words.
pub fn missing_words(missing: &[StepText]) -> String {
    let name = |text: &StepText| match text {
        StepText::Exposition => "exposition",
        StepText::StemSentence => "stem sentence",
        StepText::KeyQuestions => "key questions",
        _ => "check",
    };
    match missing {
        [] => "All fields filled".to_owned(),
        [one] => format!("No {} yet", name(one)),
        [first, second] => format!("No {} or {} yet", name(first), name(second)),
        [_, _, _] => "Three fields to fill".to_owned(),
        _ => "Not begun".to_owned(),
    }
}
