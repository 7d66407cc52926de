//! Dragging something within a list by mouse, pen or finger.

use leptos::ev;

use super::engine;

/// Keeps the pointer's further events with the element it went down on; `false` for any but the main button.
pub fn capture(event: &ev::PointerEvent) -> bool {
    engine::capture(event)
}

/// Where among the other children of `container` the child with the id `dragged` would go, were it dropped at height `y`.
pub fn index_at(container: &str, dragged: &str, y: i32) -> Option<usize> {
    engine::index_at(container, dragged, y)
}
