//! A workshop's plan by the same engine as a board: real sockets and requests, a real database file.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use model::documents::Kind;
use model::documents::board::Board;
use model::documents::plan::{Agenda, Block, BlockId, BlockKind, BlockText, BlockValue, NoteName, Plan, TextAddress};
use model::live::Document;
use model::live::protocol::Message;
use model::live::replica::Replica;
use store::live;
use twilight::sync::EditError;

use crate::sync::http::{self, open, saved};
use crate::sync::sockets::{House, Socket};

fn agenda() -> Agenda {
    let block = |name: &str| Block { id: BlockId::from(name.to_owned()), title: name.to_uppercase(), minutes: 30, ..Block::default() };
    Agenda { title: "Fractions".to_owned(), blocks: vec![block("a"), block("b")], ..Agenda::default() }
}

fn instructions(block: &str) -> TextAddress {
    TextAddress::Block(BlockId::from(block.to_owned()), BlockText::Instructions)
}

/// What the server has.
fn answered(message: Message) -> Option<Vec<u8>> {
    if let Message::SyncStep2(update) = message { Some(update) } else { None }
}

async fn read(socket: &mut Socket) -> Plan {
    let mut plan = Plan::new(Replica::with_random_client());
    socket.send(&Message::SyncStep1(plan.replica().state_vector())).await;
    plan.apply(&socket.until(answered).await).unwrap();
    plan
}

#[tokio::test]
async fn a_plan_is_written_by_several_saved_and_read_again() {
    let mut house = House::of(Kind::Plan).await;
    let mut socket = house.join_as("lead").await;
    let mut here = Plan::new(Replica::new(7));
    socket.send(&Message::Update(here.fill(&agenda()).unwrap())).await;
    socket.saved(1).await;

    // A colleague without a WebSocket.
    let mut page = open(&house, &house.document.to_string(), "lead").await.unwrap();
    let mut events = page.events().await.unwrap();
    let mut there = Plan::new(Replica::new(8));
    page.send(&[Message::SyncStep1(there.replica().state_vector())]).await;
    there.apply(&events.until(answered).await).unwrap();
    assert_eq!(there.content(), agenda());

    let (moved, typed) = (here.move_block(&BlockId::from("b".to_owned()), 0), there.splice(&instructions("b"), 0, 0, "Watch first."));
    socket.send(&Message::Update(moved.unwrap())).await;
    page.send(&[Message::Update(typed.unwrap())]).await;
    page.send(&[Message::Update(there.set(&BlockId::from("a".to_owned()), &BlockValue::Kind(BlockKind::Trg)).unwrap())]).await;
    assert!(events.until(|message| saved(message).filter(|frames| *frames >= 2)).await >= 2);
    socket.saved(2).await;
    let content = read(&mut socket).await.content();
    assert_eq!(content.blocks.iter().map(|block| block.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!((content.blocks[0].instructions.as_str(), content.blocks[1].kind), ("Watch first.", BlockKind::Trg));

    house.restart().await;
    let stored = live::load(&house.database, house.document).await.unwrap().unwrap();
    assert_eq!(stored.rows, 0, "it was compacted");
    assert_eq!(read(&mut house.join_as("lead").await).await.content(), content);
    let listed = live::all(&house.database).await.unwrap();
    assert_eq!((listed[0].kind, listed[0].title.as_str()), (Kind::Plan, "Fractions"));
}

#[tokio::test]
async fn s8_words_that_were_removed_from_a_plan_are_kept() {
    let house = House::of(Kind::Plan).await;
    let mut socket = house.join_as("lead").await;
    let mut plan = Plan::new(Replica::new(7));
    socket.send(&Message::Update(plan.fill(&agenda()).unwrap())).await;
    socket.send(&Message::Update(plan.splice(&instructions("a"), 0, 0, "Ask what has been tried.").unwrap())).await;
    socket.saved(2).await;
    // It is looked at twice a second.
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    socket.send(&Message::Update(plan.splice(&instructions("a"), 0, 24, "").unwrap())).await;
    socket.saved(3).await;
    house.sync.shutdown().await;
    let stored = live::load(&house.database, house.document).await.unwrap().unwrap();
    let former = stored.former.iter().map(|former| (former.field.as_str(), former.words.as_str())).collect::<Vec<_>>();
    assert_eq!(former, [("block/a/instructions", "Ask what has been tried.")]);
}

#[tokio::test]
async fn who_works_in_the_group_reads_its_plan_and_who_leads_it_writes() {
    let house = House::of(Kind::Plan).await;
    let path = house.document.to_string();
    assert_eq!(house.status(&path, &[("x-who", "stranger")]).await, 403);
    assert_eq!(house.status(&path, &[]).await, 401);
    let mut teacher = house.join_as("teacher").await;
    assert_eq!(read(&mut teacher).await.content(), Agenda { arrivals: 10, ..Agenda::default() });
    teacher.send(&Message::Update(Plan::new(Replica::new(7)).fill(&agenda()).unwrap())).await;
    assert_eq!(teacher.closed().await, 4403);
    let mut page = open(&house, &path, "teacher").await.unwrap();
    let mut events = page.events().await.unwrap();
    page.send(&[Message::Update(Plan::new(Replica::new(8)).fill(&agenda()).unwrap())]).await;
    assert_eq!(events.closed().await, 4403);
}

#[tokio::test]
async fn a_plan_that_is_not_open_is_edited_through_its_room() {
    let house = House::of(Kind::Plan).await;
    let (lead, teacher) = (house.person("lead"), house.person("teacher"));
    let mut socket = house.join_as("lead").await;
    house.sync.edit(house.document, &lead, |plan: &mut Plan| plan.fill(&agenda())).await.unwrap();
    let mut plan = Plan::new(Replica::new(7));
    plan.apply(&socket.until(http::update).await).unwrap();
    assert_eq!(plan.content(), agenda());
    let set = |plan: &mut Plan| plan.set(&BlockId::from("a".to_owned()), &BlockValue::Minutes(5));
    assert_eq!(house.sync.edit(house.document, &teacher, set).await, Err(EditError::NotSaved));
    let as_board = house.sync.edit(house.document, &lead, |board: &mut Board| board.set_lesson_minutes(5)).await;
    assert_eq!(as_board, Err(EditError::NotSaved), "it is no board");
}

#[tokio::test]
async fn the_room_of_private_notes_is_open_to_whoever_writes_the_plan_and_holds_notes_alone() {
    let mut house = House::of(Kind::Notes).await;
    let path = house.document.to_string();
    for who in ["teacher", "head", "stranger"] {
        assert_eq!(house.status(&path, &[("x-who", who)]).await, 403, "{who}");
        assert!(open(&house, &path, who).await.is_err(), "{who} without a socket");
    }
    assert_eq!(house.status(&path, &[]).await, 401);

    let note = TextAddress::Note(NoteName::of_workshop());
    let mut socket = house.join_as("lead").await;
    let mut here = Plan::new(Replica::new(7));
    socket.send(&Message::Update(here.splice(&note, 0, 0, "Keep it short.").unwrap())).await;
    socket.saved(1).await;
    let lead = house.person("lead");
    let as_plan = house.sync.edit(house.document, &lead, |plan: &mut Plan| plan.fill(&agenda())).await;
    assert_eq!(as_plan, Err(EditError::NotSaved), "it is no plan");

    house.restart().await;
    assert_eq!(read(&mut house.join_as("lead").await).await.text(&note), "Keep it short.");
    let listed = live::all(&house.database).await.unwrap();
    assert_eq!((listed[0].kind, listed[0].title.as_str()), (Kind::Notes, ""));
}
