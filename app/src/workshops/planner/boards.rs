//! The boards that a block leads to.

use leptos::prelude::*;
use model::documents::plan::{BlockId, BlockValue, MOST_BOARDS};
use model::ids::DocumentId;

use super::load::BoardChoice;
use super::state::PlanState;
use crate::ui::icon::{Icon, IconName};
use crate::ui::rows::Rows;

/// The links, and another to add.
#[component]
pub fn BlockBoards(id: BlockId, boards: Vec<BoardChoice>) -> impl IntoView {
    let state = expect_context::<PlanState>();
    let linked = state.read_block(&id, |block| block.boards.clone());
    let block = StoredValue::new(id.clone());
    let known = StoredValue::new(boards);
    let title = move |board: DocumentId| {
        let title = known.with_value(|known| known.iter().find(|choice| choice.id == board).map(|choice| choice.title.trim().to_owned()));
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| "A lesson board".to_owned())
    };
    let row = move |board: DocumentId| {
        let words = title(board);
        view! {
            <li class="block-board">
                <a href=format!("/boards/{board}")>{words.clone()}</a>
                {state.live.may_edit().then(|| view! {
                    <button class="icon-button" type="button" aria-label=format!("Take away the link to {words}") disabled=move || state.is_fixed()
                        on:click=move |_| state.set_apart(&block.get_value(), BlockValue::Board(board, false))>
                        <Icon name=IconName::Close/>
                    </button>
                })}
            </li>
        }
        .into_any()
    };
    let others = move || {
        let linked = linked.get();
        known.with_value(|known| {
            let others = known.iter().filter(|choice| !linked.contains(&choice.id));
            others.map(|choice| view! { <option value=choice.id.to_string()>{title(choice.id)}</option> }).collect_view()
        })
    };
    let is_full = move || state.is_fixed() || linked.with(Vec::len) >= MOST_BOARDS;
    let input = format!("boards-{id}");
    view! {
        <div class="details__choice">
            <h3 class="details__label">"Boards"</h3>
            <ul class="block-boards"><Rows of=linked key=DocumentId::to_string draw=row/></ul>
            {state.live.may_edit().then(|| view! {
                <select class="field__input field__input--select" id=input aria-label="Link a board of the group" disabled=is_full on:change=move |event| {
                    if let Ok(board) = event_target_value(&event).parse() {
                        state.set_apart(&block.get_value(), BlockValue::Board(board, true));
                    }
                }>
                    <option value="" selected=true>"Link a board of the group"</option>
                    {others}
                </select>
            })}
        </div>
    }
    .into_any()
}
