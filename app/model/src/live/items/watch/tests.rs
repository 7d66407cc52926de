use super::*;
use crate::documents::board::{Board, StepText, TextAddress};
use crate::live::Document;

fn id(name: &str) -> ItemId {
    ItemId::from(name.to_owned())
}

fn watched(here: &mut Board, updates: Vec<Vec<u8>>) -> Option<Vec<ItemChange>> {
    let update = crate::live::replica::merge_updates(&updates).expect("updates");
    let watch = here.watch(&Message::Update(update.clone()).encode());
    here.apply(&update).expect("an update");
    watch.map(|watch| watch.changes(here.replica()))
}

#[test]
fn what_a_colleague_does_to_a_step_is_told_with_its_number_and_whose_it_is() {
    let (mut here, mut tom) = (Board::new(Replica::new(1)), Board::new(Replica::new(2)));
    for name in ["a", "b", "c"] {
        let update = tom.add_step(&id(name), None).expect("an update");
        let change = ItemChange { what: ItemDifference::Added(id(name)), number: here.lesson().steps.len() + 1, by: Some(2) };
        assert_eq!(watched(&mut here, vec![update]), Some(vec![change]));
    }
    let moved = tom.move_step(&id("a"), 2).expect("an update");
    assert_eq!(watched(&mut here, vec![moved]), Some(vec![ItemChange { what: ItemDifference::Moved(id("a")), number: 3, by: Some(2) }]));
    let nudged = tom.move_step(&id("a"), 1).expect("an update");
    assert_eq!(watched(&mut here, vec![nudged]), Some(vec![ItemChange { what: ItemDifference::Moved(id("a")), number: 2, by: Some(2) }]));
    let back = tom.move_step(&id("a"), 2).expect("an update");
    assert_eq!(watched(&mut here, vec![back]), Some(vec![ItemChange { what: ItemDifference::Moved(id("a")), number: 3, by: Some(2) }]));
    let deleted = tom.delete_step(&id("c")).expect("an update");
    assert_eq!(
        watched(&mut here, vec![deleted]),
        Some(vec![ItemChange { what: ItemDifference::Deleted(id("c")), number: 2, by: Some(2) }])
    );
    let restored = tom.restore_step(&id("c")).expect("an update");
    assert_eq!(watched(&mut here, vec![restored]), Some(vec![ItemChange { what: ItemDifference::Restored(id("c")), number: 2, by: None }]));
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
