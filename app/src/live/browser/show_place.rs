//! Shows where something has just changed.

use std::time::Duration;

use crate::ui::dom::{later, next_frame};
use leptos::prelude::{document, window};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// How long it is shown.
const SHOWN: Duration = Duration::from_millis(1_600);
/// What the bars above and below cover of the window, about.
const BARS: f64 = 88.0;

/// Scrolls to an element, once it is drawn and if it is out of sight, and marks it for a moment.
pub fn show_place(element_id: String) {
    next_frame(move || {
        next_frame(move || {
            let Some(element) = document().get_element_by_id(&element_id) else {
                return;
            };
            if !is_in_sight(&element) {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Center);
                element.scroll_into_view_with_scroll_into_view_options(&options);
            }
            let _ = element.set_attribute("data-changed", "");
            later(
                move || {
                    let _ = element.remove_attribute("data-changed");
                },
                SHOWN,
            );
        });
    });
}

fn is_in_sight(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    place.top() >= BARS && place.bottom() <= height - BARS
}
