//! What stands in for a socket where none gets through: requests up, events or long polls down (`docs/SYNC.md`, T5 and T6).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Uint8Array;
use leptos::prelude::window;
use leptos::task::spawn_local;
use model::live::protocol::{Batch, CloseCode, MAX_FRAMES};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Event, EventSource, MessageEvent, Request, RequestInit, Response};

use super::socket::{SocketEvent, Tell};

/// A connection that ended without a word (RFC 6455 §7.1.5).
const ABNORMAL: u16 = 1006;
/// A request takes no further frame when it has so many bytes: far below what proxies take as they come (nginx: 1 MiB).
const FULL: usize = 256 << 10;

/// An open, or opening, connection. Dropped, it is silent at once.
pub struct HttpConnection(Rc<Shared>);

struct Shared {
    polling: bool,
    /// The session's address, once the server has named it.
    session: RefCell<Option<String>>,
    /// Frames that no request has taken yet.
    waiting: RefCell<Vec<Vec<u8>>>,
    sending: Cell<bool>,
    /// The number of the last batch that was sent.
    sent: Cell<u64>,
    /// The number of the last batch that came.
    came: Cell<u64>,
    events: RefCell<Option<Events>>,
    over: Cell<bool>,
    abort: Option<AbortController>,
    tell: Tell,
}

/// The stream of events, with its handlers.
struct Events {
    source: EventSource,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl HttpConnection {
    /// Begins to connect; `sessions` is where the server opens them.
    pub fn open(sessions: String, polling: bool, tell: Tell) -> Self {
        let shared = Rc::new(Shared {
            polling,
            session: RefCell::default(),
            waiting: RefCell::default(),
            sending: Cell::new(false),
            sent: Cell::new(0),
            came: Cell::new(0),
            events: RefCell::default(),
            over: Cell::new(false),
            abort: AbortController::new().ok(),
            tell,
        });
        spawn_local(begin(shared.clone(), sessions));
        Self(shared)
    }

    /// Sends a frame, with all others that are made until the request before has been answered.
    pub fn send(&self, frame: &[u8]) {
        self.0.waiting.borrow_mut().push(frame.to_vec());
        send_waiting(&self.0);
    }
}

impl Drop for HttpConnection {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Shared {
    fn stop(&self) {
        self.over.set(true);
        self.events.take();
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }

    fn end(&self, code: u16) {
        if !self.over.get() {
            self.stop();
            (self.tell)(SocketEvent::Closed(code));
        }
    }

    /// Takes a batch in. What is none, or not the next, comes from somebody between.
    fn received(&self, body: &[u8]) {
        let batch = Batch::decode(body).ok().filter(|batch| batch.number == self.came.get() + 1);
        let Some(batch) = batch else {
            return self.end(ABNORMAL);
        };
        self.came.set(batch.number);
        for frame in batch.frames {
            if !self.over.get() {
                (self.tell)(SocketEvent::Frame(frame));
            }
        }
        if let Some(code) = batch.close {
            self.end(code);
        }
    }

    async fn request(&self, method: &str, address: &str, body: Option<&[u8]>) -> Result<(u16, Vec<u8>), JsValue> {
        let init = RequestInit::new();
        init.set_method(method);
        init.set_signal(self.abort.as_ref().map(AbortController::signal).as_ref());
        if let Some(body) = body {
            init.set_body(&Uint8Array::from(body));
        }
        let request = Request::new_with_str_and_init(address, &init)?;
        let response: Response = JsFuture::from(window().fetch_with_request(&request)).await?.dyn_into()?;
        let body = JsFuture::from(response.array_buffer()?).await?;
        Ok((response.status(), Uint8Array::new(&body).to_vec()))
    }
}

/// Opens the session, and then reads.
async fn begin(shared: Rc<Shared>, sessions: String) {
    match shared.request("POST", &sessions, None).await {
        Ok((201, name)) if !shared.over.get() => {
            let session = format!("{sessions}/{}", String::from_utf8_lossy(&name));
            *shared.session.borrow_mut() = Some(session.clone());
            (shared.tell)(SocketEvent::Opened);
            if shared.polling {
                poll(&shared, &session).await;
            } else {
                listen(&shared, &session);
            }
        }
        Ok((_, words)) => shared.end(code_in(&words)),
        Err(_) => shared.end(ABNORMAL),
    }
}

/// Asks for what comes, again and again.
async fn poll(shared: &Rc<Shared>, session: &str) {
    while !shared.over.get() {
        let address = format!("{session}/frames?after={}", shared.came.get());
        match shared.request("GET", &address, None).await {
            Ok((200, body)) => shared.received(&body),
            Ok((204, _)) => {}
            Ok((_, words)) => shared.end(code_in(&words)),
            Err(_) => shared.end(ABNORMAL),
        }
    }
}

/// Hears what comes.
fn listen(shared: &Rc<Shared>, session: &str) {
    let Ok(source) = EventSource::new(&format!("{session}/events")) else {
        return shared.end(ABNORMAL);
    };
    let came = Rc::downgrade(shared);
    let on_message = Closure::new(move |event: MessageEvent| {
        let Some(shared) = came.upgrade() else {
            return;
        };
        let bytes = event.data().as_string().and_then(|words| window().atob(&words).ok());
        match bytes {
            // What `atob` gives has a letter for each byte.
            Some(bytes) => shared.received(&bytes.chars().map(|byte| byte as u8).collect::<Vec<_>>()),
            None => shared.end(ABNORMAL),
        }
    });
    let failed = Rc::downgrade(shared);
    // The browser would try again by itself, without knowing that the session has ended.
    let on_error = Closure::new(move |_: Event| {
        if let Some(shared) = failed.upgrade() {
            shared.end(ABNORMAL);
        }
    });
    source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    *shared.events.borrow_mut() = Some(Events { source, _on_message: on_message, _on_error: on_error });
}

impl Drop for Events {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}

/// Sends what waits, one request after the other.
fn send_waiting(shared: &Rc<Shared>) {
    let Some(session) = shared.session.borrow().clone() else {
        return;
    };
    if shared.sending.replace(true) {
        return;
    }
    let shared = shared.clone();
    spawn_local(async move {
        while !shared.over.get() {
            let frames = next_batch(&mut shared.waiting.borrow_mut());
            if frames.is_empty() {
                break;
            }
            shared.sent.set(shared.sent.get() + 1);
            let body = Batch { number: shared.sent.get(), frames, close: None }.encode();
            match shared.request("POST", &format!("{session}/frames"), Some(&body)).await {
                Ok((204, _)) => {}
                Ok((_, words)) => shared.end(code_in(&words)),
                Err(_) => shared.end(ABNORMAL),
            }
        }
        shared.sending.set(false);
    });
}

/// As many of the frames as one request takes, one at least.
fn next_batch(waiting: &mut Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut size = 0;
    let fits = waiting.iter().take(MAX_FRAMES).take_while(|frame| {
        let first = size == 0;
        size += frame.len();
        first || size <= FULL
    });
    let count = fits.count();
    waiting.drain(..count).collect()
}

/// The close code that our server answers a refusal with; somebody between says something else.
fn code_in(words: &[u8]) -> u16 {
    let code = std::str::from_utf8(words).ok().and_then(|words| words.parse().ok());
    code.and_then(CloseCode::from_number).map_or(ABNORMAL, CloseCode::number)
}
