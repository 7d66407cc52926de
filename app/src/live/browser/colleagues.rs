//! What is known of the others' pages.

use std::collections::{BTreeMap, HashMap};

use model::live::Document;
use model::live::presence::{Presence, User};
use model::live::protocol::AwarenessUpdate;
use model::live::replica::ClientId;
use model::live::text::FieldText;
use model::sorting::sort_by;

use crate::live::Colleague;

/// A caret that has not moved for so long (milliseconds) hides its flag.
const STILL: u64 = 3_000;

struct Known<A> {
    clock: u64,
    presence: Presence<A>,
    moved: u64,
}

/// The others, by the client id of their page.
pub struct Colleagues<D: Document> {
    pages: BTreeMap<ClientId, Known<D::Address>>,
    /// Who we are, as the server tells it of our own page.
    own: Option<User>,
}

impl<D: Document> Default for Colleagues<D> {
    fn default() -> Self {
        Self { pages: BTreeMap::new(), own: None }
    }
}

impl<D: Document> Colleagues<D> {
    /// Takes in what was told of them. Our own page is none of them.
    pub fn take_in(&mut self, update: AwarenessUpdate, own: ClientId, now: u64) {
        for entry in update.0 {
            if entry.client == own {
                let presence = entry.state.and_then(|state| serde_json::from_slice::<Presence<D::Address>>(state.as_bytes()).ok());
                self.own = presence.and_then(|presence| presence.user).or(self.own.take());
                continue;
            }
            let known = self.pages.get(&entry.client);
            if known.is_some_and(|known| entry.clock < known.clock) {
                continue;
            }
            let Some(state) = entry.state else {
                self.pages.remove(&entry.client);
                continue;
            };
            // A state we can't read is that of another kind of client: it is here, but nowhere we could show.
            let presence: Presence<D::Address> = serde_json::from_slice(state.as_bytes()).unwrap_or_default();
            let moved = known.filter(|known| known.presence == presence).map_or(now, |known| known.moved);
            self.pages.insert(entry.client, Known { clock: entry.clock, presence, moved });
        }
    }

    /// Our own colour, once the server has told of us: then it has told of everybody.
    pub fn own_colour(&self) -> Option<u8> {
        self.own.as_ref().map(|own| own.colour)
    }

    /// Whose page that is.
    pub fn name_of(&self, client: ClientId) -> Option<String> {
        self.pages.get(&client)?.presence.user.as_ref().map(|user| user.name.clone())
    }

    /// The connection has gone: nobody is known to be here.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The others as components see them, by school and name.
    pub fn list(&self, document: &D, now: u64) -> Vec<Colleague<D::Address>> {
        let mut fields = HashMap::new();
        let mut list: Vec<Colleague<D::Address>> =
            self.pages.iter().filter_map(|(client, known)| self.colleague(*client, known, document, &mut fields, now)).collect();
        sort_by(&mut list, |a, b| (&a.school, &a.name, a.client).cmp(&(&b.school, &b.name, b.client)));
        list
    }
}

/// Texts that were read already: many people may be in one.
type Fields<A> = HashMap<A, FieldText>;

impl<D: Document> Colleagues<D> {
    fn colleague(
        &self,
        client: ClientId,
        known: &Known<D::Address>,
        document: &D,
        fields: &mut Fields<D::Address>,
        now: u64,
    ) -> Option<Colleague<D::Address>> {
        let user = known.presence.user.as_ref()?;
        let place = known.presence.at.as_ref();
        let selection = place.and_then(|place| {
            let field = fields.entry(place.field.clone()).or_insert_with(|| document.field(&place.field));
            let head = field.offset(place.head.as_ref()?, document.replica())?;
            let anchor = place.anchor.as_ref().and_then(|anchor| field.offset(anchor, document.replica())).unwrap_or(head);
            Some((anchor, head))
        });
        Some(Colleague {
            client,
            person: user.person,
            is_own: self.is_own(user),
            name: user.name.clone(),
            school: user.school.clone(),
            colour: user.colour,
            field: place.map(|place| place.field.clone()),
            selection,
            still: now.saturating_sub(known.moved) > STILL,
        })
    }

    fn is_own(&self, user: &User) -> bool {
        user.person > 0 && self.own.as_ref().is_some_and(|own| own.person == user.person)
    }
}
