//! The engine on the server: there is none. The page shows the document as it was loaded.

use model::documents::board::{Board, Sign, TextAddress};
use model::ids::{DocumentId, PersonId};
use model::live::link::PendingKey;

use super::{Live, PastedLines};

/// Nothing runs, so nothing is held.
pub type Held = ();

pub fn hold() -> Held {}

/// A page that the server makes takes no letters until a script of it runs (`public/scripts/rescue.js`).
pub const RUNS: bool = false;

/// Nothing stands in a page that is only being made.
pub fn is_drawn(_element_id: &str) -> bool {
    false
}

pub fn start(_live: Live, _document: DocumentId, _person: PersonId) {}

pub fn stop(live: Live) {
    live.engine
}

pub fn edit(_live: Live, _make: impl FnOnce(&mut Board) -> Option<Vec<u8>> + 'static) {}

pub fn close_entry(_live: Live) {}

pub fn undo(_live: Live) {}

pub fn redo(_live: Live) {}

pub fn go_to(_element_id: String) {}

pub fn focus_on(_element_id: &str) {}

pub fn bring_into_view(_element_id: String) {}

pub fn show_place(_element_id: String) {}

/// Where lines may stand below a field: nowhere, on the server.
pub fn field_element(_input_id: &str) -> Option<leptos::web_sys::Element> {
    None
}

pub fn has_written(_live: Live, _client: Option<u64>) -> bool {
    false
}

pub fn follow_screen_keyboard() {}

pub fn copy(_live: Live, _words: String) {}

pub fn let_go(_live: Live, _key: PendingKey) {}

/// The server does not know the reader's clock.
pub fn clock_time(_at: u64) -> String {
    String::new()
}

pub fn pin_and_arrange(_container: &str, _ids: &[String]) {}

pub fn press(_event: &leptos::ev::PointerEvent, _list: &'static str, _dragged: &str, _tell: impl Fn(super::drag::Dragged) + 'static) {}

pub fn type_in(_live: Live, _place: &PastedLines, _words: &str) {}

pub fn press_sign(_live: Live, _field: &TextAddress, _sign: Sign) {}

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
