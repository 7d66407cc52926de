//! The few things that only the browser can do.

use std::time::Duration;

use leptos::form::form_data_from_event;
use leptos::html::{ElementType, Form};
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{FormData, HtmlElement, SubmitEvent};

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

/// The same where nothing else has the focus yet: whoever is at something stays there.
pub fn focus_when_free<E>(node: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move || {
        if let Some(element) = node.get().filter(|_| has_focus_nowhere()) {
            let element: HtmlElement = element.unchecked_into();
            let _ = element.focus();
        }
    });
}

/// Does `task` before the page is drawn next, also where the part of the page that asked for it is gone by then (leptos' own timers end with
/// it). In the browser only.
pub fn next_frame(task: impl FnOnce() + 'static) {
    // A document that is being left draws nothing any more.
    let _ = window().request_animation_frame(once(Box::new(task)).unchecked_ref());
}

/// Does `task` after `wait`, likewise. In the browser only.
pub fn later(task: impl FnOnce() + 'static, wait: Duration) {
    let wait = i32::try_from(wait.as_millis()).unwrap_or(i32::MAX);
    // A document that is being left has no time any more.
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(once(Box::new(task)).unchecked_ref(), wait);
}

/// A function that frees itself when it was called.
fn once(task: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(task)
}

/// Puts the focus on the element of this id at once. In the browser only.
pub fn focus(id: &str) {
    if let Some(element) = leptos::prelude::document().get_element_by_id(id) {
        let element: HtmlElement = element.unchecked_into();
        let _ = element.focus();
    }
}

/// Whether nothing on the page has the focus. In the browser only.
pub fn has_focus_nowhere() -> bool {
    let page = leptos::prelude::document();
    page.active_element().is_none_or(|element| page.body().is_some_and(|body| *body == element))
}

/// Whether the browser came to this document from a page whose address ends so. In the browser only.
pub fn came_from(end: &str) -> bool {
    let from = leptos::prelude::document().referrer();
    from.split(['?', '#']).next().is_some_and(|from| from.ends_with(end))
}

/// Takes out of the address what it says behind a question mark: a flash is for whoever came by it, and not for those to whom the address is
/// given. In the browser only.
pub fn forget_query() {
    let (location, history) = (window().location(), window().history());
    if let (Ok(path), Ok(hash), Ok(history)) = (location.pathname(), location.hash(), history) {
        let state = history.state().unwrap_or_default();
        // Where the browser refuses, the address stays as it was.
        let _ = history.replace_state_with_url(&state, "", Some(&format!("{path}{hash}")));
    }
}

/// Sends a form by itself, past our script: the server then leads on as it does without one. Does nothing on the server.
pub fn send_by_itself(form: NodeRef<Form>) {
    if let Some(form) = form.get_untracked() {
        // A browser that does not send it leaves the page as it is, with what is wrong.
        let _ = form.submit();
    }
}

/// What is in a form that is being sent, with the button that was pressed.
#[derive(Debug)]
pub struct Fields(FormData);

impl Fields {
    /// Taken from the browser, which then does not send the form. Where they can't be had, it does.
    pub fn taken(event: &SubmitEvent) -> Option<Self> {
        let fields = form_data_from_event(event).ok()?;
        event.prevent_default();
        Some(Self(fields))
    }

    /// What the field of this name says; nothing where there is none.
    pub fn text(&self, name: &str) -> String {
        self.0.get(name).as_string().unwrap_or_default()
    }

    /// What all fields of this name say.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.get_all(name).iter().filter_map(|value| value.as_string()).collect()
    }
}

/// How far the page is scrolled down, in CSS pixels.
pub fn scroll_y() -> f64 {
    leptos::prelude::window().scroll_y().unwrap_or_default()
}

/// Loads the page from the server once more. In the browser only.
pub fn reload() {
    // A browser that refuses stays where it is.
    let _ = leptos::prelude::window().location().reload();
}

/// Asks the server for the page at `address`, as if the browser had followed the link by itself. On the server, and while
/// the page that the server made is being taken over, does nothing and says so: it is that page already.
pub fn load_from_server(address: &str) -> bool {
    let moved_on = Owner::current_shared_context().is_some_and(|context| context.is_browser() && !context.during_hydration());
    if !moved_on {
        return false;
    }
    let location = leptos::prelude::window().location();
    let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    // A browser that refuses to load stays where it is; there is nothing else to do.
    let _ = if here == address { location.reload() } else { location.replace(address) };
    true
}
