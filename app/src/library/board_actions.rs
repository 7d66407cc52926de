//! What can be done with a whole board, as items of a menu, and what is said when it has left the lists. Each is a form, so that it needs
//! no program; none of them holds words that could be lost.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::documents::board::BoardRow;
use model::ids::{DocumentId, PersonId};

use crate::ui::icon::{Icon, IconName};
use crate::ui::menu::Menu;
use crate::ui::sender_field::SenderField;

/// Where duplicating a board is posted to.
pub const DUPLICATE: &str = "/api/duplicate-board";
/// Where archiving one is.
pub const ARCHIVE: &str = "/api/archive-board";
/// Where bringing one back is.
pub const BRING_BACK: &str = "/api/bring-board-back";

/// The items of whoever may start boards and change this one.
#[component]
pub fn BoardActions(
    /// The board.
    id: DocumentId,
    /// Who has signed in.
    person: PersonId,
    /// The list that archiving leads back to; the group's page where it is empty.
    #[prop(optional, into)]
    next: String,
) -> impl IntoView {
    let board = id.to_string();
    view! {
        <form method="post" action=DUPLICATE>
            <input type="hidden" name="board" value=board.clone()/>
            <SenderField person/>
            <button class="menu__item" type="submit"><Icon name=IconName::Copy/>"Duplicate this board"</button>
        </form>
        <form method="post" action=ARCHIVE>
            <input type="hidden" name="board" value=board/>
            <input type="hidden" name="next" value=next/>
            <SenderField person/>
            <button class="menu__item" type="submit"><Icon name=IconName::Archive/>"Archive this board"</button>
        </form>
    }
    .into_any()
}

/// The menu of a board in a list.
#[component]
pub fn BoardRowMenu(
    /// The board.
    board: BoardRow,
    /// Who has signed in.
    person: PersonId,
    /// The list's own address.
    next: String,
) -> impl IntoView {
    let label = format!("More for {}", board.title());
    view! {
        <Menu
            label=Signal::stored(label)
            class="board-row__menu"
            button_class="icon-button"
            button=view! { <Icon name=IconName::More/> }.into_any()
        >
            <BoardActions id=board.id person next/>
        </Menu>
    }
    .into_any()
}

/// That a board has just left this list, and the way back.
#[component]
pub fn JustArchived(
    /// Who has signed in.
    person: Option<PersonId>,
    /// The boards of the list: one that is back in it is not said to have left.
    #[prop(optional)]
    listed: Vec<DocumentId>,
    /// The list's own address.
    next: String,
) -> impl IntoView {
    let query = use_query_map().get_untracked();
    let board = query.get_str("archived").and_then(|id| id.parse::<DocumentId>().ok());
    board.filter(|board| !listed.contains(board)).zip(person).map(|(board, person)| {
        view! {
            <div class="notice notice--ok" role="status" id="archived">
                <Icon name=IconName::Done/>
                <span>"The board is archived: it is in no list any more, and its address still opens it."</span>
                <form class="notice__act" method="post" action=BRING_BACK>
                    <input type="hidden" name="board" value=board.to_string()/>
                    <input type="hidden" name="next" value=next/>
                    <SenderField person/>
                    <button class="button button--small" type="submit">"Undo"</button>
                </form>
            </div>
        }
        .into_any()
    })
}

/// That a board can't be changed because it was archived, and the way back for whoever may.
#[component]
pub fn IsArchived(
    /// The board.
    id: DocumentId,
    /// Who has signed in.
    person: PersonId,
    /// When, and by whom.
    words: String,
    /// Whether whoever looks may bring it back.
    may_bring_back: bool,
) -> impl IntoView {
    view! {
        <div class="notice">
            <Icon name=IconName::Archive/>
            <span>{format!("{words}. It can be read and printed, and changed again once it is back.")}</span>
            {may_bring_back.then(|| view! {
                <form class="notice__act" method="post" action=BRING_BACK>
                    <input type="hidden" name="board" value=id.to_string()/>
                    <SenderField person/>
                    <button class="button button--small" type="submit">"Bring back"</button>
                </form>
            })}
        </div>
    }
    .into_any()
}
