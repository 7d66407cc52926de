//! Somebody who types without pause: the browser's own client ([`Link`] and [`Board`]) on a socket of this process.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::documents::board::{Board, Lesson, LessonText, TextAddress};
use model::live::Document;
use model::live::link::{Effect, Link, Millis, PendingKey};
use model::live::replica::Replica;
use model::live::text::MAX_FIELD;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Bytes;

use crate::load_generator::process::{Fixture, Outcome};
use crate::load_generator::socket::Socket;

/// Between two keystrokes, about: as fast as the server's limit for one person allows.
const KEYSTROKE: Duration = Duration::from_millis(8);
/// Between two looks at the link's own timers, at least.
const TURN: Duration = Duration::from_millis(2);
/// What the server sent before it died is read for so long.
const LAST_WORDS: Duration = Duration::from_millis(200);
/// Nothing more is on its way when nothing came for so long.
const QUIET: Duration = Duration::from_millis(30);
/// A connection that went away without a code (RFC 6455 §7.1.5).
const ABNORMAL: u16 = 1006;

/// What typists are to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Type, whether connected or not.
    Type,
    /// Stop: the server is dead.
    Rest,
    /// Connect, and stop when everything is saved.
    Finish,
}

/// The order in force.
#[derive(Clone)]
pub struct Orders(Arc<watch::Sender<Order>>);

impl Orders {
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(Order::Rest)))
    }

    pub fn give(&self, order: Order) {
        self.0.send_replace(order);
    }
}

/// See the module.
pub struct Typist {
    number: usize,
    address: SocketAddr,
    fixture: Arc<Fixture>,
    random: fastrand::Rng,
    keystroke: Duration,
    began: Instant,
    board: Board,
    link: Link,
    socket: Option<Socket>,
    /// Updates that are not acknowledged.
    waiting: HashMap<PendingKey, Vec<u8>>,
    /// Updates acknowledged since they were last asked for.
    acknowledged: Vec<Vec<u8>>,
    typed: usize,
    /// Connections that ended without anybody here wanting it.
    lost: usize,
}

impl Typist {
    pub fn new(number: usize, address: SocketAddr, fixture: &Arc<Fixture>, random: fastrand::Rng) -> Self {
        Self {
            number,
            address,
            fixture: fixture.clone(),
            random,
            keystroke: KEYSTROKE,
            began: Instant::now(),
            board: Board::new(Replica::with_random_client()),
            link: Link::new(1),
            socket: None,
            waiting: HashMap::new(),
            acknowledged: Vec::new(),
            typed: 0,
            lost: 0,
        }
    }

    /// With so long between two keystrokes, about.
    pub fn at_a_pace_of(self, keystroke: Duration) -> Self {
        Self { keystroke, ..self }
    }

    pub fn lost(&self) -> usize {
        self.lost
    }

    pub fn number(&self) -> usize {
        self.number
    }

    /// Every other typist is at the same board.
    pub fn board_number(&self) -> usize {
        self.number % self.fixture.documents.len()
    }

    pub fn pending(&self) -> usize {
        self.link.pending()
    }

    pub fn lesson(&self) -> Lesson {
        self.board.lesson()
    }

    pub fn take_acknowledged(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.acknowledged)
    }

    /// Does what is ordered until told to rest, or until all is saved.
    pub async fn work(mut self, orders: Orders) -> Self {
        let mut orders = orders.0.subscribe();
        self.link.hurry(self.now());
        let mut next_keystroke = Instant::now();
        loop {
            let order = *orders.borrow_and_update();
            match order {
                Order::Rest => break,
                Order::Finish if self.link.pending() == 0 && self.link.is_synced() => return self,
                Order::Type if Instant::now() >= next_keystroke => {
                    next_keystroke = Instant::now() + self.keystroke.mul_f64(0.5 + self.random.f64());
                    self.type_something().await;
                }
                Order::Type | Order::Finish => {}
            }
            let mut effects = Vec::new();
            let random = self.random.f64();
            self.link.tick(self.board.replica(), self.now(), random, &mut effects);
            self.carry_out(effects).await;
            let pause = next_keystroke.saturating_duration_since(Instant::now()).max(TURN);
            // Only waiting may be given up half-way, never acting.
            let frame = tokio::select! {
                _ = orders.changed() => None,
                () = sleep(pause) => None,
                frame = next(&mut self.socket) => Some(frame),
            };
            if let Some(frame) = frame {
                self.hear(frame).await;
            }
        }
        // What stands in the socket was sent before the kill: an acknowledgement in it counts.
        self.read_on(LAST_WORDS).await;
        self.hear(Err("killed".into())).await;
        self
    }

    /// Takes in what has come meanwhile.
    pub async fn catch_up(&mut self) -> Outcome<()> {
        self.read_on(QUIET).await;
        if self.socket.is_none() { Err("the connection was lost".into()) } else { Ok(()) }
    }

    /// Mostly letters at a text's end or within it; at times some go, or a value changes.
    async fn type_something(&mut self) {
        let text = *self.random.choice(&LessonText::ALL).unwrap_or(&LessonText::Title);
        let address = TextAddress::Lesson(text);
        let length = self.board.text(&address).encode_utf16().count() as u32;
        let at = self.random.u32(0..=length);
        let update = match self.random.u32(0..10) {
            0 => self.board.splice(&address, at, 3, ""),
            // A field is never full for long.
            _ if length > MAX_FIELD / 2 => self.board.splice(&address, 0, length / 2, ""),
            1 => self.board.set_lesson_minutes(self.random.u32(1..180)),
            _ => self.board.splice(&address, at, 0, &format!("{}.{} ", self.number, self.typed)),
        };
        self.typed += 1;
        if let Some(update) = update {
            let mut effects = Vec::new();
            self.link.edited(update, self.now(), &mut effects);
            self.carry_out(effects).await;
        }
    }

    /// Reads frames until none comes for a while.
    async fn read_on(&mut self, quiet: Duration) {
        while self.socket.is_some() {
            match timeout(quiet, next(&mut self.socket)).await {
                Ok(frame) => self.hear(frame).await,
                Err(_) => break,
            }
        }
    }

    async fn hear(&mut self, frame: Outcome<Bytes>) {
        let (now, random) = (self.now(), self.random.f64());
        let Ok(frame) = frame else {
            self.socket = None;
            self.lost += 1;
            self.link.closed(ABNORMAL, now, random);
            return;
        };
        let mut effects = Vec::new();
        let read = self.link.received(&frame, self.board.replica_mut(), now, &mut effects);
        assert!(read.is_ok(), "the server sent what is none of the protocol: {read:?}");
        self.carry_out(effects).await;
    }

    async fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut effects = std::collections::VecDeque::from(effects);
        while let Some(item) = effects.pop_front() {
            let mut more = Vec::new();
            match item {
                Effect::Connect(_) => {
                    let document = &self.fixture.documents[self.board_number()];
                    let opened = Socket::open(self.address, document, &self.fixture.cookies[self.number]).await;
                    let (now, random) = (self.now(), self.random.f64());
                    match opened {
                        Ok(socket) => {
                            self.socket = Some(socket);
                            self.link.opened(self.board.replica(), now, &mut more);
                        }
                        Err(_) => self.link.closed(ABNORMAL, now, random),
                    }
                }
                Effect::Drop => self.socket = None,
                Effect::Send(frame) => {
                    // A send that fails is heard of when the socket is read.
                    if let Some(socket) = &mut self.socket {
                        let _ = socket.send_frame(frame).await;
                    }
                }
                Effect::Keep(key, update) => {
                    self.waiting.insert(key, update);
                    self.link.kept(key, &mut more);
                }
                Effect::Forget(keys) => self.acknowledged.extend(keys.iter().filter_map(|key| self.waiting.remove(key))),
                Effect::SetAside(..) => panic!("the server would not take what was typed"),
                Effect::OpenStore | Effect::ForgetAside(_) | Effect::Probe | Effect::Show | Effect::ShowPresence(_) => {}
            }
            effects.extend(more);
        }
    }

    fn now(&self) -> Millis {
        self.began.elapsed().as_millis() as Millis
    }
}

/// The next frame; waits for ever where there is no connection.
async fn next(socket: &mut Option<Socket>) -> Outcome<Bytes> {
    match socket {
        Some(socket) => socket.next().await,
        None => std::future::pending().await,
    }
}
