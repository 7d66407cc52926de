//! The blocks of a part, in their order.

use leptos::prelude::*;
use model::documents::plan::{BlockId, Part};

use super::block::BlockCard;
use super::state::{PlanState, block_element};
use crate::live::{ItemList, keep_in_order, not_shown};
use crate::ui::icon::{Icon, IconName};
use crate::ui::rows::Rows;

/// The element that holds a part's blocks.
pub fn list_element(part: Part) -> &'static str {
    match part {
        Part::Main => "blocks",
        Part::Twilight => "twilight-blocks",
    }
}

/// The blocks, and the way to add one.
#[component]
pub fn Blocks(part: Part) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let list = ItemList::new(state.live, state.current, state.of_part(part).into());
    keep_in_order(list_element(part), Signal::derive(move || list.shown.with(|shown| shown.iter().map(block_element).collect())));
    let more = Memo::new(move |_| not_shown(state.timetable.with(|table| table.not_shown(part))));
    view! {
        <ol class="blocks" id=list_element(part)>
            <Rows of=list.drawn key=BlockId::to_string draw=move |id| view! { <BlockCard id part/> }.into_any()/>
        </ol>
        {move || more.get().map(|words| view! { <p class="blocks__more">{words}</p> })}
        {state.live.may_edit().then(|| view! {
            <button class="button button--small blocks__add" type="button" disabled=move || state.is_fixed() on:click=move |_| state.add(part)>
                <Icon name=IconName::Plus/>
                {match part {
                    Part::Main => "Add a block",
                    Part::Twilight => "Add a block to the twilight",
                }}
            </button>
        })}
    }
    .into_any()
}
