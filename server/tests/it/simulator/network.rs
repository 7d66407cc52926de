//! Connections: frames in order, late, or never; cut at any moment, noticed at once or much later.

use bytes::Bytes;
use model::live::link::Transport;
use model::live::protocol::CloseCode;
use twilight::sync::room::{Event, SessionId};

use super::client::Kind;
use super::faults::Sockets;
use super::subject::Subject;
use super::world::{Connection, Happening, Message, Out, QUEUE, World};

impl<D: Subject> World<D> {
    pub fn dial(&mut self, client: usize, transport: Transport) {
        let pace = if self.faults.slow_readers && !self.calm && self.rng.chance(300) { *self.rng.pick(&[80, 900, 40_000]) } else { 1 };
        let connection = self.connections.len();
        self.connections.push(Connection {
            client,
            page: self.clients[client].page,
            boot: self.boot,
            session: SessionId(connection as u64),
            generation: None,
            carries: true,
            queue: Default::default(),
            overflowed: false,
            socket_scheduled: false,
            last_at_server: self.now,
            last_at_client: self.now,
            pace,
            transport,
        });
        self.clients[client].connection = Some(connection);
        self.counts.without_socket += u64::from(transport != Transport::WebSocket);
        self.counts.polling += u64::from(transport == Transport::Polling);
        if self.meddles(connection) && self.faults.sockets == Sockets::Refused {
            return self.refuse(connection);
        }
        let at = self.now + self.rng.between(1, 60);
        self.schedule(at, Happening::Accept { connection });
    }

    pub fn accept(&mut self, connection: usize) {
        if !self.connections[connection].carries {
            return;
        }
        if !self.up || self.stopping {
            self.connections[connection].carries = false;
            let at = self.now + 5;
            return self.schedule(at, Happening::ClosedAtClient { connection, code: 1006 });
        }
        self.connections[connection].boot = self.boot;
        self.connections[connection].last_at_client = self.now;
        self.join_room(connection);
        if self.meddles(connection) && self.faults.sockets != Sockets::Fine {
            let at = self.now + self.network.between(100, 40_000);
            self.schedule(at, Happening::Tires { connection });
        }
        // The client hears of the open connection before anything that comes over it.
        let client = self.connections[connection].client;
        if self.clients[client].page != self.connections[connection].page {
            return;
        }
        let subject = &mut self.clients[client];
        if subject.kind == Kind::Stock {
            for frame in subject.stock_opened() {
                self.send_to_server(client, frame);
            }
        } else {
            let mut effects = Vec::new();
            subject.link.opened(subject.document.replica(), self.now, &mut effects);
            self.carry_out(client, effects);
        }
    }

    pub fn send_to_server(&mut self, client: usize, frame: Vec<u8>) {
        let Some(connection) = self.clients[client].connection else {
            return;
        };
        let delay = if self.rng.chance(50) { self.rng.between(20, 800) } else { self.rng.between(1, 15) };
        let end = &mut self.connections[connection];
        if !end.carries || end.generation.is_none() {
            return;
        }
        end.last_at_server = end.last_at_server.max(self.now + delay);
        let at = end.last_at_server;
        self.schedule(at, Happening::FrameAtServer { connection, frame: Bytes::from(frame) });
    }

    pub fn frame_at_server(&mut self, connection: usize, frame: Bytes) {
        let end = &self.connections[connection];
        // A cut takes the tail of both directions with it.
        if !end.carries || end.boot != self.boot || !self.up {
            return;
        }
        if let Some(generation) = end.generation {
            self.counts.frames += 1;
            let session = end.session;
            self.post(generation, Message::Event(Event::Frame { session, frame }));
        }
    }

    /// A frame for a session's queue; `false` when it does not fit.
    pub fn push(&mut self, connection: usize, out: Out) -> bool {
        let end = &mut self.connections[connection];
        let is_frame = matches!(out, Out::Frame(_));
        if is_frame && (end.overflowed || end.queue.len() >= QUEUE) {
            end.overflowed = true;
            self.counts.overflows += 1;
            return false;
        }
        end.queue.push_back(out);
        assert!(end.queue.len() <= QUEUE + 1, "a queue without bounds");
        self.ready_soon(connection);
        true
    }

    fn ready_soon(&mut self, connection: usize) {
        let end = &mut self.connections[connection];
        if !end.socket_scheduled {
            end.socket_scheduled = true;
            let at = self.now + if self.calm { 1 } else { end.pace };
            self.schedule(at, Happening::SocketReady { connection });
        }
    }

    pub fn socket_ready(&mut self, connection: usize) {
        self.connections[connection].socket_scheduled = false;
        if self.connections[connection].boot != self.boot || !self.up {
            return;
        }
        if let Some(out) = self.connections[connection].queue.pop_front() {
            let delay = self.rng.between(1, 15);
            let end = &mut self.connections[connection];
            end.last_at_client = end.last_at_client.max(self.now + delay);
            let (at, carries) = (end.last_at_client, end.carries);
            match out {
                Out::Frame(frame) if carries => self.schedule(at, Happening::FrameAtClient { connection, frame }),
                // Into the void: the kernel takes it for a while.
                Out::Frame(_) => {}
                Out::Close(code) => {
                    self.connections[connection].queue.clear();
                    self.schedule(at, Happening::ClosedAtClient { connection, code });
                    return self.gone_at_server(connection);
                }
            }
        }
        let end = &mut self.connections[connection];
        if !end.queue.is_empty() {
            self.ready_soon(connection);
        } else if end.overflowed {
            end.overflowed = false;
            if let (Some(generation), session) = (end.generation, end.session) {
                self.post(generation, Message::Event(Event::Drained { session }));
            }
        }
    }

    pub fn gone_at_server(&mut self, connection: usize) {
        let end = &mut self.connections[connection];
        if end.boot != self.boot || !self.up {
            return;
        }
        end.carries = false;
        if let Some(generation) = end.generation.take() {
            let session = end.session;
            self.post(generation, Message::Event(Event::Disconnected { session }));
            self.directory.leave(self.document, generation);
        }
    }

    /// The network fails between the two. The server may take long to notice; the client notices by itself or is told.
    pub fn cut(&mut self, connection: usize) {
        if !std::mem::take(&mut self.connections[connection].carries) {
            return;
        }
        self.counts.cuts += 1;
        let half_open = self.rng.chance(300);
        let at = self.now + if half_open { self.rng.between(5_000, 45_000) } else { self.rng.between(0, 50) };
        self.schedule(at, Happening::GoneAtServer { connection });
        let at = self.now + self.rng.between(0, 2_000);
        self.schedule(at, Happening::ClosedAtClient { connection, code: 1006 });
    }

    pub fn frame_at_client(&mut self, connection: usize, frame: &Bytes) {
        let end = &self.connections[connection];
        let (client, page) = (end.client, end.page);
        if !end.carries || self.clients[client].page != page || self.clients[client].connection != Some(connection) {
            return;
        }
        if end.transport == Transport::Events && self.faults.events_held {
            return;
        }
        let subject = &mut self.clients[client];
        if subject.kind == Kind::Stock {
            let answers = subject.stock_received(frame).unwrap_or_else(|error| panic!("{error}\n{}", self.story()));
            for answer in answers {
                self.send_to_server(client, answer);
            }
        } else {
            let mut effects = Vec::new();
            let received = subject.link.received(frame, subject.document.replica_mut(), self.now, &mut effects);
            assert!(received.is_ok(), "a client can't read {frame:?}\n{}", self.story());
            self.carry_out(client, effects);
        }
    }

    pub fn closed_at_client(&mut self, connection: usize, code: u16) {
        let end = &mut self.connections[connection];
        end.carries = false;
        let (client, page) = (end.client, end.page);
        if self.clients[client].page != page || self.clients[client].connection != Some(connection) {
            return;
        }
        let about_an_update = matches!(CloseCode::from_number(code), Some(CloseCode::Malformed | CloseCode::TooLarge));
        let expected = CloseCode::from_number(code).is_none_or(CloseCode::try_again) || (self.faults.pastes && about_an_update);
        assert!(expected, "client {client} was closed with {code}\n{}", self.story());
        let random = self.rng.fraction();
        let (now, subject) = (self.now, &mut self.clients[client]);
        subject.connection = None;
        let own = subject.id();
        match subject.kind {
            Kind::Stock => {
                subject.presence.iter_mut().filter(|(id, _)| **id != own).for_each(|(_, (_, state))| *state = None);
                subject.stock_tries_at = Some(now + self.rng.between(100, 2_500));
            }
            Kind::Twilight | Kind::Viewer => {
                subject.presence.clear();
                subject.link.closed(code, now, random);
            }
        }
    }
}
