//! What somebody does in a text field.

use leptos::ev;
use leptos::prelude::*;

use super::drawing::{EARLIER, FieldElement};
use super::focused::Focused;
use super::session::{self, Session};
use super::with_session;
use crate::live::{FieldKind, Live};

pub fn focus(live: Live, field: FieldElement) {
    if live.ready.get_untracked() {
        with_session(live, |session| {
            session::run(session, |session, todo| {
                session.close_entry();
                let focused = Focused::new(field, session.board());
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

pub fn input(live: Live, field: &FieldElement) {
    with_session(live, |session| {
        if !live.ready.get_untracked() {
            field.draw(&field.input.value(), &[]);
        } else if field.input.has_attribute(EARLIER) {
            session::run(session, Session::adopt);
        } else {
            session::run(session, Session::typed);
        }
    });
}

pub fn composing(live: Live, begins: bool) {
    with_session(live, |session| {
        session::run(session, |session, todo| session.composing(begins, todo));
    });
}

pub fn before_input(live: Live, field: &FieldElement, event: &ev::InputEvent) {
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
        _ => {}
    }
}

/// A heading has one line: Enter does not begin another.
pub fn key(kind: FieldKind, event: &ev::KeyboardEvent) {
    if kind == FieldKind::Title && event.key() == "Enter" && !event.is_composing() {
        event.prevent_default();
    }
}
