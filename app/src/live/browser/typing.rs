//! Handlers of a text field.

use leptos::ev;
use leptos::prelude::*;
use model::board::TextAddress;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::session;
use super::{focused::Focused, with_session};
use crate::live::{FieldKind, Live};

pub fn focus(live: Live, address: TextAddress, kind: FieldKind, event: &ev::FocusEvent) {
    let element = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    begin(live, address, kind, element);
}

/// Edits are taken from now on: a field that was chosen before then has had its focus already.
pub fn ready(live: Live, element_id: &str, address: TextAddress, kind: FieldKind) {
    let active = document().active_element().filter(|element| element.id() == element_id);
    begin(live, address, kind, active.and_then(|element| element.dyn_into().ok()));
}

fn begin(live: Live, address: TextAddress, kind: FieldKind, element: Option<HtmlTextAreaElement>) {
    if let Some(element) = element.filter(|_| live.ready.get_untracked()) {
        with_session(live, |session| {
            session::run(session, |session, todo| {
                session.close_entry();
                let focused = Focused::new(address, kind, element, session.board());
                session.focus(Some(focused), todo);
            });
        });
    }
}

pub fn blur(live: Live) {
    with_session(live, |session| {
        session::run(session, |session, todo| {
            session.close_entry();
            session.focus(None, todo);
        });
    });
}

pub fn input(live: Live) {
    with_session(live, |session| {
        session::run(session, super::session::Session::typed);
        session.borrow_mut().show_now();
    });
}

pub fn composing(live: Live, begins: bool) {
    with_session(live, |session| {
        session::run(session, |session, todo| session.composing(begins, todo));
    });
}

/// A shake of a tablet or a menu's Undo goes to our own history: the browser's would take back colleagues' letters.
pub fn before_input(live: Live, event: &ev::InputEvent) {
    match event.input_type().as_str() {
        "historyUndo" => {
            event.prevent_default();
            live.undo();
        }
        "historyRedo" => {
            event.prevent_default();
            live.redo();
        }
        _ => {}
    }
}

/// A heading has one line: Enter does not begin another.
pub fn key(kind: FieldKind, event: &ev::KeyboardEvent) {
    if kind == FieldKind::Title && event.key() == "Enter" && !event.is_composing() {
        event.prevent_default();
    }
}

/// A field without the focus shows what the board says. The one with the focus is the session's own.
pub fn follow(live: Live, element_id: &str, address: &TextAddress, text: &str) {
    if live.focus.with_untracked(|focus| focus.as_ref() == Some(address)) {
        return;
    }
    let element = document().get_element_by_id(element_id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(element) = element.filter(|element| element.value() != text) {
        element.set_value(text);
    }
}
