//! The program comes in parts: what every page runs, and for each page of the table a part that is asked for when the page is.
//! Called by name alone, its code stays out of all the others.

use leptos::prelude::*;
use leptos_router::ChooseView;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::accounts::sign_in_page::SignInPage;
use crate::boards::BoardPage;
use crate::boards::new_board::page::NewBoardPage;
use crate::groups::page::GroupPage;
use crate::part_missing::PartMissing;
use crate::today::page::TodayPage;
use crate::workshops::planner::PlannerPage;

/// What a board asks for once it is written on ([`crate::boards`]), as the build calls it.
pub const BOARD_TOOLS: &str = "board-tools";

/// A page's part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Signing in.
    SignIn,
    /// What waits for somebody, and their boards.
    Today,
    /// A group's home.
    Group,
    /// Starting a board.
    NewBoard,
    /// A board, with all that a live document needs.
    Board,
    /// A workshop's plan, with the same.
    Planner,
}

impl Part {
    /// What the page at this path needs; `None` where that is no page of ours.
    pub fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        match parts.as_slice() {
            ["sign-in"] => Some(Self::SignIn),
            ["today"] => Some(Self::Today),
            ["groups", _] => Some(Self::Group),
            ["groups", _, "boards", "new"] => Some(Self::NewBoard),
            ["boards", _] => Some(Self::Board),
            ["workshops", _] => Some(Self::Planner),
            _ => None,
        }
    }

    /// What the build calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Today => "today",
            Self::Group => "group",
            Self::NewBoard => "new-board",
            Self::Board => "board",
            Self::Planner => "planner",
        }
    }

    /// Brings it, once: a page of which it is there is drawn without waiting.
    ///
    /// # Errors
    /// Where it did not come. It is asked for anew with the next call.
    pub async fn bring(self) -> Result<(), SplitLoaderError> {
        match self {
            Self::SignIn => bring_sign_in().await,
            Self::Today => bring_today().await,
            Self::Group => bring_group().await,
            Self::NewBoard => bring_new_board().await,
            Self::Board => bring_board().await,
            Self::Planner => bring_planner().await,
        }
    }

    async fn page(self) -> Result<AnyView, SplitLoaderError> {
        match self {
            Self::SignIn => sign_in().await,
            Self::Today => today().await,
            Self::Group => group().await,
            Self::NewBoard => new_board().await,
            Self::Board => board().await,
            Self::Planner => planner().await,
        }
    }
}

impl ChooseView for Part {
    async fn choose(self) -> AnyView {
        self.page().await.unwrap_or_else(|_| view! { <PartMissing/> }.into_any())
    }

    async fn preload(&self) {
        // Where it does not come, `choose` says so.
        let _ = self.bring().await;
    }
}

#[wasm_split(sign_in, fallible, preload(bring_sign_in))]
fn sign_in() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <SignInPage/> }.into_any())
}

#[wasm_split(today, fallible, preload(bring_today))]
fn today() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <TodayPage/> }.into_any())
}

#[wasm_split(group, fallible, preload(bring_group))]
fn group() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <GroupPage/> }.into_any())
}

#[wasm_split(new_board, fallible, preload(bring_new_board))]
fn new_board() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <NewBoardPage/> }.into_any())
}

#[wasm_split(board, fallible, preload(bring_board))]
fn board() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <BoardPage/> }.into_any())
}

#[wasm_split(planner, fallible, preload(bring_planner))]
fn planner() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <PlannerPage/> }.into_any())
}
