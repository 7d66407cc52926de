//! The boards that a block leads to.
//!
//! A board is linked by a button and not by choosing it: whoever goes through the choices with the arrow keys has not chosen yet.

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
    let others = Memo::new(move |_| {
        known.with_value(|known| {
            let others = known.iter().map(|choice| choice.id).filter(|id| linked.with(|linked| !linked.contains(id)));
            others.collect::<Vec<_>>()
        })
    });
    let option = move |board: DocumentId| view! { <option value=board.to_string()>{title(board)}</option> }.into_any();
    let chosen = RwSignal::new(None::<DocumentId>);
    let input = format!("boards-{id}");
    let to_choose = StoredValue::new(input.clone());
    let add = move |_| {
        let board = chosen.get_untracked();
        chosen.set(None);
        // What a colleague has linked meanwhile is no choice any more.
        match board.filter(|board| others.with_untracked(|others| others.contains(board))) {
            Some(board) => {
                state.set_apart(&block.get_value(), BlockValue::Board(board, true));
                state.done.say(format!("“{}” linked", title(board)), None);
            }
            None => to_choose.with_value(|input| state.live.focus_on(input)),
        }
    };
    let is_full = move || state.is_fixed() || linked.with(Vec::len) >= MOST_BOARDS;
    view! {
        <div class="details__choice">
            <h3 class="details__label">"Boards"</h3>
            <ul class="block-boards"><Rows of=linked key=DocumentId::to_string draw=row/></ul>
            {state.live.may_edit().then(|| view! {
                <div class="block-boards__add">
                    <select class="field__input field__input--select" id=input aria-label="Link a board of the group" disabled=is_full
                        on:change=move |event| chosen.set(event_target_value(&event).parse().ok())>
                        <option value="" selected=true>"Link a board of the group"</option>
                        <Rows of=others key=DocumentId::to_string draw=option/>
                    </select>
                    <button class="button button--small" type="button" aria-label="Add the link to the board" disabled=is_full on:click=add>
                        "Add"
                    </button>
                </div>
            })}
        </div>
    }
    .into_any()
}
