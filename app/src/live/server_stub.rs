//! The engine on the server: there is none. The page shows the document as it was loaded.

use std::marker::PhantomData;

use model::ids::DocumentId;
use model::live::Document;
use model::live::link::PendingKey;
use model::text::signs::Sign;

use super::{Live, PastedLines};

/// Nothing runs, so nothing is held.
pub type Held<D> = PhantomData<fn() -> D>;

pub fn hold<D: Document>() -> Held<D> {
    PhantomData
}

/// A page that the server makes takes no letters until a script of it runs (`public/scripts/rescue.js`).
pub const RUNS: bool = false;

/// Nothing stands in a page that is only being made.
pub fn is_drawn(_element_id: &str) -> bool {
    false
}

pub fn start<D: Document>(_live: Live<D>, _document: DocumentId, _reader: &str) {}

pub fn stop<D: Document>(live: Live<D>) {
    let Live { engine: PhantomData, .. } = live;
}

pub fn edit<D: Document>(_live: Live<D>, _make: impl FnOnce(&mut D) -> Option<Vec<u8>> + 'static) {}

pub fn close_entry<D: Document>(_live: Live<D>) {}

pub fn undo<D: Document>(_live: Live<D>) {}

pub fn redo<D: Document>(_live: Live<D>) {}

pub fn go_to(_element_id: String) {}

pub fn focus_on(_element_id: &str) {}

pub fn bring_into_view(_element_id: String) {}

pub fn show_place(_element_id: String) {}

/// Where lines may stand below a field: nowhere, on the server.
pub fn field_element(_input_id: &str) -> Option<leptos::web_sys::Element> {
    None
}

pub fn has_written<D: Document>(_live: Live<D>, _client: Option<u64>) -> bool {
    false
}

pub fn follow_screen_keyboard() {}

pub fn copy<D: Document>(_live: Live<D>, _words: String) {}

pub fn let_go<D: Document>(_live: Live<D>, _key: PendingKey) {}

/// The server does not know the reader's clock.
pub fn clock_time(_at: u64) -> String {
    String::new()
}

pub fn pin_and_arrange(_container: &str, _ids: &[String]) {}

pub fn press(_event: &leptos::ev::PointerEvent, _list: &'static str, _dragged: &str, _tell: impl Fn(super::drag::Dragged) + 'static) {}

pub fn pull(_event: &leptos::ev::PointerEvent, _unit: &'static str, _tell: impl Fn(super::drag::Pulled) + 'static) {}

pub fn type_in<D: Document>(_live: Live<D>, _place: &PastedLines<D::Address>, _words: &str) {}

pub fn press_sign<D: Document>(_live: Live<D>, _field: &D::Address, _sign: Sign) {}

pub fn go_on(_element_id: &str) {}

pub fn remembered(_key: &str) -> Option<String> {
    None
}

pub fn remember(_key: &str, _value: Option<&str>) {}

pub fn show_within(_scroller: &str, _element_id: &str) {}

pub fn hold_still(_element_id: &str) {}

pub fn child_in_sight(_list: &str, _current: &str) -> Option<String> {
    None
}
