//! What the engine asks of a kind of live document; `documents` has the kinds.

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::items::{ItemDifference, ItemId, ItemWatch, Items, item_differences};
use super::replica::{Applied, Caret, Malformed, Replica};
use super::text::{FieldText, History, Retyped, TextPath, former, typing};

/// A copy of a document of one kind: its schema over a [`Replica`].
///
/// An edit is one transaction and returns the update to send, or `None` when it changed nothing.
pub trait Document: Sized + 'static {
    /// The name of one of its texts.
    type Address: Address;
    /// What it says at one moment, as plain data.
    type Content: Content<Address = Self::Address>;
    /// One thing in which two moments differ.
    type Difference: Clone + Debug + PartialEq + Send + Sync + 'static;
    /// What lists show of it.
    type Summary: Clone + Debug + Default + PartialEq + Serialize + DeserializeOwned;

    const ROOTS: Roots;

    /// The document that a copy holds.
    fn new(replica: Replica) -> Self;

    fn replica(&self) -> &Replica;

    /// The copy underneath, for syncing.
    fn replica_mut(&mut self) -> &mut Replica;

    /// What the document held by a copy says. Whatever is not understood is left out.
    fn read(replica: &Replica) -> Self::Content;

    /// What lists show of it.
    fn summarise(replica: &Replica) -> Self::Summary;

    /// Everything that is different between two moments: items first, then what they say.
    fn differences(before: &Self::Content, after: &Self::Content) -> Vec<Self::Difference>;

    /// A copy made of stored updates, a snapshot being one of them.
    ///
    /// # Errors
    /// When one of them is malformed.
    fn restore<'a>(updates: impl IntoIterator<Item = &'a Vec<u8>>) -> Result<Self, Malformed> {
        let mut document = Self::new(Replica::with_random_client());
        for update in updates {
            document.apply(update)?;
        }
        Ok(document)
    }

    /// Takes in an update made elsewhere; see [`Replica::apply`].
    ///
    /// # Errors
    /// When the update is malformed.
    fn apply(&mut self, update: &[u8]) -> Result<Applied, Malformed> {
        self.replica_mut().apply(update)
    }

    /// What it says now.
    fn content(&self) -> Self::Content {
        Self::read(self.replica())
    }

    /// One text as it is now, in a field's units.
    fn field(&self, address: &Self::Address) -> FieldText {
        FieldText::read(self.replica(), Self::ROOTS.items, address.path())
    }

    /// The same as a string.
    fn text(&self, address: &Self::Address) -> String {
        self.field(address).as_str().to_owned()
    }

    /// A place in a field that stays where it is while others type.
    fn caret(&self, address: &Self::Address, offset: u32) -> Option<Caret> {
        typing::caret(self.replica(), Self::ROOTS.items, address.path(), offset)
    }

    /// Replaces `delete` UTF-16 units of a field at `at` by `insert`, or by as much of it as the field has room for
    /// ([`super::text::MAX_FIELD`]). What lies beyond the text's end is ignored.
    fn splice(&mut self, address: &Self::Address, at: u32, delete: u32, insert: &str) -> Option<Vec<u8>> {
        typing::replace(self.replica_mut(), Self::ROOTS.items, address.path(), at, delete, insert).update
    }

    /// Somebody turned the field they were shown into `typed`: makes the same change here, where colleagues may have typed meanwhile.
    /// `caret` is where the typing ended, in UTF-16 units of `typed`: it settles which of two equal letters is the new one.
    /// In a field of one line whatever begins another becomes a space.
    fn retype(&mut self, address: &Self::Address, shown: &str, typed: &str, caret: Option<u32>) -> Retyped {
        typing::retype(self, address, shown, typed, caret, |_| {})
    }

    /// [`Document::retype`], with its place in the history.
    fn retype_in(&mut self, history: &mut History<Self>, address: &Self::Address, shown: &str, typed: &str, caret: Option<u32>) -> Retyped {
        history.retype(self, address, shown, typed, caret)
    }

    /// Puts former words back: into an empty field as they were, else behind what stands there, of which nothing goes. Nothing where there is
    /// no room for all of them.
    fn put_back(&mut self, address: &Self::Address, words: &str) -> Option<Vec<u8>> {
        former::put_back(self, address, words)
    }

    /// The texts that are longer than a field may become by typing.
    fn overfull(&self) -> Vec<Self::Address> {
        typing::overfull(&self.content())
    }

    /// Undo and redo for this copy. `now` tells milliseconds.
    fn history(&self, now: fn() -> u64) -> History<Self> {
        History::new(self.replica(), now)
    }

    /// Remembers the items, if a frame of the server may change which there are or where they stand. Typing does not.
    fn watch(&self, frame: &[u8]) -> Option<ItemWatch> {
        ItemWatch::before(frame, self.replica(), Self::ROOTS.items)
    }
}

/// The root types of a kind of document, all of which undo is about.
pub struct Roots {
    /// Each a `Y.Text`.
    pub texts: &'static [&'static str],
    /// Each a `Y.Map`, that of the items among them.
    pub maps: &'static [&'static str],
    /// What stands in an order.
    pub items: Items,
    /// Keys whose value is replaced and never taken away, in any of the maps.
    pub lasting: &'static [&'static str],
}

/// Names one text of a document, as awareness and element ids have it: `title`, or `step/KEY/exposition`.
pub trait Address: Clone + Debug + Display + FromStr + Eq + Hash + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Where the text stands in the document.
    fn path(&self) -> TextPath<'_>;

    /// The field's name on the page.
    fn label(&self) -> &'static str;

    /// Whether it is a heading: one line.
    fn is_one_line(&self) -> bool;

    /// Whether it stands in a document that only some of the readers may open, beside another of the same type: a page has both, and tells
    /// their fields apart by this.
    fn is_private(&self) -> bool {
        false
    }
}

/// A document at one moment, as plain data.
pub trait Content: Clone + Debug + Default + PartialEq + Send + Sync + 'static {
    type Address: Address;
    type Item: Item;

    /// One of its texts; empty where there is none.
    fn text(&self, address: &Self::Address) -> &str;

    /// The same, to be written to; `None` where there is no such item.
    fn text_mut(&mut self, address: &Self::Address) -> Option<&mut String>;

    /// Every one of its texts, those of deleted items included.
    fn texts(&self) -> impl Iterator<Item = (Self::Address, &str)>;

    /// The items in their order.
    fn items(&self) -> &[Self::Item];

    /// Items that were deleted and can be restored, in the order they stood.
    fn deleted_items(&self) -> &[Self::Item];

    /// All but the items.
    fn head(&self) -> Self;

    /// All of it, to be pasted anywhere.
    fn plain_text(&self) -> String;

    /// The item with this key, deleted or not.
    fn item(&self, id: &ItemId) -> Option<&Self::Item> {
        self.items().iter().chain(self.deleted_items()).find(|item| item.id() == id)
    }

    /// The keys of the items that are not deleted, in their order.
    fn order(&self) -> Vec<ItemId> {
        self.items().iter().map(|item| item.id().clone()).collect()
    }
}

/// One thing of those that stand in an order.
pub trait Item: Clone + PartialEq + Send + Sync + 'static {
    fn id(&self) -> &ItemId;
}

/// The items that came, went, came back or stand elsewhere.
pub(crate) fn changed_items<C: Content>(before: &C, after: &C) -> Vec<ItemDifference> {
    item_differences(&before.order(), &after.order(), |id| before.deleted_items().iter().any(|item| item.id() == id))
}

/// The texts that say something else, of what is there at both moments.
pub(crate) fn changed_texts<C: Content>(before: &C, after: &C) -> impl Iterator<Item = C::Address> {
    let is_known = |address: &C::Address| address.path().item().is_none_or(|id| before.item(id).is_some());
    let changed = after.texts().filter(move |(address, words)| is_known(address) && before.text(address) != *words);
    changed.map(|(address, _)| address)
}
