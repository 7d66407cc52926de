//! Moving a step to any place, without dragging.

use leptos::prelude::*;
use model::documents::board::{Lesson, StepId};

use crate::boards::state::{BoardState, place, title_or};
use crate::ui::rows::Rows;

/// The places to choose from, for the step that is to be moved.
#[component]
pub fn MoveStep() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move |_| {
        if let (true, Some(dialog)) = (state.moving.with(Option::is_some), dialog.get_untracked()) {
            // One that is open already stays so.
            let _ = dialog.show_modal();
        }
    });
    let shut = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let choices =
        Memo::new(move |_| state.moving.get().map(|id| state.live.content.with(|lesson| places(lesson, &id))).unwrap_or_default());
    let title = move || {
        let number = state.moving.get().and_then(|id| state.live.content.with(|lesson| place(lesson, &id)));
        format!("Where should step {} stand?", number.map_or(0, |index| index + 1))
    };
    let choose = move |index| {
        let id = state.moving.get_untracked();
        // The focus goes back before the steps are put in order: the one that has it stays where it is on the screen.
        shut();
        if let Some(id) = id {
            state.move_to(id, index);
        }
    };
    let choice = move |(index, words, is_here): (usize, String, bool)| {
        view! {
            <li>
                <button class="menu__item" type="button" disabled=is_here on:click=move |_| choose(index)>
                    <span class="outline__number" translate="no">{index + 1}</span>
                    <span>{words}</span>
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <dialog class="dialog" aria-labelledby="move-title" node_ref=dialog on:close=move |_| state.moving.set(None)>
            <h2 class="dialog__title" id="move-title">{title}</h2>
            <ol class="places">
                <Rows of=choices key=|(index, words, is_here)| format!("{index} {is_here} {words}") draw=choice/>
            </ol>
            <div class="dialog__actions">
                <button class="button" type="button" on:click=move |_| shut()>
                    "Cancel"
                </button>
            </div>
        </dialog>
    }
    .into_any()
}

/// Every place there is for a step: its index, where that is in words, and whether it stands there now.
fn places(lesson: &Lesson, id: &StepId) -> Vec<(usize, String, bool)> {
    let here = place(lesson, id);
    let others: Vec<String> =
        lesson.steps.iter().enumerate().filter(|(_, step)| step.id != *id).map(|(index, step)| title_or(step, index + 1)).collect();
    let words = |index: usize| match others.get(index) {
        _ if here == Some(index) => "Where it stands now".to_owned(),
        Some(title) => format!("Before “{title}”"),
        None => "At the end".to_owned(),
    };
    (0..=others.len()).map(|index| (index, words(index), here == Some(index))).collect()
}

#[cfg(test)]
mod tests {
    use model::documents::board::Step;

    use super::*;

    #[test]
    fn a_step_may_go_before_each_other_and_to_the_end() {
        let step = |name: &str| Step { id: StepId::from(name.to_owned()), title: name.to_owned(), ..Step::default() };
        let lesson = Lesson { steps: vec![step("a"), step("b"), Step { title: String::new(), ..step("c") }], ..Lesson::default() };
        let said = |id: &str| places(&lesson, &StepId::from(id.to_owned())).into_iter().map(|(_, words, _)| words).collect::<Vec<_>>();
        assert_eq!(said("a"), ["Where it stands now", "Before “Step 3”", "At the end"]);
        assert_eq!(said("b"), ["Before “a”", "Where it stands now", "At the end"]);
    }
}
