//! The board's top bar: where I am, what is saved, undo and redo, who is here.

use leptos::prelude::*;
use model::documents::board::Lesson;
use model::sorting::sort;

use super::board_menu::BoardMenuItems;
use super::late::Late;
use super::load::BoardView;
use super::saved::Saved;
use super::state::BoardState;
use super::tools::Tool;
use crate::live::people;
use crate::ui::account_menu::AccountMenuItems;
use crate::ui::avatar::Avatar;
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
    let phone = view! {
        <span class="topbar__phone-title">{title}</span>
        <Saved/>
    }
    .into_any();
    view! {
        <TopBar frame crumbs title focused=true phone>
            <div class="topbar__wide">
                <Saved/>
            </div>
            <Late tool=Tool::Top/>
        </TopBar>
    }
    .into_any()
}

/// Its right side: what one does with the board, and who is here.
#[component]
pub fn TopTools(view: BoardView) -> impl IntoView {
    let (name, school, theme) = (view.name.clone(), view.school.clone(), view.frame.theme);
    view! {
        <OutlineButton/>
        <UndoRedo/>
        <span class="topbar__rule topbar__wide"></span>
        <Presence name school/>
        <BoardMenu theme view/>
    }
    .into_any()
}

/// What concerns the whole board, and the person's own.
#[component]
fn BoardMenu(theme: Theme, view: BoardView) -> impl IntoView {
    let button = view! { <Icon name=IconName::More/> }.into_any();
    view! {
        <Menu button_class="icon-button icon-button--outlined" label="More for this board" button>
            <BoardMenuItems view/>
            // Beside the board: whoever is in trouble has words on it.
            <a class="menu__item" href="/check" target="_blank" rel="external">
                <Icon name=IconName::Question/>
                "Check this network"
            </a>
            <hr class="menu__rule"/>
            <AccountMenuItems theme signed_in=true/>
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

#[component]
fn UndoRedo() -> impl IntoView {
    let live = expect_context::<BoardState>().live;
    view! {
        <div class="topbar__undo">
            <button class="icon-button" type="button" aria-label="Undo" disabled=move || !live.can_undo.get() on:click=move |_| live.undo()>
                <Icon name=IconName::Undo/>
            </button>
            <button class="icon-button" type="button" aria-label="Redo" disabled=move || !live.can_redo.get() on:click=move |_| live.redo()>
                <Icon name=IconName::Redo/>
            </button>
        </div>
    }
    .into_any()
}

/// Up to four discs, then how many and from where.
#[component]
fn Presence(name: String, school: String) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let live = state.live;
    let others = Memo::new(move |_| live.colleagues.with(|all| people(all)));
    let schools = Memo::new(move |_| {
        let mut schools: Vec<String> = others.with(|all| all.iter().map(|person| person.school.clone()).collect());
        schools.push(school.clone());
        schools.retain(|school| !school.is_empty());
        sort(&mut schools);
        schools.dedup();
        schools.join(", ")
    });
    let count = Memo::new(move |_| others.with(Vec::len) + 1);
    let people = move || match count.get() {
        _ if !live.knows_people.get() => "Not connected".to_owned(),
        1 => "Only you here".to_owned(),
        count => format!("{count} people here"),
    };
    let own = model::live::presence::initials(&name);
    let discs = move || {
        let others = others.with(|all| {
            let discs = all.iter().take(3).map(|other| view! { <Avatar initials=other.initials() colour=other.colour/> });
            discs.collect_view()
        });
        let own = own.clone();
        view! {
            <Avatar initials=own colour=live.own_colour.get()/>
            {others}
        }
    };
    view! {
        <a class="presence" href="#here" rel="external" on:click=move |_| state.jump("#here")>
            <span class="visually-hidden">{move || format!("{}: {}", people(), schools.get())}</span>
            <span class="presence__stack">{discs}</span>
            <span class="presence__words" aria-hidden="true">
                <strong>{people}</strong>
                <span class="presence__schools" translate="no">{schools}</span>
            </span>
            <span class="presence__more" translate="no" aria-hidden="true">{count}</span>
        </a>
    }
    .into_any()
}
