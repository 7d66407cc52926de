//! The few things that only the browser can do.

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Puts the focus on an element once it is on the page. Does nothing on the server.
pub fn focus_when_shown<E>(node: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move || {
        if let Some(element) = node.get() {
            let element: HtmlElement = element.unchecked_into();
            // A browser without focus leaves the page as it is; nothing else depends on it.
            let _ = element.focus();
        }
    });
}
