//! What comes after the words: a board can be written on before the part of the program has come that draws what stands around them. Until then
//! that stands on the page as the server drew it; none of it can be pressed before the board takes words.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::tools::Tool;
use crate::ui::dom::{Drawn, Place, reload};
use crate::ui::icon::{Icon, IconName};

/// Whether the part of the program for the tools is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tools {
    Coming,
    Here,
    /// It did not come.
    Missing,
}

/// Asks for it once the page runs.
pub fn bring_tools() -> RwSignal<Tools> {
    let tools = RwSignal::new(Tools::Coming);
    Effect::new(move |_| {
        spawn_local(async move {
            let came = bring_board_tools().await;
            tools.try_set(if came.is_ok() { Tools::Here } else { Tools::Missing });
        });
    });
    tools
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
        spawn_local(async move {
            // It has come already: nothing is waited for here, and nothing fails.
            if let Ok(handle) = draw_tool(tool, place).await {
                drawn.try_set_value(Some(handle));
            }
        });
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
