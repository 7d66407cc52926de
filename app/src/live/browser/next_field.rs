//! From one field to the next, as Enter leads.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const TEXTS: &str = ".live-field__input";
/// What one writes in, in the order of the page.
const FIELDS: &str = ".live-field__input, .minutes__input";

/// See [`crate::live::go_on`].
pub fn go_on(element_id: &str) {
    next_of(FIELDS, element_id);
}

/// From one text to the next: minutes are no part of a sentence.
pub fn go_on_writing(element_id: &str) {
    next_of(TEXTS, element_id);
}

fn next_of(fields: &str, element_id: &str) {
    let Ok(fields) = document().query_selector_all(fields) else {
        return;
    };
    let mut fields = (0..fields.length()).filter_map(|index| fields.item(index)?.dyn_into::<HtmlElement>().ok());
    let is_here = fields.any(|field| field.id() == element_id);
    // What is not drawn has no parent to be placed in.
    if let Some(next) = fields.find(|field| is_here && field.offset_parent().is_some()) {
        let _ = next.focus();
    }
}
