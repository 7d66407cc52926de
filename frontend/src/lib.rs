//! The browser's entry. Everything else is in `app`, and `public/scripts/program.js` decides which of the two ways in is taken.

// A page is one type, as deep as its elements are nested.
#![recursion_limit = "256"]

use std::panic::set_hook;
use std::sync::Arc;

use app::App;
use app::parts::Part;
use hydration_context::{HydrateSharedContext, SharedContext};
use leptos::mount::{hydrate_from, mount_to};
use leptos::prelude::*;
use leptos::task::tick;
use leptos::web_sys::{Event, HtmlElement};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsError};

/// How often the page that is drawn anew may ask for a turn before it is shown as it is. It needs a handful.
const TURNS: u32 = 100;

/// Brings the part of the program that this page needs besides, so that both ways in find it there.
///
/// # Errors
/// Where it did not come.
#[wasm_bindgen]
pub async fn prepare() -> Result<(), JsError> {
    let path = window().location().pathname().unwrap_or_default();
    let Some(part) = Part::of(&path) else { return Ok(()) };
    // What was cut short on its way may be whole the next time.
    let came = if part.bring().await.is_ok() { Ok(()) } else { part.bring().await };
    came.map_err(|error| JsError::new(&error.to_string()))
}

/// Takes over the HTML that the server made, node by node.
#[wasm_bindgen]
pub fn hydrate() {
    begin();
    if let Some(root) = root() {
        hydrate_from(root, App).forget();
    }
}

/// Draws the page anew in the place of what stands there, from what the server sent along with it. For a page with nodes in it that
/// are not ours.
#[wasm_bindgen]
pub async fn draw() {
    begin();
    let Some(root) = root() else { return };
    let context = Arc::new(HydrateSharedContext::new());
    let owner = Owner::new_root(Some(context.clone()));
    root.set_text_content(None);
    owner.with(|| mount_to(root.clone(), App)).forget();
    // The router draws its page in turns of its own.
    for _ in 0..TURNS {
        if root.query_selector("main").is_ok_and(|main| main.is_some()) {
            break;
        }
        tick().await;
    }
    context.hydration_complete();
    std::mem::forget(owner);
}

/// After a panic nothing may run any more: what is in memory is in no order. The page is told, and stops the program.
fn begin() {
    set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        if let Ok(event) = Event::new("program-panicked") {
            let _ = window().dispatch_event(&event);
        }
    }));
}

/// What the server's HTML of the app stands in (`app::shell`).
fn root() -> Option<HtmlElement> {
    document().get_element_by_id("app").and_then(|root| root.dyn_into().ok())
}
