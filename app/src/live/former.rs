//! Under a field: words that were removed from it today, to be looked at and put back.
//!
//! There are hundreds of fields and hardly ever such words, so it is the board that looks, and puts the lines where they belong.

use leptos::portal::Portal;
use leptos::prelude::*;
use model::board::{FormerWords, LessonText, StepText, TextAddress};

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
        live.lesson.with(|lesson| former.into_iter().rev().filter(|former| former.are_lost(lesson.text(&former.field))).collect())
    });
    view! {
        <For each=move || lost.get() key=|former| (former.field.to_string(), former.kept_at, former.removed_at) let:former>
            {match engine::field_element(&field_id(&former.field)) {
                Some(mount) => view! { <Portal mount><FormerLine live former=former.clone()/></Portal> }.into_any(),
                None => ().into_any(),
            }}
        </For>
    }
    .into_any()
}

#[component]
fn FormerLine(live: Live, former: FormerWords) -> impl IntoView {
    let shown = RwSignal::new(false);
    let id = format!("{}-{}", field_id(&former.field), former.kept_at);
    let name = former.field.label();
    let one_line = matches!(former.field, TextAddress::Lesson(LessonText::Title) | TextAddress::Step(_, StepText::Title));
    let FormerWords { field, words, removed_at, .. } = former;
    let all = words.clone();
    let put_back = move |_| {
        let (field, words) = (field.clone(), words.clone());
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
            <span class="former__words" id=id hidden=move || !shown.get() translate="no">
                {all}
            </span>
        </span>
    }
    .into_any()
}
