//! One WebSocket: its handlers live and die with it, so that a closed one never speaks again.

use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use model::live::protocol::SUBPROTOCOL;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BinaryType, CloseEvent, Event, MessageEvent, WebSocket};

/// What a socket tells.
pub enum SocketEvent {
    /// It is open.
    Opened,
    /// A frame came.
    Frame(Vec<u8>),
    /// It has ended, with this close code.
    Closed(u16),
}

/// Hears it. It is one type whatever hears: all that opens connections would be there once for each kind of document.
pub type Tell = Rc<dyn Fn(SocketEvent)>;

/// An open, or opening, connection.
pub struct Socket {
    socket: WebSocket,
    _on_open: Closure<dyn FnMut(Event)>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_close: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Begins to connect; `None` when the browser refuses the address outright.
    pub fn open(address: &str, tell: Tell) -> Option<Self> {
        let protocols = Array::of1(&SUBPROTOCOL.into());
        let socket = WebSocket::new_with_str_sequence(address, &protocols).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let opened = tell.clone();
        let on_open = Closure::new(move |_: Event| opened(SocketEvent::Opened));
        let came = tell.clone();
        let on_message = Closure::new(move |event: MessageEvent| {
            if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
                came(SocketEvent::Frame(Uint8Array::new(&buffer).to_vec()));
            }
        });
        let on_close = Closure::new(move |event: CloseEvent| tell(SocketEvent::Closed(event.code())));
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Some(Self { socket, _on_open: on_open, _on_message: on_message, _on_close: on_close })
    }

    /// Sends a frame. On a socket that is closing it goes nowhere: what it carried stays pending.
    pub fn send(&self, frame: &[u8]) {
        let _ = self.socket.send_with_u8_array(frame);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}
