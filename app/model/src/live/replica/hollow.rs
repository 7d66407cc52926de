//! What is left of an update that can't be sent: its place among its client's edits, without what it says.

use super::parts::{put_deletions, ranges};
use super::pieces::{collected, write};
use super::{Incoming, Malformed, Replica};
use crate::live::scan::{Bounds, DELETED, GC, Head, Reader, Run, Runs, Scanned, put_number};
use crate::sorting::sort;

impl Replica {
    /// Takes back what an update put in, here, and returns an update that does so elsewhere: its pieces are there, since later ones build on
    /// them, but empty and deleted. What it deleted stays deleted.
    ///
    /// # Errors
    /// When it is not an update.
    pub fn hollow(&mut self, update: &[u8]) -> Result<Vec<u8>, Malformed> {
        let scanned = Scanned::read(update, &Bounds::STORED)?;
        let mut hollow = emptied(&scanned, emptied_in_place);
        // Pieces that may stand nowhere are put nowhere.
        if self.judge(&Incoming::decode(&hollow)?).is_err() {
            hollow = emptied(&scanned, gone);
        }
        self.apply(&hollow)?;
        Ok(hollow)
    }
}

/// The words that an update puts in, for people.
pub fn words(update: &[u8]) -> String {
    let Ok(scanned) = Scanned::read(update, &Bounds::STORED) else {
        return String::new();
    };
    let of_one = |run: &Run<'_>| {
        let mut reader = Reader::new(run.bytes);
        let head = Head::read(&mut reader).ok().filter(|head| head.kind == 4)?;
        let of_a_value = head.key.is_some();
        reader.text().ok().filter(|_| !of_a_value).map(str::to_owned)
    };
    scanned.runs().values().flatten().filter_map(of_one).collect()
}

fn emptied(scanned: &Scanned, empty: impl Fn(&Run<'_>) -> Vec<u8>) -> Vec<u8> {
    let runs = scanned.runs();
    let emptied: Vec<Vec<Vec<u8>>> = runs.values().map(|runs| runs.iter().map(&empty).collect()).collect();
    let mut all = Runs::new();
    let mut deleted = ranges(scanned);
    for ((client, runs), bytes) in runs.iter().zip(&emptied) {
        deleted.extend(runs.iter().map(|run| (*client, run.clock, run.len)));
        all.insert(*client, runs.iter().zip(bytes).map(|(run, bytes)| Run { bytes, ..*run }).collect());
    }
    sort(&mut deleted);
    deleted.dedup_by(|next, one| {
        let touches = next.0 == one.0 && next.1 <= one.1 + one.2;
        if touches {
            one.2 = one.2.max(next.1 + next.2 - one.1);
        }
        touches
    });
    let mut deletions = Vec::new();
    put_deletions(&mut deletions, &deleted);
    write(&all, &deletions)
}

/// A deleted piece where the piece stood.
fn emptied_in_place(run: &Run<'_>) -> Vec<u8> {
    let mut reader = Reader::new(run.bytes);
    match Head::read(&mut reader) {
        Ok(head) if head.kind != GC => {
            let mut bytes = run.bytes[..run.bytes.len() - reader.left()].to_vec();
            if let Some(info) = bytes.first_mut() {
                *info = (*info & 0xf0) | DELETED;
            }
            put_number(&mut bytes, u64::from(run.len));
            bytes
        }
        _ => gone(run),
    }
}

fn gone(run: &Run<'_>) -> Vec<u8> {
    collected(run.len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::board::{Board, LessonText, TextAddress};
    use crate::live::Document;

    const TITLE: TextAddress = TextAddress::Lesson(LessonText::Title);

    #[test]
    fn what_was_taken_back_is_gone_and_what_was_typed_behind_it_stays() {
        let mut page = Board::new(Replica::new(1));
        let mut far = Board::new(Replica::new(2));
        let first = page.splice(&TITLE, 0, 0, "Bars ").expect("an edit");
        let poison = page.splice(&TITLE, 5, 0, "far too much ").expect("an edit");
        let last = page.splice(&TITLE, 18, 0, "and more").expect("an edit");
        assert_eq!(words(&poison), "far too much ");
        let hollow = page.replica_mut().hollow(&poison).expect("an update");
        assert!(hollow.len() < 30 && words(&hollow).is_empty());
        for update in [&first, &hollow, &last] {
            assert!(far.apply(update).is_ok() && !far.replica().is_waiting());
        }
        assert_eq!((page.lesson().title, far.lesson().title), ("Bars and more".to_owned(), "Bars and more".to_owned()));
        let everything = page.replica().snapshot();
        assert!(words(&everything) == "Bars and more", "{}", words(&everything));
    }
}
