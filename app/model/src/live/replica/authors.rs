//! Whose the single values in a document's maps are. yrs counts what an undo brings back as written by whoever undid, and would put an
//! older value of theirs in its place with the next undo; and it takes nobody to be the author of a value's absence.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use yrs::branch::BranchID;
use yrs::types::TypeRef;
use yrs::{Any, Map, MapRef, Origin, Out, ReadTxn, TransactionMut};

use super::history::PUT_BACK;
use super::{GROUNDWORK, OWN};

/// Where a single value stands: its map among those that are watched, the map's key in that if it is nested, and its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct MapKey {
    root: usize,
    nested: Option<Arc<str>>,
    key: Arc<str>,
}

/// What one undo or redo did.
#[derive(Default)]
pub(super) struct Stepped {
    /// The single values it changed, as they were before; `None`: there was none.
    pub(super) before: Vec<(MapKey, Option<Any>)>,
    /// It changed words as well.
    pub(super) words: bool,
}

/// Shared with the document's observer.
#[derive(Clone)]
pub(super) struct Authors(Arc<Mutex<State>>);

struct State {
    roots: Vec<MapRef>,
    /// Keys that nobody takes away: where one of them has no value, yrs could not bring the earlier one back.
    lasting: &'static [&'static str],
    /// The origin of undo and redo.
    undo: Origin,
    values: HashMap<MapKey, Any>,
    /// What a colleague set there last, or took away.
    foreign: HashMap<MapKey, Foreign>,
    /// Where nothing stood before one's own first edit.
    own_first: HashSet<MapKey>,
    /// Where what stands, or that nothing stands, is a colleague's doing.
    theirs: HashSet<MapKey>,
    stepped: Stepped,
}

/// A colleague's value, and what was done over it.
struct Foreign {
    value: Option<Any>,
    /// One's own edits since, less those undone.
    own_edits: usize,
    /// One of them set the same value.
    repeated: bool,
}

impl Authors {
    /// Of the values in these maps and in maps in them; `undo` is the origin of undo and redo. Nobody takes away the keys in `lasting`.
    pub(super) fn of<T: ReadTxn>(txn: &T, roots: &[MapRef], lasting: &'static [&'static str], undo: Origin) -> Self {
        let values = read(txn, roots);
        let state = State {
            roots: roots.to_vec(),
            lasting,
            undo,
            values,
            foreign: HashMap::new(),
            own_first: HashSet::new(),
            theirs: HashSet::new(),
            stepped: Stepped::default(),
        };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Where this watches a document from, to be told apart from others.
    pub(super) fn key(&self) -> Origin {
        Origin::from(Arc::as_ptr(&self.0) as usize)
    }

    /// Learns who did what, after each transaction.
    pub(super) fn learn(&self, txn: &TransactionMut<'_>) {
        let mut state = self.state();
        let is_step = txn.origin() == Some(&state.undo);
        let changed = Changed::by(txn);
        state.stepped.words |= is_step && changed.words;
        if !changed.values {
            return;
        }
        let values = read(txn, &state.roots);
        let before = std::mem::replace(&mut state.values, values);
        if txn.origin() == Some(&Origin::from(PUT_BACK)) {
            return;
        }
        let mut keys: Vec<MapKey> = before.keys().filter(|key| state.values.get(*key) != before.get(*key)).cloned().collect();
        keys.extend(state.values.keys().filter(|key| !before.contains_key(*key)).cloned());
        let is_own = txn.origin().is_some_and(|origin| [OWN, GROUNDWORK].map(Origin::from).contains(origin));
        for key in keys {
            let value = state.values.get(&key).cloned();
            if is_step {
                let before = before.get(&key).cloned();
                state.stepped.before.push((key, before));
            } else if is_own {
                state.theirs.remove(&key);
                if let Some(foreign) = state.foreign.get_mut(&key) {
                    foreign.own_edits += 1;
                    foreign.repeated |= foreign.value == value;
                } else if !before.contains_key(&key) {
                    state.own_first.insert(key);
                }
            } else {
                state.own_first.remove(&key);
                state.foreign.insert(key.clone(), Foreign { value, own_edits: 0, repeated: false });
                state.theirs.insert(key);
            }
        }
    }

    /// What the last undo or redo did.
    pub(super) fn take_stepped(&self) -> Stepped {
        std::mem::take(&mut self.state().stepped)
    }

    /// Whether an undo may not have changed this: it was a colleague's doing, or nothing stands there now.
    pub(super) fn is_kept(&self, key: &MapKey) -> bool {
        let state = self.state();
        let is_gone = state.lasting.contains(&&*key.key) && !state.values.contains_key(key) && !state.own_first.contains(key);
        is_gone || state.theirs.contains(key)
    }

    /// An undo or a redo changed these: where that brought back what a colleague had set, it is the colleague's again.
    pub(super) fn attribute(&self, keys: &[(MapKey, Option<Any>)], is_undo: bool) {
        let mut guard = self.state();
        let State { values, foreign, theirs, .. } = &mut *guard;
        for (key, _) in keys {
            let is_theirs = foreign.get_mut(key).is_some_and(|foreign| {
                foreign.own_edits = if is_undo { foreign.own_edits.saturating_sub(1) } else { foreign.own_edits + 1 };
                foreign.value.as_ref() == values.get(key) && (!foreign.repeated || foreign.own_edits == 0)
            });
            if is_theirs {
                theirs.insert(key.clone());
            } else {
                theirs.remove(key);
            }
        }
    }

    /// Puts back what was there; whose it was, it stays.
    pub(super) fn put_back(&self, txn: &mut TransactionMut<'_>, keys: &[(MapKey, Option<Any>)]) {
        let roots = self.state().roots.clone();
        for (key, value) in keys {
            let Some(map) = roots.get(key.root).and_then(|root| match &key.nested {
                None => Some(root.clone()),
                Some(nested) => root.get(txn, nested).and_then(|nested| nested.cast().ok()),
            }) else {
                continue;
            };
            match value {
                Some(value) => drop(map.insert(txn, key.key.clone(), value.clone())),
                None => drop(map.remove(txn, &key.key)),
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in here can panic half-way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The single values in maps, and in maps in them.
fn read<T: ReadTxn>(txn: &T, roots: &[MapRef]) -> HashMap<MapKey, Any> {
    let mut values = HashMap::new();
    for (root, map) in roots.iter().enumerate() {
        for (key, value) in map.iter(txn) {
            let key: Arc<str> = key.into();
            match value {
                Out::Any(value) => drop(values.insert(MapKey { root, nested: None, key }, value)),
                Out::YMap(nested) => values.extend(nested.iter(txn).filter_map(|(inner, value)| match value {
                    Out::Any(value) => Some((MapKey { root, nested: Some(key.clone()), key: inner.into() }, value)),
                    _ => None,
                })),
                _ => {}
            }
        }
    }
    values
}

/// What kind of thing a transaction changed.
struct Changed {
    values: bool,
    words: bool,
}

impl Changed {
    fn by(txn: &TransactionMut<'_>) -> Self {
        // Each thing that was changed is followed by all that it is in, up to the root.
        let mut kinds = txn.changed_parent_types().split_inclusive(|branch| matches!(branch.id(), BranchID::Root(_)));
        let (mut values, mut words) = (false, false);
        kinds.by_ref().filter_map(|chain| chain.first()).for_each(|branch| match branch.type_ref() {
            TypeRef::Text => words = true,
            _ => values = true,
        });
        Self { values, words }
    }
}
