//! Under a field: words that were removed from it today, to be looked at and put back.
//!
//! There are hundreds of fields and hardly ever such words, so it is the board that looks, and puts the lines where they belong.

use leptos::portal::Portal;
use leptos::prelude::*;
use model::documents::board::{FormerWords, LessonText, StepText, TextAddress, has_room};

use super::{Live, clock_time, engine, field_id};

/// What was removed from any field and is not there again, the last first.
#[component]
pub fn RemovedWords(live: Live) -> impl IntoView {
    let lost = Memo::new(move |_| {
        let former = live.former.get();
        // The texts are looked at only where something was removed.
        if former.is_empty() {
            return former;
        }
        live.lesson.with(|lesson| {
            let is_shown = |field: &TextAddress| match field {
                TextAddress::Lesson(_) => true,
                TextAddress::Step(id, _) => lesson.steps.iter().any(|step| step.id == *id),
            };
            let is_lost = |former: &FormerWords| is_shown(&former.field) && former.are_lost(lesson.text(&former.field));
            former.into_iter().rev().filter(is_lost).collect()
        })
    });
    view! {
        <For each=move || lost.get() key=|former| (former.field.to_string(), former.kept_at, former.removed_at) let:former>
            <AtField live former/>
        </For>
    }
    .into_any()
}

/// Under its field. The card of a step that was just restored is there a moment later than the step.
#[component]
fn AtField(live: Live, former: FormerWords) -> impl IntoView {
    let is_drawn = RwSignal::new(false);
    Effect::new(move |_| {
        request_animation_frame(move || {
            is_drawn.try_set(true);
        });
    });
    move || {
        let mount = is_drawn.get().then(|| engine::field_element(&field_id(&former.field))).flatten();
        let former = former.clone();
        mount.map(|mount| view! { <Portal mount><FormerLine live former=former.clone()/></Portal> })
    }
}

#[component]
fn FormerLine(live: Live, former: FormerWords) -> impl IntoView {
    let shown = RwSignal::new(false);
    let id = format!("{}-{}", field_id(&former.field), former.kept_at);
    let name = former.field.label();
    let one_line = matches!(former.field, TextAddress::Lesson(LessonText::Title) | TextAddress::Step(_, StepText::Title));
    let FormerWords { field, words, removed_at, .. } = former;
    let all = words.clone();
    let is_full = RwSignal::new(false);
    let put_back = move |_| {
        let (field, words) = (field.clone(), words.clone());
        is_full.set(!live.lesson.with_untracked(|lesson| has_room(lesson.text(&field), &words)));
        if is_full.get_untracked() {
            return;
        }
        // The button goes: the focus goes to the words.
        live.go_to(field_id(&field));
        live.edit_apart(move |board| board.put_back(&field, &words, one_line));
    };
    let verb = move || if shown.get() { "Hide" } else { "Show" };
    view! {
        <span class="former">
            <span class="former__line">
                <span>{format!("Words were removed here at {}", clock_time(removed_at))}</span>
                <button
                    class="former__action"
                    type="button"
                    aria-expanded=move || shown.get().to_string()
                    aria-controls=id.clone()
                    aria-label=move || format!("{} the words removed from {name}", verb())
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {verb}
                </button>
                {live.may_edit().then(|| view! {
                    <button
                        class="former__action"
                        type="button"
                        aria-label=format!("Put back the words removed from {name}")
                        disabled=move || !live.ready.get()
                        on:click=put_back
                    >
                        "Put back"
                    </button>
                })}
            </span>
            <span role="alert">{move || is_full.get().then_some("There is no room for them here: take something out, or copy what you need.")}</span>
            <span class="former__words" id=id hidden=move || !shown.get() translate="no">
                {all}
            </span>
        </span>
    }
    .into_any()
}
