//! Updates from elsewhere: read first, judged, then taken in.

use yrs::block::ClientID;
use yrs::{ID, IdSet, ReadTxn, StateVector, Transact, TransactionMut, Update};

use super::causal::Waits;
use super::order::Order;
use super::parts::ranges;
use super::pieces::NOTHING_DELETED;
use super::place::{Lines, Places};
use super::{ClientId, HasNews, Malformed, Replica, decode};
use crate::live::scan::{Bounds, Refused, Scanned};

/// An update that could be read, but is not taken in yet.
pub struct Incoming {
    scanned: Scanned,
    update: Update,
}

impl Incoming {
    /// Reads an update of a file, or of somebody who is trusted as the file is.
    ///
    /// # Errors
    /// When the bytes are not one, or hold more than any document may.
    pub fn decode(update: &[u8]) -> Result<Self, Malformed> {
        Self::read(Scanned::read(update, &Bounds::STORED)?)
    }

    /// Reads an update that has been looked over.
    ///
    /// # Errors
    /// When yrs can't read it all the same.
    pub fn read(scanned: Scanned) -> Result<Self, Malformed> {
        let update = decode::update(&scanned)?;
        Ok(Self { scanned, update })
    }

    /// What the scan found.
    pub fn scanned(&self) -> &Scanned {
        &self.scanned
    }

    /// Whether another update says all that this one says.
    pub fn is_within(&self, other: &Self) -> bool {
        let within = |these: &IdSet, those: &IdSet| these.is_empty() || these.diff(those).is_empty();
        within(&self.update.insertions(true), &other.update.insertions(true)) && within(self.update.delete_set(), other.update.delete_set())
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.update.is_empty()
    }
}

/// What taking in an update did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The part that was new here, as an update of its own; `None` when nothing was.
    /// An update that waits for an earlier one is new only once that has come.
    pub news: Option<Vec<u8>>,
    /// No news yet, but something in it waits for an earlier update: it is not to be forgotten.
    pub waits: bool,
    /// It can't be one of this document, which showed only half-way. `news` is the part taken in before that.
    pub broken: bool,
}

impl Replica {
    /// How much of an update would have to wait for earlier ones, if it were taken in now, beyond what waits already.
    ///
    /// # Errors
    /// When something in it stands where nothing may (`place.rs`). Of what waits that is not known; whoever was told of it says it again, which
    /// is no reason to refuse them.
    pub fn judge(&self, incoming: &Incoming) -> Result<Waits, Refused> {
        let runs = incoming.scanned.runs();
        let order = Order::of(&runs, &self.doc.transact().state_vector(), &self.places);
        let is_new = |client: &ClientId| {
            let next = runs.get(client).and_then(|runs| runs.get(order.taken(*client)));
            next.is_some_and(|next| !self.waiting.has(*client, next))
        };
        if let Some((_, refused)) = order.refused.iter().find(|(client, _)| is_new(client)) {
            return Err(*refused);
        }
        let mut waits = Waits::default();
        for (client, runs) in &runs {
            for run in runs.iter().skip(order.taken(*client)).filter(|run| !self.waiting.has(*client, run)) {
                waits += Waits { pieces: 1, bytes: run.bytes.len() };
            }
        }
        Ok(waits)
    }

    /// Takes in an update that was read. Doing it twice does nothing the second time.
    pub fn take_in(&mut self, incoming: Incoming) -> Applied {
        let Incoming { scanned, update } = incoming;
        let deleted = update.delete_set().clone();
        let mut txn = self.doc.transact_mut();
        let state = txn.state_vector();
        let runs = scanned.runs();
        let order = Order::of(&runs, &state, &self.places);
        let mut broken = false;
        // What is whole comes before all that waits: nobody can have put something else in its place.
        let is_whole = order.is_whole(&runs);
        if is_whole {
            let ready = if Order::fits_at_once(&runs) { Ok(vec![update]) } else { own(&order.updates(&runs, &state, scanned.deletions())) };
            broken = apply(&mut txn, ready, &mut self.places, order.places).is_err();
        } else {
            self.waiting.add(&scanned);
        }
        if !self.waiting.is_empty() {
            let deletions = if is_whole { &NOTHING_DELETED } else { scanned.deletions() };
            let (ready, places) = self.waiting.take_ready(&txn.state_vector(), &self.places, deletions);
            broken |= apply(&mut txn, own(&ready), &mut self.places, places).is_err();
        }
        txn.commit();
        let news = txn.has_news().then(|| txn.encode_update_v1()).filter(|news| news != Update::EMPTY_V1);
        let state = txn.state_vector();
        let waits = news.is_none() && !(is_reached(&scanned, &state) && within(&deleted, &state));
        Applied { news, waits, broken }
    }

    /// Whether everything in an update is here already: taking it in would change nothing.
    pub fn holds(&self, incoming: &Incoming) -> bool {
        self.knows(&incoming.scanned)
    }

    /// The same of an update that yrs has not seen and need not see.
    pub fn knows(&self, scanned: &Scanned) -> bool {
        let txn = self.doc.transact();
        if !is_reached(scanned, &txn.state_vector()) {
            return false;
        }
        let deleted = deletions(scanned);
        deleted.is_empty() || deleted.diff(&txn.snapshot().delete_set).is_empty()
    }
}

/// Updates that we have just written, as yrs has them.
fn own(updates: &[Vec<u8>]) -> Result<Vec<Update>, Malformed> {
    updates.iter().map(|update| decode::update(&Scanned::read(update, &Bounds::OWN)?)).collect()
}

/// Shows yrs updates one after the other, and learns where what it took in stands.
fn apply(
    txn: &mut TransactionMut<'_>,
    updates: Result<Vec<Update>, Malformed>,
    known: &mut Places,
    places: Lines,
) -> Result<(), Malformed> {
    let outcome = updates.map(|updates| updates.into_iter().try_for_each(|update| txn.apply_update(update)));
    known.add(places, &txn.state_vector());
    outcome?.map_err(|error| Malformed::new(&error))
}

/// Whether a copy with this state has had all of an update's pieces.
fn is_reached(scanned: &Scanned, state: &StateVector) -> bool {
    scanned.ends().all(|(client, end)| end <= state.get(&ClientID::new(client)))
}

/// Whether a copy with this state has had all of these.
fn within(ids: &IdSet, state: &StateVector) -> bool {
    ids.iter().all(|(client, ranges)| ranges.iter().all(|range| range.end <= state.get(client)))
}

/// The deletions of an update, read without yrs.
fn deletions(scanned: &Scanned) -> IdSet {
    let mut set = IdSet::new();
    for (client, clock, len) in ranges(scanned) {
        set.insert(ID::new(ClientID::new(client), clock), len);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::board::{Board, LessonText, TextAddress};
    use crate::live::Document;

    const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);

    fn typed(texts: &[&str]) -> (Board, Vec<Vec<u8>>) {
        let mut board = Board::new(Replica::new(7));
        let updates = texts.iter().filter_map(|text| board.splice(&TITLE, 0, 0, text)).collect();
        (board, updates)
    }

    fn take(replica: &mut Replica, update: &[u8]) -> Applied {
        replica.take_in(Incoming::decode(update).expect("an update"))
    }

    #[test]
    fn what_waits_for_an_earlier_update_says_so_and_is_news_once_that_came() {
        let (_, updates) = typed(&["a", "b", "c"]);
        let mut replica = Replica::new(1);
        let late = take(&mut replica, &updates[2]);
        assert_eq!((late.news.is_some(), late.waits), (false, true));
        assert!(take(&mut replica, &updates[0]).news.is_some());
        assert!(take(&mut replica, &updates[1]).news.is_some());
        let again = take(&mut replica, &updates[2]);
        assert_eq!(again, Applied::default(), "known by now");
    }

    #[test]
    fn what_stands_behind_a_gap_waits_and_survives_a_snapshot() {
        // The title and the vocabulary do not build on one another: only the gap makes the second wait.
        let mut board = Board::new(Replica::new(7));
        let first = board.splice(&TITLE, 0, 0, "a").expect("an update");
        let second = board.splice(&TextAddress::Lesson(LessonText::Vocabulary), 0, 0, "b").expect("an update");
        let mut replica = Replica::new(1);
        assert!(take(&mut replica, &second).waits);
        let mut copy = Replica::new(2);
        take(&mut copy, &replica.snapshot());
        assert!(take(&mut copy, &first).news.is_some());
        assert_eq!(copy.state_vector(), board.replica().state_vector());
        assert_eq!(Board::new(copy).lesson(), board.lesson());
    }

    #[test]
    fn what_stands_behind_a_gap_is_sent_to_a_copy_that_is_further_on() {
        // A page is opened anew with the last edit from its device's store; the server has all but that edit.
        let (mut board, updates) = typed(&["a", "b"]);
        let (mut page, mut server) = (Replica::new(1), Replica::new(2));
        take(&mut server, &updates[0]);
        let edit = board.splice(&TextAddress::Lesson(LessonText::Vocabulary), 0, 0, "c").expect("an update");
        take(&mut server, &updates[1]);
        take(&mut page, &edit);
        let sent = page.missing_from(&server.state_vector()).expect("an update");
        take(&mut server, &sent);
        assert!(server.holds(&Incoming::decode(&edit).expect("an update")));
    }

    #[test]
    fn a_copy_holds_what_it_took_in_deletions_included_and_nothing_more() {
        let (mut board, mut updates) = typed(&["abc"]);
        updates.extend(board.splice(&TITLE, 0, 2, ""));
        let mut replica = Replica::new(1);
        for update in &updates {
            assert!(!replica.holds(&Incoming::decode(update).expect("an update")));
            take(&mut replica, update);
            assert!(replica.holds(&Incoming::decode(update).expect("an update")));
        }
        let everything = Incoming::decode(&board.replica().snapshot()).expect("an update");
        assert!(replica.holds(&everything));
    }
}
