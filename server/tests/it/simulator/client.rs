//! People's browsers: Twilight's own client (the very `Link` it uses), and one that behaves as the stock `y-websocket` does.

use std::collections::BTreeMap;

use model::live::link::{Effect, Link, PendingKey};
use model::live::protocol::{AwarenessEntry, AwarenessUpdate, Message};
use model::live::replica::{ClientId, Replica};
use model::live::scan::Bounds;

use super::rng::Rng;
use super::subject::Subject;
use crate::sync::hostile::made::number;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Twilight,
    /// Twilight's client of somebody who may only look.
    Viewer,
    Stock,
}

pub struct Client<D> {
    pub kind: Kind,
    pub person: usize,
    /// Counts the person's page loads: what happens to an earlier page is of no interest.
    pub page: u32,
    pub document: D,
    pub link: Link,
    /// What survives the page: unacknowledged updates in the browser's store.
    pub device: BTreeMap<PendingKey, Vec<u8>>,
    /// What the server would not take, in the browser's store too.
    pub aside: BTreeMap<PendingKey, Vec<u8>>,
    /// What is sent at once.
    pub part: Bounds,
    /// When the device's store has written everything it was given.
    pub device_busy_until: u64,
    /// The connection it is using.
    pub connection: Option<usize>,
    /// The stock client tries again then.
    pub stock_tries_at: Option<u64>,
    /// The awareness states it shows, by the rules of y-protocols.
    pub presence: BTreeMap<ClientId, (u64, Option<String>)>,
    own_clock: u64,
}

impl<D: Subject> Client<D> {
    pub fn new(kind: Kind, person: usize) -> Self {
        Self {
            kind,
            person,
            page: 0,
            document: D::new(Replica::new(0)),
            link: Link::new(0),
            device: BTreeMap::new(),
            aside: BTreeMap::new(),
            part: Bounds::PART,
            device_busy_until: 0,
            connection: None,
            stock_tries_at: None,
            presence: BTreeMap::new(),
            own_clock: 0,
        }
    }

    /// Opens the page anew: everything in memory is gone, what the device kept is found.
    pub fn open_page(&mut self, client: ClientId, now: u64, effects: &mut Vec<Effect>) {
        self.page += 1;
        self.document = D::new(Replica::new(client));
        self.link = Link::new(client << 20).in_parts_of(self.part);
        self.connection = None;
        self.presence.clear();
        self.own_clock = 0;
        self.stock_tries_at = (self.kind == Kind::Stock).then_some(now);
        if self.kind != Kind::Stock {
            let kept = self.device.iter().map(|(key, update)| (*key, update.clone())).collect();
            self.link.found_aside(self.aside.iter().map(|(key, update)| (*key, update.clone())).collect());
            self.link.found(kept, self.document.replica_mut(), now, effects);
            let state = format!("{{\"page\":{}}}", self.page);
            self.link.set_presence(state, self.document.replica(), now, effects);
        }
    }

    pub fn id(&self) -> ClientId {
        self.document.replica().client()
    }

    /// Pastes far more than is sent at once, field by field; some of it into a field that is full already.
    pub fn paste(&mut self, rng: &mut Rng) -> Vec<Vec<u8>> {
        let words = rng.pick(&["half a bar ", "𝟚é", "x"]).repeat(rng.between(300, 3_000) as usize);
        D::long_texts().iter().filter_map(|text| self.document.splice(text, rng.below(40) as u32, 0, &words)).collect()
    }

    /// An update that the server refuses whoever sends it (F11): what an extension or another editor on this page may make.
    pub fn poison(&mut self, client: ClientId) -> Vec<u8> {
        let update = [&[1, 1][..], &number(client), &[0, 9, 1, 5], b"other", &[1, b'g', 118, 0, 0]].concat();
        self.document.apply(&update).expect("an update");
        update
    }

    /// Makes a random edit; returns the update, if it changed anything.
    pub fn edit(&mut self, rng: &mut Rng) -> Option<Vec<u8>> {
        self.document.edit(rng)
    }

    /// The stock client's first words on a connection.
    pub fn stock_opened(&mut self) -> Vec<Vec<u8>> {
        let hello = Message::SyncStep1(self.document.replica().state_vector()).encode();
        vec![hello, self.stock_presence(false)]
    }

    /// The stock client's own state; it is told anew with a higher clock.
    pub fn stock_presence(&mut self, renewed: bool) -> Vec<u8> {
        let told = self.presence.get(&self.id()).map_or(0, |(clock, _)| *clock);
        self.own_clock = self.own_clock.max(told) + u64::from(renewed);
        let state = Some("{\"cursor\":1}".to_owned());
        let entry = AwarenessEntry { client: self.id(), clock: self.own_clock, state };
        Message::Awareness(AwarenessUpdate(vec![entry]).encode()).encode()
    }

    /// A frame for the stock client; returns its answers.
    pub fn stock_received(&mut self, frame: &[u8]) -> Result<Vec<Vec<u8>>, String> {
        let mut answers = Vec::new();
        for message in Message::decode_frame(frame).map_err(|error| error.to_string())? {
            match message {
                Message::SyncStep1(state) => {
                    let missing = self.document.replica().missing_from(&state).map_err(|error| error.to_string())?;
                    answers.push(Message::SyncStep2(missing).encode());
                }
                Message::SyncStep2(update) | Message::Update(update) => {
                    self.document.apply(&update).map_err(|error| error.to_string())?;
                }
                Message::Awareness(body) => {
                    let update = AwarenessUpdate::decode(&body).map_err(|error| error.to_string())?;
                    // Like the real one, it echoes whatever it learnt.
                    let learnt: Vec<_> = update.0.into_iter().filter(|entry| self.learn(entry)).collect();
                    if !learnt.is_empty() {
                        answers.push(Message::Awareness(AwarenessUpdate(learnt).encode()).encode());
                    }
                }
                Message::QueryAwareness | Message::Auth => {}
                ours => return Err(format!("a stock client was sent {ours:?}")),
            }
        }
        Ok(answers)
    }

    /// Takes in one awareness state by the rules of y-protocols; whether it changed anything.
    pub fn learn(&mut self, entry: &AwarenessEntry) -> bool {
        let known = self.presence.get(&entry.client);
        let newer = match known {
            None => true,
            Some((clock, state)) => *clock < entry.clock || (*clock == entry.clock && entry.state.is_none() && state.is_some()),
        };
        if newer {
            self.presence.insert(entry.client, (entry.clock, entry.state.clone()));
        }
        newer
    }
}
