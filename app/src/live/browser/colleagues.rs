//! What is known of the others' pages.

use std::collections::{BTreeMap, HashMap};

use model::board::{Board, FieldText, TextAddress};
use model::presence::Presence;
use model::protocol::AwarenessUpdate;
use model::replica::ClientId;

use crate::live::Colleague;

/// A caret that has not moved for so long (milliseconds) hides its flag.
const STILL: u64 = 3_000;

struct Known {
    clock: u64,
    presence: Presence,
    moved: u64,
}

/// The others, by the client id of their page.
#[derive(Default)]
pub struct Colleagues(BTreeMap<ClientId, Known>);

impl Colleagues {
    /// Takes in what was told of them. Our own page is none of them; what the server says of it is its colour, returned.
    pub fn take_in(&mut self, update: AwarenessUpdate, own: ClientId, now: u64) -> Option<u8> {
        let mut own_colour = None;
        for entry in update.0 {
            if entry.client == own {
                let presence = entry.state.and_then(|state| serde_json::from_str::<Presence>(&state).ok());
                own_colour = presence.and_then(|presence| presence.user).map(|user| user.colour).or(own_colour);
                continue;
            }
            let known = self.0.get(&entry.client);
            if known.is_some_and(|known| entry.clock < known.clock) {
                continue;
            }
            let Some(state) = entry.state else {
                self.0.remove(&entry.client);
                continue;
            };
            // A state we can't read is that of another kind of client: it is here, but nowhere we could show.
            let presence: Presence = serde_json::from_str(&state).unwrap_or_default();
            let moved = known.filter(|known| known.presence == presence).map_or(now, |known| known.moved);
            self.0.insert(entry.client, Known { clock: entry.clock, presence, moved });
        }
        own_colour
    }

    /// The connection has gone: nobody is known to be here.
    pub fn forget(&mut self) {
        self.0.clear();
    }

    /// The others as components see them, by school and name.
    pub fn list(&self, board: &Board, now: u64) -> Vec<Colleague> {
        let mut fields = HashMap::new();
        let mut list: Vec<Colleague> =
            self.0.iter().filter_map(|(client, known)| colleague(*client, known, board, &mut fields, now)).collect();
        list.sort_by(|a, b| (&a.school, &a.name, a.client).cmp(&(&b.school, &b.name, b.client)));
        list
    }
}

/// Texts that were read already: many people may be in one.
type Fields = HashMap<TextAddress, FieldText>;

fn colleague(client: ClientId, known: &Known, board: &Board, fields: &mut Fields, now: u64) -> Option<Colleague> {
    let user = known.presence.user.as_ref()?;
    let place = known.presence.at.as_ref();
    let selection = place.and_then(|place| {
        let field = fields.entry(place.field.clone()).or_insert_with(|| board.field(&place.field));
        let head = field.offset(place.head.as_ref()?, board.replica())?;
        let anchor = place.anchor.as_ref().and_then(|anchor| field.offset(anchor, board.replica())).unwrap_or(head);
        Some((anchor, head))
    });
    Some(Colleague {
        client,
        name: user.name.clone(),
        school: user.school.clone(),
        colour: user.colour,
        field: place.map(|place| place.field.clone()),
        selection,
        still: now.saturating_sub(known.moved) > STILL,
    })
}
