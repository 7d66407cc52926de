//! The spine: the small steps in order.

use leptos::prelude::*;
use model::documents::board::{Lesson, StepId};

use super::state::{ADD_STEP, BoardState, step_element};
use super::step::StepCard;
use crate::live::keep_in_order;
use crate::ui::icon::{Icon, IconName};
use crate::ui::rows::Rows;

/// The element that holds the steps.
pub const STEPS: &str = "steps";

/// The steps.
///
/// The list itself only ever adds and removes cards, in the order they first appeared; their order on the page is kept by
/// [`keep_in_order`], which never moves the card that somebody types in.
#[component]
pub fn Steps() -> impl IntoView {
    let state = expect_context::<BoardState>();
    let shown = Memo::new(move |before: Option<&Vec<StepId>>| {
        let current = state.current.get();
        state.live.shown.order.track();
        state.live.content.with_untracked(|lesson| shown_steps(lesson, current.as_ref(), before))
    });
    let cards = Memo::new(move |before: Option<&Vec<StepId>>| {
        shown.with(|shown| {
            let stay = before.into_iter().flatten().filter(|id| shown.contains(id));
            let come = shown.iter().filter(|id| !before.is_some_and(|before| before.contains(id)));
            stay.chain(come).cloned().collect::<Vec<_>>()
        })
    });
    keep_in_order(STEPS, Signal::derive(move || shown.with(|shown| shown.iter().map(step_element).collect())));
    view! {
        <h2 class="visually-hidden">"Small steps"</h2>
        <ol class="steps" id=STEPS>
            <Rows of=cards key=StepId::to_string draw=|id| view! { <StepCard id/> }.into_any()/>
        </ol>
        <button class="button add-step" id=ADD_STEP type="button" disabled=move || state.is_fixed() on:click=move |_| state.add(None)>
            <Icon name=IconName::Plus/>
            "Add a step"
        </button>
    }
    .into_any()
}

/// The steps to show: all that are not deleted, and the one that somebody deleted while I was at it, where it stood.
fn shown_steps(lesson: &Lesson, current: Option<&StepId>, before: Option<&Vec<StepId>>) -> Vec<StepId> {
    let mut shown: Vec<StepId> = lesson.steps.iter().map(|step| step.id.clone()).collect();
    let deleted = current.filter(|id| lesson.deleted_steps.iter().any(|step| step.id == **id));
    if let Some((id, place)) = deleted.and_then(|id| Some((id, before?.iter().position(|other| other == id)?))) {
        shown.insert(place.min(shown.len()), id.clone());
    }
    shown
}

#[cfg(test)]
mod tests {
    use model::documents::board::Step;

    use super::*;

    fn id(name: &str) -> StepId {
        StepId::from(name.to_owned())
    }

    fn steps(names: &[&str]) -> Vec<Step> {
        names.iter().map(|name| Step { id: id(name), ..Step::default() }).collect()
    }

    #[test]
    fn a_step_deleted_under_my_hands_stays_where_it_stood_until_i_leave_it() {
        let lesson = Lesson { steps: steps(&["a", "c"]), deleted_steps: steps(&["b"]), ..Lesson::default() };
        let before = vec![id("a"), id("b"), id("c")];
        assert_eq!(shown_steps(&lesson, Some(&id("b")), Some(&before)), before);
        assert_eq!(shown_steps(&lesson, Some(&id("a")), Some(&before)), [id("a"), id("c")]);
        // Deleted before I came: it is not brought back by pointing at it.
        assert_eq!(shown_steps(&lesson, Some(&id("b")), None), [id("a"), id("c")]);
    }
}
