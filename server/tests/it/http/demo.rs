//! The demonstration and the fixture, as databases.

use crate::common::TestApp;
use model::accounts::roles::Actor;
use model::documents::Kind;
use model::documents::board::Board;
use model::live::Document;
use model::live::replica::Replica;
use model::permission::{Action, Subject, may};
use store::accounts::sign_in;
use store::boards;
use store::groups::When;
use store::{StoreError, groups, live, settings};
use twilight::demo::{self, DemoError};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demonstration_is_a_group_with_a_workshop_today() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in("helen@oakhollow.example").await;
    let token = cookie.strip_prefix("session=").expect("a token");
    let Actor::Person(helen) = sign_in::actor(&app.database, token).await.expect("an answer") else {
        panic!("nobody");
    };
    assert_eq!((helen.leads.len(), helen.groups.len()), (1, 1));
    let home = groups::home(&app.database, helen.leads[0]).await.expect("an answer").expect("a group");
    assert_eq!((home.schools.len(), home.workshops.len()), (8, 6));
    assert!(home.schools.iter().all(|school| school.lead_participant.is_some()));
    assert_eq!(home.lead.map(|lead| lead.name).as_deref(), Some("Helen Whitlock"));
    assert_eq!(home.workshops.iter().filter(|workshop| workshop.when == When::Today).count(), 1);
    assert!(settings::demonstration(&app.database).await.expect("an answer"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_boards_say_what_their_summaries_say_and_have_several_authors() {
    let app = TestApp::with_demo().await;
    let cookie = app.sign_in("rosa@elmbank.example").await;
    let token = cookie.strip_prefix("session=").expect("a token");
    let actor = sign_in::actor(&app.database, token).await.expect("an answer");
    let Actor::Person(rosa) = &actor else { panic!("nobody") };
    let boards = boards::list_for_group(&app.database, rosa.groups[0]).await.expect("a list");
    assert_eq!(boards.len(), 13);
    assert!(boards.iter().filter(|board| board.schools.len() > 1).count() >= 10);
    assert!(boards.windows(2).all(|pair| pair[0].edited_at >= pair[1].edited_at));
    for board in &boards {
        let loaded = live::load(&app.database, board.id).await.expect("an answer").expect("a document");
        assert_eq!(loaded.rows, 0, "compacted");
        let mut copy = Board::new(Replica::with_random_client());
        copy.apply(&loaded.snapshot.expect("a snapshot")).expect("a document");
        let lesson = copy.lesson();
        assert_eq!(model::documents::board::Summary::from(&lesson), board.summary);
        assert!(lesson.steps.iter().all(|step| !step.title.is_empty()), "{}", lesson.title);
        assert!(board.workshop.is_some());
        assert_eq!(may(&actor, Action::EditBoard, Subject::Group(rosa.groups[0])), Ok(()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_can_be_made_anew_but_nothing_else_is_ever_deleted() {
    let app = TestApp::with_demo().await;
    assert!(matches!(demo::create(&app.database).await, Err(DemoError::InUse)));
    let cookie = app.sign_in("rosa@elmbank.example").await;
    let table = demo::again(&app.database).await.expect("made anew");
    assert_eq!(table.emails().count(), 45);
    let last = format!("Everybody’s password: {}", demo::PASSWORD);
    assert_eq!(table.to_string().lines().last(), Some(last.as_str()));
    assert_ne!(app.get_as(&cookie, "/today").await.status(), 200, "everybody was signed out");
    app.sign_in("rosa@elmbank.example").await;

    let (real, _) = TestApp::with_fixture(1, 1).await;
    let refused = demo::again(&real.database).await;
    assert!(matches!(refused, Err(DemoError::Store(StoreError::NotADemonstration))));
    assert!(matches!(demo::create(&real.database).await, Err(DemoError::InUse)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_of_a_fixture_may_edit_every_board() {
    let (app, fixture) = TestApp::with_fixture(3, 20).await;
    assert_eq!((fixture.cookies.len(), fixture.documents.len()), (20, 3));
    let mut schools = std::collections::HashSet::new();
    for cookie in &fixture.cookies {
        let token = cookie.strip_prefix("session=").expect("a token");
        let actor = sign_in::actor(&app.database, token).await.expect("an answer");
        for document in &fixture.documents {
            let subject = boards::subject(&app.database, *document).await.expect("an answer").expect("a document");
            assert_eq!(may(&actor, Action::EditBoard, subject), Ok(()));
        }
        if let Actor::Person(person) = actor {
            schools.insert(person.school);
        }
    }
    assert_eq!(schools.len(), 8);
    twilight::fixture::create(&app.database, Kind::Board, 1, 1, true).await.expect("a second one on the same database");
}
