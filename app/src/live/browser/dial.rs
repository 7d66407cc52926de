//! Opens what the link asks for: a connection, or a WebSocket tried out beside it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::time::Duration;

use model::live::Document;
use model::live::link::Transport;

use super::clock::now;
use super::connection::Connection;
use super::page::sync_address;
use super::session::{Session, Shared, run};
use super::socket::{Socket, SocketEvent};
use crate::ui::dom::later;

/// How long a frame may take to come over a WebSocket that is tried out.
const PROBE: Duration = Duration::from_secs(10);

/// Begins to connect.
pub(super) fn connect<D: Document>(session: &Shared<D>, transport: Transport) {
    let document = session.borrow().id.to_string();
    let weak = Rc::downgrade(session);
    let tell = move |event: SocketEvent| {
        let Some(session) = weak.upgrade() else {
            return;
        };
        run(&session, |session, effects| match event {
            SocketEvent::Opened => session.link.opened(session.document.replica(), now(), effects),
            SocketEvent::Frame(frame) => session.received(&frame, effects),
            SocketEvent::Closed(code) => session.closed(code),
        });
    };
    let connection = Connection::open(transport, &document, Rc::new(tell));
    session.borrow_mut().connection = connection;
}

/// Looks whether a WebSocket gets through: only a frame shows it, since some networks open one and pass nothing on.
pub(super) fn probe<D: Document>(session: &Shared<D>) {
    let answer = |weak: &Weak<RefCell<Session<D>>>, came: bool| {
        if let Some(session) = weak.upgrade().filter(|session| session.borrow().probe.is_some()) {
            run(&session, |session, effects| {
                session.probe = None;
                session.link.probed(came, now(), effects);
            });
        }
    };
    let (heard, waited) = (Rc::downgrade(session), Rc::downgrade(session));
    let tell = move |event: SocketEvent| match event {
        SocketEvent::Opened => {}
        SocketEvent::Frame(_) => answer(&heard, true),
        SocketEvent::Closed(_) => answer(&heard, false),
    };
    let address = sync_address(&session.borrow().id.to_string());
    session.borrow_mut().probe = address.and_then(|address| Socket::open(&address, Rc::new(tell)));
    later(move || answer(&waited, false), PROBE);
}
