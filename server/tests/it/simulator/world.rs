//! The simulated world: clients, network, one server process with its real rooms and directory, and a disk; and what happens when.

use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;
use model::ids::{DocumentId, PersonId};
use model::live::link::{Effect, PendingKey, SetAside, Transport};
use twilight::sync::directory::{Directory, Generation};
use twilight::sync::limits::Limits;
use twilight::sync::room::{Event, Peer, Room, Sabotage, SessionId};
use uuid::Uuid;

use super::client::{Client, Kind};
use super::disk::{Disk, Fate, Work};
use super::faults::{self, Counts, Faults};
use super::rng::Rng;
use super::subject::Subject;

/// Frames that fit into a session's queue: few, so that slow readers overflow it.
pub const QUEUE: usize = 8;

/// Something that is going to happen.
pub enum Happening {
    /// The run's script goes on.
    Act,
    ClientTick {
        client: usize,
    },
    /// The device's store has written.
    Kept {
        client: usize,
        page: u32,
        key: PendingKey,
        update: Vec<u8>,
    },
    /// The device's store has set something aside, with what goes in its place.
    KeptAside {
        client: usize,
        page: u32,
        aside: SetAside,
        instead: Vec<u8>,
    },
    /// A connection reaches the server.
    Accept {
        connection: usize,
    },
    /// A room's file was read.
    RoomLoaded {
        boot: u64,
        generation: Generation,
    },
    /// A room asked to be woken now.
    Wake {
        boot: u64,
        generation: Generation,
    },
    DiskDone {
        boot: u64,
        generation: Generation,
        work: Work,
        fate: Fate,
    },
    FrameAtServer {
        connection: usize,
        frame: Bytes,
    },
    /// The server notices that a connection has gone.
    GoneAtServer {
        connection: usize,
    },
    /// A socket takes frames from its queue.
    SocketReady {
        connection: usize,
    },
    FrameAtClient {
        connection: usize,
        frame: Bytes,
    },
    ClosedAtClient {
        connection: usize,
        code: u16,
    },
    /// The network has had enough of a WebSocket.
    Tires {
        connection: usize,
    },
    /// A WebSocket that was tried out beside a connection has brought a frame, or has not.
    Probed {
        client: usize,
        page: u32,
        came: bool,
    },
    ServerStarts,
    /// A process that was asked to stop ends, whether it has finished or not.
    Stopped {
        boot: u64,
    },
}

/// A connection with both its ends.
pub struct Connection {
    pub client: usize,
    pub page: u32,
    pub boot: u64,
    pub session: SessionId,
    /// The room, from acceptance until the server has told it of the leaving.
    pub generation: Option<Generation>,
    /// The network still carries frames.
    pub carries: bool,
    pub queue: VecDeque<Out>,
    pub overflowed: bool,
    pub socket_scheduled: bool,
    /// The last arrival in each direction: nothing overtakes within a connection.
    pub last_at_server: u64,
    pub last_at_client: u64,
    /// How long the reader takes for a frame.
    pub pace: u64,
    pub transport: Transport,
}

#[derive(Clone)]
pub enum Out {
    Frame(Bytes),
    Close(u16),
}

/// What a room is sent.
pub enum Message {
    Join { connection: usize },
    Event(Event),
}

pub struct RoomSlot {
    /// `None` while the file is read: messages wait.
    pub room: Option<Room>,
    pub mailbox: VecDeque<Message>,
    pub sessions: BTreeMap<SessionId, usize>,
    pub wake_at: Option<u64>,
}

/// Something somebody typed, and what they were told of it.
pub struct Typed {
    pub client: usize,
    pub page: u32,
    pub key: Option<PendingKey>,
    pub update: Vec<u8>,
    pub acknowledged: bool,
    /// Its page broke before the device had kept it, and the page never said anything else.
    pub excused: bool,
}

pub struct World<D> {
    pub rng: Rng,
    /// Draws of its own for what the network does, so that runs without such trouble stay what they were.
    pub network: Rng,
    pub now: u64,
    pub faults: Faults,
    pub sabotage: Option<Sabotage>,
    pub limits: Limits,
    agenda: BTreeMap<(u64, u64), Happening>,
    next_number: u64,
    pub clients: Vec<Client<D>>,
    pub connections: Vec<Connection>,
    pub document: DocumentId,
    /// Counts the server's starts; `up` is false between a crash and the next.
    pub boot: u64,
    pub up: bool,
    pub stopping: bool,
    pub directory: Directory<Generation>,
    pub rooms: BTreeMap<Generation, RoomSlot>,
    pub disk: Disk,
    pub typed: Vec<Typed>,
    pub next_client_id: u64,
    /// Everything is in order from now on: no new trouble.
    pub calm: bool,
    pub log: Vec<String>,
    pub counts: Counts,
}

impl<D: Subject> World<D> {
    pub fn new(seed: u64, sabotage: Option<Sabotage>) -> Self {
        let (mut rng, mut network) = (Rng::new(seed), Rng::new(!seed));
        let faults = Faults::draw(seed, &mut rng, &mut network);
        let limits = faults.limits(&mut rng);
        let kinds = [Kind::Twilight, Kind::Twilight, Kind::Stock, Kind::Twilight, Kind::Viewer];
        let people = rng.between(2, kinds.len() as u64) as usize;
        // Two windows of one person now and then.
        let mut clients: Vec<Client<D>> = (0..people).map(|i| Client::new(kinds[i], if i == 3 { 0 } else { i })).collect();
        if faults.pastes {
            // A stock client sends all it has in one frame, and knows no way on when that is too large.
            clients.retain(|client| client.kind != Kind::Stock);
            clients.iter_mut().for_each(|client| client.part = faults::part());
        }
        let log = vec![format!("seed {seed}: {faults:?}, compact_rows {}", limits.compact_rows)];
        Self {
            rng,
            network,
            now: 1_000_000,
            faults,
            sabotage,
            limits,
            agenda: BTreeMap::new(),
            next_number: 0,
            clients,
            connections: Vec::new(),
            document: DocumentId::from(Uuid::from_u128(1)),
            boot: 1,
            up: true,
            stopping: false,
            directory: Directory::sabotaged(sabotage),
            rooms: BTreeMap::new(),
            disk: Disk::default(),
            typed: Vec::new(),
            next_client_id: 10,
            calm: false,
            log,
            counts: Counts::default(),
        }
    }

    pub fn note(&mut self, what: String) {
        self.log.push(format!("{:>8} {what}", self.now - 1_000_000));
    }

    pub fn schedule(&mut self, at: u64, what: Happening) {
        self.next_number += 1;
        self.agenda.insert((at.max(self.now), self.next_number), what);
    }

    /// Lets time pass until `end`.
    pub fn run_until(&mut self, end: u64) {
        while let Some(entry) = self.agenda.first_entry().filter(|entry| entry.key().0 <= end) {
            let ((at, _), what) = entry.remove_entry();
            self.now = at;
            self.happen(what);
        }
        self.now = end;
    }

    fn happen(&mut self, what: Happening) {
        match what {
            Happening::Act => self.act(),
            Happening::ClientTick { client } => self.client_tick(client),
            Happening::Kept { client, page, key, update } => self.kept(client, page, key, update),
            Happening::KeptAside { client, page, aside, instead } => self.kept_aside(client, page, aside, instead),
            Happening::Accept { connection } => self.accept(connection),
            Happening::RoomLoaded { boot, generation } => self.room_loaded(boot, generation),
            Happening::Wake { boot, generation } => self.wake(boot, generation),
            Happening::DiskDone { boot, generation, work, fate } => self.disk_done(boot, generation, work, fate),
            Happening::FrameAtServer { connection, frame } => self.frame_at_server(connection, frame),
            Happening::GoneAtServer { connection } => self.gone_at_server(connection),
            Happening::SocketReady { connection } => self.socket_ready(connection),
            Happening::FrameAtClient { connection, frame } => self.frame_at_client(connection, &frame),
            Happening::ClosedAtClient { connection, code } => self.closed_at_client(connection, code),
            Happening::Tires { connection } => self.tires(connection),
            Happening::Probed { client, page, came } => self.probed(client, page, came),
            Happening::Stopped { boot } => self.stopped(boot),
            Happening::ServerStarts => {
                self.boot += 1;
                (self.up, self.stopping) = (true, false);
            }
        }
    }

    pub fn peer(&self, client: usize) -> Peer {
        let client = &self.clients[client];
        Peer {
            person: PersonId::from(Uuid::from_u128(100 + client.person as u128)).into(),
            name: format!("Person {}", client.person),
            school: "Ashgrove".to_owned(),
            may_write: client.kind != Kind::Viewer,
            extended: client.kind != Kind::Stock,
        }
    }

    /// A fresh page for a client.
    pub fn open_page(&mut self, client: usize) {
        self.next_client_id += 1;
        let mut effects = Vec::new();
        self.clients[client].open_page(self.next_client_id, self.now, &mut effects);
        self.carry_out(client, effects);
    }

    /// What a Twilight client wants done.
    pub fn carry_out(&mut self, client: usize, effects: Vec<Effect>) {
        let page = self.clients[client].page;
        for effect in effects {
            match effect {
                Effect::Connect(transport) => self.dial(client, transport),
                Effect::Probe => self.probe(client),
                Effect::Drop => {
                    if let Some(connection) = self.clients[client].connection.take() {
                        self.cut(connection);
                    }
                    // As a page does.
                    self.clients[client].presence.clear();
                }
                Effect::Send(frame) => self.send_to_server(client, frame),
                Effect::Keep(key, update) => {
                    // A browser's store writes in order.
                    let at = self.clients[client].device_busy_until.max(self.now + self.rng.between(0, 40));
                    self.clients[client].device_busy_until = at;
                    self.schedule(at, Happening::Kept { client, page, key, update });
                }
                Effect::Forget(keys) => {
                    for key in keys {
                        self.clients[client].device.remove(&key);
                        // What is left of something set aside was never promised.
                        let typed =
                            self.typed.iter_mut().filter(|typed| typed.client == client && typed.key == Some(key) && !typed.excused);
                        typed.for_each(|typed| typed.acknowledged = true);
                    }
                }
                Effect::SetAside(aside, instead) => {
                    self.counts.asides += 1;
                    self.note(format!("client {client} sets {} bytes aside", aside.update.len()));
                    self.set_aside(client, aside.key);
                    let at = self.clients[client].device_busy_until.max(self.now + self.rng.between(0, 40));
                    self.clients[client].device_busy_until = at;
                    self.schedule(at, Happening::KeptAside { client, page, aside, instead });
                }
                Effect::ForgetAside(_) => {}
                Effect::OpenStore | Effect::Show => {}
                Effect::ShowPresence(update) => {
                    for entry in &update.0 {
                        self.clients[client].learn(entry);
                    }
                }
            }
        }
    }

    fn kept(&mut self, client: usize, page: u32, key: PendingKey, update: Vec<u8>) {
        let subject = &mut self.clients[client];
        if subject.page != page {
            return;
        }
        subject.device.insert(key, update);
        let mut effects = Vec::new();
        subject.link.kept(key, &mut effects);
        self.carry_out(client, effects);
    }

    fn kept_aside(&mut self, client: usize, page: u32, aside: SetAside, instead: Vec<u8>) {
        let subject = &mut self.clients[client];
        if subject.page != page {
            return;
        }
        let key = aside.key;
        subject.aside.insert(key, aside.update);
        if instead.is_empty() {
            subject.device.remove(&key)
        } else {
            subject.device.insert(key, instead)
        };
        let mut effects = Vec::new();
        subject.link.kept_aside(key, &mut effects);
        self.carry_out(client, effects);
    }

    /// The person has been told: what was typed is not lost, though it is not in the file.
    fn set_aside(&mut self, client: usize, key: PendingKey) {
        let typed = self.typed.iter_mut().filter(|typed| typed.client == client && typed.key == Some(key));
        typed.for_each(|typed| typed.excused = true);
    }

    fn client_tick(&mut self, client: usize) {
        self.schedule(self.now + 250, Happening::ClientTick { client });
        let random = self.rng.fraction();
        let (now, subject) = (self.now, &mut self.clients[client]);
        if subject.kind == Kind::Stock {
            if subject.stock_tries_at.is_some_and(|at| at <= now) {
                subject.stock_tries_at = None;
                self.dial(client, Transport::WebSocket);
            } else if now % 15_000 < 250 && subject.connection.is_some() {
                let frame = subject.stock_presence(true);
                self.send_to_server(client, frame);
            }
            return;
        }
        let mut effects = Vec::new();
        subject.link.tick(subject.document.replica(), now, random, &mut effects);
        self.carry_out(client, effects);
    }

    /// Nobody does anything any more.
    pub fn nobody_ticks(&mut self) {
        self.agenda.retain(|_, what| !matches!(what, Happening::ClientTick { .. }));
    }

    /// The run's seed and what was done in it.
    pub fn story(&self) -> String {
        self.log.join("\n")
    }
}
