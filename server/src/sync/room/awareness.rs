//! Who is where: the Yjs awareness states of everybody in the room, each told under the name of the person who holds it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use model::ids::AuthorId;
use model::live::presence::User;
use model::live::protocol::{AwarenessEntry, AwarenessUpdate, Message};
use model::live::replica::ClientId;
use serde_json::{Map, Value};

use super::event::SessionId;

/// The states that are told in this room.
#[derive(Debug, Default)]
pub(super) struct Awareness {
    /// States of clients whose session is here.
    live: BTreeMap<ClientId, Live>,
    /// Clients whose session has gone: their last clock must never be undercut, and nobody else may speak for them.
    departed: BTreeMap<ClientId, Departed>,
    /// The departed, in the order in which they went.
    farewells: VecDeque<ClientId>,
    /// Clients to tell of at the next tick.
    changed: BTreeSet<ClientId>,
}

#[derive(Debug)]
struct Live {
    holder: SessionId,
    person: AuthorId,
    /// The clock of the last state heard from the holder.
    heard: u64,
    /// The clock under which it is told: it only grows, whoever holds the id.
    told: u64,
    state: Option<String>,
}

#[derive(Debug)]
struct Departed {
    holder: SessionId,
    person: AuthorId,
    told: u64,
}

/// Whether a session may speak for a client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// It already does.
    Held,
    /// It does from now on.
    New,
    /// It does from now on, instead of an older session of the same person.
    TakenFrom(SessionId),
    /// It may not (A1).
    Refused,
}

/// Who speaks.
pub(super) struct Speaker<'a> {
    pub(super) session: SessionId,
    pub(super) person: AuthorId,
    /// How many clients it speaks for already.
    pub(super) clients: usize,
    /// How many it may.
    pub(super) clients_at_most: usize,
    /// Under which name its states are told.
    pub(super) user: &'a User,
}

impl Awareness {
    /// Takes in what a session says of one client. Refusals are silent: stock Yjs clients echo everybody's states (A1).
    pub(super) fn hear(&mut self, speaker: &Speaker<'_>, entry: &AwarenessEntry) -> Claim {
        let claim = self.claim(speaker, entry);
        if claim == Claim::Refused {
            return claim;
        }
        let state = match &entry.state {
            None => None,
            Some(state) => match signed(state, speaker.user) {
                Some(state) => Some(state),
                None => return Claim::Refused,
            },
        };
        let floor = self.departed.remove(&entry.client).map_or(0, |departed| departed.told.saturating_add(1));
        let live = self.live.entry(entry.client).or_insert(Live {
            holder: speaker.session,
            person: speaker.person,
            heard: 0,
            told: 0,
            state: None,
        });
        let leaves = entry.clock == live.heard && state.is_none() && live.state.is_some();
        if claim == Claim::Held && entry.clock <= live.heard && !leaves {
            return claim;
        }
        live.holder = speaker.session;
        live.heard = entry.clock;
        // A stock client that is told its own state under a higher clock says it back: telling that again would never end (A4).
        if entry.clock > live.told.max(floor) {
            live.told = entry.clock;
        } else if live.told < floor || live.state != state {
            live.told = live.told.saturating_add(1).max(floor);
        } else {
            return claim;
        }
        live.state = state;
        self.changed.insert(entry.client);
        claim
    }

    /// A session has gone, and with it the states it held. `remember` is how many departed clients are kept in mind.
    pub(super) fn leave(&mut self, session: SessionId, clients: &[ClientId], remember: usize) {
        for client in clients {
            let Some(live) = self.live.remove(client) else {
                continue;
            };
            let told = live.told.saturating_add(1);
            self.departed.insert(*client, Departed { holder: session, person: live.person, told });
            self.farewells.push_back(*client);
            self.changed.insert(*client);
        }
        while self.farewells.len() > remember {
            if let Some(client) = self.farewells.pop_front() {
                self.departed.remove(&client);
            }
        }
    }

    /// Whether there is something to tell.
    pub(super) fn has_news(&self) -> bool {
        !self.changed.is_empty()
    }

    /// What changed since the last time, as a frame; `None` when nothing did.
    pub(super) fn take_news(&mut self) -> Option<Vec<u8>> {
        let changed = std::mem::take(&mut self.changed);
        frame(changed.into_iter().filter_map(|client| self.entry(client)).collect())
    }

    /// Every state of those who are here, as a frame; `None` when there is none.
    pub(super) fn everybody(&self) -> Option<Vec<u8>> {
        let here = self.live.iter().filter(|(_, live)| live.state.is_some());
        frame(here.filter_map(|(client, _)| self.entry(*client)).collect())
    }

    /// Every state, and who has left: for a peer that may have missed farewells.
    pub(super) fn everybody_and_the_departed(&self) -> Option<Vec<u8>> {
        frame(self.live.keys().chain(self.departed.keys()).filter_map(|client| self.entry(*client)).collect())
    }

    fn claim(&self, speaker: &Speaker<'_>, entry: &AwarenessEntry) -> Claim {
        // Only the first thing a session says can be about a client that was here before: its own, from before it reconnected.
        // What it says later may be an echo of what it was told.
        let is_successor =
            |holder: SessionId, person: AuthorId| speaker.clients == 0 && speaker.session > holder && speaker.person == person;
        let full = speaker.clients >= speaker.clients_at_most;
        match (self.live.get(&entry.client), self.departed.get(&entry.client)) {
            (Some(live), _) if live.holder == speaker.session => Claim::Held,
            (Some(live), _) if is_successor(live.holder, live.person) => Claim::TakenFrom(live.holder),
            (None, Some(departed)) if is_successor(departed.holder, departed.person) => Claim::New,
            (None, None) if !full && entry.state.is_some() => Claim::New,
            _ => Claim::Refused,
        }
    }

    fn entry(&self, client: ClientId) -> Option<AwarenessEntry> {
        match (self.live.get(&client), self.departed.get(&client)) {
            (Some(live), _) => Some(AwarenessEntry { client, clock: live.told, state: live.state.clone() }),
            (None, Some(departed)) => Some(AwarenessEntry { client, clock: departed.told, state: None }),
            (None, None) => None,
        }
    }
}

fn frame(entries: Vec<AwarenessEntry>) -> Option<Vec<u8>> {
    (!entries.is_empty()).then(|| Message::Awareness(AwarenessUpdate(entries).encode()).encode())
}

/// The state with `user` written by the server; `None` when it is not a JSON object.
fn signed(state: &str, user: &User) -> Option<String> {
    let mut state: Map<String, Value> = serde_json::from_str(state).ok()?;
    state.insert("user".to_owned(), serde_json::to_value(user).ok()?);
    serde_json::to_string(&state).ok()
}
