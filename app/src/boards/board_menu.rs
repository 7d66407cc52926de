//! What can be done with the whole board, from its top bar.

use leptos::prelude::*;

use super::load::BoardView;
use super::state::BoardState;
use crate::library::board_actions::BoardActions;
use crate::ui::icon::{Icon, IconName};

/// The items that are about the board itself.
#[component]
pub fn BoardMenuItems(view: BoardView) -> impl IntoView {
    let live = expect_context::<BoardState>().live;
    let changer = view.person.filter(|_| view.may_duplicate && view.may_archive && view.archived.is_none());
    view! {
        // Where scripts run at all, `public/scripts/print.js` shows it and prints: the page's own program may have stopped.
        <button class="menu__item" type="button" data-print>
            <Icon name=IconName::Print/>
            "Print"
        </button>
        <button class="menu__item" type="button" on:click=move |_| live.copy_words()>
            <Icon name=IconName::Copy/>
            "Copy all words"
        </button>
        {changer.map(|person| view! { <BoardActions id=view.id person/> })}
    }
    .into_any()
}
