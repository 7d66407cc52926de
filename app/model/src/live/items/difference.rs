//! What is different between two moments of what stands in an order.

use super::ItemId;
use crate::sorting::sort;

/// Pairs of places that are compared at most: five hundred items.
const MOST_PAIRS: usize = 250_000;

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemDifference {
    /// It is there and was not, and was not among the deleted ones either.
    Added(ItemId),
    /// It had been deleted and is back.
    Restored(ItemId),
    /// It is gone from among those that are shown.
    Deleted(ItemId),
    /// It stands elsewhere among the others.
    Moved(ItemId),
}

/// What is different between two rows.
pub(crate) fn item_differences(before: &[ItemId], after: &[ItemId], was_deleted: impl Fn(&ItemId) -> bool) -> Vec<ItemDifference> {
    let (was, is) = (sorted(before), sorted(after));
    let has = |row: &[&ItemId], id: &ItemId| row.binary_search(&id).is_ok();
    let gone = before.iter().filter(|id| !has(&is, id)).cloned().map(ItemDifference::Deleted);
    let came = after.iter().filter(|id| !has(&was, id)).cloned();
    let came = came.map(|id| if was_deleted(&id) { ItemDifference::Restored(id) } else { ItemDifference::Added(id) });
    let stayed = |row: &[ItemId], other: &[&ItemId]| row.iter().filter(|id| has(other, id)).cloned().collect::<Vec<_>>();
    let moved = moved(&stayed(before, &is), &stayed(after, &was)).into_iter().map(ItemDifference::Moved);
    gone.chain(came).chain(moved).collect()
}

fn sorted(row: &[ItemId]) -> Vec<&ItemId> {
    let mut row: Vec<&ItemId> = row.iter().collect();
    sort(&mut row);
    row
}

/// The fewest items that have to be moved for one row to become the other: those outside of a longest common part.
fn moved(before: &[ItemId], after: &[ItemId]) -> Vec<ItemId> {
    let prefix = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[prefix..], &after[prefix..]);
    let suffix = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[..before.len() - suffix], &after[..after.len() - suffix]);
    // Nobody moves so many by hand, and the table would take all the memory there is.
    if before.len() * after.len() > MOST_PAIRS {
        return Vec::new();
    }
    // The length of the longest common part of what is behind each pair of places.
    let mut longest = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for (i, one) in before.iter().enumerate().rev() {
        for (j, other) in after.iter().enumerate().rev() {
            longest[i][j] = if one == other { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut moved) = (0, 0, Vec::new());
    while i < before.len() && j < after.len() {
        if before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            moved.push(before[i].clone());
            i += 1;
        } else {
            j += 1;
        }
    }
    moved.extend(before[i..].iter().cloned());
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> ItemId {
        ItemId::from(name.to_owned())
    }

    #[test]
    fn items_that_come_go_and_move_are_told_apart() {
        let ids = |names: &[&str]| names.iter().map(|name| id(name)).collect::<Vec<_>>();
        let of = |after: &[&str]| item_differences(&ids(&["a", "b", "c", "d"]), &ids(after), |item| *item == id("e"));
        assert_eq!(of(&["a", "c", "d"]), [ItemDifference::Deleted(id("b"))]);
        assert_eq!(of(&["a", "b", "c", "d", "e"]), [ItemDifference::Restored(id("e"))]);
        assert_eq!(of(&["x", "a", "b", "c", "d"]), [ItemDifference::Added(id("x"))]);
        assert_eq!(of(&["d", "a", "b", "c"]), [ItemDifference::Moved(id("d"))]);
        assert_eq!(of(&["b", "c", "d", "a"]), [ItemDifference::Moved(id("a"))]);
        assert_eq!(of(&["a", "c", "b", "d"]), [ItemDifference::Moved(id("b"))]);
        assert_eq!(of(&["a", "b", "c", "d"]), []);
    }

    #[test]
    fn a_row_of_very_many_items_costs_no_table_of_all_pairs() {
        let mut before: Vec<ItemId> = (0..30_000).map(|number| id(&number.to_string())).collect();
        let mut after = before.clone();
        after.remove(15_000);
        assert_eq!(item_differences(&before, &after, |_| false), [ItemDifference::Deleted(id("15000"))]);
        before.reverse();
        assert_eq!(item_differences(&before, &after, |_| false), [ItemDifference::Deleted(id("15000"))], "nobody does that by hand");
    }
}
