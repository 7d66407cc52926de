//! One open document: the replica, the link to the server, and what the page shows of them.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use leptos::prelude::*;
use model::ids::DocumentId;
use model::live::Document;
use model::live::link::{Effect, Link, PendingKey, SaveState, Transport};
use model::live::presence::Presence;
use model::live::protocol::CloseCode;
use model::live::replica::{Replica, words};
use model::live::text::History;

use super::clock::{Pulse, now};
use super::colleagues::Colleagues;
use super::connection::{Connection, remember, remembered};
use super::device::{Device, Shelf};
use super::dial;
use super::drawing::{self, FieldElement};
use super::focused::Focused;
use super::former::Former;
use super::keeping::{self, TakeUp};
use super::page::chance;
use super::socket::Socket;
use super::window_events::{self, WindowEvents};
use crate::live::shown::set_if_new;
use crate::live::{Aside, LeftOut, Live};
use crate::ui::dom::later;

/// How often time is told to the link.
const TICK: Duration = Duration::from_millis(200);
/// Colleagues' letters are drawn at most this often: about once a frame.
const FRAME: Duration = Duration::from_millis(16);
/// Where the caret is gets told so long after it has moved, and not before the letter that moved it is on the screen.
const PLACE: Duration = Duration::from_millis(50);

/// "Saved" is shown so long after the last moment of saving, in milliseconds.
const CALM: u64 = 400;

/// See the module.
pub struct Session<D: Document> {
    pub(super) live: Live<D>,
    pub(super) id: DocumentId,
    pub(super) document: D,
    pub(super) link: Link,
    pub(super) history: History<D>,
    pub(super) device: Rc<Device>,
    /// What an earlier page has left in the device's store is still to be taken up.
    pub(super) take_up: Option<TakeUp>,
    pulse: Pulse,
    pub(super) connection: Option<Connection>,
    /// A WebSocket beside the connection, to see whether one gets through again.
    pub(super) probe: Option<Socket>,
    /// What is known to carry frames, and remembered on the device.
    carried_by: Option<Transport>,
    pub(super) colleagues: Colleagues<D>,
    pub(super) focused: Option<Focused<D>>,
    /// An input method is putting a letter together.
    pub(super) composing: bool,
    /// Something was typed that only its own field shows yet.
    pub(super) unsettled: Cell<Option<(D::Address, String)>>,
    place: PlaceNews,
    former: Former<D>,
    /// When something was last on its way.
    saving: Cell<Option<u64>>,
    /// A drawing of colleagues' changes has been asked for.
    pub(super) drawing: bool,
    ticking: Option<IntervalHandle>,
    events: Option<WindowEvents>,
}

pub(super) type Shared<D> = Rc<RefCell<Session<D>>>;

/// Acts on the session, carries out what the link asks for, and shows the outcome.
pub fn run<D: Document>(session: &Shared<D>, act: impl FnOnce(&mut Session<D>, &mut Vec<Effect>)) {
    let mut effects = Vec::new();
    act(&mut session.borrow_mut(), &mut effects);
    for effect in effects {
        carry_out(session, effect);
    }
    session.borrow().show_state();
    tell_place_soon(session);
}

fn tell_place_soon<D: Document>(session: &Shared<D>) {
    if session.borrow().place != PlaceNews::Due {
        return;
    }
    session.borrow_mut().place = PlaceNews::Underway;
    let weak = Rc::downgrade(session);
    let tell = move || {
        if let Some(session) = weak.upgrade() {
            run(&session, |session, effects| {
                session.show_colleagues();
                session.tell_place(effects);
            });
        }
    };
    later(tell, PLACE);
}

/// Whether colleagues know where the caret is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PlaceNews {
    Told,
    Due,
    /// They will in a moment.
    Underway,
}

impl<D: Document> Session<D> {
    /// Begins: loads what the device has kept, connects, and keeps time.
    pub fn start(live: Live<D>, id: DocumentId, reader: &str) -> Shared<D> {
        let document = D::new(Replica::with_random_client());
        let history = document.history(now);
        let first_key = (chance() * (1_u64 << 52) as f64) as u64;
        let device = |this: &Weak<RefCell<Self>>| Device::new(&id.to_string(), reader, keeping::closed(this.clone()));
        let new = |device: Rc<Device>| Self {
            live,
            id,
            document,
            link: Link::new(first_key),
            history,
            device,
            take_up: Some(TakeUp::default()),
            pulse: Pulse::default(),
            connection: None,
            probe: None,
            carried_by: None,
            colleagues: Colleagues::default(),
            focused: None,
            composing: false,
            unsettled: Cell::default(),
            place: PlaceNews::Told,
            former: Former::of(live),
            saving: Cell::new(None),
            drawing: false,
            ticking: None,
            events: None,
        };
        let session = Rc::new_cyclic(|this| RefCell::new(new(device(this))));
        if let Some(transport) = remembered() {
            session.borrow_mut().link.prefer(transport);
        }
        let weak = Rc::downgrade(&session);
        let tick = move || {
            if let Some(session) = weak.upgrade() {
                keeping::take_up(&session);
                run(&session, Self::tick);
            }
        };
        // Who only looks on is here as well: that is the first thing the page says.
        session.borrow_mut().tell_place(&mut Vec::new());
        session.borrow_mut().ticking = set_interval(tick, TICK).ok();
        session.borrow_mut().events = Some(window_events::listen(live, &session));
        keeping::take_up(&session);
        // Not only at the first tick: somebody waits.
        run(&session, Self::tick);
        session
    }

    /// Ends: the connection closes, nothing is shown any more. What is pending stays in the device's store.
    pub fn stop(&mut self) {
        if let Some(handle) = self.ticking.take() {
            handle.clear();
        }
        self.events = None;
        self.connection = None;
        self.probe = None;
        self.focused = None;
    }

    pub fn document(&self) -> &D {
        &self.document
    }

    pub fn would_lose(&self) -> bool {
        self.link.would_lose() || !FieldElement::earlier(self.live).is_empty()
    }

    pub fn close_entry(&mut self) {
        self.history.close_entry();
    }

    pub fn apart(&mut self) {
        self.history.apart();
    }

    pub fn edit(&mut self, make: impl FnOnce(&mut D) -> Option<Vec<u8>>, effects: &mut Vec<Effect>) {
        let selection = self.focused.as_ref().and_then(|focused| focused.selection(&self.document));
        if let Some(update) = make(&mut self.document) {
            self.link.edited(update, now(), effects);
        }
        if let Some(focused) = &mut self.focused {
            focused.show(&self.document, selection);
        }
    }

    pub fn typed(&mut self, effects: &mut Vec<Effect>) {
        let Some(focused) = &mut self.focused else {
            return;
        };
        let retyped = focused.typed(&mut self.document, &mut self.history);
        let left_out = (retyped.left_out > 0).then(|| LeftOut { field: focused.address.clone(), letters: retyped.left_out });
        if let Some(update) = retyped.update {
            self.link.edited(update, now(), effects);
        }
        self.say_left_out(left_out);
        self.show_typed();
        self.moved();
    }

    /// The caret has moved.
    pub fn moved(&mut self) {
        if self.place == PlaceNews::Told {
            self.place = PlaceNews::Due;
        }
    }

    pub fn composing(&mut self, begins: bool, effects: &mut Vec<Effect>) {
        self.composing = begins;
        if let Some(focused) = &mut self.focused {
            focused.set_composing(begins);
        }
        if !begins {
            self.typed(effects);
        }
    }

    pub fn focus(&mut self, focused: Option<Focused<D>>, effects: &mut Vec<Effect>) {
        self.settle();
        self.live.focus.try_set(focused.as_ref().map(|focused| focused.address.clone()));
        self.focused = focused;
        self.say_left_out(None);
        self.tell_place(effects);
    }

    pub fn is_focused(&self, field: &D::Address) -> bool {
        self.focused.as_ref().is_some_and(|focused| focused.address == *field)
    }

    pub fn let_go(&mut self, key: PendingKey, effects: &mut Vec<Effect>) {
        self.link.let_go(key, effects);
    }

    /// Tells colleagues where the caret is.
    pub fn tell_place(&mut self, effects: &mut Vec<Effect>) {
        self.place = PlaceNews::Told;
        let at = self.focused.as_ref().map(|focused| focused.place(&self.document));
        if let Ok(state) = serde_json::to_string(&Presence { user: None, at }) {
            self.link.set_presence(state, self.document.replica(), now(), effects);
        }
    }

    pub fn hurry(&mut self) {
        self.link.hurry(now());
    }

    pub fn network_is_back(&mut self) {
        self.link.network_is_back(now());
    }

    fn tick(&mut self, effects: &mut Vec<Effect>) {
        if self.pulse.has_slept() {
            self.link.awoke(now(), effects);
        }
        // Not every browser tells of a focus that went with its element.
        if self.focused.as_ref().is_some_and(Focused::is_gone) {
            self.focus(None, effects);
        }
        self.link.tick(self.document.replica(), now(), chance(), effects);
        self.show_colleagues();
        self.former.look(self.live);
        if let Some(transport) = self.link.carried_by().filter(|transport| self.carried_by != Some(*transport)) {
            self.carried_by = Some(transport);
            remember(transport);
        }
    }

    pub(super) fn received(&mut self, frame: &[u8], effects: &mut Vec<Effect>) {
        let selection = self.focused.as_ref().and_then(|focused| focused.selection(&self.document));
        let watch = self.document.watch(frame).filter(|_| self.link.is_synced());
        let outcome = self.link.received(frame, self.document.replica_mut(), now(), effects);
        self.tell_happenings(watch.map(|watch| watch.changes(self.document.replica())).unwrap_or_default());
        if let Some(focused) = &mut self.focused {
            focused.show(&self.document, selection);
        }
        if outcome.is_err() {
            self.connection = None;
            self.closed(CloseCode::Failed.number());
        }
    }

    pub(super) fn closed(&mut self, code: u16) {
        self.connection = None;
        self.link.closed(code, now(), chance());
        self.lose_sight();
    }

    /// The saved state as it is shown. "Saved", and "kept" without a network, wait a moment after typing: that is calmer, and never says too
    /// much.
    fn calm_state(&self) -> SaveState {
        let (state, now) = (self.link.save_state(now()), now());
        // What was typed while the document was opening is nowhere but in its field.
        if matches!(state, SaveState::Saved { .. }) && self.live.may_edit && !self.is_ready() {
            return SaveState::Connecting;
        }
        let is_recent = self.saving.get().is_some_and(|at| now < at + CALM);
        if is_recent && matches!(state, SaveState::Saved { .. } | SaveState::KeptOnDevice) {
            return SaveState::Saving;
        }
        if state == SaveState::Saving {
            self.saving.set(Some(now));
        }
        state
    }

    pub(super) fn show_aside(&self) {
        let aside = self.link.aside().map(|entry| Aside { key: entry.key, words: words(&entry.update) });
        set_if_new(self.live.aside, aside.collect());
    }

    fn show_state(&self) {
        let (state, before) = (self.calm_state(), self.live.saved.try_get_untracked());
        if set_if_new(self.live.saved, state) {
            set_if_new(self.live.locked, state.is_locked());
            if state.is_locked() || (matches!(state, SaveState::Refused { .. }) && !self.is_ready()) {
                drawing::set_fields_closed(self.live, true);
            } else if self.live.may_edit && before.is_some_and(SaveState::is_locked) {
                drawing::set_fields_closed(self.live, false);
            }
        }
        set_if_new(self.live.can_undo, self.history.can_undo());
        set_if_new(self.live.can_redo, self.history.can_redo());
    }
}

fn carry_out<D: Document>(session: &Shared<D>, effect: Effect) {
    match effect {
        Effect::Connect(transport) => dial::connect(session, transport),
        Effect::Probe => dial::probe(session),
        Effect::Drop => {
            let mut session = session.borrow_mut();
            session.connection = None;
            session.lose_sight();
        }
        Effect::Send(frame) => {
            if let Some(connection) = &session.borrow().connection {
                connection.send(&frame);
            }
        }
        Effect::Keep(key, update) => keeping::keep(session, key, update),
        Effect::SetAside(entry, instead) => keeping::set_aside(session, entry, instead),
        Effect::Forget(keys) => keeping::forget(session, Shelf::Pending, keys),
        Effect::ForgetAside(key) => keeping::forget(session, Shelf::Aside, vec![key]),
        Effect::OpenStore => session.borrow().device.open_anew(),
        Effect::Show => draw_soon(session),
        Effect::ShowPresence(update) => {
            let mut session = session.borrow_mut();
            let own = session.document.replica().client();
            session.colleagues.take_in(update, own, now());
            if let Some(colour) = session.colleagues.own_colour() {
                set_if_new(session.live.own_colour, colour);
                set_if_new(session.live.knows_people, true);
            }
            session.show_colleagues();
        }
    }
}

fn draw_soon<D: Document>(session: &Shared<D>) {
    if std::mem::replace(&mut session.borrow_mut().drawing, true) {
        return;
    }
    let weak = Rc::downgrade(session);
    let draw = move || {
        if let Some(session) = weak.upgrade() {
            run(&session, Session::show_now);
        }
    };
    later(draw, FRAME);
}
