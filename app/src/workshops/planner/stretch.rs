//! Making a block longer or shorter by its lower edge. By keyboard its minutes are typed, or stepped with the arrow keys.

use leptos::ev;
use leptos::prelude::*;
use model::documents::plan::{BlockId, BlockValue, MAX_BLOCK_MINUTES};

use super::changes::STEP;
use super::state::PlanState;
use crate::live::drag;

/// How many CSS pixels a minute is high; `--minute` in `planner.css`.
const MINUTE: f64 = 3.2;

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
        drag::pull(&event, move |pixels| {
            let by = (pixels / MINUTE / f64::from(STEP)).round() as i32 * STEP as i32;
            let pulled = before.saturating_add_signed(by).clamp(STEP, MAX_BLOCK_MINUTES);
            let wanted = if by == 0 { before } else { pulled };
            if state.minutes(&id).is_some_and(|minutes| minutes != wanted) {
                state.set(&id, BlockValue::Minutes(wanted));
            }
        });
    };
    view! { <span class="block__stretch" aria-hidden="true" on:pointerdown=press></span> }.into_any()
}
