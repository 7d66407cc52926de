//! Words on the clipboard, and whether they got there. Browsers give the clipboard itself to pages over https alone; others have the old way.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Puts words on the clipboard; whether the browser did so.
pub async fn put(words: &str) -> bool {
    if let Some(clipboard) = clipboard()
        && JsFuture::from(clipboard.write_text(words)).await.is_ok()
    {
        return true;
    }
    by_selection(words).unwrap_or(false)
}

fn clipboard() -> Option<Clipboard> {
    let navigator = JsValue::from(window().navigator());
    js_sys::Reflect::get(&navigator, &"clipboard".into()).ok().filter(JsValue::is_object).map(JsCast::unchecked_into)
}

/// Selects the words in a text area made for this, and has the browser copy what is selected.
fn by_selection(words: &str) -> Option<bool> {
    let document = document();
    let focused = document.active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("visually-hidden");
    area.set_read_only(true);
    area.set_value(words);
    let _ = area.set_attribute("aria-hidden", "true");
    let body = document.body()?;
    body.append_child(&area).ok()?;
    area.select();
    let copied = document.unchecked_ref::<HtmlDocument>().exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(focused) = focused {
        let _ = focused.focus();
    }
    Some(copied)
}
