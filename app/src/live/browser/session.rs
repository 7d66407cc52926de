//! One open board: the replica, the link to the server, and what the page shows of them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::board::Board;
use model::ids::{DocumentId, PersonId};
use model::link::{Do, Link, SaveState};
use model::presence::Presence;
use model::protocol::CloseCode;
use model::replica::{History, Replica};

use super::colleagues::Colleagues;
use super::device::Device;
use super::focused::Focused;
use super::page::{chance, now, sync_address};
use super::socket::{Socket, SocketEvent};
use super::window_events::{self, WindowEvents};
use crate::live::Live;

/// How often time is told to the link.
const TICK: Duration = Duration::from_millis(200);
/// Colleagues' letters are drawn at most this often: about once a frame.
const FRAME: Duration = Duration::from_millis(16);

/// "Saved" is shown so long after the last moment of saving, in milliseconds.
const CALM: u64 = 400;

/// See the module.
pub struct Session {
    live: Live,
    document: DocumentId,
    board: Board,
    link: Link,
    history: History,
    device: Option<Device>,
    socket: Option<Socket>,
    colleagues: Colleagues,
    focused: Option<Focused>,
    /// When something was last on its way.
    saving: Cell<u64>,
    /// A drawing of colleagues' changes has been asked for.
    drawing: bool,
    ticking: Option<IntervalHandle>,
    events: Option<WindowEvents>,
}

type Shared = Rc<RefCell<Session>>;

/// Acts on the session, carries out what the link asks for, and shows the outcome.
pub fn run(session: &Shared, act: impl FnOnce(&mut Session, &mut Vec<Do>)) {
    let mut todo = Vec::new();
    act(&mut session.borrow_mut(), &mut todo);
    for item in todo {
        carry_out(session, item);
    }
    session.borrow().show_state();
}

impl Session {
    /// Begins: loads what the device has kept, connects, and keeps time.
    pub fn start(live: Live, document: DocumentId, person: PersonId) -> Shared {
        let board = Board::new(Replica::with_random_client());
        let history = board.history(now);
        let first_key = (chance() * (1_u64 << 52) as f64) as u64;
        let session = Rc::new(RefCell::new(Self {
            live,
            document,
            board,
            link: Link::new(first_key),
            history,
            device: Device::open(&document.to_string(), &person.to_string()),
            socket: None,
            colleagues: Colleagues::default(),
            focused: None,
            saving: Cell::new(0),
            drawing: false,
            ticking: None,
            events: None,
        }));
        let weak = Rc::downgrade(&session);
        let tick = move || {
            if let Some(session) = weak.upgrade() {
                run(&session, Session::tick);
            }
        };
        session.borrow_mut().ticking = set_interval_with_handle(tick, TICK).ok();
        session.borrow_mut().events = Some(window_events::listen(live, &session));
        spawn_local(take_up(session.clone()));
        session
    }

    /// Ends: the connection closes, nothing is shown any more. What is pending stays in the device's store.
    pub fn stop(&mut self) {
        if let Some(handle) = self.ticking.take() {
            handle.clear();
        }
        self.events = None;
        self.socket = None;
        self.focused = None;
    }

    pub fn board(&self) -> &Board {
        &self.board
    }

    pub fn would_lose(&self) -> bool {
        self.link.would_lose()
    }

    pub fn close_entry(&mut self) {
        self.history.close_entry();
    }

    pub fn edit(&mut self, make: impl FnOnce(&mut Board) -> Option<Vec<u8>>, todo: &mut Vec<Do>) {
        let selection = self.focused.as_ref().and_then(|focused| focused.selection(&self.board));
        if let Some(update) = make(&mut self.board) {
            self.link.edited(update, now(), todo);
        }
        if let Some(focused) = &mut self.focused {
            focused.show(&self.board, selection);
        }
    }

    pub fn typed(&mut self, todo: &mut Vec<Do>) {
        let Some(focused) = &mut self.focused else {
            return;
        };
        if let Some(update) = focused.typed(&mut self.board) {
            self.link.edited(update, now(), todo);
        }
        self.tell_place(todo);
    }

    pub fn composing(&mut self, begins: bool, todo: &mut Vec<Do>) {
        if let Some(focused) = &mut self.focused {
            focused.set_composing(begins);
        }
        if !begins {
            self.typed(todo);
        }
    }

    pub fn undo(&mut self, todo: &mut Vec<Do>) {
        self.step_history(todo, History::undo);
    }

    pub fn redo(&mut self, todo: &mut Vec<Do>) {
        self.step_history(todo, History::redo);
    }

    pub fn focus(&mut self, focused: Option<Focused>, todo: &mut Vec<Do>) {
        self.live.focus.try_set(focused.as_ref().map(|focused| focused.address.clone()));
        self.focused = focused;
        self.tell_place(todo);
    }

    /// Tells colleagues where the caret is.
    pub fn tell_place(&mut self, todo: &mut Vec<Do>) {
        let at = self.focused.as_ref().map(|focused| focused.place(&self.board));
        if let Ok(state) = serde_json::to_string(&Presence { user: None, at }) {
            self.link.set_presence(state, self.board.replica(), now(), todo);
        }
    }

    pub fn hurry(&mut self) {
        self.link.hurry(now());
    }

    /// Shows the document at once.
    pub fn show_now(&mut self) {
        self.drawing = false;
        let was_ready = self.live.ready.try_get_untracked().unwrap_or(false);
        if !was_ready && !self.link.is_synced() {
            return;
        }
        let lesson = self.board.lesson();
        if self.live.lesson.try_with_untracked(|shown| *shown != lesson) == Some(true) {
            if let Some(focused) = &self.focused {
                focused.hold_in_place();
            }
            self.live.lesson.try_set(lesson);
        }
        if !was_ready && self.live.may_edit {
            self.live.ready.try_set(true);
        }
        self.show_colleagues();
    }

    fn step_history(&mut self, todo: &mut Vec<Do>, step: fn(&mut History, &mut Replica) -> Option<Vec<u8>>) {
        let selection = self.focused.as_ref().and_then(|focused| focused.selection(&self.board));
        if let Some(update) = step(&mut self.history, self.board.replica_mut()) {
            self.link.edited(update, now(), todo);
            todo.push(Do::Show);
        }
        if let Some(focused) = &mut self.focused {
            focused.show(&self.board, selection);
        }
        self.tell_place(todo);
    }

    fn tick(&mut self, todo: &mut Vec<Do>) {
        self.link.tick(self.board.replica(), now(), chance(), todo);
        self.show_colleagues();
    }

    fn received(&mut self, frame: &[u8], todo: &mut Vec<Do>) {
        let selection = self.focused.as_ref().and_then(|focused| focused.selection(&self.board));
        let outcome = self.link.received(frame, self.board.replica_mut(), now(), todo);
        if let Some(focused) = &mut self.focused {
            focused.show(&self.board, selection);
        }
        if outcome.is_err() {
            self.socket = None;
            self.closed(CloseCode::Failed.number());
        }
    }

    fn closed(&mut self, code: u16) {
        self.socket = None;
        self.link.closed(code, now(), chance());
        self.colleagues.forget();
        self.show_colleagues();
    }

    fn show_colleagues(&self) {
        let list = self.colleagues.list(&self.board, now());
        if self.live.colleagues.try_with_untracked(|shown| *shown != list) == Some(true) {
            self.live.colleagues.try_set(list);
        }
    }

    /// The saved state as it is shown. "Saved" waits a moment after typing: that is calmer, and never says too much.
    fn calm_state(&self) -> SaveState {
        let (state, now) = (self.link.save_state(now()), now());
        if state != SaveState::Saving && now < self.saving.get() + CALM && matches!(state, SaveState::Saved { .. }) {
            return SaveState::Saving;
        }
        if state == SaveState::Saving {
            self.saving.set(now);
        }
        state
    }

    fn show_state(&self) {
        set_if_new(self.live.saved, self.calm_state());
        set_if_new(self.live.can_undo, self.history.can_undo());
        set_if_new(self.live.can_redo, self.history.can_redo());
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|shown| *shown != value) == Some(true) {
        signal.try_set(value);
    }
}

/// Takes up what an earlier page of the same person has left in the device's store.
async fn take_up(session: Shared) {
    let device = session.borrow().device.clone();
    let kept = match device {
        Some(device) => device.all().await,
        None => Err("this browser has no store".into()),
    };
    run(&session, |session, todo| match kept {
        Ok(kept) => session.link.found(kept, session.board.replica_mut(), now(), todo),
        Err(_) => {
            session.device = None;
            session.link.not_kept();
        }
    });
}

fn carry_out(session: &Shared, item: Do) {
    match item {
        Do::Connect => connect(session),
        Do::Drop => {
            let mut session = session.borrow_mut();
            session.socket = None;
            session.colleagues.forget();
        }
        Do::Send(frame) => {
            if let Some(socket) = &session.borrow().socket {
                socket.send(&frame);
            }
        }
        Do::Keep(key, update) => {
            let device = session.borrow().device.clone();
            let session = session.clone();
            spawn_local(async move {
                let kept = match device {
                    Some(device) => device.put(key, &update).await.is_ok(),
                    None => false,
                };
                run(&session, |session, todo| if kept { session.link.kept(key, todo) } else { session.link.not_kept() });
            });
        }
        Do::Forget(keys) => {
            if let Some(device) = session.borrow().device.clone() {
                // An entry that could not be removed is only sent once more by the next page.
                spawn_local(async move {
                    let _ = device.remove(&keys).await;
                });
            }
        }
        Do::Show => draw_soon(session),
        Do::ShowPresence(update) => {
            let mut session = session.borrow_mut();
            let own = session.board.replica().client();
            if let Some(colour) = session.colleagues.take_in(update, own, now()) {
                set_if_new(session.live.own_colour, colour);
            }
            session.show_colleagues();
        }
    }
}

fn draw_soon(session: &Shared) {
    if std::mem::replace(&mut session.borrow_mut().drawing, true) {
        return;
    }
    let weak = Rc::downgrade(session);
    let draw = move || {
        if let Some(session) = weak.upgrade() {
            session.borrow_mut().show_now();
        }
    };
    set_timeout(draw, FRAME);
}

fn connect(session: &Shared) {
    let Some(address) = sync_address(&session.borrow().document.to_string()) else {
        return;
    };
    let weak = Rc::downgrade(session);
    let tell = move |event: SocketEvent| {
        let Some(session) = weak.upgrade() else {
            return;
        };
        run(&session, |session, todo| match event {
            SocketEvent::Opened => session.link.opened(session.board.replica(), now(), todo),
            SocketEvent::Frame(frame) => session.received(&frame, todo),
            SocketEvent::Closed(code) => session.closed(code),
        });
    };
    let socket = Socket::open(&address, tell);
    session.borrow_mut().socket = socket;
}
