//! Following a pointer from its press until it is let go.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::ev;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

struct Pull {
    pointer: i32,
    from: f64,
    tell: Box<dyn Fn(f64)>,
    listeners: RefCell<Vec<WindowListenerHandle>>,
}

/// See [`crate::live::drag::pull`].
pub fn pull(event: &PointerEvent, tell: impl Fn(f64) + 'static) {
    if event.button() != 0 {
        return;
    }
    event.prevent_default();
    if let Some(edge) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        // Where that is refused, its events come as long as it does not leave the window.
        let _ = edge.set_pointer_capture(event.pointer_id());
    }
    let from = f64::from(event.client_y());
    let pull = Rc::new(Pull { pointer: event.pointer_id(), from, tell: Box::new(tell), listeners: RefCell::default() });
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
                (pull.tell)(0.0);
                pull.end();
            }
        }
    };
    pull.listeners.replace(vec![
        window_event_listener(ev::pointermove, on_pointer(|pull, event| (pull.tell)(f64::from(event.client_y()) - pull.from))),
        window_event_listener(ev::pointerup, on_pointer(|pull, _| pull.end())),
        window_event_listener(ev::pointercancel, on_pointer(|pull, _| pull.end())),
        window_event_listener(ev::keydown, escape),
    ]);
}

impl Pull {
    fn end(&self) {
        for listener in self.listeners.take() {
            listener.remove();
        }
    }
}
