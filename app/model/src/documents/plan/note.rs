//! Private notes: what those who plan a workshop tell each other of it, and nobody else. They stand in a document of their own, of kind `notes`, each in a
//! root text: two people who begin the same note without a network make no text that could take the other's place.

use serde::{Deserialize, Serialize};
use yrs::ReadTxn;

use super::agenda::BlockId;
use crate::live::text::root_text;
use crate::sorting::sort_by;

/// What the names of their texts begin with.
const NOTE: &str = "note/";
/// Another client may have drawn a longer key of a block: there is no note on that one, for what was removed from a text is kept by its name.
const LONGEST: usize = 200;
/// In the place of a block's key: the note on the workshop as a whole.
const WORKSHOP: &str = "workshop";

/// Which note it is: the name of its root `Y.Text`, `note/KEY` with a block's key, or `note/workshop`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteName(String);

impl NoteName {
    /// That on the workshop as a whole.
    pub fn of_workshop() -> Self {
        Self(format!("{NOTE}{WORKSHOP}"))
    }

    /// That on one block; nothing where the block's key is longer than any of ours.
    pub fn of_block(block: &BlockId) -> Option<Self> {
        Self::read(&format!("{NOTE}{block}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Nothing where it names no note.
    pub(super) fn read(name: &str) -> Option<Self> {
        name.strip_prefix(NOTE).filter(|key| !key.is_empty() && key.len() <= LONGEST).map(|_| Self(name.to_owned()))
    }
}

/// A note at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub name: NoteName,
    pub words: String,
}

/// The notes that say anything, by their names.
pub(super) fn read<T: ReadTxn>(txn: &T) -> Vec<Note> {
    let names = txn.root_refs().filter_map(|(name, _)| NoteName::read(name));
    let mut notes: Vec<Note> = names.map(|name| Note { words: root_text(txn, name.as_str()), name }).collect();
    notes.retain(|note| !note.words.is_empty());
    sort_by(&mut notes, |one, other| one.name.cmp(&other.name));
    notes
}

#[cfg(test)]
mod tests {
    use super::super::{Agenda, Plan, TextAddress};
    use super::*;
    use crate::live::replica::Replica;
    use crate::live::{Address, Content, Document};

    fn of_block(block: &str) -> TextAddress {
        TextAddress::Note(NoteName::of_block(&BlockId::from(block.to_owned())).expect("a note"))
    }

    fn notes(client: u64) -> Plan {
        Plan::new(Replica::new(client))
    }

    #[test]
    fn a_note_is_read_by_its_name_and_is_all_that_its_document_says() {
        let mut mine = notes(7);
        assert!(mine.splice(&of_block("b"), 0, 0, "Ask Tom first.").is_some());
        assert!(mine.splice(&TextAddress::Note(NoteName::of_workshop()), 0, 0, "Keep it short.").is_some());
        let content = mine.content();
        assert_eq!(content.text(&of_block("b")), "Ask Tom first.");
        assert_eq!(content.text(&of_block("a")), "");
        let found: Vec<(String, &str)> = content.notes.iter().map(|note| (note.name.as_str().to_owned(), note.words.as_str())).collect();
        assert_eq!(found, [("note/b".to_owned(), "Ask Tom first."), ("note/workshop".to_owned(), "Keep it short.")]);
        assert_eq!(Agenda { notes: Vec::new(), ..content }, Plan::new(Replica::new(8)).content());
    }

    #[test]
    fn two_who_begin_one_note_apart_keep_the_words_of_both() {
        let (mut mine, mut yours) = (notes(7), notes(8));
        let (here, there) = (mine.splice(&of_block("b"), 0, 0, "Mine. "), yours.splice(&of_block("b"), 0, 0, "Yours. "));
        mine.apply(&there.expect("an update")).expect("taken in");
        yours.apply(&here.expect("an update")).expect("taken in");
        assert_eq!(mine.content(), yours.content());
        let both = mine.text(&of_block("b"));
        assert!(both.contains("Mine. ") && both.contains("Yours. "), "{both}");
    }

    #[test]
    fn undo_takes_back_what_one_wrote_in_a_note_and_nothing_of_a_colleagues() {
        let (mut mine, mut yours) = (notes(7), notes(8));
        let theirs = yours.splice(&of_block("b"), 0, 0, "Yours. ").expect("an update");
        mine.apply(&theirs).expect("taken in");
        let mut history = mine.history(|| 1);
        for note in ["b", "c"] {
            let before = mine.text(&of_block(note));
            mine.retype_in(&mut history, &of_block(note), &before, &format!("{before}Mine."), None);
        }
        assert!(history.undo(mine.replica_mut()).is_some());
        assert_eq!((mine.text(&of_block("b")).as_str(), mine.text(&of_block("c")).as_str()), ("Yours. Mine.", ""));
        assert!(history.undo(mine.replica_mut()).is_some());
        assert_eq!(mine.text(&of_block("b")), "Yours. ");
        assert!(!history.can_undo());
        assert!(history.redo(mine.replica_mut()).is_some());
        assert_eq!(mine.text(&of_block("b")), "Yours. Mine.");
    }

    #[test]
    fn only_notes_are_private_and_each_is_named_as_it_is_read() {
        for address in [of_block("b"), of_block("a/b"), TextAddress::Note(NoteName::of_workshop())] {
            assert!(address.is_private());
            assert_eq!(address.to_string().parse(), Ok(address));
        }
        assert!(!TextAddress::Title.is_private());
        assert!("note/".parse::<TextAddress>().is_err());
        assert_eq!(NoteName::of_block(&BlockId::from("k".repeat(LONGEST + 1))), None);
    }

    #[test]
    fn a_plan_that_is_written_anew_has_no_notes_in_it() {
        let notes = vec![Note { name: NoteName::of_workshop(), words: "Keep it short.".to_owned() }];
        let mut plan = Plan::new(Replica::new(9));
        plan.fill(&Agenda { notes, ..Agenda::default() });
        assert!(plan.content().notes.is_empty());
    }
}
