//! What a document says, in parts that are told of one by one.
//!
//! If everything on a page hung on one signal, each letter would wake all of it, some thousand parts of a long document, only to find that hardly
//! one is concerned. So there is a signal for what is said beside the items, one for their order, and one for each item from the moment that
//! something asks for it; each is told only when it differs.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::live::items::ItemId;
use model::live::{Address, Content};

/// An item; nothing where there is none (any more).
pub type ItemSignal<C> = ArcRwSignal<Option<<C as Content>::Item>>;

/// The parts. Cheap to copy.
pub struct Shown<C: Content> {
    /// The document without its items.
    pub head: RwSignal<C>,
    /// The items that are not deleted, in their order.
    pub order: RwSignal<Vec<ItemId>>,
    items: StoredValue<BTreeMap<ItemId, ItemSignal<C>>>,
}

impl<C: Content> Clone for Shown<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Content> Copy for Shown<C> {}

impl<C: Content> Shown<C> {
    pub fn new(content: &C) -> Self {
        Self { head: RwSignal::new(content.head()), order: RwSignal::new(content.order()), items: StoredValue::default() }
    }

    /// An item of `content`, followed from now on.
    pub fn item(self, content: RwSignal<C>, id: &ItemId) -> ItemSignal<C> {
        let known = self.items.with_value(|items| items.get(id).cloned());
        known.unwrap_or_else(|| {
            let signal = ArcRwSignal::new(content.with_untracked(|content| content.item(id).cloned()));
            self.items.update_value(|items| {
                items.insert(id.clone(), signal.clone());
            });
            signal
        })
    }

    /// The document says this now.
    pub fn follow(self, content: &C) {
        set_if_new(self.order, content.order());
        set_if_new(self.head, content.head());
        let asked_for =
            self.items.try_with_value(|items| items.iter().map(|(id, signal)| (id.clone(), signal.clone())).collect::<Vec<_>>());
        for (id, signal) in asked_for.unwrap_or_default() {
            let item = content.item(&id);
            if signal.with_untracked(|shown| shown.as_ref() != item) {
                signal.set(item.cloned());
            }
        }
    }

    /// The document says this now, and nothing has changed but one of its texts.
    pub fn follow_text(self, content: &C, address: &C::Address) {
        match address.path().item() {
            None => {
                self.head.try_update(|head| head.text_mut(address).map(|text| content.text(address).clone_into(text)));
            }
            Some(id) => {
                let signal = self.items.try_with_value(|items| items.get(id).cloned()).flatten();
                if let Some(signal) = signal {
                    signal.set(content.item(id).cloned());
                }
            }
        }
    }
}

/// Tells a signal what is so, where it does not say so already.
pub fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) -> bool {
    let is_new = signal.try_with_untracked(|shown| *shown != value) == Some(true);
    if is_new {
        signal.try_set(value);
    }
    is_new
}
