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
        let before = minutes.get_untracked();
        drag::pull(&event, move |pixels| {
            let by = (pixels / MINUTE / f64::from(STEP)).round() as i32 * STEP as i32;
            let wanted = before.saturating_add_signed(by).clamp(STEP, MAX_BLOCK_MINUTES);
            if Some(wanted) != state.minutes(&block.get_value()) {
                state.set(&block.get_value(), BlockValue::Minutes(wanted));
            }
        });
    };
    view! { <span class="block__stretch" aria-hidden="true" on:pointerdown=press></span> }.into_any()
}
