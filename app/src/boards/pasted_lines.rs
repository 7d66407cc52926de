//! Several lines that were pasted into a title: steps, or one line. Nobody but who pasted them can tell.

use leptos::prelude::*;
use model::documents::board::{Step, StepId, TextAddress};
use model::live::Document;

use super::state::BoardState;
use crate::live::{PastedLines, field_id};

/// So many steps at once, and no more: a lesson has six or so.
const MAX_STEPS: usize = 30;
/// So many lines are shown.
const SHOWN: usize = 4;

#[component]
pub fn AskAboutLines() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let pasted = state.live.pasted;
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    // What is asked about stays for as long as the dialog is seen.
    let asked = RwSignal::new(None::<PastedLines<TextAddress>>);
    Effect::new(move |_| {
        if let (Some(lines), Some(dialog)) = (pasted.get(), dialog.get_untracked()) {
            asked.set(Some(lines));
            let _ = dialog.show_modal();
        }
    });
    let close = move || {
        pasted.set(None);
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let answer = move |act: fn(BoardState, PastedLines<TextAddress>)| {
        if let Some(lines) = asked.get_untracked() {
            close();
            act(state, lines);
        }
    };
    let back = move || {
        if let Some(lines) = pasted.get_untracked() {
            pasted.set(None);
            state.live.focus_on(&field_id(&lines.field));
        }
    };
    let count = move || asked.with(|asked| asked.as_ref().map_or(0, |asked| asked.lines.len()));
    let first_words = move || {
        asked.with(|asked| {
            let lines = asked.iter().flat_map(|asked| asked.lines.iter());
            lines.take(SHOWN).map(|line| view! { <li>{line.clone()}</li> }).collect_view()
        })
    };
    view! {
        <dialog class="dialog" aria-labelledby="pasted-title" aria-describedby="pasted-text" node_ref=dialog on:close=move |_| back()>
            <h2 class="dialog__title" id="pasted-title">{move || format!("{} lines for a title", count())}</h2>
            <p class="dialog__text" id="pasted-text">"A title is one line. What should become of these?"</p>
            <ol class="pasted-lines">{first_words}</ol>
            <p class="dialog__text">{move || (count() > SHOWN).then(|| format!("and {} more", count() - SHOWN))}</p>
            <div class="dialog__actions">
                <button class="button" type="button" on:click=move |_| close()>"Nothing"</button>
                <button class="button" type="button" on:click=move |_| answer(put_on_one_line)>"One line"</button>
                <button
                    class="button button--primary"
                    type="button"
                    hidden=move || { count() > MAX_STEPS }
                    on:click=move |_| answer(make_steps)
                >
                    {move || asked.with(|asked| asked.as_ref().map_or_else(|| "Steps".to_owned(), steps_words))}
                </button>
            </div>
        </dialog>
    }
    .into_any()
}

fn steps_words(pasted: &PastedLines<TextAddress>) -> String {
    match (&pasted.field, pasted.lines.len()) {
        (TextAddress::Step(..), lines) => format!("{lines} steps"),
        (TextAddress::Lesson(_), 2) => "A title and a step".to_owned(),
        (TextAddress::Lesson(_), lines) => format!("A title and {} steps", lines - 1),
    }
}

fn put_on_one_line(state: BoardState, pasted: PastedLines<TextAddress>) {
    state.live.type_in(&pasted, &pasted.lines.join(" "));
}

/// The first line stays where it was pasted; each other names a step of its own, behind that step or at the end.
fn make_steps(state: BoardState, pasted: PastedLines<TextAddress>) {
    let mut lines = pasted.lines.iter().cloned();
    let first = lines.next().unwrap_or_default();
    let mut after = match &pasted.field {
        TextAddress::Step(id, _) => Some(id.clone()),
        TextAddress::Lesson(_) => None,
    };
    let steps: Vec<Step> = lines.map(|title| Step { id: StepId::generate(), title, ..Step::default() }).collect();
    let words = format!("{} added", if steps.len() == 1 { "A step was".to_owned() } else { format!("{} steps were", steps.len()) });
    state.live.go_to(field_id(&pasted.field));
    state.live.edit_together(move || {
        state.live.edit(move |board| {
            let (from, to) = pasted.selected_in(&board.text(&pasted.field));
            board.splice(&pasted.field, from, to - from, &first)
        });
        for step in steps {
            let (behind, id) = (after.clone(), step.id.clone());
            state.live.edit(move |board| board.insert_step(&step, behind.as_ref()));
            after = after.map(|_| id);
        }
    });
    state.done.say(words, None);
}
