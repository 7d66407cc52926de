//! One copy of a live document: a Yjs document (yrs) and the few things every live document needs of it.
//!
//! Offsets in texts are UTF-16 code units, as in Yjs and in a browser's text fields.

mod authors;
mod caret;
mod causal;
mod decode;
mod history;
mod hollow;
mod incoming;
mod order;
mod parts;
mod pieces;
mod place;

use yrs::updates::encoder::Encode;
use yrs::{Doc, OffsetKind, Options, ReadTxn, StateVector, Transact, TransactionMut};

use causal::Waiting;
use order::Order;
use place::Places;

use crate::live::scan::{Bounds, Refused, Scanned, ScannedState};

pub use caret::Caret;
pub use causal::Waits;
pub(crate) use history::Edits;
pub use hollow::words;
pub use incoming::{Applied, Incoming};
pub use parts::in_parts;

/// The origin of transactions made by the person at this replica: what undo is about.
const OWN: &str = "own";
/// The origin of what such an edit needs: undo is not about it.
const GROUNDWORK: &str = "groundwork";

/// A Yjs client id: who wrote a piece of a document. 53 bits, as Yjs draws them since version 13.6.
pub type ClientId = u64;

/// An update that can't be taken in.
#[derive(Debug, thiserror::Error)]
pub enum Malformed {
    /// The scan did not let it through.
    #[error("refused: {0}")]
    Refused(#[from] Refused),
    /// It can't be read, or not as a part of this document.
    #[error("malformed update: {0}")]
    Unreadable(String),
}

impl Malformed {
    /// For an update whose pieces do not fit what is there, which shows only half-way ([`Applied::broken`]).
    pub fn of_another_document() -> Self {
        Self::Unreadable("it is of another document".to_owned())
    }

    /// Unreadable for this reason.
    pub(crate) fn new(reason: &dyn std::fmt::Display) -> Self {
        Self::Unreadable(reason.to_string())
    }
}

/// A copy of a document.
pub struct Replica {
    doc: Doc,
    /// What came before something it builds on.
    waiting: Waiting,
    /// Where everything in it stands.
    places: Places,
}

impl Replica {
    /// An empty copy whose own edits carry `client`.
    pub fn new(client: ClientId) -> Self {
        let mut options = Options::with_client_id(yrs::block::ClientID::new(client));
        options.offset_kind = OffsetKind::Utf16;
        Self { doc: Doc::with_options(options), waiting: Waiting::default(), places: Places::default() }
    }

    /// An empty copy with a client id drawn at random.
    pub fn with_random_client() -> Self {
        Self::new(yrs::block::ClientID::random().get())
    }

    /// The id that this copy's own edits carry.
    pub fn client(&self) -> ClientId {
        self.doc.client_id().get()
    }

    /// The document itself, for the schemas in this crate.
    pub(crate) fn doc(&self) -> &Doc {
        &self.doc
    }

    /// What this copy holds, per client: the body of a SyncStep1.
    pub fn state_vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// Whether anything in it was written by this client, or without one by this copy.
    pub fn has_pieces_of(&self, client: Option<ClientId>) -> bool {
        let client = client.map_or_else(|| self.doc.client_id(), yrs::block::ClientID::new);
        self.doc.transact().state_vector().get(&client) > 0
    }

    /// Everything that a copy with `state_vector` lacks, deletions and waiting updates included: the body of a SyncStep2.
    ///
    /// # Errors
    /// When `state_vector` is not one.
    pub fn missing_from(&self, state_vector: &[u8]) -> Result<Vec<u8>, Malformed> {
        Ok(self.encode_from(&decode::state(ScannedState::read(state_vector)?)?))
    }

    /// The whole document as one update, with what waits.
    pub fn snapshot(&self) -> Vec<u8> {
        self.encode_from(&StateVector::default())
    }

    fn encode_from(&self, state: &StateVector) -> Vec<u8> {
        let update = self.doc.transact().encode_state_as_update_v1(state);
        if self.waiting.is_empty() { update } else { self.waiting.added_to(update) }
    }

    /// How much waits for earlier updates.
    pub fn waits(&self) -> Waits {
        self.waiting.size()
    }

    /// Whether something came that waits for an earlier update.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty() || self.doc.transact().has_missing_updates()
    }

    /// Takes in an update made elsewhere. Doing it twice does nothing the second time.
    ///
    /// # Errors
    /// When the bytes are not an update, or the update can't be one of this document.
    pub fn apply(&mut self, update: &[u8]) -> Result<Applied, Malformed> {
        let applied = self.take_in(Incoming::decode(update)?);
        if applied.broken { Err(Malformed::of_another_document()) } else { Ok(applied) }
    }

    /// Makes an edit of one's own, and returns it as an update; `None` when it changed nothing.
    pub(crate) fn edit(&mut self, make: impl FnOnce(&mut TransactionMut<'_>)) -> Option<Vec<u8>> {
        self.commit(OWN, make)
    }

    /// Makes an edit of which undo takes back only what `make` does. A shared type is made by `groundwork`: to delete it would delete what
    /// colleagues have written in it.
    pub(crate) fn edit_upon(
        &mut self,
        groundwork: impl FnOnce(&mut TransactionMut<'_>),
        make: impl FnOnce(&mut TransactionMut<'_>),
    ) -> Option<Vec<u8>> {
        let before = self.doc.transact().state_vector();
        match (self.commit(GROUNDWORK, groundwork), self.commit(OWN, make)) {
            (Some(first), Some(second)) => {
                Some(merge_updates(&[first, second]).unwrap_or_else(|_| self.doc.transact().encode_diff_v1(&before)))
            }
            (first, second) => first.or(second),
        }
    }

    fn commit(&mut self, origin: &'static str, make: impl FnOnce(&mut TransactionMut<'_>)) -> Option<Vec<u8>> {
        let mut txn = self.doc.transact_mut_with(origin);
        make(&mut txn);
        txn.commit();
        let update = txn.has_news().then(|| txn.encode_update_v1())?;
        let before = txn.before_state().clone();
        drop(txn);
        self.learn(&update, &before);
        Some(update)
    }

    /// Learns where the edits stand that this copy made itself since it had this state.
    fn learn(&mut self, own: &[u8], before: &StateVector) {
        // We have just written it.
        if let Ok(own) = Scanned::read(own, &Bounds::OWN) {
            let order = Order::of(&own.runs(), before, &self.places);
            self.places.add(order.places, &self.doc.transact().state_vector());
        }
    }
}

/// Whether a transaction added or deleted anything.
trait HasNews {
    fn has_news(&self) -> bool;
}

impl HasNews for TransactionMut<'_> {
    fn has_news(&self) -> bool {
        self.before_state() != self.after_state() || !self.delete_set().is_empty()
    }
}

/// Joins updates into one that says the same.
///
/// # Errors
/// When one of them is not an update.
pub fn merge_updates(updates: &[Vec<u8>]) -> Result<Vec<u8>, Malformed> {
    decode::merge(updates)
}
