//! The engine in the browser: one session a document, outside the reactive system, which only shows what the session says.

mod clipboard;
mod clock;
mod colleagues;
mod connection;
mod device;
mod dial;
mod dragging;
mod drawing;
mod field_events;
mod focused;
mod former;
mod happenings;
mod http;
mod inserting;
mod keeping;
mod left_out;
mod next_field;
mod page;
mod patch;
mod pulling;
mod remembered;
mod screen_keyboard;
mod session;
mod show_place;
mod showing;
mod socket;
mod typing;
mod undoing;
mod window_events;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::ids::DocumentId;
use model::live::Document;
use model::live::link::PendingKey;

pub use dragging::press;
pub use inserting::{press_sign, type_in};
pub use next_field::go_on;
pub use page::{bring_into_view, child_in_sight, clock_time, field_element, focus_on, go_to, hold_still, pin_and_arrange, show_within};
pub use pulling::pull;
pub use remembered::{remember, remembered};
pub use screen_keyboard::follow_screen_keyboard;
use session::Session;
pub use show_place::show_place;

use super::{Copied, Live};

/// A page that runs takes letters, even while the document is still opening (`session::adopt`).
pub const RUNS: bool = true;

/// Whether an element of the server's stands in the page that is being taken over: then there is no need to make it.
pub fn is_drawn(element_id: &str) -> bool {
    let takes_over = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
    takes_over && document().get_element_by_id(element_id).is_some()
}

/// The running session, if there is one.
pub struct Engine<D: Document>(Option<Rc<RefCell<Session<D>>>>);

/// Where components keep it: a handle that is cheap to copy.
pub type Held<D> = StoredValue<Engine<D>, LocalStorage>;

/// A place for a session that has not begun.
pub fn hold<D: Document>() -> Held<D> {
    StoredValue::new_local(Engine(None))
}

/// Runs `act` on the session of `live`, if it still runs.
fn with_session<D: Document, T>(live: Live<D>, act: impl FnOnce(&Rc<RefCell<Session<D>>>) -> T) -> Option<T> {
    let session = live.engine.try_with_value(|engine| engine.0.clone()).flatten()?;
    Some(act(&session))
}

pub fn start<D: Document>(live: Live<D>, document: DocumentId, reader: &str) {
    let session = Session::start(live, document, reader);
    live.engine.try_update_value(|engine| engine.0 = Some(session));
}

pub fn stop<D: Document>(live: Live<D>) {
    if let Some(session) = live.engine.try_update_value(|engine| engine.0.take()).flatten() {
        session.borrow_mut().stop();
    }
}

pub fn edit<D: Document>(live: Live<D>, make: impl FnOnce(&mut D) -> Option<Vec<u8>> + 'static) {
    with_session(live, |session| {
        session::run(session, |session, effects| {
            session.edit(make, effects);
            session.show_now(effects);
        });
    });
}

pub fn close_entry<D: Document>(live: Live<D>) {
    with_session(live, |session| session.borrow_mut().close_entry());
}

pub fn undo<D: Document>(live: Live<D>) {
    with_session(live, |session| session::run(session, Session::undo));
}

pub fn redo<D: Document>(live: Live<D>) {
    with_session(live, |session| session::run(session, Session::redo));
}

pub fn let_go<D: Document>(live: Live<D>, key: PendingKey) {
    with_session(live, |session| session::run(session, |session, effects| session.let_go(key, effects)));
}

pub fn has_written<D: Document>(live: Live<D>, client: Option<u64>) -> bool {
    let wrote = with_session(live, |session| session.try_borrow().is_ok_and(|session| session.document().replica().has_pieces_of(client)));
    wrote.unwrap_or_default()
}

/// Puts words on the clipboard, and says what came of it.
pub fn copy<D: Document>(live: Live<D>, words: String) {
    spawn_local(async move {
        let copied = if clipboard::put(&words).await { Copied::Done } else { Copied::ByHand(words) };
        live.copied.try_set(Some(copied));
    });
}
