//! Updates from elsewhere: read first, judged, then taken in.

use std::collections::BTreeMap;

use yrs::updates::decoder::Decode;
use yrs::{IdSet, ReadTxn, StateVector, Transact, TransactionMut, Update};

use super::causal::is_ready;
use super::wire::{Pieces, write};
use super::{HasNews, Malformed, Replica};

/// An update that could be read, but is not taken in yet.
pub struct Incoming {
    update: Update,
    /// The same in pieces; `None` when it holds something that only yrs knows.
    pieces: Option<Pieces>,
}

impl Incoming {
    /// Reads an update.
    ///
    /// # Errors
    /// When the bytes are not one.
    pub fn decode(update: &[u8]) -> Result<Self, Malformed> {
        let pieces = Pieces::read(update);
        let update = Update::decode_v1(update).map_err(|error| Malformed::new(&error))?;
        Ok(Self { update, pieces })
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
    /// Takes in an update that was read. Doing it twice does nothing the second time.
    pub fn take_in(&mut self, incoming: Incoming) -> Applied {
        let Incoming { update, pieces } = incoming;
        let (inserted, deleted) = (update.insertions(true), update.delete_set().clone());
        let mut txn = self.doc.transact_mut();
        let mut broken = false;
        let mut apply = |txn: &mut TransactionMut<'_>, update: Update| broken |= txn.apply_update(update).is_err();
        match pieces {
            Some(pieces) if !(self.waiting.is_empty() && is_ready(&pieces, &txn.state_vector())) => {
                let deletions = pieces.deletions.clone();
                self.waiting.add(pieces);
                let ready = self.waiting.take_ready(&txn.state_vector(), &deletions);
                let ready = ready.unwrap_or_else(|| write(&BTreeMap::new(), &deletions));
                // We have just written it.
                if let Ok(ready) = Update::decode_v1(&ready) {
                    apply(&mut txn, ready);
                }
            }
            _ => apply(&mut txn, update),
        }
        txn.commit();
        let news = txn.has_news().then(|| txn.encode_update_v1()).filter(|news| news != Update::EMPTY_V1);
        let state = txn.state_vector();
        let waits = news.is_none() && !(within(&inserted, &state) && within(&deleted, &state));
        Applied { news, waits, broken }
    }

    /// Whether everything in an update is here already: taking it in would change nothing.
    pub fn holds(&self, incoming: &Incoming) -> bool {
        let txn = self.doc.transact();
        if !within(&incoming.update.insertions(true), &txn.state_vector()) {
            return false;
        }
        let deleted = incoming.update.delete_set();
        deleted.is_empty() || deleted.diff(&txn.snapshot().delete_set).is_empty()
    }
}

/// Checks that the bytes are a state vector.
///
/// # Errors
/// When they are not.
pub fn check_state_vector(bytes: &[u8]) -> Result<(), Malformed> {
    StateVector::decode_v1(bytes).map(drop).map_err(|error| Malformed::new(&error))
}

/// Whether a copy with this state has had all of these.
fn within(ids: &IdSet, state: &StateVector) -> bool {
    ids.iter().all(|(client, ranges)| ranges.iter().all(|range| range.end <= state.get(client)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Board, LessonText, TextAddress};

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
