//! A group's boards that nobody works on any more.

use app::error::AppError;
use app::ui::empty::Empty;
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::WorkGroupId;

use super::forms::BringBackForm;
use super::load::{ArchivedBoard, ArchivedBoards, load_archived};
use crate::kit::{Form, loaded};
use crate::ui::sender::Sender;

/// The page at `/groups/:group/boards/archived`.
#[component]
pub fn ArchivedBoardsPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let id = params.get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let load = async move {
        match id {
            Some(id) => load_archived(id).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, |data| view! { <Archived data/> }.into_any())
}

#[component]
fn Archived(data: ArchivedBoards) -> impl IntoView {
    let may = data.may_bring_back;
    let rows = data.boards.into_iter().map(|board| view! { <Row board may/> }).collect_view();
    let list = if rows.is_empty() {
        view! { <Empty title="No board is archived" text="A board that nobody works on any more can be archived from its menu, and comes back from here."/> }
            .into_any()
    } else {
        view! { <ul class="board-list archived">{rows}</ul> }.into_any()
    };
    view! {
        <PageTitle text="Archived boards"/>
        <Page frame=data.frame>
            <p class="no-print"><a class="button button--quiet" href=format!("/groups/{}", data.group)><Icon name=IconName::Back/>{format!("Back to {}", data.name)}</a></p>
            <div class="page-head">
                <div>
                    <h1>"Archived boards"</h1>
                    <p class="lead">"They are in no list any more. They can be read, printed and copied, and changed again once they are back."</p>
                </div>
            </div>
            {list}
        </Page>
    }
    .into_any()
}

#[component]
fn Row(board: ArchivedBoard, may: bool) -> impl IntoView {
    let ArchivedBoard { id, title, when } = board;
    let label = format!("Bring back {title}");
    view! {
        <li class="archived__row">
            <span class="archived__words">
                <a class="archived__title" href=format!("/boards/{id}")>{title}</a>
                <span class="quiet small">{when}</span>
            </span>
            {may.then(|| view! {
                <form method="post" action=BringBackForm::ACTION>
                    <input type="hidden" name="board" value=id.to_string()/>
                    <Sender/>
                    <button class="button" type="submit" aria-label=label>"Bring back"</button>
                </form>
            })}
        </li>
    }
    .into_any()
}
