//! Dragging within a list: listeners while the pointer is down, and a frame after another while something is lifted.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::ev;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::{document, window, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

use super::page::{height_of, keep_at};
use crate::live::drag::Dragged;
use crate::ui::dom::next_frame;

/// How far a pointer moves before a press becomes a drag, in CSS pixels.
const SLACK: f64 = 4.0;
/// How near to the window's edge it scrolls.
const EDGE: f64 = 96.0;
/// How far it scrolls in one frame at the very edge.
const SPEED: f64 = 24.0;
/// What stands over the window's upper edge.
const BAR: f64 = 66.0;

struct Drag {
    list: Element,
    dragged: HtmlElement,
    pointer: i32,
    /// Where the pointer went down, and where it is.
    from: f64,
    at: Cell<f64>,
    /// How far below the element's upper edge it is held.
    held: f64,
    is_lifted: Cell<bool>,
    listeners: RefCell<Vec<WindowListenerHandle>>,
    tell: Box<dyn Fn(Dragged)>,
}

/// See [`crate::live::drag::press`].
pub fn press(event: &PointerEvent, list: &'static str, dragged: &str, tell: impl Fn(Dragged) + 'static) {
    let Some((list, dragged)) = elements(list, dragged) else {
        return;
    };
    if event.button() != 0 {
        return;
    }
    // Its further events come here even when it leaves the window. Where that is refused, they come as long as it does not.
    if let Some(grip) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = grip.set_pointer_capture(event.pointer_id());
    }
    let from = f64::from(event.client_y());
    let drag = Rc::new(Drag {
        held: from - height_of(&dragged),
        list,
        dragged,
        pointer: event.pointer_id(),
        from,
        at: Cell::new(from),
        is_lifted: Cell::new(false),
        listeners: RefCell::default(),
        tell: Box::new(tell),
    });
    listen(&drag);
}

fn elements(list: &str, dragged: &str) -> Option<(Element, HtmlElement)> {
    let dragged = document().get_element_by_id(dragged)?.dyn_into().ok()?;
    Some((document().get_element_by_id(list)?, dragged))
}

/// Listeners hold the drag, and go with its end.
fn listen(drag: &Rc<Drag>) {
    let on_pointer = |act: fn(&Rc<Drag>, &PointerEvent)| {
        let drag = drag.clone();
        move |event: PointerEvent| {
            if event.pointer_id() == drag.pointer {
                act(&drag, &event);
            }
        }
    };
    let escape = {
        let drag = drag.clone();
        move |event: ev::KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                drag.end(false);
            }
        }
    };
    drag.listeners.replace(vec![
        window_event_listener(
            ev::pointermove,
            on_pointer(|drag, event| {
                drag.at.set(f64::from(event.client_y()));
                if !drag.is_lifted.get() && (drag.at.get() - drag.from).abs() > SLACK {
                    drag.lift();
                }
            }),
        ),
        window_event_listener(ev::pointerup, on_pointer(|drag, _| drag.end(true))),
        window_event_listener(ev::pointercancel, on_pointer(|drag, _| drag.end(false))),
        window_event_listener(ev::keydown, escape),
    ]);
}

impl Drag {
    fn lift(self: &Rc<Self>) {
        self.is_lifted.set(true);
        (self.tell)(Dragged::Lifted);
        let before = height_of(&self.dragged);
        let _ = self.list.set_attribute("data-dragging", "");
        let _ = self.dragged.set_attribute("data-lifted", "");
        // The items are as low as their heads now; the one that is held stays under the pointer.
        keep_at(&self.dragged, before);
        frame(self.clone());
    }

    /// Ends it, with the element where it is held or back in its place.
    fn end(self: &Rc<Self>, drop: bool) {
        for listener in self.listeners.take() {
            listener.remove();
        }
        if !self.is_lifted.replace(false) {
            return;
        }
        let (from, to) = self.places();
        let (held_at, came_from) = (self.at.get() - self.held, self.from - self.held);
        self.unmark();
        let _ = self.list.remove_attribute("data-dragging");
        let _ = self.dragged.remove_attribute("data-lifted");
        let _ = self.dragged.style().remove_property("--lift");
        let dropped = drop && self.dragged.is_connected();
        if dropped && from != to {
            (self.tell)(Dragged::To(to));
        }
        // After the items have been put in order and have their height again, it stands where it was let go.
        let drag = self.clone();
        let at = if dropped { held_at } else { came_from }.clamp(BAR + 12.0, (inner_height() - EDGE).max(BAR + 12.0));
        next_frame(move || next_frame(move || keep_at(&drag.dragged, at)));
    }

    /// The place it stands at, and the one where it would go.
    fn places(&self) -> (usize, usize) {
        let (mut from, mut to, mut is_before) = (0, 0, true);
        for child in self.children() {
            if child == *self.dragged {
                is_before = false;
                continue;
            }
            let place = child.get_bounding_client_rect();
            from += usize::from(is_before);
            to += usize::from(place.top() + place.height() / 2.0 < self.at.get());
        }
        (from, to)
    }

    /// Shows where it would land.
    fn mark(&self) {
        let (from, to) = self.places();
        let others: Vec<Element> = self.children().filter(|child| *child != *self.dragged).collect();
        let (beside, side) = match others.get(to) {
            Some(other) => (Some(other), "before"),
            None => (others.last(), "after"),
        };
        let is_marked = beside.is_some_and(|beside| beside.get_attribute("data-drop").as_deref() == Some(side));
        if from == to {
            self.unmark();
        } else if let (false, Some(beside)) = (is_marked, beside) {
            self.unmark();
            let _ = beside.set_attribute("data-drop", side);
        }
    }

    fn unmark(&self) {
        for child in self.children() {
            let _ = child.remove_attribute("data-drop");
        }
    }

    fn children(&self) -> impl Iterator<Item = Element> {
        let children = self.list.children();
        let all = (0..children.length()).filter_map(move |index| children.item(index));
        // One that a colleague deleted stays for as long as one is at it, and is no place.
        all.filter(|child| !child.has_attribute("data-deleted"))
    }
}

/// Scrolls where the pointer is near an edge, and draws what follows from where it is now: colleagues may have moved something meanwhile.
fn frame(drag: Rc<Drag>) {
    if !drag.is_lifted.get() {
        return;
    }
    if !drag.dragged.is_connected() {
        drag.end(false);
        return;
    }
    let at = drag.at.get();
    let (above, below) = (BAR + EDGE - at, at - (inner_height() - EDGE));
    let depth = if above > 0.0 { -above } else { below.max(0.0) };
    if depth != 0.0 {
        window().scroll_by_with_x_and_y(0.0, (depth / EDGE).clamp(-1.0, 1.0) * SPEED);
    }
    let lift = at - drag.held - height_of(&drag.dragged);
    let _ = drag.dragged.style().set_property("--lift", &format!("{lift}px"));
    drag.mark();
    next_frame(move || frame(drag));
}

fn inner_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX)
}
