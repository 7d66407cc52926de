//! What the window tells: the network is back, the page is looked at again, is about to be left, the caret has moved.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::ev;
use leptos::leptos_dom::helpers::{WindowListenerHandle, window_event_listener_untyped};
use leptos::prelude::*;
use model::live::Document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BeforeUnloadEvent, Element, Event, HtmlElement, KeyboardEvent};

use super::drawing::FieldElement;
use super::field_events;
use super::session::{Session, run};
use crate::live::Live;

/// Listeners that end with the session.
pub struct WindowEvents {
    window: Vec<WindowListenerHandle>,
    selection: Closure<dyn FnMut(Event)>,
}

/// Begins to listen for a session.
pub fn listen<D: Document>(live: Live<D>, session: &Rc<RefCell<Session<D>>>) -> WindowEvents {
    let weak = Rc::downgrade(session);
    let tell = |weak: Weak<RefCell<Session<D>>>, what: fn(&mut Session<D>)| {
        move |_: Event| {
            if let Some(session) = weak.upgrade() {
                what(&mut session.borrow_mut());
            }
        }
    };
    let leaving = {
        let weak = weak.clone();
        move |event: Event| {
            let loses = weak.upgrade().is_some_and(|session| session.borrow().would_lose());
            if let (true, Ok(event)) = (loses, event.dyn_into::<BeforeUnloadEvent>()) {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        }
    };
    let selection = {
        let weak = weak.clone();
        Closure::new(move |_: Event| {
            if let Some(session) = weak.upgrade() {
                run(&session, |session, _| session.moved());
            }
        })
    };
    let _ = document().add_event_listener_with_callback("selectionchange", selection.as_ref().unchecked_ref());
    let mut heard = field_events::listen(live);
    heard.extend([
        window_event_listener_untyped("online", tell(weak.clone(), Session::network_is_back)),
        window_event_listener_untyped("visibilitychange", tell(weak.clone(), Session::hurry)),
        window_event_listener_untyped("focus", tell(weak, Session::hurry)),
        window_event_listener_untyped("beforeunload", leaving),
        window_event_listener(ev::keydown, move |event| undo_keys(live, &event)),
    ]);
    WindowEvents { window: heard, selection }
}

impl Drop for WindowEvents {
    fn drop(&mut self) {
        for handle in self.window.drain(..) {
            handle.remove();
        }
        let _ = document().remove_event_listener_with_callback("selectionchange", self.selection.as_ref().unchecked_ref());
    }
}

/// Whether it is this document's to undo: the private one only where the focus is in one of its fields.
fn takes_undo<D: Document>(live: Live<D>, event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    match element.and_then(FieldElement::<D::Address>::of) {
        Some(field) => live.has(&field.address),
        None => !live.is_private,
    }
}

/// Undo and redo by keyboard, wherever on the page the focus is; other inputs keep their own.
fn undo_keys<D: Document>(live: Live<D>, event: &KeyboardEvent) {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let elsewhere = target.is_some_and(|element| element.matches("input, select, textarea:not(.live-field__input)").unwrap_or(false));
    if elsewhere || !takes_undo(live, event) {
        return;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => live.undo(),
        ("z", true) | ("y", false) => live.redo(),
        _ => return,
    }
    event.prevent_default();
}
