//! Following a pointer from its press until it is let go.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::parse_float;
use leptos::ev;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::{document, window, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use crate::live::drag::Pulled;

struct Pull {
    pointer: i32,
    from: f64,
    /// So many CSS pixels are told as one.
    unit: f64,
    tell: Box<dyn Fn(Pulled)>,
    listeners: RefCell<Vec<WindowListenerHandle>>,
}

/// See [`crate::live::drag::pull`].
pub fn pull(event: &PointerEvent, unit: &'static str, tell: impl Fn(Pulled) + 'static) {
    let edge = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(edge) = edge.filter(|_| event.button() == 0) else {
        return;
    };
    // A style sheet that does not say it has nothing to pull at.
    let Some(unit) = pixels(&edge, unit).filter(|pixels| *pixels > 0.0) else {
        return;
    };
    event.prevent_default();
    // Where that is refused, its events come as long as it does not leave the window.
    let _ = edge.set_pointer_capture(event.pointer_id());
    let from = f64::from(event.client_y());
    let pull = Rc::new(Pull { pointer: event.pointer_id(), from, unit, tell: Box::new(tell), listeners: RefCell::default() });
    // Listeners hold the pull, and go with its end.
    let on_pointer = |act: fn(&Pull, &PointerEvent)| {
        let pull = pull.clone();
        move |event: PointerEvent| {
            if event.pointer_id() == pull.pointer {
                act(&pull, &event);
            }
        }
    };
    let escape = {
        let pull = pull.clone();
        move |event: ev::KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                pull.end(Pulled::TakenBack);
            }
        }
    };
    pull.listeners.replace(vec![
        window_event_listener(ev::pointermove, on_pointer(|pull, event| pull.follow(event))),
        window_event_listener(ev::pointerup, on_pointer(|pull, _| pull.end(Pulled::LetGo))),
        window_event_listener(ev::pointercancel, on_pointer(|pull, _| pull.end(Pulled::LetGo))),
        window_event_listener(ev::keydown, escape),
    ]);
}

impl Pull {
    fn follow(&self, event: &PointerEvent) {
        (self.tell)(Pulled::To((f64::from(event.client_y()) - self.from) / self.unit));
    }

    fn end(&self, how: Pulled) {
        (self.tell)(how);
        for listener in self.listeners.take() {
            listener.remove();
        }
    }
}

/// How many CSS pixels the length is that a custom property has for an element.
fn pixels(element: &Element, property: &str) -> Option<f64> {
    let style = |element: &Element, property: &str| window().get_computed_style(element).ok().flatten()?.get_property_value(property).ok();
    let length = style(element, property)?;
    let is_relative = length.trim().ends_with("rem");
    let times = if is_relative { parse_float(&style(&document().document_element()?, "font-size")?) } else { 1.0 };
    Some(parse_float(&length) * times)
}
