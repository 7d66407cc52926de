//! Bytes at random, and real updates with a few bytes changed: what passes the scan must be harmless to yrs.

use proptest::prelude::*;

use super::*;

/// Takes those updates that pass into one copy, on a small stack, and hands the outcome on. `None` when none passes.
fn take_in(updates: &[Vec<u8>]) -> Option<std::thread::Result<()>> {
    let passed: Vec<Scanned> = updates.iter().filter_map(|update| scan(update).ok()).collect();
    (!passed.is_empty()).then(|| {
        on_a_small_stack(move || {
            let mut replica = Replica::new(1);
            for incoming in passed.into_iter().filter_map(|scanned| Incoming::read(scanned).ok()) {
                if replica.judge(&incoming).is_ok() {
                    assert!(!replica.take_in(incoming).broken, "what was judged is taken in whole");
                }
            }
            let mut copy = Replica::new(2);
            // Whoever was let in has to be able to come back.
            copy.apply(&replica.snapshot()).expect("a snapshot of what was let in");
        })
    })
}

/// A real update, or one made to do harm.
fn any_update() -> impl Strategy<Value = Vec<u8>> {
    let made: Vec<Vec<u8>> = corpus::updates().into_iter().map(|(_, update)| update).collect();
    prop::sample::select(made)
}

#[derive(Clone, Debug)]
enum Change {
    Set(u8),
    Insert(u8),
    Remove,
    Copy(prop::sample::Index),
}

fn any_change() -> impl Strategy<Value = (prop::sample::Index, Change)> {
    // Bytes that mean something to somebody: flags, kinds, the values' tags.
    let byte = prop_oneof![any::<u8>(), prop::sample::select(vec![0, 1, 2, 7, 8, 9, 10, 0x27, 0x80, 0x84, 0xc4, 117, 118, 119, 126, 255])];
    let change = prop_oneof![
        4 => byte.clone().prop_map(Change::Set),
        1 => byte.prop_map(Change::Insert),
        1 => Just(Change::Remove),
        1 => any::<prop::sample::Index>().prop_map(Change::Copy),
    ];
    (any::<prop::sample::Index>(), change)
}

fn changed(mut update: Vec<u8>, changes: &[(prop::sample::Index, Change)]) -> Vec<u8> {
    for (at, change) in changes {
        if update.is_empty() {
            break;
        }
        let at = at.index(update.len());
        match change {
            Change::Set(byte) => update[at] = *byte,
            Change::Insert(byte) => update.insert(at, *byte),
            Change::Remove => drop(update.remove(at)),
            Change::Copy(from) => update[at] = update[from.index(update.len())],
        }
    }
    update
}

proptest! {
    // `PROPTEST_CASES` asks for more.
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.max(512)))]

    #[test]
    fn noise_is_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = ScannedState::read(&bytes);
        let _ = crate::live::protocol::Message::decode_frame(&bytes);
        if let Some(taken) = take_in(&[bytes]) {
            prop_assert!(taken.is_ok());
        }
    }

    #[test]
    fn what_passes_is_taken_in_without_harm(update in any_update(), changes in prop::collection::vec(any_change(), 0..6)) {
        if let Some(taken) = take_in(&[changed(update, &changes)]) {
            prop_assert!(taken.is_ok());
        }
    }

    #[test]
    fn what_passes_one_after_the_other_is_taken_in_without_harm(
        updates in prop::collection::vec((any_update(), prop::collection::vec(any_change(), 0..6)), 2..6),
    ) {
        let updates: Vec<_> = updates.into_iter().map(|(update, changes)| changed(update, &changes)).collect();
        if let Some(taken) = take_in(&updates) {
            prop_assert!(taken.is_ok());
        }
    }
}
