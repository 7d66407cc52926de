//! The page's own: where it is scrolled to, where the focus goes, and what this device remembers of it.

use super::engine;

/// Moves the focus from a field to the next one on the page that is drawn.
pub fn go_on(element_id: &str) {
    engine::go_on(element_id);
}

/// Scrolls the element `scroller`, and nothing else, so that another inside it is seen.
pub fn show_within(scroller: &str, element_id: &str) {
    engine::show_within(scroller, element_id);
}

/// Keeps an element that is in sight where it stands on the screen, whatever the change that is about to be drawn does to what is above it.
pub fn hold_still(element_id: &str) {
    engine::hold_still(element_id);
}

/// The id of the child of `list` that is read now: nothing as long as the child `current` is seen.
pub fn child_in_sight(list: &str, current: &str) -> Option<String> {
    engine::child_in_sight(list, current)
}

/// What this device remembers under a key.
pub fn remembered(key: &str) -> Option<String> {
    engine::remembered(key)
}

/// Has this device remember something, or forget it. It may be refused: for convenience only, and never for words of a board.
pub fn remember(key: &str, value: Option<&str>) {
    engine::remember(key, value);
}
