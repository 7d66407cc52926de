//! What is done in fields, heard at the window: a long document has hundreds of them, and none has listeners of its own.

use leptos::ev;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::window_event_listener;
use model::live::Document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::drawing::FieldElement;
use super::{inserting, typing};
use crate::live::Live;

/// Begins to listen for a document.
pub fn listen<D: Document>(live: Live<D>) -> Vec<WindowListenerHandle> {
    vec![
        window_event_listener(ev::focusin, move |event| with_field(live, &event, |field| typing::focus(live, field))),
        window_event_listener(ev::focusout, move |event| with_field(live, &event, |_| typing::blur(live))),
        window_event_listener(ev::input, move |event| with_field(live, &event, |field| typing::input(live, &field))),
        window_event_listener(ev::beforeinput, move |event| with_field(live, &event, |field| typing::before_input(live, &field, &event))),
        window_event_listener(ev::paste, move |event| with_field(live, &event, |field| inserting::paste(live, &field, &event))),
        window_event_listener(ev::drop, move |event| with_field(live, &event, |field| inserting::dropped(live, &field, &event))),
        window_event_listener(ev::compositionstart, move |event| with_field(live, &event, |_| typing::composing(live, true))),
        window_event_listener(ev::compositionend, move |event| with_field(live, &event, |_| typing::composing(live, false))),
        window_event_listener(ev::keydown, move |event| with_field(live, &event, |field| typing::key(live, &field, &event))),
    ]
}

fn with_field<D: Document>(live: Live<D>, event: &Event, act: impl FnOnce(FieldElement<D::Address>)) {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    // A page may have two documents of one type: each hears of its own fields alone.
    if let Some(field) = element.and_then(FieldElement::of).filter(|field| live.has(&field.address)) {
        act(field);
    }
}
