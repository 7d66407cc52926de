//! One run: trouble, then calm, then everything has to be right.

use bytes::Bytes;
use model::documents::Summary;
use model::live::link::SaveState;
use model::live::replica::{Incoming, Replica};
use twilight::sync::room::Sabotage;

use super::client::Kind;
use super::faults::Counts;
use super::subject::Subject;
use super::world::{Happening, Typed, World};

/// How long there is trouble.
const TROUBLE: u64 = 20_000;
/// How long everything has to come right: silent half-open connections and a full retry delay included.
const CALM: u64 = 90_000;

/// Runs a seed; panics with the story when something is wrong.
pub fn run<D: Subject>(seed: u64, sabotage: Option<Sabotage>) -> Counts {
    let mut world = World::<D>::new(seed, sabotage);
    for client in 0..world.clients.len() {
        world.open_page(client);
        let at = world.now + world.rng.between(0, 300);
        world.schedule(at, Happening::ClientTick { client });
    }
    world.schedule(world.now, Happening::Act);
    world.run_until(world.now + TROUBLE);
    world.become_calm();
    world.run_until(world.now + CALM);
    world.check();
    world.everybody_leaves();
    world.run_until(world.now + 20_000);
    world.check_the_empty_house();
    world.counts
}

impl<D: Subject> World<D> {
    /// Something random, and the next thing soon.
    pub fn act(&mut self) {
        if self.calm {
            return;
        }
        let pause = if self.rng.chance(50) { self.rng.between(500, 3_000) } else { self.rng.between(5, 250) };
        self.schedule(self.now + pause, Happening::Act);
        let client = self.rng.below(self.clients.len() as u64) as usize;
        match self.rng.below(100) {
            0..4 if self.faults.cuts => self.cut_client(client),
            4 if self.faults.crashes => {
                self.note("the server dies".to_owned());
                self.crash();
            }
            5 if self.faults.page_crashes => self.page_crashes(client),
            6 if self.faults.foreign_writer => self.foreign_edit(),
            7 if self.faults.shutdowns && self.up && !self.stopping => self.restart(),
            10..18 if self.faults.pastes => self.paste(client),
            8 => self.check_acknowledged("now and then"),
            9 if self.faults.cuts => {
                // A meeting ends: everybody goes, the room may unload, and somebody comes back at that very moment.
                (0..self.clients.len()).for_each(|client| self.cut_client(client));
            }
            _ => self.edit(client),
        }
    }

    fn edit(&mut self, client: usize) {
        let subject = &mut self.clients[client];
        if subject.kind == Kind::Viewer {
            return;
        }
        let Some(update) = subject.edit(&mut self.rng) else {
            return;
        };
        self.counts.edits += 1;
        self.note(format!("client {client} edits ({} bytes)", update.len()));
        self.edited(client, update);
    }

    /// Somebody pastes too much, or something that nobody may send; or what the device's store has is not what was put there.
    fn paste(&mut self, client: usize) {
        if !matches!(self.clients[client].kind, Kind::Twilight) {
            return;
        }
        self.counts.pastes += 1;
        let updates = match self.rng.below(4) {
            0 => {
                self.next_client_id += 1;
                let id = self.next_client_id;
                vec![self.clients[client].poison(id)]
            }
            1 => {
                let device = &mut self.clients[client].device;
                device.insert(self.now << 20, vec![1, 2, 3]);
                device.insert((self.now << 20) + 1, vec![0, 0]);
                return self.page_crashes(client);
            }
            _ => self.clients[client].paste(&mut self.rng),
        };
        for update in updates {
            self.note(format!("client {client} pastes ({} bytes)", update.len()));
            self.edited(client, update);
        }
    }

    fn edited(&mut self, client: usize, update: Vec<u8>) {
        let (now, subject) = (self.now, &mut self.clients[client]);
        let mut typed = Typed { client, page: subject.page, key: None, update: update.clone(), acknowledged: false, excused: false };
        if subject.kind == Kind::Stock {
            self.typed.push(typed);
            let frame = model::live::protocol::Message::Update(update).encode();
            return self.send_to_server(client, frame);
        }
        let mut effects = Vec::new();
        subject.link.edited(update, now, &mut effects);
        typed.key = effects.iter().find_map(|effect| match effect {
            model::live::link::Effect::Keep(key, _) => Some(*key),
            _ => None,
        });
        self.typed.push(typed);
        self.carry_out(client, effects);
    }

    fn cut_client(&mut self, client: usize) {
        if let Some(connection) = self.clients[client].connection {
            self.note(format!("client {client} is cut off"));
            self.cut(connection);
        }
    }

    /// A page of Twilight's own client breaks and is opened anew: what its device kept comes back, the rest was never promised.
    fn page_crashes(&mut self, client: usize) {
        if self.clients[client].kind == Kind::Stock {
            return;
        }
        self.note(format!("client {client}'s page breaks"));
        if let Some(connection) = self.clients[client].connection.take() {
            self.cut(connection);
        }
        let (page, device) = (self.clients[client].page, &self.clients[client].device);
        for typed in self.typed.iter_mut().filter(|typed| typed.client == client && typed.page == page) {
            typed.excused |= !typed.acknowledged && typed.key.is_some_and(|key| !device.contains_key(&key));
        }
        self.open_page(client);
    }

    /// Another process writes to the file.
    fn foreign_edit(&mut self) {
        self.note("somebody else writes to the file".to_owned());
        self.next_client_id += 1;
        let mut replica = Replica::new(self.next_client_id);
        replica.apply(&self.disk.replica().snapshot()).expect("a snapshot");
        let update = D::new(replica).splice(&D::title(), 0, 0, "foreign");
        let update = update.expect("an edit");
        self.disk.append(Bytes::from(update.clone()));
        let typed = Typed { client: usize::MAX, page: 0, key: None, update, acknowledged: true, excused: false };
        self.typed.push(typed);
    }

    /// The process is stopped properly and started again, or killed when stopping takes too long.
    fn restart(&mut self) {
        self.note("the server stops and starts anew".to_owned());
        self.stop();
        self.run_stop();
    }

    fn run_stop(&mut self) {
        // The process ends some time after it was asked to, with or without having saved all.
        let grace = self.rng.between(100, 20_000);
        let boot = self.boot;
        self.schedule(self.now + grace, Happening::Stopped { boot });
    }

    pub fn stopped(&mut self, boot: u64) {
        if boot == self.boot && self.up {
            self.crash();
        }
    }

    fn become_calm(&mut self) {
        self.note("calm".to_owned());
        self.calm = true;
        if self.stopping {
            self.crash();
        }
        for client in 0..self.clients.len() {
            let now = self.now;
            self.clients[client].link.hurry(now);
        }
        // A room learns of what others wrote to its file when it compacts rows of its own.
        if self.faults.foreign_writer {
            (0..5).for_each(|_| self.edit(0));
        }
    }

    /// X-ray: whatever somebody was told is saved must be in the file now.
    pub fn check_acknowledged(&self, when: &str) {
        // What waits for something that only another's broken page had is in the file too.
        let file = everything(&self.disk.replica());
        for typed in self.typed.iter().filter(|typed| typed.acknowledged) {
            let update = Incoming::decode(&typed.update).expect("an update");
            assert!(update.is_within(&file), "{when}: client {} was told something is saved which is not\n{}", typed.client, self.story());
        }
    }

    fn check(&mut self) {
        let story = self.story();
        self.check_acknowledged("at the end");
        assert!(self.rooms.len() == 1, "{} rooms of one document\n{story}", self.rooms.len());
        let file = self.disk.replica();
        let rooms = self.rooms.values().filter_map(|slot| slot.room.as_ref());
        let rooms: Vec<String> = rooms.map(|room| outline(room.replica())).collect();
        let clients: Vec<String> = self.clients.iter().map(|client| outline(client.document.replica())).collect();
        let story = format!("file {}\nrooms {rooms:?}\nclients {clients:?}\n{story}", outline(&file));
        for (number, client) in self.clients.iter().enumerate() {
            let replica = client.document.replica();
            assert!(client.connection.is_some(), "client {number} is not connected\n{story}");
            assert!(same(replica, &file), "client {number} differs from the file\n{story}");
            if client.kind != Kind::Stock {
                let state = client.link.save_state(self.now);
                assert!(matches!(state, SaveState::Saved { .. }), "client {number} is {state:?}\n{story}");
                assert!(client.device.is_empty(), "client {number}'s device still keeps something\n{story}");
            }
            self.check_presence(number, &story);
        }
        let file = everything(&file);
        for typed in self.typed.iter().filter(|typed| !typed.excused) {
            let update = Incoming::decode(&typed.update).expect("an update");
            assert!(update.is_within(&file), "what client {} typed is lost\n{story}", typed.client);
        }
        let content = self.clients[0].document.content();
        assert!(self.clients.iter().all(|client| client.document.content() == content), "the documents say different things\n{story}");
    }

    /// Everybody sees everybody who is here, under the right name, and nobody else.
    fn check_presence(&self, number: usize, story: &str) {
        let client = &self.clients[number];
        let shown = client.presence.iter().filter(|(id, (_, state))| **id != client.id() && state.is_some());
        let shown: Vec<u64> = shown.map(|(id, _)| *id).collect();
        let mut others: Vec<u64> = self.clients.iter().map(|other| other.id()).filter(|id| *id != client.id()).collect();
        others.sort_unstable();
        assert!(shown == others, "client {number} sees {shown:?}, here are {others:?}\n{story}");
        for other in self.clients.iter().filter(|other| other.id() != client.id()) {
            let state = client.presence.get(&other.id()).and_then(|(_, state)| state.as_deref()).unwrap_or_default();
            assert!(state.contains(&format!("Person {}\"", other.person)), "{state}\n{story}");
        }
    }

    fn everybody_leaves(&mut self) {
        for client in 0..self.clients.len() {
            if let Some(connection) = self.clients[client].connection.take() {
                self.clients[client].page += 1;
                self.clients[client].stock_tries_at = None;
                self.gone_at_server(connection);
            }
        }
        self.nobody_ticks();
    }

    fn check_the_empty_house(&self) {
        let story = self.story();
        assert!(self.rooms.is_empty() && self.directory.is_empty(), "an empty room stays loaded\n{story}");
        // Rows that nobody was told of are found when the document is next opened.
        let all_heard = !self.faults.failing_disk && !self.faults.crashes && !self.faults.shutdowns;
        assert!(self.disk.rows() == 0 || !all_heard, "an empty room left {} rows uncompacted\n{story}", self.disk.rows());
        assert!(same(&self.disk.replica(), self.clients[0].document.replica()), "compaction changed the document\n{story}");
        let (listed, present) = (self.disk.summary.as_ref(), D::KIND.summarise(&self.disk.replica()));
        let is_listed = listed.is_some_and(|listed| *listed == present) || present == Summary::empty(D::KIND);
        assert!(self.disk.rows() > 0 || is_listed, "K4: a list says {listed:?}, the file {present:?}\n{story}");
        self.check_acknowledged("after unloading");
    }
}

/// What a copy holds, for the story of a failure.
fn outline(replica: &Replica) -> String {
    format!("{:?} (waiting: {})", replica.state_vector(), replica.is_waiting())
}

/// Whether two copies hold the same, deletions included.
fn same(a: &Replica, b: &Replica) -> bool {
    let (a, b) = (everything(a), everything(b));
    a.is_within(&b) && b.is_within(&a)
}

fn everything(replica: &Replica) -> Incoming {
    Incoming::decode(&replica.snapshot()).expect("a snapshot")
}
