//! Dragging something to another place of its list by mouse, pen or finger.

use leptos::ev;

use super::engine;

/// What comes of a press on something that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dragged {
    /// It was lifted. Until then a press is a press.
    Lifted,
    /// It was dropped: its index among the others of the list.
    To(usize),
}

/// Takes up, at a pointer's press, the child of `list` with the id `dragged` once the pointer moves.
///
/// While it is lifted the list has `data-dragging`, the child `data-lifted` and `--lift` (how far it is from its place), and the one beside
/// which it would land `data-drop`. The window scrolls near its edges; Escape takes all of it back.
pub fn press(event: &ev::PointerEvent, list: &'static str, dragged: &str, tell: impl Fn(Dragged) + 'static) {
    engine::press(event, list, dragged, tell);
}

/// What comes of pulling at something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pulled {
    /// It is so far below where it went down.
    To(f64),
    /// It was let go where it was last.
    LetGo,
    /// It is as if nobody had pulled.
    TakenBack,
}

/// Follows a pointer from its press until it is let go, and tells how far it is below where it went down: in the lengths that the style sheet
/// gives, where it was pressed, as the custom property `unit` (in `rem` or `px`). Escape takes it back.
pub fn pull(event: &ev::PointerEvent, unit: &'static str, tell: impl Fn(Pulled) + 'static) {
    engine::pull(event, unit, tell);
}
