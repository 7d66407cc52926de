//! What comes after the words: a board can be written on before the part of the program has come that draws what stands around them. Until then
//! that stands on the page as the server drew it; none of it can be pressed before the board takes words.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::documents::board::Board;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::tools::Tool;
use crate::live::Live;
use crate::ui::dom::{Drawn, Place, later, reload};
use crate::ui::icon::{Icon, IconName};

/// Whether the part of the program for the tools is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tools {
    Coming,
    Here,
    /// It did not come.
    Missing,
}

/// How long the tools wait for a board that does not come to take words.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long a board that takes words is left alone: its first letters are drawn before the tools are read and drawn.
const FIRST_LETTERS: Duration = Duration::from_millis(200);

/// Asks for the part once the board takes words, which is not to wait for it, and draws the tools; the second signal says that all have been.
pub fn bring_tools(live: Live<Board>) -> (RwSignal<Tools>, RwSignal<bool>) {
    let (tools, is_whole) = (RwSignal::new(Tools::Coming), RwSignal::new(false));
    let is_asked = StoredValue::new(false);
    let ask = move || {
        if is_asked.try_get_value() != Some(false) {
            return;
        }
        is_asked.set_value(true);
        spawn_local(async move {
            if bring_board_tools().await.is_err() {
                tools.try_set(Tools::Missing);
                return;
            }
            tools.try_set(Tools::Here);
            // Behind the tasks in which they are drawn.
            later(move || later(move || _ = is_whole.try_set(true), Duration::ZERO), Duration::ZERO);
        });
    };
    Effect::new(move |_| later(ask, PATIENCE));
    Effect::new(move |_| {
        if live.ready.get() {
            later(ask, FIRST_LETTERS);
        }
    });
    (tools, is_whole)
}

/// A tool in its place.
#[component]
pub fn Late(tool: Tool) -> impl IntoView {
    // Known when it is compiled: nothing in the browser's program may draw it but `draw_tool`, or it would be no part of its own.
    if cfg!(not(target_family = "wasm")) {
        return view! { <div class="late">{tool.draw()}</div> }.into_any();
    }
    let tools = expect_context::<RwSignal<Tools>>();
    let place = NodeRef::<Div>::new();
    let drawn = StoredValue::new_local(None);
    let owner = Owner::current().unwrap_or_default();
    Effect::new(move |_| {
        let (Tools::Here, Some(place)) = (tools.get(), Place::of(place, owner.clone())) else { return };
        let tool = tool.clone();
        let draw = move || {
            if drawn.try_with_value(|_| ()).is_none() {
                return;
            }
            spawn_local(async move {
                // It has come already: nothing is waited for here, and nothing fails.
                if let Ok(handle) = draw_tool(tool, place).await {
                    drawn.try_set_value(Some(handle));
                }
            });
        };
        // In a task of its own: a letter that is typed meanwhile waits for one of them at most.
        later(draw, Duration::ZERO);
    });
    view! { <div class="late" node_ref=place></div> }.into_any()
}

/// That they did not come, and what can be done about it.
#[component]
pub fn ToolsMissing() -> impl IntoView {
    let tools = expect_context::<RwSignal<Tools>>();
    view! {
        <Show when=move || tools.get() == Tools::Missing>
            <div class="notice notice--bad" role="alert">
                <Icon name=IconName::Warning/>
                <span>
                    "You can write, and what you write is saved; but the menus and lists of this page did not come. "
                    <button class="button button--small" type="button" on:click=|_| reload()>"Reload"</button>
                </span>
            </div>
        </Show>
    }
    .into_any()
}

#[wasm_split(board_tools, fallible, preload(bring_board_tools))]
fn draw_tool(tool: Tool, place: Place) -> Result<Drawn, SplitLoaderError> {
    Ok(place.draw(move || tool.draw()))
}
