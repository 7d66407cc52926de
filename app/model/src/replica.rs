//! One copy of a live document: a Yjs document (yrs) and the few things every live document needs of it.
//!
//! Offsets in texts are UTF-16 code units, as in Yjs and in a browser's text fields.

mod caret;
mod causal;
mod history;
mod incoming;
mod wire;

use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{Doc, OffsetKind, Options, ReadTxn, StateVector, Transact, TransactionMut};

use causal::Waiting;
use wire::Pieces;

pub use caret::Caret;
pub use history::History;
pub use incoming::{Applied, Incoming, check_state_vector};

/// The origin of transactions made by the person at this replica: what undo is about.
const OWN: &str = "own";

/// A Yjs client id: who wrote a piece of a document. 53 bits, as Yjs draws them since version 13.6.
pub type ClientId = u64;

/// An update that can't be taken in.
#[derive(Debug, thiserror::Error)]
#[error("malformed update: {0}")]
pub struct Malformed(String);

impl Malformed {
    /// Malformed for this reason.
    pub(crate) fn new(reason: &dyn std::fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

/// A copy of a document.
pub struct Replica {
    doc: Doc,
    /// What came before something it builds on.
    waiting: Waiting,
}

impl Replica {
    /// An empty copy whose own edits carry `client`.
    pub fn new(client: ClientId) -> Self {
        let mut options = Options::with_client_id(yrs::block::ClientID::new(client));
        options.offset_kind = OffsetKind::Utf16;
        Self { doc: Doc::with_options(options), waiting: Waiting::default() }
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

    /// Everything that a copy with `state_vector` lacks, deletions and waiting updates included: the body of a SyncStep2.
    ///
    /// # Errors
    /// When `state_vector` is not one.
    pub fn missing_from(&self, state_vector: &[u8]) -> Result<Vec<u8>, Malformed> {
        let state = StateVector::decode_v1(state_vector).map_err(|error| Malformed::new(&error))?;
        Ok(self.encode_from(&state))
    }

    /// The whole document as one update, with what waits.
    pub fn snapshot(&self) -> Vec<u8> {
        self.encode_from(&StateVector::default())
    }

    fn encode_from(&self, state: &StateVector) -> Vec<u8> {
        let update = self.doc.transact().encode_state_as_update_v1(state);
        if self.waiting.is_empty() {
            return update;
        }
        Pieces::read(&update).map_or(update, |pieces| self.waiting.added_to(pieces))
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
        if applied.broken { Err(Malformed::new(&"it is of another document")) } else { Ok(applied) }
    }

    /// Makes an edit of one's own, and returns it as an update; `None` when it changed nothing.
    pub(crate) fn edit(&mut self, make: impl FnOnce(&mut TransactionMut<'_>)) -> Option<Vec<u8>> {
        let mut txn = self.doc.transact_mut_with(OWN);
        make(&mut txn);
        txn.commit();
        txn.has_news().then(|| txn.encode_update_v1())
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
    yrs::merge_updates_v1(updates).map_err(|error| Malformed::new(&error))
}
