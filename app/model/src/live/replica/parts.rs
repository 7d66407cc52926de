//! An update in parts, each within bounds: what is too large to be sent at once is sent one after the other.

use super::order::Order;
use super::pieces::{NOTHING_DELETED, halves, write};
use super::{ClientId, Malformed};
use crate::live::scan::{Bounds, Reader, Run, Runs, Scanned, put_number};

/// A piece that may have been cut off a larger one.
#[derive(Clone)]
struct Part {
    client: ClientId,
    clock: u32,
    len: u32,
    bytes: Vec<u8>,
}

/// A client's pieces that are deleted: from which clock on, and how many.
type Range = (ClientId, u32, u32);

/// Updates that say together what this one says, each after all that it builds on, and within `bounds` as far as it can be cut. None for an
/// update that says nothing.
///
/// # Errors
/// When it is not one.
pub fn in_parts(update: &[u8], bounds: &Bounds) -> Result<Vec<Vec<u8>>, Malformed> {
    let scanned = Scanned::read(update, &Bounds::OWN)?;
    let (runs, deletions) = (scanned.runs(), ranges(&scanned));
    if runs.is_empty() && deletions.is_empty() {
        return Ok(Vec::new());
    }
    if fits(update, bounds) {
        return Ok(vec![update.to_vec()]);
    }
    let part = |(client, run): (ClientId, Run<'_>)| Part { client, clock: run.clock, len: run.len, bytes: run.bytes.to_vec() };
    let parts: Vec<Part> = Order::within(&runs).into_iter().map(part).collect();
    let mut updates = Vec::new();
    cut(&parts, bounds, &mut updates);
    cut_deletions(&deletions, bounds, &mut updates);
    Ok(updates)
}

fn fits(update: &[u8], bounds: &Bounds) -> bool {
    update.len() <= bounds.bytes && Scanned::read(update, bounds).is_ok()
}

/// Halves what does not fit, and so on.
fn cut(parts: &[Part], bounds: &Bounds, updates: &mut Vec<Vec<u8>>) {
    if parts.is_empty() {
        return;
    }
    let update = together(parts);
    if fits(&update, bounds) {
        return updates.push(update);
    }
    if let [part] = parts {
        let run = Run { clock: part.clock, len: part.len, bytes: &part.bytes };
        return match halves(&run, part.client) {
            Some(two) => {
                for (clock, len, bytes) in two {
                    cut(&[Part { client: part.client, clock, len, bytes }], bounds, updates);
                }
            }
            // It can't be cut: whoever is sent it will say what is wrong with it.
            None => updates.push(update),
        };
    }
    let (first, second) = parts.split_at(parts.len() / 2);
    cut(first, bounds, updates);
    cut(second, bounds, updates);
}

fn together(parts: &[Part]) -> Vec<u8> {
    let mut runs = Runs::new();
    for part in parts {
        runs.entry(part.client).or_default().push(Run { clock: part.clock, len: part.len, bytes: &part.bytes });
    }
    write(&runs, &NOTHING_DELETED)
}

fn cut_deletions(deletions: &[Range], bounds: &Bounds, updates: &mut Vec<Vec<u8>>) {
    if deletions.is_empty() {
        return;
    }
    let mut update = vec![0];
    put_deletions(&mut update, deletions);
    if deletions.len() == 1 || fits(&update, bounds) {
        return updates.push(update);
    }
    let (first, second) = deletions.split_at(deletions.len() / 2);
    cut_deletions(first, bounds, updates);
    cut_deletions(second, bounds, updates);
}

/// What an update deletes, each client's in a row and in order.
pub(super) fn ranges(scanned: &Scanned) -> Vec<Range> {
    let (mut reader, mut ranges) = (Reader::new(scanned.deletions()), Vec::new());
    let mut read = || -> Result<(), crate::live::scan::Refused> {
        for _ in 0..reader.number()? {
            let client = reader.client()?;
            for _ in 0..reader.number()? {
                ranges.push((client, reader.clock()?, reader.clock()?));
            }
        }
        Ok(())
    };
    // It has been scanned: this can't fail.
    let _ = read();
    ranges
}

/// Writes deletions that stand as [`ranges`] reads them.
pub(super) fn put_deletions(update: &mut Vec<u8>, deletions: &[Range]) {
    let of_one: Vec<&[Range]> = deletions.chunk_by(|one, next| one.0 == next.0).collect();
    put_number(update, of_one.len() as u64);
    for ranges in of_one {
        put_number(update, ranges.first().map_or(0, |(client, ..)| *client));
        put_number(update, ranges.len() as u64);
        for (_, clock, len) in ranges {
            put_number(update, u64::from(*clock));
            put_number(update, u64::from(*len));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::documents::board::{Board, LessonText, StepId, StepText, TextAddress};
    use crate::live::Document;
    use crate::live::replica::Replica;
    use crate::live::scan::Counts;

    /// As in a frame, but for the bytes.
    fn small(bytes: usize) -> Bounds {
        Bounds { bytes, counts: Counts { pieces: 20, ..Bounds::FRAME.counts } }
    }

    /// Sends it in parts to a copy that has nothing, and looks that nothing ever waits there.
    fn sent(update: &[u8], bounds: &Bounds) -> Board {
        let mut far = Board::new(Replica::new(99));
        for part in in_parts(update, bounds).expect("an update") {
            assert!(part.len() <= bounds.bytes && Scanned::read(&part, &Bounds::FRAME).is_ok());
            assert!(far.apply(&part).is_ok());
            assert!(!far.replica().is_waiting(), "a part came before what it builds on");
        }
        far
    }

    #[test]
    fn one_huge_text_is_cut_between_letters() {
        let doc = yrs::Doc::with_client_id(5);
        let words = "a\u{1F600}é".repeat(5_000);
        use yrs::{ReadTxn, Text, Transact};
        let text = doc.get_or_insert_text("vocabulary");
        text.insert(&mut doc.transact_mut(), 0, &words);
        // é, a and 😀: a Doc of yrs' own counts bytes.
        text.remove_range(&mut doc.transact_mut(), 5, 7);
        let update = doc.transact().encode_state_as_update_v1(&yrs::StateVector::default());
        let far = sent(&update, &small(1_000));
        assert_eq!(Some(far.lesson().vocabulary), words.strip_prefix("a\u{1F600}éa\u{1F600}").map(|rest| format!("a\u{1F600}{rest}")));
    }

    #[test]
    fn what_says_nothing_has_no_parts_and_what_fits_is_left_alone() {
        assert_eq!(in_parts(&[0, 0], &small(100)).ok(), Some(Vec::new()));
        let mut board = Board::new(Replica::new(1));
        let update = board.splice(&TextAddress::Lesson(LessonText::Title), 0, 0, "Bars").expect("an edit");
        assert_eq!(in_parts(&update, &small(100)).ok(), Some(vec![update]));
        assert!(in_parts(&[1, 2, 3], &small(100)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn the_parts_say_what_the_whole_says(edits in prop::collection::vec((0..2_usize, 0..3_usize, 0..200_u32, 0..9_u32, "[a-zé\u{1F600}]{0,40}"), 1..80), bytes in 90..600_usize) {
            let mut boards = [Board::new(Replica::new(1)), Board::new(Replica::new(2))];
            for (who, step, at, delete, words) in edits {
                let id = StepId::from(format!("s{step}"));
                let address = TextAddress::Step(id.clone(), StepText::ALL[step]);
                if boards[who].lesson().step(&id).is_none() {
                    boards[who].add_step(&id, None);
                }
                boards[who].splice(&address, at, delete, &words);
                if at % 7 == 0 {
                    let all = boards[who].replica().snapshot();
                    prop_assert!(boards[1 - who].apply(&all).is_ok());
                }
            }
            let all = boards[1].replica().snapshot();
            prop_assert!(boards[0].apply(&all).is_ok());
            let far = sent(&boards[0].replica().snapshot(), &small(bytes));
            prop_assert_eq!(far.lesson(), boards[0].lesson());
            prop_assert_eq!(far.replica().state_vector().len(), boards[0].replica().state_vector().len());
        }
    }
}
