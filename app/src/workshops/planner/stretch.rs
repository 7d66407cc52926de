//! Making a block longer or shorter by its lower edge. By keyboard its minutes are typed, or stepped with the arrow keys.

use leptos::ev;
use leptos::prelude::*;
use model::documents::plan::{BlockId, MAX_BLOCK_MINUTES};

use super::changes::STEP;
use super::state::PlanState;
use crate::live::drag::{self, Pulled};

/// How high a minute is: the style sheet has it by the window's width.
const MINUTE: &str = "--minute";

/// The edge. It says nothing to a screen reader: there are fields for that.
#[component]
pub fn Stretch(id: BlockId, minutes: Memo<u32>) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let block = StoredValue::new(id);
    let press = move |event: ev::PointerEvent| {
        if state.is_fixed() {
            return;
        }
        // Of its own: the block may go while its edge is pulled.
        let (id, before) = (block.get_value(), minutes.get_untracked());
        drag::pull(&event, MINUTE, move |pulled| match pulled {
            Pulled::To(by) => _ = state.pulled.try_set(Some((id.clone(), stretched(before, by)))),
            Pulled::LetGo => state.let_go(),
            Pulled::TakenBack => _ = state.pulled.try_set(None),
        });
    };
    view! { <span class="block__stretch" aria-hidden="true" on:pointerdown=press></span> }.into_any()
}

/// How long a block takes whose edge was pulled by so many minutes, in whole steps.
fn stretched(before: u32, by: f64) -> u32 {
    match (by / f64::from(STEP)).round() as i32 * STEP as i32 {
        0 => before,
        by => before.saturating_add_signed(by).clamp(STEP, MAX_BLOCK_MINUTES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_is_pulled_by_whole_steps() {
        let pulled = [0.0, 2.4, -2.4, 2.6, 13.0, -9.0, -60.0, 1e9].map(|by| stretched(12, by));
        assert_eq!(pulled, [12, 12, 12, 17, 27, 5, 5, MAX_BLOCK_MINUTES]);
        assert_eq!(stretched(0, 1.0), 0, "it has no minutes until it is pulled");
    }
}
