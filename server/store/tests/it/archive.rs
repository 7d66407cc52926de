//! Boards that leave the lists and come back, and who wrote in them.

use model::accounts::roles::Byline;
use model::permission::Subject;
use store::audit;
use store::boards;
use store::live::{self, Append, NewUpdate};

use crate::common::{World, actor};

#[tokio::test]
async fn an_archived_board_is_in_no_list_and_comes_back_as_it_was() {
    let world = World::new().await;
    let (board, other) = (world.board().await, world.board().await);
    let tom = actor(&world.db, world.people[1]).await;
    assert!(boards::archive(&world.db, board, &tom).await.expect("archived"));
    assert!(!boards::archive(&world.db, board, &tom).await.expect("an answer"), "twice is once");
    let listed =
        async || boards::list_for_group(&world.db, world.group).await.expect("a list").into_iter().map(|b| b.id).collect::<Vec<_>>();
    assert_eq!(listed().await, [other]);
    assert_eq!(boards::count_archived(&world.db, world.group).await.expect("a number"), 1);
    let archived = boards::archived(&world.db, world.group).await.expect("a list");
    assert_eq!((archived[0].id, archived[0].by.clone()), (board, Byline { name: "Tom Obaseki".to_owned(), school: "Elm Bank".to_owned() }));
    let context = boards::context(&world.db, board).await.expect("an answer").expect("a board");
    assert_eq!(context.subject, Subject::ArchivedInGroup(world.group));
    assert!(context.group.is_some() && context.archived.is_some(), "its page is as it was");
    assert_eq!(boards::subject(&world.db, board).await.expect("an answer"), Some(Subject::ArchivedInGroup(world.group)));

    assert!(boards::bring_back(&world.db, board, &tom).await.expect("back"));
    assert!(!boards::bring_back(&world.db, board, &tom).await.expect("an answer"));
    assert_eq!(listed().await.len(), 2);
    assert_eq!(boards::subject(&world.db, board).await.expect("an answer"), Some(Subject::Group(world.group)));
    let told: Vec<String> =
        audit::list(&world.db, world.hub, "board", None, 9).await.expect("the audit").into_iter().map(|entry| entry.action).collect();
    assert_eq!(told, ["board.brought_back", "board.archived"]);
}

#[tokio::test]
async fn whoever_wrote_is_known_by_name_and_school_once() {
    let world = World::new().await;
    let (board, [priya, tom]) = (world.board().await, world.people);
    let name = |name: &str, school: &str| (name.to_owned(), school.to_owned());
    assert_eq!(live::authors(&world.db, board).await.expect("names"), [name("Priya Nandakumar", "Oak Hollow")], "who began it");
    let updates = vec![NewUpdate { person: Some(tom.into()), bytes: b"a".to_vec() }];
    let clients = vec![(7, tom.into()), (8, tom.into()), (9, priya.into())];
    live::append(&world.db, &[Append { document: board, updates, clients, former: Vec::new(), summary: None }]).await.expect("kept");
    let authors = live::authors(&world.db, board).await.expect("names");
    assert_eq!(authors, [name("Tom Obaseki", "Elm Bank"), name("Priya Nandakumar", "Oak Hollow")]);
}
