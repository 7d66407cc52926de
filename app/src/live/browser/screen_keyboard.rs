//! A keyboard on the screen covers the window's lower part without the page being told otherwise.

use std::cell::Cell;

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, HtmlElement, VisualViewport};

thread_local! {
    static IS_FOLLOWED: Cell<bool> = const { Cell::new(false) };
}

/// From now on the style sheet's `--keyboard` says how much of the window is covered. Asked for again it does nothing.
pub fn follow_screen_keyboard() {
    let Some(viewport) = window().visual_viewport().filter(|_| !IS_FOLLOWED.replace(true)) else {
        return;
    };
    let seen = viewport.clone();
    // For as long as the page is there.
    let follow = Closure::<dyn FnMut(Event)>::new(move |_| tell(&seen)).into_js_value();
    for event in ["resize", "scroll"] {
        let _ = viewport.add_event_listener_with_callback(event, follow.unchecked_ref());
    }
}

fn tell(viewport: &VisualViewport) {
    let window_height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let covered = window_height - viewport.height() - viewport.offset_top();
    // Who looks closer has no keyboard before them.
    let covered = if viewport.scale() > 1.05 { 0.0 } else { covered.max(0.0) };
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property("--keyboard", &format!("{covered}px"));
    }
}
