//! Documents on a real file: what was appended is there, and compaction loses nothing.

use crate::common::World;
use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::roles::Byline;
use model::documents::{Kind, Summary, board, plan};
use model::ids::{DocumentId, PersonId};
use model::live::text::{FORMER_BYTES, FormerWords};
use model::permission::Subject;
use store::boards;
use store::boards::BOARDS_A_DAY;
use store::live::{self, Append, Compaction, Loaded, NewUpdate};
use store::{Database, StoreError};

fn append(document: DocumentId, person: PersonId, updates: &[&[u8]]) -> Append {
    let updates = updates.iter().map(|bytes| NewUpdate { person: Some(person.into()), bytes: bytes.to_vec() }).collect();
    Append { document, updates, clients: Vec::new(), former: Vec::new(), summary: None }
}

async fn load(db: &Database, id: DocumentId) -> Loaded {
    live::load(db, id).await.expect("an answer").expect("a document")
}

#[tokio::test]
async fn what_was_appended_is_loaded_in_order() {
    let world = World::new().await;
    let (one, two) = (world.board().await, world.board().await);
    let batch = [append(one, world.people[0], &[b"a", b"b"]), append(two, world.people[1], &[b"c"]), append(two, world.people[1], &[])];
    let last = live::append(&world.db, &batch).await.expect("kept");
    assert_eq!(last.len(), 3);
    assert_eq!((last[1] > last[0], last[2]), (true, 0));
    let expected = Loaded { snapshot: None, updates: vec![b"a".to_vec(), b"b".to_vec()], through: last[0], rows: 2, ..Loaded::default() };
    assert_eq!(load(&world.db, one).await, expected);
    assert_eq!(load(&world.db, two).await.updates, [b"c".to_vec()]);
    assert_eq!(live::load(&world.db, DocumentId::generate()).await.expect("an answer"), None);
}

#[tokio::test]
async fn it_is_there_after_the_file_was_closed() {
    let world = World::new().await;
    let board = world.board().await;
    live::append(&world.db, &[append(board, world.people[0], &[b"kept"])]).await.expect("kept");
    world.db.close().await;
    let again = Database::open(&world.file, false).await.expect("the same file");
    assert_eq!(load(&again, board).await.updates, [b"kept".to_vec()]);
}

#[tokio::test]
async fn a_batch_is_kept_whole_or_not_at_all() {
    let world = World::new().await;
    let board = world.board().await;
    let stranger = append(DocumentId::generate(), world.people[0], &[b"x"]);
    let batch = [append(board, world.people[0], &[b"a"]), stranger];
    assert!(matches!(live::append(&world.db, &batch).await, Err(StoreError::Database(_))));
    assert_eq!(load(&world.db, board).await, Loaded::default());
    let nobody = append(board, PersonId::generate(), &[b"a"]);
    assert!(live::append(&world.db, &[nobody]).await.is_err());
    assert_eq!(load(&world.db, board).await.rows, 0);
}

#[tokio::test]
async fn a_snapshot_takes_the_place_of_the_updates_in_it() {
    let world = World::new().await;
    let board = world.board().await;
    let through = live::append(&world.db, &[append(board, world.people[0], &[b"a", b"b"])]).await.expect("kept")[0];
    let later = live::append(&world.db, &[append(board, world.people[1], &[b"c"])]).await.expect("kept")[0];
    let summary = Summary::Board(board::Summary { title: "Make ten first".to_owned(), ..board::Summary::default() });
    let done = live::compact(&world.db, board, through, 2, b"ab", &summary).await.expect("an answer");
    assert_eq!(done, Compaction::Done);
    let expected = Loaded { snapshot: Some(b"ab".to_vec()), updates: vec![b"c".to_vec()], through: later, rows: 1, ..Loaded::default() };
    assert_eq!(load(&world.db, board).await, expected);
    let done = live::compact(&world.db, board, later, 1, b"abc", &summary).await.expect("an answer");
    assert_eq!(done, Compaction::Done);
    let expected = Loaded { snapshot: Some(b"abc".to_vec()), updates: Vec::new(), through: later, rows: 0, ..Loaded::default() };
    assert_eq!(load(&world.db, board).await, expected, "through stays when all rows have gone");
    let next = live::append(&world.db, &[append(board, world.people[0], &[b"d"])]).await.expect("kept")[0];
    assert!(next > later, "a number is never used again, even after its row was deleted");
}

#[tokio::test]
async fn compaction_is_refused_when_somebody_else_wrote_meanwhile() {
    let world = World::new().await;
    let board = world.board().await;
    let other = Database::open(&world.file, false).await.expect("a second process");
    live::append(&world.db, &[append(board, world.people[0], &[b"a"])]).await.expect("kept");
    live::append(&other, &[append(board, world.people[1], &[b"foreign"])]).await.expect("kept");
    let through = live::append(&world.db, &[append(board, world.people[0], &[b"b"])]).await.expect("kept")[0];
    let before = load(&world.db, board).await;
    let refused = live::compact(&world.db, board, through, 2, b"ab", &Summary::empty(Kind::Board)).await.expect("an answer");
    assert_eq!(refused, Compaction::Refused);
    assert_eq!(load(&world.db, board).await, before, "nothing was changed");
}

#[tokio::test]
async fn an_older_snapshot_never_replaces_a_newer_one() {
    let world = World::new().await;
    let board = world.board().await;
    let first = live::append(&world.db, &[append(board, world.people[0], &[b"a"])]).await.expect("kept")[0];
    let second = live::append(&world.db, &[append(board, world.people[0], &[b"b"])]).await.expect("kept")[0];
    let compact = async |through, rows, snapshot: &[u8]| {
        live::compact(&world.db, board, through, rows, snapshot, &Summary::empty(Kind::Board)).await.expect("an answer")
    };
    assert_eq!(compact(second, 2, b"ab").await, Compaction::Done);
    assert_eq!(compact(first, 0, b"a").await, Compaction::Refused);
    assert_eq!(compact(first, 1, b"a").await, Compaction::Refused);
    assert_eq!(load(&world.db, board).await.snapshot, Some(b"ab".to_vec()));
    let unknown = live::compact(&world.db, DocumentId::generate(), 0, 0, b"", &Summary::empty(Kind::Board)).await;
    assert_eq!(unknown.expect("an answer"), Compaction::Refused);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_reads_while_others_write_and_compact_sees_one_moment() {
    let world = World::new().await;
    let board = world.board().await;
    let (db, person) = (world.db.clone(), world.people[0]);
    let writer = tokio::spawn(async move {
        for number in 0..200_u8 {
            live::append(&db, &[append(board, person, &[&[number]])]).await.expect("kept");
            if number % 20 == 19 {
                let now = load(&db, board).await;
                let snapshot: Vec<u8> = now.snapshot.into_iter().chain(now.updates).flatten().collect();
                let done = live::compact(&db, board, now.through, now.rows, &snapshot, &Summary::empty(Kind::Board)).await;
                assert_eq!(done.expect("an answer"), Compaction::Done);
            }
        }
    });
    let mut seen = 0;
    while seen < 200 {
        let now = load(&world.db, board).await;
        assert_eq!(now.updates.len() as u64, now.rows);
        let all: Vec<u8> = now.snapshot.into_iter().chain(now.updates).flatten().collect();
        let expected: Vec<u8> = (0..all.len() as u8).collect();
        assert_eq!(all, expected, "every update once, none missing in the middle");
        assert!(all.len() >= seen, "what was there stays there");
        seen = all.len();
    }
    writer.await.expect("the writer");
}

#[tokio::test]
async fn a_list_shows_who_edited_and_from_which_schools() {
    let world = World::new().await;
    let [priya, tom] = world.people;
    let summary = board::Summary { title: "Unit fractions".to_owned(), steps: 5, ..board::Summary::default() };
    let owner = Subject::Group(world.group);
    let board = boards::create_board(&world.db, owner, priya, b"first".to_vec(), &summary, None).await.expect("a board");
    assert_eq!(load(&world.db, board).await.updates, [b"first".to_vec()]);
    let other = world.board().await;
    live::append(&world.db, &[Append { clients: vec![(7, tom.into()), (u64::MAX, priya.into())], ..append(board, tom, &[b"second"]) }])
        .await
        .expect("kept");
    // The same client again, claimed by somebody else: it stays whose it was.
    live::append(&world.db, &[Append { clients: vec![(7, priya.into())], ..append(other, priya, &[b"x"]) }]).await.expect("kept");
    let list = boards::list_for_group(&world.db, world.group).await.expect("a list");
    let shown = list.iter().find(|record| record.id == board).expect("the board");
    assert_eq!(shown.summary, summary);
    assert_eq!(shown.edited_by, Some(Byline { name: "Tom Obaseki".to_owned(), school: "Elm Bank".to_owned() }));
    assert_eq!(shown.schools, ["Elm Bank", "Oak Hollow"]);
    assert_eq!(list.len(), 2);
    let alone = list.iter().find(|record| record.id == other).expect("the other board");
    assert_eq!((alone.schools.as_slice(), alone.workshop), (&["Oak Hollow".to_owned()][..], None));
}

#[tokio::test]
async fn what_the_server_makes_itself_is_nobodys_edit() {
    let world = World::new().await;
    let board = world.board().await;
    let updates = vec![NewUpdate { person: None, bytes: b"repair".to_vec() }];
    live::append(&world.db, &[Append { document: board, updates, clients: Vec::new(), former: Vec::new(), summary: None }])
        .await
        .expect("kept");
    let list = boards::list_for_group(&world.db, world.group).await.expect("a list");
    assert_eq!(list[0].edited_by.as_ref().map(|by| by.name.as_str()), Some("Priya Nandakumar"));
}

#[tokio::test]
async fn a_board_knows_where_it_belongs() {
    let world = World::new().await;
    let board = world.board().await;
    assert_eq!(boards::subject(&world.db, board).await.expect("an answer"), Some(Subject::Group(world.group)));
    let context = boards::context(&world.db, board).await.expect("an answer").expect("a board");
    let group = context.group.expect("a group");
    assert_eq!((group.id, group.name.as_str(), group.ncp_code.as_str()), (world.group, "Two Rivers", "NCP26-11"));
    assert_eq!(context.workshop, None);
    let owner = Subject::School(world.schools[1]);
    let private = boards::create_board(&world.db, owner, world.people[1], Vec::new(), &board::Summary::default(), None).await;
    let context = boards::context(&world.db, private.expect("a board")).await.expect("an answer").expect("a board");
    assert_eq!((context.subject, context.group), (owner, None));
    let nothing = DocumentId::generate();
    assert_eq!(boards::subject(&world.db, nothing).await.expect("an answer"), None);
    assert_eq!(boards::context(&world.db, nothing).await.expect("an answer"), None);
    assert_eq!(boards::list_for_group(&world.db, world.group).await.expect("a list").len(), 1, "not the school's own");
}

fn removed(field: &str, at: DateTime<Utc>, words: &str) -> FormerWords {
    let at = at.timestamp_millis().cast_unsigned();
    FormerWords { field: field.to_owned(), kept_at: at, removed_at: at, words: words.to_owned() }
}

#[tokio::test]
async fn words_that_were_removed_today_outlive_the_log_and_end_with_the_day() {
    let world = World::new().await;
    let (board, tom) = (world.board().await, world.people[0]);
    let (today, yesterday) = (Utc::now(), Utc::now() - TimeDelta::days(1));
    let former = vec![removed("step/a/check", yesterday, "Yesterday’s"), removed("step/a/check", today, "Today’s")];
    let last = live::append(&world.db, &[Append { former, ..append(board, tom, &[b"a"]) }]).await.expect("kept");
    live::compact(&world.db, board, last[0], 1, b"A", &Summary::empty(Kind::Board)).await.expect("compacted");
    let words = |loaded: Loaded| loaded.former.into_iter().map(|former| former.words).collect::<Vec<_>>();
    assert_eq!(words(load(&world.db, board).await), ["Today’s"]);
    // Removed once more, with more words: under the same name.
    let again = FormerWords {
        removed_at: today.timestamp_millis().cast_unsigned() + 5,
        words: "Today’s, all of them".into(),
        ..removed("step/a/check", today, "")
    };
    live::append(&world.db, &[Append { former: vec![again], ..append(board, tom, &[]) }]).await.expect("kept");
    assert_eq!(words(load(&world.db, board).await), ["Today’s, all of them"]);
    live::sweep_former(&world.db, today).await.expect("swept");
    assert_eq!(words(load(&world.db, board).await), ["Today’s, all of them"]);
    live::sweep_former(&world.db, today + TimeDelta::days(1)).await.expect("swept");
    assert_eq!(words(load(&world.db, board).await), Vec::<String>::new());
}

#[tokio::test]
async fn a_document_keeps_so_many_former_words_and_no_more() {
    let world = World::new().await;
    let (board, tom) = (world.board().await, world.people[0]);
    let long = "many words ".repeat(1_800);
    let at = |n: i64| Utc::now() + TimeDelta::milliseconds(n);
    let former = (0..80).map(|n| removed(&format!("step/s{n}/check"), at(n), if n < 20 { "few" } else { &long })).collect();
    live::append(&world.db, &[Append { former, ..append(board, tom, &[b"a"]) }]).await.expect("kept");
    let kept = load(&world.db, board).await.former;
    assert_eq!(kept.len(), FORMER_BYTES / long.len(), "the newest, as far as there is room");
    assert_eq!(kept.last().map(|former| former.field.to_string()).as_deref(), Some("step/s79/check"));
}

#[tokio::test]
async fn nobody_starts_more_boards_than_a_group_can_use() {
    let world = World::new().await;
    let start = async |by| {
        let owner = Subject::Group(world.group);
        boards::create_board(&world.db, owner, by, Vec::new(), &board::Summary::default(), None).await
    };
    let mut started = 0;
    let refused = loop {
        match start(world.people[1]).await {
            Ok(_) => started += 1,
            Err(refused) => break refused,
        }
    };
    assert!(matches!(refused, boards::Refused::TooMany));
    assert_eq!(started, BOARDS_A_DAY);
    assert!(start(world.people[0]).await.is_ok(), "what one does costs nobody else anything");
}

#[tokio::test]
async fn of_a_field_the_newest_three_are_kept() {
    let world = World::new().await;
    let (board, tom) = (world.board().await, world.people[0]);
    for n in 0..5 {
        let former = vec![removed("step/a/check", Utc::now() + TimeDelta::milliseconds(n), &format!("Words {n}"))];
        live::append(&world.db, &[Append { former, ..append(board, tom, &[b"a"]) }]).await.expect("kept");
    }
    let kept = load(&world.db, board).await.former;
    let words: Vec<&str> = kept.iter().map(|former| former.words.as_str()).collect();
    assert_eq!(words, ["Words 2", "Words 3", "Words 4"]);
}

#[tokio::test]
async fn a_batch_brings_what_lists_show_with_it() {
    let world = World::new().await;
    let board = world.board().await;
    let title = async || boards::list_for_group(&world.db, world.group).await.expect("a list")[0].summary.title.clone();
    let summary = Summary::Board(board::Summary { title: "Halves".to_owned(), ..board::Summary::default() });
    live::append(&world.db, &[Append { summary: Some(summary), ..append(board, world.people[0], &[b"a"]) }]).await.expect("kept");
    assert_eq!(title().await, "Halves");
    live::append(&world.db, &[append(board, world.people[0], &[b"b"])]).await.expect("kept");
    assert_eq!(title().await, "Halves", "nothing new is nothing lost");
}

#[tokio::test]
async fn a_plan_is_kept_as_a_board_is_and_is_in_no_list_of_boards() {
    let world = World::new().await;
    let (owner, tom) = (Subject::Group(world.group), world.people[0]);
    let summary: Summary = plan::Summary { title: "Fractions".to_owned(), blocks: 3, planned_minutes: 90 }.into();
    let mut changes = world.db.change().await.expect("changes");
    let id = live::create_in(&mut changes, owner, tom, &summary, None).await.expect("a plan");
    changes.commit().await.expect("kept");
    assert_eq!(live::find(&world.db, id).await.expect("an answer"), Some((Kind::Plan, owner)));
    let last = live::append(&world.db, &[append(id, tom, &[b"a", b"b"])]).await.expect("kept");
    live::compact(&world.db, id, last[0], 2, b"ab", &summary).await.expect("compacted");
    assert_eq!(load(&world.db, id).await.snapshot, Some(b"ab".to_vec()));
    let listed = live::all(&world.db).await.expect("a list");
    assert_eq!(listed.iter().map(|one| (one.kind, one.title.as_str())).collect::<Vec<_>>(), [(Kind::Plan, "Fractions")]);
    // What is asked for as a board is no plan.
    assert_eq!(boards::list_for_group(&world.db, world.group).await.expect("a list"), []);
    assert_eq!(boards::subject(&world.db, id).await.expect("an answer"), None);
    assert_eq!(boards::context(&world.db, id).await.expect("an answer"), None);
}
