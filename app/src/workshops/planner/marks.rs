//! The half hours beside a long block, between its own time and the next one's.

use leptos::prelude::*;
use model::documents::plan::{Slot, hours};

/// So far, in minutes, a mark is from the times beside it. A block in which there is room for one is higher than the lowest that there is, so
/// that its height is its time.
const CLEAR: u32 = 10;

/// The marks. Whoever hears the page hears from when to when each block is.
#[component]
pub fn Marks(times: Memo<Option<Slot>>, beside: Memo<bool>) -> impl IntoView {
    let span = Memo::new(move |_| times.with(|slot| slot.as_ref().map(|slot| slot.span)).filter(|_| !beside.get()));
    move || {
        let span = span.get().unwrap_or_default();
        span.half_hours(CLEAR)
            .map(|time| {
                let from = format!("--from: {}", time - span.starts);
                view! { <span class="plan__mark" translate="no" aria-hidden="true" style=from>{hours(time)}</span> }
            })
            .collect_view()
    }
}
