//! Which of a document's items a list shows.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::live::items::ItemId;
use model::live::{Content, Document, Item};
use model::sorting::gather;

use super::Live;

/// A list of items that somebody may be typing in.
#[derive(Clone, Copy)]
pub struct ItemList {
    /// What it shows, in order.
    pub shown: Memo<Vec<ItemId>>,
    /// The same in the order in which they first appeared: what is drawn. [`super::keep_in_order()`] moves them on the page, and never the one that
    /// somebody types in.
    pub drawn: Memo<Vec<ItemId>>,
}

impl ItemList {
    /// Shows what is in `of`, and the item one is at while a colleague deletes it: where it stood, until one leaves it.
    pub fn new<D: Document>(live: Live<D>, current: RwSignal<Option<ItemId>>, of: Signal<Vec<ItemId>>) -> Self {
        let shown = Memo::new(move |before: Option<&Vec<ItemId>>| {
            let is_deleted =
                |id: &ItemId| live.content.with_untracked(|content| content.deleted_items().iter().any(|item| item.id() == id));
            with_current(of.get(), current.get().filter(is_deleted), before)
        });
        let drawn = Memo::new(move |before: Option<&Vec<ItemId>>| {
            shown.with(|shown| in_order_of_appearance(before.map(Vec::as_slice).unwrap_or_default(), shown))
        });
        Self { shown, drawn }
    }
}

/// What is shown, with what was there `before` first and as it stood.
fn in_order_of_appearance(before: &[ItemId], shown: &[ItemId]) -> Vec<ItemId> {
    let (there, were): (BTreeSet<&ItemId>, BTreeSet<&ItemId>) = (gather(shown), gather(before));
    let stay = before.iter().filter(|id| there.contains(id));
    let come = shown.iter().filter(|id| !were.contains(id));
    stay.chain(come).cloned().collect()
}

/// The items that are not deleted, and the one that somebody deleted while I was at it.
fn with_current(mut items: Vec<ItemId>, deleted: Option<ItemId>, before: Option<&Vec<ItemId>>) -> Vec<ItemId> {
    if let Some((place, id)) = deleted.and_then(|id| Some((before?.iter().position(|other| *other == id)?, id))) {
        items.insert(place.min(items.len()), id);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<ItemId> {
        names.iter().map(|name| ItemId::from((*name).to_owned())).collect()
    }

    #[test]
    fn an_item_deleted_under_my_hands_stays_where_it_stood_until_i_leave_it() {
        let (before, others) = (ids(&["a", "b", "c"]), ids(&["a", "c"]));
        let b = ids(&["b"]).pop();
        assert_eq!(with_current(others.clone(), b.clone(), Some(&before)), before);
        assert_eq!(with_current(others.clone(), None, Some(&before)), others);
        // Deleted before I came: it is not brought back by pointing at it.
        assert_eq!(with_current(others.clone(), b, None), others);
    }

    #[test]
    fn what_is_drawn_stays_where_it_appeared_first() {
        assert_eq!(in_order_of_appearance(&[], &ids(&["b", "a"])), ids(&["b", "a"]));
        assert_eq!(in_order_of_appearance(&ids(&["a", "b", "c"]), &ids(&["d", "c", "a"])), ids(&["a", "c", "d"]));
    }
}
