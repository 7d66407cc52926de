//! What colleagues do to the steps, and who did it: told from the frames that come.

use std::collections::HashMap;

use yrs::Transact;

use super::difference::{Difference, of_steps};
use super::edit::Board;
use super::lesson::StepId;
use super::schema;
use crate::live::protocol::Message;
use crate::live::replica::ClientId;
use crate::live::scan::{Bounds, Scanned};

/// One thing that was done to a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepChange {
    /// What.
    pub what: Difference,
    /// The step's number: where it stands, or stood until it was deleted.
    pub number: usize,
    /// Whose page did it, where that can be told: of several who did something at the same moment it can't, nor of whoever only took
    /// something away.
    pub by: Option<ClientId>,
}

/// The steps before a frame is taken in.
pub struct StepWatch {
    shown: Vec<StepId>,
    deleted: Vec<StepId>,
    positions: HashMap<StepId, String>,
    writers: Vec<ClientId>,
}

impl Board {
    /// Remembers the steps, if a frame of the server may change which there are or where they stand. Typing does not.
    pub fn watch(&self, frame: &[u8]) -> Option<StepWatch> {
        let mut writers = Vec::new();
        let mut may_change = false;
        for message in Message::decode_frame(frame).ok()? {
            let (Message::SyncStep2(update) | Message::Update(update)) = message else {
                continue;
            };
            let scanned = Scanned::read(&update, &Bounds::STORED).ok()?;
            may_change |= scanned.counts().values > 0 || scanned.counts().deletions > 0;
            writers.extend(scanned.ends().map(|(client, _)| client));
        }
        may_change.then(|| {
            let (shown, deleted, positions) = self.rows();
            StepWatch { shown, deleted, positions, writers }
        })
    }

    /// The steps that are shown, those that were deleted, and what says where each of them stands.
    fn rows(&self) -> (Vec<StepId>, Vec<StepId>, HashMap<StepId, String>) {
        let txn = self.replica.doc().transact();
        let row = schema::row(&txn);
        let positions = row.iter().map(|(id, position, _)| (id.clone(), position.clone())).collect();
        let (deleted, shown): (Vec<_>, Vec<_>) = row.into_iter().partition(|(_, _, map)| schema::is_deleted(&txn, map));
        let ids = |row: Vec<(StepId, _, _)>| row.into_iter().map(|(id, _, _)| id).collect();
        (ids(shown), ids(deleted), positions)
    }
}

impl StepWatch {
    /// What the frame has done, now that it is taken in.
    pub fn changes(self, board: &Board) -> Vec<StepChange> {
        let (shown, _, positions) = board.rows();
        let by = if let [writer] = self.writers[..] { Some(writer) } else { None };
        let mut changes = of_steps(&self.shown, &shown, |id| self.deleted.contains(id));
        // Of two that change places the order does not tell which was moved.
        let replaced = |id: &&StepId| self.positions.get(*id).is_some_and(|before| positions.get(*id) != Some(before));
        let replaced: Vec<&StepId> = shown.iter().filter(replaced).collect();
        if let ([only], Some(moved)) = (&replaced[..], changes.iter_mut().find(|change| matches!(change, Difference::Moved(_)))) {
            *moved = Difference::Moved((*only).clone());
        }
        let number = |row: &[StepId], id: &StepId| row.iter().position(|other| other == id).map_or(0, |index| index + 1);
        let change = |what: Difference| {
            let number = match &what {
                Difference::Deleted(id) => number(&self.shown, id),
                Difference::Added(id) | Difference::Restored(id) | Difference::Moved(id) => number(&shown, id),
                _ => 0,
            };
            StepChange { what, number, by }
        };
        changes.into_iter().map(change).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::board::{StepText, TextAddress};
    use crate::live::replica::Replica;

    fn id(name: &str) -> StepId {
        StepId::from(name.to_owned())
    }

    fn watched(here: &mut Board, updates: Vec<Vec<u8>>) -> Option<Vec<StepChange>> {
        let update = crate::live::replica::merge_updates(&updates).expect("updates");
        let watch = here.watch(&Message::Update(update.clone()).encode());
        here.apply(&update).expect("an update");
        watch.map(|watch| watch.changes(here))
    }

    #[test]
    fn what_a_colleague_does_to_a_step_is_told_with_its_number_and_whose_it_is() {
        let (mut here, mut tom) = (Board::new(Replica::new(1)), Board::new(Replica::new(2)));
        for name in ["a", "b", "c"] {
            let update = tom.add_step(&id(name), None).expect("an update");
            let change = StepChange { what: Difference::Added(id(name)), number: here.lesson().steps.len() + 1, by: Some(2) };
            assert_eq!(watched(&mut here, vec![update]), Some(vec![change]));
        }
        let moved = tom.move_step(&id("a"), 2).expect("an update");
        assert_eq!(watched(&mut here, vec![moved]), Some(vec![StepChange { what: Difference::Moved(id("a")), number: 3, by: Some(2) }]));
        let nudged = tom.move_step(&id("a"), 1).expect("an update");
        assert_eq!(watched(&mut here, vec![nudged]), Some(vec![StepChange { what: Difference::Moved(id("a")), number: 2, by: Some(2) }]));
        let back = tom.move_step(&id("a"), 2).expect("an update");
        assert_eq!(watched(&mut here, vec![back]), Some(vec![StepChange { what: Difference::Moved(id("a")), number: 3, by: Some(2) }]));
        let deleted = tom.delete_step(&id("c")).expect("an update");
        assert_eq!(
            watched(&mut here, vec![deleted]),
            Some(vec![StepChange { what: Difference::Deleted(id("c")), number: 2, by: Some(2) }])
        );
        let restored = tom.restore_step(&id("c")).expect("an update");
        assert_eq!(watched(&mut here, vec![restored]), Some(vec![StepChange { what: Difference::Restored(id("c")), number: 2, by: None }]));
        let typed = tom.splice(&TextAddress::Step(id("a"), StepText::Check), 0, 0, "Do they?").expect("an update");
        assert_eq!(watched(&mut here, vec![typed]), None);
        let minutes = tom.set_minutes(&id("a"), 8).expect("an update");
        assert_eq!(watched(&mut here, vec![minutes]), Some(Vec::new()));
    }

    #[test]
    fn of_two_at_the_same_moment_it_is_not_said_who_did_what() {
        let (mut here, mut tom) = (Board::new(Replica::new(1)), Board::new(Replica::new(2)));
        let added = tom.add_step(&id("a"), None).expect("an update");
        here.apply(&added).expect("an update");
        let mut sana = Board::new(Replica::new(3));
        sana.apply(&added).expect("an update");
        let both = vec![tom.delete_step(&id("a")).expect("an update"), sana.add_step(&id("b"), None).expect("an update")];
        let changes = watched(&mut here, both).expect("changes");
        assert_eq!(changes.iter().map(|change| change.by).collect::<Vec<_>>(), [None, None]);
    }
}
