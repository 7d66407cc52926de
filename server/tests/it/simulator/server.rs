//! The server process: the real directory and rooms, with a simulated rim that can die between any two effects.

use twilight::sync::directory::Generation;
use twilight::sync::room::{Effect, Event, Room};

use super::disk::{self, Fate, Work};
use super::subject::Subject;
use super::world::{Happening, Message, Out, RoomSlot, World};

impl<D: Subject> World<D> {
    pub fn join_room(&mut self, connection: usize) {
        let joined = self.directory.join(self.document, |generation| generation);
        self.connections[connection].generation = Some(joined.generation);
        if joined.is_new {
            let slot = RoomSlot { room: None, mailbox: Default::default(), sessions: Default::default(), wake_at: None };
            self.rooms.insert(joined.generation, slot);
            let at = self.now + self.rng.between(1, 200);
            self.schedule(at, Happening::RoomLoaded { boot: self.boot, generation: joined.generation });
        }
        self.post(joined.generation, Message::Join { connection });
    }

    pub fn room_loaded(&mut self, boot: u64, generation: Generation) {
        if boot != self.boot || !self.up {
            return;
        }
        let room = Room::open(D::KIND, self.limits.clone(), &self.disk.load(), self.now).expect("the file can be read");
        if let Some(slot) = self.rooms.get_mut(&generation) {
            slot.room = Some(room.sabotaged(self.sabotage));
        }
        self.work_off(generation);
        self.plan_waking(generation);
    }

    /// A message for a room. It is taken at once, unless the room is loading.
    pub fn post(&mut self, generation: Generation, message: Message) {
        if let Some(slot) = self.rooms.get_mut(&generation) {
            slot.mailbox.push_back(message);
        }
        self.work_off(generation);
    }

    fn work_off(&mut self, generation: Generation) {
        while let Some(slot) = self.rooms.get_mut(&generation).filter(|slot| slot.room.is_some()) {
            let Some(message) = slot.mailbox.pop_front() else {
                return;
            };
            match message {
                Message::Event(event) => self.handle(generation, event),
                Message::Join { connection } => {
                    let (session, client) = (self.connections[connection].session, self.connections[connection].client);
                    slot.sessions.insert(session, connection);
                    let peer = Box::new(self.peer(client));
                    self.handle(generation, Event::Connected { session, peer });
                }
            }
        }
    }

    pub fn wake(&mut self, boot: u64, generation: Generation) {
        if boot != self.boot || !self.up {
            return;
        }
        let Some(slot) = self.rooms.get_mut(&generation) else {
            return;
        };
        slot.wake_at = None;
        let is_due = slot.room.as_ref().and_then(Room::next_deadline).is_some_and(|at| at <= self.now);
        if is_due {
            self.handle(generation, Event::Tick);
            let next = self.rooms.get(&generation).and_then(|slot| slot.room.as_ref()?.next_deadline());
            assert!(next.is_none_or(|at| at > self.now), "a room ticks without end\n{}", self.story());
        }
        self.plan_waking(generation);
    }

    fn plan_waking(&mut self, generation: Generation) {
        let Some(slot) = self.rooms.get_mut(&generation) else {
            return;
        };
        let Some(at) = slot.room.as_ref().and_then(Room::next_deadline) else {
            return;
        };
        if slot.wake_at.is_none_or(|planned| at < planned) {
            slot.wake_at = Some(at);
            self.schedule(at, Happening::Wake { boot: self.boot, generation });
        }
    }

    /// One event for a room: its effects are carried out in order, and then it is told whose queue was full.
    pub fn handle(&mut self, generation: Generation, event: Event) {
        let mut effects = Vec::new();
        if !self.step(generation, event, &mut effects) {
            return;
        }
        let (mut full, mut kept) = (Vec::new(), false);
        for effect in effects {
            if self.faults.crashes && !self.calm && self.rng.chance(1) {
                self.note("the server dies between two effects".to_owned());
                return self.crash();
            }
            match effect {
                Effect::Send { to, frame } => {
                    for session in to {
                        let connection = self.rooms.get(&generation).and_then(|slot| slot.sessions.get(&session).copied());
                        let fits = connection.is_none_or(|connection| self.push(connection, Out::Frame(frame.clone())));
                        if !fits && !full.contains(&session) {
                            full.push(session);
                        }
                    }
                }
                Effect::Close { session, code, .. } => {
                    let connection = self.rooms.get_mut(&generation).and_then(|slot| slot.sessions.remove(&session));
                    if let Some(connection) = connection {
                        self.push(connection, Out::Close(code.number()));
                    }
                }
                Effect::Unload => {
                    if self.directory.retire(self.document, generation) || self.stopping {
                        self.counts.unloads += 1;
                        self.directory.remove(self.document, generation);
                        self.rooms.remove(&generation);
                    } else {
                        kept = true;
                    }
                }
                work => {
                    let work = Work::of(work).expect("everything else is for the disk");
                    let (fate, delay) = if self.calm { (Fate::Done, 5) } else { disk::fate(&mut self.rng, &self.faults) };
                    self.counts.failures += u64::from(fate != Fate::Done);
                    let at = self.now + delay;
                    self.schedule(at, Happening::DiskDone { boot: self.boot, generation, work, fate });
                }
            }
        }
        for session in full {
            self.step(generation, Event::Overflowed { session }, &mut Vec::new());
        }
        if kept {
            self.handle(generation, Event::Kept);
        }
        self.plan_waking(generation);
    }

    fn step(&mut self, generation: Generation, event: Event, effects: &mut Vec<Effect>) -> bool {
        let now = self.now;
        let room = self.rooms.get_mut(&generation).and_then(|slot| slot.room.as_mut());
        room.map(|room| room.handle(event, now, effects)).is_some()
    }

    pub fn disk_done(&mut self, boot: u64, generation: Generation, work: Work, fate: Fate) {
        // What was under way when the server died may be in the file or not.
        if boot != self.boot || !self.up {
            if self.rng.chance(500) && !matches!(work, Work::Reload { .. }) {
                self.disk.carry_out(work, fate);
            }
            return;
        }
        let answer = self.disk.carry_out(work, fate);
        self.counts.refusals += u64::from(matches!(answer, Some(Event::CompactionRefused { .. })));
        if let Some(event) = answer {
            self.handle(generation, event);
        }
    }

    /// The process dies: every connection with it, and everything in memory.
    pub fn crash(&mut self) {
        if !self.up {
            return;
        }
        self.counts.crashes += 1;
        self.up = false;
        self.rooms.clear();
        self.directory = twilight::sync::directory::Directory::sabotaged(self.sabotage);
        for connection in 0..self.connections.len() {
            let end = &mut self.connections[connection];
            end.generation = None;
            if std::mem::take(&mut end.carries) {
                let at = self.now + self.rng.between(0, 500);
                self.schedule(at, Happening::ClosedAtClient { connection, code: 1006 });
            }
        }
        self.check_acknowledged("after a crash");
        let at = self.now + self.rng.between(100, 4_000);
        self.schedule(at, Happening::ServerStarts);
    }

    /// The process is asked to stop: it saves and says goodbye, unless that takes too long.
    pub fn stop(&mut self) {
        self.stopping = true;
        let rooms: Vec<Generation> = self.rooms.keys().copied().collect();
        for generation in rooms {
            self.post(generation, Message::Event(Event::Shutdown));
        }
    }
}
