//! After undo and redo: where it was, and what, in true words.

use leptos::prelude::*;
use model::live::Document;

use super::just_done::JustDone;
use super::{HistoryMove, Live, Voice};

type Words<D> = dyn Fn(&<D as Document>::Content, bool, &<D as Document>::Difference) -> String;
type Go<'a, D> = &'a dyn Fn(&<D as Document>::Content, &<D as Document>::Difference) -> Option<String>;

/// What a kind of document says of a difference that undo or redo has made.
pub struct MoveWords<D: Document> {
    /// One sentence; the flag says that it was undo.
    pub words: Box<Words<D>>,
    /// Whether it is before one's eyes, so that the sentence is only spoken.
    pub is_seen: fn(&D::Difference) -> bool,
    /// Whether what was different then, which comes first, is still as it was made then.
    pub is_as: fn(&D::Content, &D::Content, &D::Difference) -> bool,
}

/// Shows on the page what was undone or redone: the place, and a sentence for as long as it is true. `go` opens whatever has to be open and
/// says which element it is; nothing where it is gone.
pub fn show_moves<D: Document>(
    live: Live<D>,
    done: JustDone,
    voice: Voice,
    said: MoveWords<D>,
    go: impl Fn(&D::Content, &D::Difference) -> Option<String> + 'static,
) {
    Effect::new(move |before: Option<u32>| {
        let last = live.last_move.get();
        if before.is_some_and(|before| before != last.number) {
            show(live, done, voice, &said, &go, &last);
        }
        last.number
    });
}

fn show<D: Document>(live: Live<D>, done: JustDone, voice: Voice, said: &MoveWords<D>, go: Go<D>, last: &HistoryMove<D::Difference>) {
    let Some(first) = last.differences.first() else {
        return;
    };
    // What was said before is about something else.
    done.forget();
    let then = live.content.get_untracked();
    let words = (said.words)(&then, last.is_undo, first);
    if let Some(element) = go(&then, first) {
        live.show_place(element);
    }
    if (said.is_seen)(first) {
        voice.say(words);
        return;
    }
    let (content, is_as, told) = (live.content, said.is_as, last.differences.clone());
    done.say_while(words, None, move || content.with(|now| told.iter().all(|difference| is_as(&then, now, difference))));
}
