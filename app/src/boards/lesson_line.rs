//! The lesson seen as a length of time: each step as long as its minutes.

use leptos::prelude::*;
use model::documents::board::StepId;

use super::state::{BoardState, step_element, title_or};
use crate::ui::rows::Rows;

/// The lesson line. Each length leads to its step.
#[component]
pub fn LessonLine() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let parts = state.read(|lesson| {
        let parts = lesson.steps.iter().enumerate();
        parts.map(|(index, step)| (step.id.clone(), index + 1, title_or(step, index + 1), step.minutes)).collect::<Vec<_>>()
    });
    let balance = state.read(|lesson| i64::from(lesson.lesson_minutes) - i64::from(lesson.planned_minutes()));
    let part = move |(id, number, title, minutes): (StepId, usize, String, u32)| {
        view! {
            <a
                class="lesson-line__part"
                href=format!("#{}", step_element(&id))
                rel="external"
                style=format!("--minutes: {}", minutes.max(1))
                aria-current={
                    let id = id.clone();
                    move || (state.current.get().as_ref() == Some(&id)).then_some("step")
                }
                on:click=move |_| state.jump(&step_element(&id))
            >
                <span class="lesson-line__number" translate="no">{number}</span>
                <span class="lesson-line__title">{title}</span>
                <span class="lesson-line__minutes" translate="no">{minutes}<span class="visually-hidden">" minutes"</span></span>
            </a>
        }
        .into_any()
    };
    view! {
        <nav class="board-head__line lesson-line" aria-label="The lesson in minutes">
            <Rows of=parts key=|(id, number, title, minutes)| format!("{id} {number} {minutes} {title}") draw=part/>
            {move || rest(balance.get())}
        </nav>
    }
    .into_any()
}

/// What is spare, or over.
fn rest(balance: i64) -> Option<AnyView> {
    match balance {
        0 => None,
        spare if spare > 0 => Some(
            view! {
                <span class="lesson-line__spare" style=format!("--minutes: {spare}")>
                    {spare}
                    <span class="visually-hidden">" minutes spare"</span>
                </span>
            }
            .into_any(),
        ),
        over => Some(
            view! {
                <span class="lesson-line__over" style=format!("--minutes: {}", -over)>
                    <span>{format!("{} over", -over)}</span>
                </span>
            }
            .into_any(),
        ),
    }
}
