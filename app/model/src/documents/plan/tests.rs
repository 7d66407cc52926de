//! What a plan promises when several people change it at once, and whatever another client writes into it.

use yrs::{Any, Doc, In, Map, MapPrelim, ReadTxn, StateVector, TextPrelim, Transact, WriteTxn};

use super::*;
use crate::ids::DocumentId;
use crate::live::items::ItemDifference;
use crate::live::replica::Replica;
use crate::live::{Address, Content, Document};

fn id(name: &str) -> BlockId {
    BlockId::from(name.to_owned())
}

fn block(name: &str) -> Block {
    Block { id: id(name), kind: BlockKind::Trg, minutes: 45, title: name.to_uppercase(), ..Block::default() }
}

fn instructions(name: &str) -> TextAddress {
    TextAddress::Block(id(name), BlockText::Instructions)
}

fn agenda() -> Agenda {
    Agenda { title: "Fractions".to_owned(), arrivals: 15, blocks: ["a", "b", "c"].map(block).into(), ..Agenda::default() }
}

fn pair() -> (Plan, Plan) {
    let (mut lead, mut host) = (Plan::new(Replica::new(1)), Plan::new(Replica::new(2)));
    let update = lead.fill(&agenda()).expect("an update");
    host.apply(&update).expect("an update");
    (lead, host)
}

fn meet(one: &mut Plan, other: &mut Plan) -> Agenda {
    for _ in 0..2 {
        other.apply(&one.replica().snapshot()).expect("a snapshot");
        std::mem::swap(one, other);
    }
    assert_eq!(one.content(), other.content());
    one.content()
}

fn order(agenda: &Agenda) -> Vec<&str> {
    agenda.blocks.iter().map(|block| block.id.as_str()).collect()
}

#[test]
fn a_filled_plan_says_what_it_was_filled_with() {
    let (lead, _) = pair();
    assert_eq!(lead.content(), agenda());
    assert_eq!(Plan::summarise(lead.replica()), Summary { title: "Fractions".to_owned(), blocks: 3, planned_minutes: 135 });
    let text = lead.content().plain_text();
    assert!(text.starts_with("Workshop title\nFractions\n\nBlock 1, TRG, 45 minutes\nA\n\n"), "{text}");
}

#[test]
fn a_block_is_moved_and_deleted_while_a_colleague_types_in_it() {
    let (mut lead, mut host) = pair();
    lead.move_block(&id("c"), 0);
    host.splice(&instructions("c"), 0, 0, "Watch first.");
    let agenda = meet(&mut lead, &mut host);
    assert_eq!((order(&agenda), agenda.blocks[0].instructions.as_str()), (vec!["c", "a", "b"], "Watch first."));
    lead.delete_block(&id("c"));
    host.splice(&instructions("c"), 12, 0, " Then talk.");
    let agenda = meet(&mut lead, &mut host);
    assert_eq!((order(&agenda), agenda.deleted_blocks.len()), (vec!["a", "b"], 1));
    host.restore_block(&id("c"));
    assert_eq!(meet(&mut lead, &mut host).blocks[0].instructions, "Watch first. Then talk.");
}

#[test]
fn undo_takes_back_ones_own_values_blocks_and_words() {
    let (mut lead, mut host) = pair();
    let mut history = lead.history(|| 0);
    lead.set(&id("a"), &BlockValue::Kind(BlockKind::Break));
    history.close_entry();
    host.set(&id("a"), &BlockValue::Minutes(15));
    lead.insert_block(&block("d"), Some(&id("a")));
    assert_eq!(order(&meet(&mut lead, &mut host)), ["a", "d", "b", "c"]);
    host.splice(&instructions("d"), 0, 0, "Tea");
    meet(&mut lead, &mut host);
    history.undo(lead.replica_mut()).expect("an update");
    history.undo(lead.replica_mut()).expect("an update");
    let agenda = meet(&mut lead, &mut host);
    assert_eq!((order(&agenda), agenda.blocks[0].kind, agenda.blocks[0].minutes), (vec!["a", "b", "c"], BlockKind::Trg, 15));
    assert_eq!(agenda.deleted_blocks[0].instructions, "Tea", "a colleague's words stay");
}

#[test]
fn what_is_different_is_told() {
    let (mut lead, _) = pair();
    let before = lead.content();
    lead.set(&id("a"), &BlockValue::Minutes(30));
    lead.set(&id("b"), &BlockValue::Kind(BlockKind::Break));
    lead.splice(&instructions("b"), 0, 0, "Tea");
    lead.set_arrivals(20);
    lead.delete_block(&id("c"));
    let told = Plan::differences(&before, &lead.content());
    let expected = [
        Difference::Block(ItemDifference::Deleted(id("c"))),
        Difference::Value(id("a"), BlockValue::Minutes(30)),
        Difference::Value(id("b"), BlockValue::Kind(BlockKind::Break)),
        Difference::Arrivals(20),
        Difference::Text(instructions("b")),
    ];
    assert_eq!(told, expected);
}

#[test]
fn every_field_has_a_name_that_finds_it_again() {
    for (address, _) in agenda().texts() {
        assert_eq!(address.to_string().parse(), Ok(address));
    }
    assert!(instructions("a").label() == "What we do" && !instructions("a").is_one_line());
    for name in ["", "titles", "block/a", "block/a/minutes", "step/a/title"] {
        assert_eq!(name.parse::<TextAddress>(), Err(super::address::UnknownField), "{name}");
    }
    for kind in BlockKind::ALL {
        assert_eq!(BlockKind::from_key(kind.key()), Some(kind));
    }
    for strand in WorkshopStrand::ALL {
        assert_eq!(WorkshopStrand::from_key(strand.key()), Some(strand));
    }
}

/// A plan into which another client has written these blocks.
fn written_elsewhere(blocks: &[(&str, Vec<(&str, In)>)]) -> Plan {
    let other = Doc::new();
    let map = other.get_or_insert_map("blocks");
    let mut txn = other.transact_mut();
    for (name, fields) in blocks {
        map.insert(&mut txn, *name, fields.iter().cloned().collect::<MapPrelim>());
    }
    map.insert(&mut txn, "no block", 7);
    txn.get_or_insert_map("from the future").insert(&mut txn, "colour", "blue");
    let update = txn.encode_state_as_update_v1(&StateVector::default());
    drop(txn);
    let mut plan = Plan::new(Replica::new(1));
    plan.apply(&update).expect("an update");
    plan
}

#[test]
fn another_clients_values_of_the_wrong_kind_count_as_missing() {
    let value = |value: Any| In::from(value);
    let mut plan = written_elsewhere(&[
        ("a", vec![("position", value("a".into())), ("minutes", value(f64::NAN.into())), ("kind", value("dance".into()))]),
        ("b", vec![("position", value("b".into())), ("minutes", value((-5.0).into())), ("kind", value(Any::Null))]),
        ("c", vec![("position", value("c".into())), ("minutes", value(1e9.into())), ("title", value("A string".into()))]),
        ("d", vec![("position", value("d".into())), ("minutes", value(20.0.into())), ("kind", In::from(TextPrelim::new("break")))]),
    ]);
    let agenda = plan.content();
    assert_eq!(order(&agenda), ["a", "b", "c", "d"]);
    assert_eq!(agenda.blocks.iter().map(|block| block.minutes).collect::<Vec<_>>(), [0, 0, MAX_BLOCK_MINUTES, 20]);
    assert!(agenda.blocks.iter().all(|block| block.kind == BlockKind::Own));
    assert_eq!(agenda.blocks[2].title, "A string");
    // What is missing is made when somebody types.
    plan.splice(&TextAddress::Block(id("c"), BlockText::Title), 0, 1, "The").expect("an update");
    plan.splice(&instructions("a"), 0, 0, "Begin.").expect("an update");
    plan.set(&id("a"), &BlockValue::Kind(BlockKind::NextSteps)).expect("an update");
    let agenda = plan.content();
    assert_eq!((agenda.blocks[2].title.as_str(), agenda.blocks[0].instructions.as_str()), ("The string", "Begin."));
    assert_eq!(agenda.blocks[0].kind, BlockKind::NextSteps);
    // What is not ours stays.
    let txn = plan.replica().doc().transact();
    assert!(txn.get_map("from the future").is_some_and(|map| map.get(&txn, "colour").is_some()));
}

#[test]
fn blocks_without_positions_stand_by_their_keys_and_can_be_moved() {
    let mut plan = written_elsewhere(&[("a", Vec::new()), ("b", vec![("position", In::from(Any::from(3.0)))]), ("c", Vec::new())]);
    assert_eq!(order(&plan.content()), ["a", "b", "c"]);
    plan.move_block(&id("c"), 0).expect("an update");
    assert_eq!(order(&plan.content()), ["c", "a", "b"]);
}

#[test]
fn every_value_of_a_block_merges_by_itself_and_can_be_taken_away() {
    let (mut lead, mut host) = pair();
    let board = DocumentId::generate();
    let a = id("a");
    lead.set(&a, &BlockValue::FixedStart(Some(15 * 60)));
    lead.set(&a, &BlockValue::Board(board, true));
    host.set(&a, &BlockValue::Part(Part::Twilight));
    host.set(&a, &BlockValue::Strand(Some(WorkshopStrand::Leadership)));
    host.set(&a, &BlockValue::Beside(true));
    let agenda = meet(&mut lead, &mut host);
    let block = &agenda.blocks[0];
    assert_eq!((block.fixed_start, block.part, block.beside, block.boards.as_slice()), (Some(900), Part::Twilight, true, &[board][..]));
    assert_eq!(block.strand(), Some(WorkshopStrand::Leadership));
    let before = lead.content();
    for value in [BlockValue::FixedStart(None), BlockValue::Strand(None), BlockValue::Beside(false), BlockValue::Board(board, false)] {
        lead.set(&a, &value).expect("an update");
        assert_eq!(lead.set(&a, &value), None, "it is so already: {value:?}");
    }
    let agenda = meet(&mut lead, &mut host);
    assert_eq!(agenda.blocks[0], Block { part: Part::Twilight, ..block_at(&before, 0) });
    let told = Plan::differences(&before, &agenda);
    assert!(told.contains(&Difference::Value(a.clone(), BlockValue::Board(board, false))), "{told:?}");
    assert!(told.contains(&Difference::Value(a, BlockValue::FixedStart(None))), "{told:?}");
}

/// A block as it would be without what was chosen for it.
fn block_at(agenda: &Agenda, place: usize) -> Block {
    let block = agenda.blocks[place].clone();
    Block { fixed_start: None, chosen_strand: None, beside: false, boards: Vec::new(), ..block }
}

#[test]
fn undo_takes_back_values_that_were_set_and_taken_away() {
    let (mut lead, _) = pair();
    let mut history = lead.history(|| 0);
    lead.set(&id("a"), &BlockValue::FixedStart(Some(900)));
    history.close_entry();
    lead.set(&id("a"), &BlockValue::FixedStart(None));
    history.close_entry();
    history.undo(lead.replica_mut()).expect("an update");
    assert_eq!(lead.content().blocks[0].fixed_start, Some(900));
    history.undo(lead.replica_mut()).expect("an update");
    assert_eq!(lead.content().blocks[0].fixed_start, None);
}
