//! The few things that only the browser can do.

use std::iter::successors;
use std::time::Duration;

use leptos::form::form_data_from_event;
use leptos::html::{Div, ElementType, Form};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, FormData, HtmlElement, SubmitEvent};

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

/// An element that is filled later than the page around it, with what was in force where it stands.
pub struct Place {
    element: HtmlElement,
    owner: Owner,
}

/// What was drawn there: it goes when this does.
pub type Drawn = UnmountHandle<AnyViewState>;

impl Place {
    /// In the browser only, once it is on the page.
    pub fn of(node: NodeRef<Div>, owner: Owner) -> Option<Self> {
        node.get().map(|element| Self { element: element.into(), owner })
    }

    /// Draws a view in the place of what stands there. What was open there stays open, and what has the focus keeps it.
    pub fn draw(self, view: impl FnOnce() -> AnyView + 'static) -> Drawn {
        let Self { element, owner } = self;
        let focused = leptos::prelude::document().active_element().and_then(|focused| steps_to(&element, focused));
        let open = element.query_selector(":popover-open").ok().flatten().map(|open| open.id());
        let menu = element.query_selector("details[open]").ok().flatten().and_then(|menu| steps_to(&element, menu));
        element.set_inner_html("");
        let drawn = owner.with(|| mount_to(element.clone(), view));
        if let Some(open) = open.and_then(|id| leptos::prelude::document().get_element_by_id(&id)) {
            // Where the browser does not open it, a press does.
            let _ = open.unchecked_into::<HtmlElement>().show_popover();
        }
        if let Some(menu) = menu.and_then(|steps| follow(element.clone().into(), &steps)) {
            let _ = menu.set_attribute("open", "");
        }
        if let Some(focused) = focused.and_then(|steps| follow(element.into(), &steps)) {
            let _ = focused.unchecked_into::<HtmlElement>().focus();
        }
        drawn
    }
}

/// Which child leads from an element to another within it, and which child of that, down to it.
fn steps_to(from: &Element, to: Element) -> Option<Vec<usize>> {
    let up = successors(from.contains(Some(&to)).then_some(to), |element| element.parent_element()).take_while(|element| element != from);
    let mut steps: Vec<usize> =
        up.map(|element| successors(element.previous_element_sibling(), Element::previous_element_sibling).count()).collect();
    steps.reverse();
    (!steps.is_empty()).then_some(steps)
}

fn follow(from: Element, steps: &[usize]) -> Option<Element> {
    steps.iter().try_fold(from, |element, step| successors(element.first_element_child(), Element::next_element_sibling).nth(*step))
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

/// What the address says from its `#` on; nothing where it has none. In the browser only.
pub fn address_hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to the element that it names, as a link would. In the browser only.
pub fn go_to_hash(hash: &str) {
    // A browser that does not go there leaves the page as it is.
    let _ = window().location().set_hash(hash);
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
