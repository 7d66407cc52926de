//! Keeping elements in order without disturbing the one somebody types in.

use leptos::prelude::*;

use super::engine;
use crate::ui::dom::next_frame;

/// Keeps the children of the element with id `container` in the order of `ids` (their own element ids).
///
/// Moving an element in the page takes the focus, and a tablet's keyboard with it. So the child that has the focus stays where
/// it is and the others move round it: a colleague may reorder the very item one is typing in.
pub fn keep_in_order(container: &'static str, ids: Signal<Vec<String>>) {
    Effect::new(move |_| {
        let ids = ids.get();
        // After the list itself has added and removed its children.
        next_frame(move || engine::pin_and_arrange(container, &ids));
    });
}
