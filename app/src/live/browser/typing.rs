//! What somebody does in a text field.

use leptos::ev;
use leptos::prelude::*;
use model::live::{Content, Document};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::drawing::{EARLIER, FieldElement};
use super::focused::Focused;
use super::inserting;
use super::next_field::go_on_writing;
use super::page::show_whole;
use super::session::{self, Session};
use super::with_session;
use crate::live::{FieldKind, Live};

pub fn focus<D: Document>(live: Live<D>, field: FieldElement<D::Address>) {
    // Who comes by keys sees all of it: the browser shows the caret alone, and the writing bar lies over the window's lower edge.
    if !field.input.matches(":active").unwrap_or(false) {
        show_whole(&field.input);
    }
    if live.ready.get_untracked() {
        with_session(live, |session| {
            session::run(session, |session, effects| {
                session.close_entry();
                let focused = Focused::new(field, session.document());
                session.focus(Some(focused), effects);
            });
        });
    }
}

pub fn blur<D: Document>(live: Live<D>) {
    with_session(live, |session| {
        session::run(session, |session, effects| {
            session.close_entry();
            session.focus(None, effects);
        });
    });
}

pub fn input<D: Document>(live: Live<D>, field: &FieldElement<D::Address>) {
    with_session(live, |session| {
        if !live.ready.get_untracked() {
            field.draw(&field.input.value(), &[]);
            return;
        }
        // A browser's extension, or what is dropped on a tablet, changes a field that has no focus.
        if !session.borrow().is_focused(&field.address) && !field.input.has_attribute(EARLIER) {
            let before = live.content.with_untracked(|content| content.text(&field.address).to_owned());
            let _ = field.input.set_attribute(EARLIER, &before);
        }
        if field.input.has_attribute(EARLIER) {
            session::run(session, Session::adopt);
        } else {
            session::run(session, Session::typed);
        }
    });
}

pub fn composing<D: Document>(live: Live<D>, begins: bool) {
    with_session(live, |session| {
        session::run(session, |session, effects| session.composing(begins, effects));
    });
}

pub fn before_input<D: Document>(live: Live<D>, field: &FieldElement<D::Address>, event: &ev::InputEvent) {
    if !live.ready.get_untracked() {
        if !field.input.has_attribute(EARLIER) {
            let _ = field.input.set_attribute(EARLIER, &field.input.value());
        }
        return;
    }
    // A shake of a tablet or a menu's Undo goes to our own history: the browser's would take back colleagues' letters.
    match event.input_type().as_str() {
        "historyUndo" => {
            event.prevent_default();
            live.undo();
        }
        // Undone by itself, however little it is.
        "insertFromPaste" | "insertFromDrop" => {
            with_session(live, |session| session.borrow_mut().apart());
        }
        "historyRedo" => {
            event.prevent_default();
            live.redo();
        }
        _ => inserting::before_input(live, field, event),
    }
}

/// Enter goes on where there is one line; with Shift it begins another where there may be one.
pub fn key<D: Document>(live: Live<D>, field: &FieldElement<D::Address>, event: &ev::KeyboardEvent) {
    if event.is_composing() {
        return;
    }
    // One line, or one sentence.
    if event.key() == "Enter" && matches!(field.kind, FieldKind::Title | FieldKind::Sentence) {
        let begins_line = event.shift_key() && field.kind != FieldKind::Title;
        if !begins_line {
            event.prevent_default();
        }
        if !event.shift_key() {
            go_on_writing(&field.input.id());
        }
    }
    let is_for_signs = match event.key().to_ascii_lowercase().as_str() {
        "m" => event.ctrl_key() && !event.alt_key() && !event.meta_key(),
        "f10" => event.alt_key(),
        _ => false,
    };
    if is_for_signs && live.ready.get_untracked() {
        event.prevent_default();
        focus_on_signs();
    }
}

/// Puts the focus on the sign that had it last.
fn focus_on_signs() {
    let sign = document().query_selector(".signs [data-entered]").ok().flatten();
    if let Some(sign) = sign.and_then(|sign| sign.dyn_into::<HtmlElement>().ok()) {
        let _ = sign.focus();
    }
}
