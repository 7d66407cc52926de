//! The engine on the server: there is none. The page shows the document as it was loaded.

use model::board::Board;
use model::ids::{DocumentId, PersonId};
use model::link::PendingKey;

use super::Live;

/// Nothing runs, so nothing is held.
pub type Held = ();

pub fn hold() -> Held {}

pub fn start(_live: Live, _document: DocumentId, _person: PersonId) {}

pub fn stop(live: Live) {
    live.engine
}

pub fn edit(_live: Live, _make: impl FnOnce(&mut Board) -> Option<Vec<u8>> + 'static) {}

pub fn close_entry(_live: Live) {}

pub fn undo(_live: Live) {}

pub fn redo(_live: Live) {}

pub fn go_to(_element_id: String) {}

pub fn bring_into_view(_element_id: String) {}

pub fn copy(_live: Live, _words: String) {}

pub fn let_go(_live: Live, _key: PendingKey) {}

/// The server does not know the reader's clock.
pub fn clock_time(_at: u64) -> String {
    String::new()
}

pub fn pin_and_arrange(_container: &str, _ids: &[String]) {}

/// Handlers of a text field; nothing happens here.
pub mod typing {
    use leptos::ev;
    use model::board::TextAddress;

    use super::Live;
    use crate::live::FieldKind;

    pub fn focus(_live: Live, _address: TextAddress, _kind: FieldKind, _event: &ev::FocusEvent) {}
    pub fn ready(_live: Live, _element_id: &str, _address: TextAddress, _kind: FieldKind) {}
    pub fn blur(_live: Live) {}
    pub fn input(_live: Live) {}
    pub fn composing(_live: Live, _begins: bool) {}
    pub fn before_input(_live: Live, _event: &ev::InputEvent) {}
    pub fn key(_kind: FieldKind, _event: &ev::KeyboardEvent) {}
    pub fn follow(_live: Live, _element_id: &str, _address: &TextAddress, _text: &str) {}
}

pub fn capture(_event: &leptos::ev::PointerEvent) -> bool {
    false
}

pub fn index_at(_container: &str, _dragged: &str, _y: i32) -> Option<usize> {
    None
}
