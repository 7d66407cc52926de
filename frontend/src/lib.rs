//! The browser's entry: takes over the HTML that the server made. Everything else is in `app`.

// A page is one type, as deep as its elements are nested.
#![recursion_limit = "256"]

use app::App;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once this module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
    // Says so to whoever looks at the page from outside: a test, or a script of ours that asks whether it runs.
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-program", "running");
    }
}
