//! The board's page.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::around::{Around, KeyPoint};
use super::begin::begin_where_one_writes;
use super::head::Head;
use super::late::{Late, ToolsMissing, bring_tools};
use super::load::{BoardView, load_board};
use super::state::BoardState;
use super::step::menu::MayCopySteps;
use super::steps::Steps;
use super::tools::Tool;
use super::top::{Top, board_title};
use crate::error_page::ErrorPage;
use crate::live::{Live, Voice};
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
    live.start(view.id, &view.reader);
    let state = BoardState::new(live, &format!("{}/{}", view.id, view.reader));
    let (tools, is_whole) = bring_tools(live);
    provide_context(state);
    provide_context(view.clone());
    provide_context(MayCopySteps(view.may_duplicate));
    provide_context(Voice::default());
    provide_context(tools);
    begin_where_one_writes(state);
    let title = state.read_head(board_title);
    view! {
        <PageTitle text=move || title.get()/>
        <div class="live-page board-page" data-document=view.id.to_string() data-person=view.reader.clone() data-workshop=view.workshop.clone() data-ready=move || live.ready.get().then_some("")
            data-whole=move || is_whole.get().then_some("")>
            <Top view=view.clone()/>
            <div class="board" data-view=move || state.view.get().map(|view| view.key())>
                <Late tool=Tool::Arrived/>
                <Head/>
                <Late tool=Tool::Printed/>
                <div class="board__columns">
                    <Late tool=Tool::Outline/>
                    <main class="board__main" id="main">
                        <div class="board__lane">
                            <Notices view=view.clone()/>
                            <ToolsMissing/>
                            <Late tool=Tool::SetAside/>
                            <KeyPoint/>
                            <Around/>
                            <Steps/>
                            <Late tool=Tool::NextStep/>
                            <Late tool=Tool::DeletedSteps/>
                            <Late tool=Tool::WritingBar/>
                        </div>
                    </main>
                    <aside class="board__aside" aria-label="People and checks">
                        <div class="board__sticky">
                            <Late tool=Tool::Panels/>
                        </div>
                    </aside>
                </div>
                <Late tool=Tool::BottomBar/>
            </div>
            <Footer contact=view.frame.contact.clone() stamp=view.project.clone()/>
            <Late tool=Tool::Dialogs/>
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
