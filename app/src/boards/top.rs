//! The board's top bar: where I am, what is saved, undo and redo, who is here.

use leptos::prelude::*;
use model::documents::board::Lesson;

use super::board_menu::BoardMenuItems;
use super::late::Late;
use super::load::BoardView;
use super::state::BoardState;
use super::tools::Tool;
use crate::live::{PresenceStack, Saved, UndoRedo};
use crate::ui::account_menu::AccountMenuItems;
use crate::ui::icon::{Icon, IconName};
use crate::ui::menu::Menu;
use crate::ui::theme::Theme;
use crate::ui::top_bar::TopBar;

/// The top bar.
#[component]
pub fn Top(view: BoardView) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let BoardView { frame, crumbs, .. } = view;
    let title = state.read_head(board_title);
    let saved = move || {
        let runs = Signal::derive(move || state.view.get().is_some());
        view! { <Saved live=state.live runs document="board"/> }
    };
    let phone = view! {
        <span class="topbar__phone-title">{title}</span>
        {saved()}
    }
    .into_any();
    view! {
        <TopBar frame crumbs title focused=true phone>
            <div class="topbar__wide">{saved()}</div>
            <Late tool=Tool::Top/>
        </TopBar>
    }
    .into_any()
}

/// Its right side: what one does with the board, and who is here.
#[component]
pub fn TopTools(view: BoardView) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let (name, school, theme) = (view.name.clone(), view.school.clone(), view.frame.theme);
    let jump = Callback::new(move |()| state.jump("#here"));
    view! {
        <OutlineButton/>
        <UndoRedo live=state.live/>
        <span class="topbar__rule topbar__wide"></span>
        <PresenceStack live=state.live name school jump/>
        <BoardMenu theme view/>
    }
    .into_any()
}

/// What concerns the whole board, and the person's own.
#[component]
fn BoardMenu(theme: Theme, view: BoardView) -> impl IntoView {
    let button = view! { <Icon name=IconName::More/> }.into_any();
    let signed_in = view.person.is_some();
    view! {
        <Menu button_class="icon-button icon-button--outlined" label="More for this board" button>
            <BoardMenuItems view/>
            // Beside the board: whoever is in trouble has words on it.
            <a class="menu__item" href="/check" target="_blank" rel="external">
                <Icon name=IconName::Question/>
                "Check this network"
            </a>
            <hr class="menu__rule"/>
            <AccountMenuItems theme signed_in/>
        </Menu>
    }
    .into_any()
}

/// Where the outline has no column of its own, it is a sheet that comes over the board.
#[component]
fn OutlineButton() -> impl IntoView {
    view! {
        <button class="icon-button topbar__outline" type="button" popovertarget="outline" aria-label="Outline">
            <Icon name=IconName::Steps/>
        </button>
    }
    .into_any()
}

/// What the board is called on the page's tab and bar.
pub fn board_title(lesson: &Lesson) -> String {
    let title = lesson.title.trim();
    if title.is_empty() { "A new lesson".to_owned() } else { title.to_owned() }
}
