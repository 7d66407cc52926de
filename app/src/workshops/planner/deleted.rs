//! Deleted blocks, and how to bring them back.

use leptos::prelude::*;

use super::state::PlanState;
use super::words::{block_name, length};
use crate::live::{DeletedItem, DeletedItems};

/// The blocks that were deleted.
#[component]
pub fn DeletedBlocks() -> impl IntoView {
    let state = expect_context::<PlanState>();
    let items = Memo::new(move |_| {
        state.live.content.with(|agenda| {
            let blocks = agenda.deleted_blocks.iter();
            let item = blocks.map(|block| DeletedItem { id: block.id.clone(), name: block_name(block), length: length(block.minutes) });
            item.collect::<Vec<_>>()
        })
    });
    view! { <DeletedItems what="blocks" items fixed=state.fixed() restore=Callback::new(move |id| state.restore(id))/> }.into_any()
}
