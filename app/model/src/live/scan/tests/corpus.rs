//! The beginnings that the fuzz targets start from, and the tests with noise: small files in `app/model/corpus`, each made here.
//!
//! `TWILIGHT_CORPUS=write cargo test -p model corpus` writes the files anew; without it they are only compared.

use std::path::{Path, PathBuf};

use super::*;
use crate::live::protocol::{AwarenessEntry, AwarenessUpdate, Message};

/// Updates, by the name of their file.
pub(super) fn updates() -> Vec<(String, Vec<u8>)> {
    let deep = MAX_VALUE_DEPTH;
    let named = [
        ("yjs", BY_YJS.to_vec()),
        ("empty", vec![0, 0]),
        ("board", a_board().replica().snapshot()),
        ("every-content", every_content()),
        ("document-within", hostile::document_within()),
        ("lists", hostile::nested_lists(deep)),
        ("lists-too-deep", hostile::nested_lists(deep + 1)),
        ("maps", hostile::nested_maps(deep)),
        ("json", hostile::nested_json(deep)),
        ("json-too-deep", hostile::nested_json(deep + 1)),
        ("options", hostile::nested_options(deep)),
        ("types", hostile::nested_types(MAX_TYPE_DEPTH as u64, false)),
        ("types-deleted", hostile::nested_types(MAX_TYPE_DEPTH as u64, true)),
        ("between-two-lists", hostile::between_two_lists()),
        ("before-a-value", hostile::before_a_value()),
        ("types-too-deep", hostile::nested_types(MAX_TYPE_DEPTH as u64 + 8, true)),
        ("waiting", hostile::waiting(7, 20)),
        ("empty-clients", hostile::empty_clients(20)),
        ("gaps", hostile::gaps(20)),
    ];
    let claims = hostile::claims().into_iter().map(|(place, claim)| (format!("claim-{place}"), claim));
    named.into_iter().map(|(name, update)| (name.to_owned(), update)).chain(claims).collect()
}

/// One piece of each kind of content that is let in: by hand, since what yrs writes holds ids drawn at random.
fn every_content() -> Vec<u8> {
    let rooted = |kind: u8, content: Vec<u8>| [vec![kind, 1], hostile::sized(b"x"), content].concat();
    let pieces = [
        rooted(1, vec![3]),
        rooted(3, hostile::sized(b"bytes")),
        rooted(4, hostile::sized("é𝟚 half".as_bytes())),
        rooted(5, hostile::sized(b"{\"a\":[1,\"]\"]}")),
        rooted(6, [hostile::sized(b"bold"), hostile::sized(b"true")].concat()),
        rooted(7, vec![2]),
        rooted(7, [vec![3], hostile::sized(b"p")].concat()),
        rooted(8, vec![6, 127, 126, 120, 125, 5, 124, 0, 0, 0, 0, 116, 1, 9]),
        vec![0, 4],
    ];
    hostile::update(7, 0, &pieces, &[1, 7, 2, 0, 1, 5, 2])
}

/// Frames, by the name of their file.
fn frames() -> Vec<(String, Vec<u8>)> {
    let presence = AwarenessUpdate(vec![AwarenessEntry { client: 7, clock: 1, state: Some("{\"at\":null}".to_owned()) }]);
    let named = [
        ("question", Message::SyncStep1(vec![1, 7, 3])),
        ("answer", Message::SyncStep2(vec![0, 0])),
        ("presence", Message::Awareness(presence.encode())),
        ("query", Message::QueryAwareness),
        ("saved", Message::Saved { frames: 3, at: 1_700_000_000_000 }),
        ("ping", Message::Ping),
    ];
    let named = named.into_iter().map(|(name, message)| (name.to_owned(), message.encode()));
    let updates = updates().into_iter().map(|(name, update)| (format!("update-{name}"), hostile::frame(&update)));
    named.chain([("questions".to_owned(), hostile::questions(40))]).chain(updates).collect()
}

#[test]
fn the_corpus_is_as_it_is_made_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (kind, made) in [("updates", updates()), ("frames", frames())] {
        let folder = folder.join(kind);
        let file = |name: &str| -> PathBuf { folder.join(name) };
        if std::env::var("TWILIGHT_CORPUS").is_ok_and(|what| what == "write") {
            std::fs::create_dir_all(&folder).expect("a folder");
            made.iter().for_each(|(name, bytes)| std::fs::write(file(name), bytes).expect("a file"));
        }
        for (name, bytes) in made {
            let kept = std::fs::read(file(&name)).expect("write the corpus anew");
            // A board's maps are written in any order.
            assert!(kept == bytes || name.ends_with("board"), "{kind}/{name}: write the corpus anew");
        }
    }
}
