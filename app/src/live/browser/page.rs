//! The page round the session: time of day, chance, focus, order of elements.

use js_sys::{Date, Math};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, PointerEvent};

/// Between 0 and 1.
pub fn chance() -> f64 {
    Math::random()
}

/// Hours and minutes of a moment on this device's clock.
pub fn clock_time(at: u64) -> String {
    let date = Date::new(&(at as f64).into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// Where a document is synced: beside the page, on the same host.
pub fn sync_address(document: &str) -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}/sync/{document}", location.host().ok()?))
}

/// Where sessions on a document are opened that no WebSocket carries.
pub fn sessions_address(document: &str) -> String {
    format!("/sync/{document}/sessions")
}

/// Puts the focus on an element as soon as the page has been drawn.
pub fn go_to(element_id: String) {
    leptos::prelude::request_animation_frame(move || {
        leptos::prelude::request_animation_frame(move || {
            let element = document().get_element_by_id(&element_id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
            if let Some(element) = element {
                let _ = element.focus();
            }
        });
    });
}

/// Scrolls to an element as soon as the page has been drawn.
pub fn bring_into_view(element_id: String) {
    leptos::prelude::request_animation_frame(move || {
        leptos::prelude::request_animation_frame(move || {
            if let Some(element) = document().get_element_by_id(&element_id) {
                element.scroll_into_view();
            }
        });
    });
}

/// How far an element stands below the window's upper edge.
pub fn height_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Scrolls so that an element stands where it stood: browsers without scroll anchoring do not by themselves.
pub fn keep_at(element: &Element, height: f64) {
    let moved = height_of(element) - height;
    if moved.abs() >= 1.0 {
        window().scroll_by_with_x_and_y(0.0, moved);
    }
}

/// Puts the elements `ids` in this order inside `container`, moving every one but that with the focus.
pub fn pin_and_arrange(container: &str, ids: &[String]) {
    let Some(container) = document().get_element_by_id(container) else {
        return;
    };
    let wanted: Vec<Node> = ids
        .iter()
        .filter_map(|id| document().get_element_by_id(id))
        .filter(|element| element.parent_element().as_ref() == Some(&container))
        .map(Node::from)
        .collect();
    let active = document().active_element();
    let height = active.as_ref().map(height_of);
    let pinned = wanted.iter().position(|node| node.contains(active.as_deref())).unwrap_or(0);
    for index in (0..pinned).rev() {
        if wanted[index].next_sibling().as_ref() != Some(&wanted[index + 1]) {
            let _ = container.insert_before(&wanted[index], Some(&wanted[index + 1]));
        }
    }
    for index in pinned + 1..wanted.len() {
        let after = wanted[index - 1].next_sibling();
        if after.as_ref() != Some(&wanted[index]) {
            let _ = container.insert_before(&wanted[index], after.as_ref());
        }
    }
    if let (Some(active), Some(height)) = (active, height) {
        keep_at(&active, height);
    }
}

/// See [`crate::live::drag::capture`].
pub fn capture(event: &PointerEvent) -> bool {
    let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    event.button() == 0 && element.is_some_and(|element| element.set_pointer_capture(event.pointer_id()).is_ok())
}

/// See [`crate::live::drag::index_at`].
pub fn index_at(container: &str, dragged: &str, y: i32) -> Option<usize> {
    let children = document().get_element_by_id(container)?.children();
    let others = (0..children.length()).filter_map(|index| children.item(index)).filter(|child| child.id() != dragged);
    let above = others.filter(|child| {
        let place = child.get_bounding_client_rect();
        place.top() + place.height() / 2.0 < f64::from(y)
    });
    Some(above.count())
}
