//! The page round the session: time of day, chance, focus, order of elements.

use crate::ui::dom::next_frame;
use js_sys::{Date, Math};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

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
    next_frame(move || {
        next_frame(move || {
            let element = document().get_element_by_id(&element_id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
            if let Some(element) = element {
                let _ = element.focus();
            }
        });
    });
}

/// The element round a field, where lines may stand below it.
pub fn field_element(input_id: &str) -> Option<Element> {
    document().get_element_by_id(input_id)?.closest(".live-field").ok().flatten()
}

/// Puts the focus on an element that is there.
pub fn focus_on(element_id: &str) {
    let element = document().get_element_by_id(element_id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// Scrolls as far as it takes for an element to be seen, and no farther.
pub fn show_whole(element: &Element) {
    let nearest = web_sys::ScrollIntoViewOptions::new();
    nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// Scrolls to an element as soon as the page has been drawn.
pub fn bring_into_view(element_id: String) {
    next_frame(move || {
        next_frame(move || {
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

/// See [`crate::live::show_within`].
pub fn show_within(scroller: &str, element_id: &str) {
    let (Some(scroller), Some(element)) = (document().get_element_by_id(scroller), document().get_element_by_id(element_id)) else {
        return;
    };
    let (view, place) = (scroller.get_bounding_client_rect(), element.get_bounding_client_rect());
    // Not at the very edge, so that it is seen that there is more.
    let margin = place.height();
    let moved = if place.top() < view.top() + margin {
        place.top() - view.top() - margin
    } else {
        (place.bottom() - view.bottom() + margin).max(0.0)
    };
    scroller.set_scroll_top(scroller.scroll_top() + moved as i32);
}

/// See [`crate::live::child_in_sight`].
pub fn child_in_sight(list: &str, current: &str) -> Option<String> {
    let height = window().inner_height().ok()?.as_f64()?;
    let is_seen = |element: Element| {
        let place = element.get_bounding_client_rect();
        place.height() > 0.0 && place.bottom() > height / 5.0 && place.top() < height
    };
    if document().get_element_by_id(current).is_some_and(is_seen) {
        return None;
    }
    let children = document().get_element_by_id(list)?.children();
    let mut children = (0..children.length()).filter_map(|index| children.item(index));
    let read = children.find(|child| child.get_bounding_client_rect().bottom() > height / 3.0)?;
    (read.get_bounding_client_rect().top() < height).then(|| read.id())
}

/// See [`crate::live::hold_still`].
pub fn hold_still(element_id: &str) {
    let Some(element) = document().get_element_by_id(element_id) else {
        return;
    };
    let height = height_of(&element);
    let is_seen = window().inner_height().ok().and_then(|height| height.as_f64()).is_some_and(|window| (0.0..window).contains(&height));
    if is_seen {
        next_frame(move || keep_at(&element, height));
    }
}
