//! The board's page.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::around::{Around, KeyPoint};
use super::arrived::Arrived;
use super::aside::SetAside;
use super::begin::begin_where_one_writes;
use super::bottom_bar::BottomBar;
use super::checks::Checks;
use super::copying::CopyByHand;
use super::deleted::{DeletedSteps, Toasts};
use super::head::Head;
use super::here::Here;
use super::load::{BoardView, load_board};
use super::next_step::NextStep;
use super::outline::Outline;
use super::pasted_lines::AskAboutLines;
use super::printed::Printed;
use super::state::BoardState;
use super::steps::Steps;
use super::top::{Top, board_title};
use super::undone::show_moves;
use super::voice::{Spoken, Voice};
use super::writing_bar::WritingBar;
use crate::boards::step::moving::MoveStep;
use crate::error_page::ErrorPage;
use crate::live::{Live, RemovedWords};
use crate::resource::page_resource;
use crate::ui::footer::Footer;
use crate::ui::page_title::PageTitle;

/// A lesson board: HTML first, live once the page runs.
#[component]
pub fn BoardPage() -> impl IntoView {
    let params = use_params_map();
    let board_resource = page_resource(move || params.with(|params| params.get("board").unwrap_or_default()), load_board);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match board_resource.await {
                    Ok(view) => view! { <OpenBoard view/> }.into_any(),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn OpenBoard(view: BoardView) -> impl IntoView {
    let live = Live::new(view.lesson.clone(), view.may_edit).remembering(view.former.clone());
    live.start(view.id, view.person);
    let state = BoardState::new(live, &format!("{}/{}", view.id, view.person));
    provide_context(state);
    let voice = Voice::new();
    show_moves(state, voice);
    begin_where_one_writes(state);
    let title = state.read_head(board_title);
    view! {
        <PageTitle text=move || title.get()/>
        <div class="board-page" data-person=view.person.to_string() data-ready=move || live.ready.get().then_some("")>
            <Top view=view.clone()/>
            <Spoken voice/>
            <div class="board" data-view=move || state.view.get().map(|view| view.key())>
                <Arrived view=view.clone()/>
                <Head/>
                <Printed view=view.clone()/>
                <div class="board__columns">
                    <Outline/>
                    <main class="board__main" id="main">
                        <div class="board__lane">
                            <Notices view=view.clone()/>
                            <SetAside/>
                            <KeyPoint/>
                            <Around/>
                            <Steps/>
                            <NextStep/>
                            <DeletedSteps/>
                            <WritingBar/>
                        </div>
                    </main>
                    <aside class="board__aside" aria-label="People and checks">
                        <div class="board__sticky">
                            <Here name=view.name.clone() school=view.school.clone() voice/>
                            <Checks/>
                        </div>
                    </aside>
                </div>
                <BottomBar/>
            </div>
            <Footer contact=view.frame.contact.clone() stamp=view.project.clone()/>
            <Toasts/>
            <CopyByHand/>
            <MoveStep/>
            <RemovedWords live/>
            <AskAboutLines/>
        </div>
    }
    .into_any()
}

/// What stands between a reader and editing, in words.
#[component]
fn Notices(view: BoardView) -> impl IntoView {
    let BoardView { may_edit, archived, .. } = view;
    let is_archived = archived.is_some();
    view! {
        <noscript>
            <p class="notice">
                <span>"This is the lesson as it stands. To change it, open this page with JavaScript switched on. "<a href="/check">"Check this device and network"</a></span>
            </p>
        </noscript>
        <p class="notice not-started">
            "This page has not come to life: something keeps its scripts back. You can read and print it as it is. Load it again; if it stays like this, show this to whoever looks after the network here."
        </p>
        {(!may_edit && !is_archived).then(|| view! { <p class="notice">"You can read this lesson. Its group’s teachers can change it."</p> })}
    }
    .into_any()
}
