//! Expressions of interest at the hub: what it decides, takes back, looks for and removes.

use crate::common::forms::{decide, sent, staff, undo, whole};
use crate::common::{World, address, count};
use model::calendar::academic_year::AcademicYear;
use model::ids::{HubId, InterestId};
use model::interest::{Answers, Journey, State};

use store::interest::{self, Decision, Filter, Refused};
use store::mail::{self, Letter, NewMessage};
use store::waiting;

#[tokio::test]
async fn accepting_needs_a_school_and_writes_its_history_and_undoing_takes_both_back() {
    let world = World::new().await;
    let by = staff(&world).await;
    let id = sent(&world, &Answers { school: None, ..whole(&world) }).await;
    assert!(matches!(decide(&world, &by, id, State::Accepted, "").await, Err(Refused::NoSchool)));
    let mut changes = world.db.change().await.expect("changes");
    interest::match_school(&mut changes, world.hub, id, &by, world.schools[0]).await.expect("matched");
    changes.commit().await.expect("kept");
    world.sql("insert into school_phase select school, 2022, 'readiness', 'hub' from interest").await;
    let change = decide(&world, &by, id, State::Accepted, "a reason that is not needed").await.expect("accepted");
    let interest = interest::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!((interest.state, interest.override_reason.as_str()), (State::Accepted, ""));
    assert_eq!(count(&world, "select count(*) from school_phase where source = 'interest' and academic_year = 2023").await, 1);
    assert_eq!(count(&world, "select count(*) from school_phase").await, 2, "a year that nobody remembers is not made up");

    assert!(undo(&world, &by, id, &change).await.expect("undone"));
    let interest = interest::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!(interest.state, State::New);
    assert_eq!(count(&world, "select count(*) from school_phase").await, 1);
    assert!(matches!(undo(&world, &by, id, &change).await, Err(Refused::NothingToUndo)));
    assert_eq!(count(&world, "select count(*) from audit where action like 'interest.%'").await, 3);
}

#[tokio::test]
async fn against_the_rule_a_reason_is_needed_and_kept() {
    let world = World::new().await;
    let by = staff(&world).await;
    let id = sent(&world, &Answers { journey: Some(Journey::default()), ..whole(&world) }).await;
    assert!(matches!(decide(&world, &by, id, State::Accepted, "  ").await, Err(Refused::NoReason)));
    decide(&world, &by, id, State::Accepted, "New head led Embedding elsewhere").await.expect("accepted");
    let interest = interest::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!(interest.override_reason, "New head led Embedding elsewhere");
    assert_eq!(count(&world, "select count(*) from audit where words like '%against the rule%'").await, 1);
    let change = decide(&world, &by, id, State::Waiting, "").await.expect("decided");
    undo(&world, &by, id, &change).await.expect("undone");
    let interest = interest::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!((interest.state, interest.override_reason.as_str()), (State::Accepted, "New head led Embedding elsewhere"));
}

#[tokio::test]
async fn a_school_in_a_group_is_no_longer_decided_on_here() {
    let world = World::new().await;
    let by = staff(&world).await;
    let id = sent(&world, &whole(&world)).await;
    assert!(matches!(decide(&world, &by, id, State::New, "").await, Err(Refused::Same)));
    let change = decide(&world, &by, id, State::Accepted, "").await.expect("accepted");
    assert!(matches!(decide(&world, &by, id, State::Accepted, "").await, Err(Refused::Same)));
    world.sql("update interest set group_year = (select id from group_year)").await;
    assert!(matches!(decide(&world, &by, id, State::Declined, "").await, Err(Refused::InGroup)));
    assert!(matches!(undo(&world, &by, id, &change).await, Err(Refused::InGroup)));
}

#[tokio::test]
async fn the_inbox_is_filtered_counted_and_closed_to_other_hubs() {
    let world = World::new().await;
    let by = staff(&world).await;
    let oak = sent(&world, &whole(&world)).await;
    let typed = Answers { school: None, school_name: "St Tansy’s".into(), town: "Fenwick".into(), ..whole(&world) };
    let tansy = sent(&world, &typed).await;
    decide(&world, &by, oak, State::Accepted, "").await.expect("accepted");
    let mut changes = world.db.change().await.expect("changes");
    interest::assign(&mut changes, world.hub, tansy, &by, Some(by.id)).await.expect("assigned");
    let of_no_hub = interest::assign(&mut changes, world.hub, tansy, &by, Some(world.people[0])).await;
    assert!(matches!(of_no_hub, Err(Refused::NotFound)));
    changes.commit().await.expect("kept");
    let ids = async |filter: Filter| -> Vec<InterestId> {
        interest::list(&world.db, world.hub, &filter).await.expect("a list").into_iter().map(|interest| interest.id).collect()
    };
    let words = |words: &str| Filter { words: words.into(), ..Filter::default() };
    assert_eq!(ids(Filter::default()).await, [tansy, oak]);
    for several in ["tansy", "fenwick tansy", "SAINT TANSY'S", "tansys  Asha"] {
        assert_eq!(ids(words(several)).await, [tansy], "{several}");
    }
    assert_eq!(ids(words("tansy hollow")).await, []);
    assert_eq!(ids(words("900005")).await, [oak]);
    assert_eq!(ids(words("100%")).await, []);
    assert_eq!(ids(Filter { state: Some(State::Accepted), ..Filter::default() }).await, [oak]);
    assert_eq!(ids(Filter { assigned_to: Some(by.id), ..Filter::default() }).await, [tansy]);
    assert_eq!(ids(Filter { year: Some(AcademicYear::starting(1999)), ..Filter::default() }).await, []);
    let counts = interest::counts(&world.db, world.hub, &Filter::default()).await.expect("counts");
    assert_eq!(counts, (vec![(State::Accepted, 1), (State::New, 1)], 0));
    let other = HubId::generate();
    assert_eq!(interest::one(&world.db, other, oak).await.expect("an answer"), None);
    let mut changes = world.db.change().await.expect("changes");
    let decision = Decision { state: State::Declined, reason: "", seen: None };
    assert!(matches!(interest::decide(&mut changes, other, oak, &by, decision).await, Err(Refused::NotFound)));
    assert!(matches!(interest::add_note(&mut changes, other, oak, by.id, "x").await, Err(Refused::NotFound)));
}

#[tokio::test]
async fn only_what_was_looked_at_is_decided_on_or_taken_back() {
    let world = World::new().await;
    let by = staff(&world).await;
    let id = sent(&world, &whole(&world)).await;
    let first = decide(&world, &by, id, State::Waiting, "").await.expect("decided");
    let mut changes = world.db.change().await.expect("changes");
    let late = Decision { state: State::Declined, reason: "", seen: Some(State::New) };
    assert!(matches!(interest::decide(&mut changes, world.hub, id, &by, late).await, Err(Refused::Moved)));
    drop(changes);
    decide(&world, &by, id, State::Accepted, "").await.expect("decided");
    assert!(matches!(undo(&world, &by, id, &first).await, Err(Refused::Moved)), "another decision stands now");
    let interest = interest::one(&world.db, world.hub, id).await.expect("an answer").expect("it");
    assert_eq!(interest.state, State::Accepted);
}

#[tokio::test]
async fn a_new_decision_withdraws_the_letter_about_the_one_before() {
    let world = World::new().await;
    let by = staff(&world).await;
    let id = sent(&world, &whole(&world)).await;
    let first = decide(&world, &by, id, State::Declined, "").await.expect("decided");
    let mut changes = world.db.change().await.expect("changes");
    let (letter, to) = (Letter::default(), address("asha@oak.example"));
    let message = NewMessage {
        hub: world.hub,
        kind: "interest.decision",
        to: ("Asha", &to),
        letter: &letter,
        link: None,
        urgent: true,
        about: Some(first.to_string()),
        by: None,
    };
    mail::enqueue(&mut changes, &message).await.expect("a letter");
    changes.commit().await.expect("kept");
    decide(&world, &by, id, State::Accepted, "").await.expect("decided");
    assert_eq!(count(&world, "select count(*) from outbox where state = 'withdrawn'").await, 1);
    assert_eq!(count(&world, "select count(*) from audit where words like '%had not gone out%'").await, 1);
}

#[tokio::test]
async fn a_year_that_two_accepted_forms_tell_of_goes_with_the_last_of_them() {
    let world = World::new().await;
    let by = staff(&world).await;
    let (one, two) = (sent(&world, &whole(&world)).await, sent(&world, &whole(&world)).await);
    let first = decide(&world, &by, one, State::Accepted, "").await.expect("accepted");
    let second = decide(&world, &by, two, State::Accepted, "").await.expect("accepted");
    undo(&world, &by, one, &first).await.expect("undone");
    assert_eq!(count(&world, "select count(*) from school_phase").await, 1, "the other form still tells of it");
    undo(&world, &by, two, &second).await.expect("undone");
    assert_eq!(count(&world, "select count(*) from school_phase").await, 0);
}

#[tokio::test]
async fn what_is_from_no_school_leaves_the_inbox_and_can_be_put_back() {
    let world = World::new().await;
    let by = staff(&world).await;
    let (one, two) = (sent(&world, &whole(&world)).await, sent(&world, &whole(&world)).await);
    let mut changes = world.db.change().await.expect("changes");
    interest::remove(&mut changes, world.hub, one, &by).await.expect("done");
    assert!(matches!(interest::remove(&mut changes, world.hub, one, &by).await, Err(Refused::Same)));
    assert!(matches!(interest::remove(&mut changes, HubId::generate(), two, &by).await, Err(Refused::NotFound)));
    changes.commit().await.expect("kept");
    let list = async |removed| -> Vec<InterestId> {
        let list = interest::list(&world.db, world.hub, &Filter { removed, ..Filter::default() }).await.expect("a list");
        list.into_iter().map(|interest| interest.id).collect()
    };
    assert_eq!((list(false).await, list(true).await), (vec![two], vec![one]));
    assert_eq!(interest::counts(&world.db, world.hub, &Filter::default()).await.expect("counts"), (vec![(State::New, 1)], 1));
    assert_eq!(waiting::of_hub(&world.db, world.hub).await.expect("numbers").new_interests, 1);
    assert!(matches!(decide(&world, &by, one, State::Accepted, "").await, Err(Refused::Removed)));
    decide(&world, &by, two, State::Accepted, "").await.expect("accepted");
    let mut changes = world.db.change().await.expect("changes");
    assert!(matches!(interest::remove(&mut changes, world.hub, two, &by).await, Err(Refused::InGroup)));
    interest::put_back(&mut changes, world.hub, one, &by).await.expect("done");
    changes.commit().await.expect("kept");
    assert_eq!(list(false).await.len(), 2);
    assert_eq!(count(&world, "select count(*) from audit where action in ('interest.removed', 'interest.put_back')").await, 2);
}

#[tokio::test]
async fn other_forms_of_a_school_are_counted_and_found() {
    let world = World::new().await;
    let (one, two) = (sent(&world, &whole(&world)).await, sent(&world, &whole(&world)).await);
    let typed = Answers { school: None, school_name: "New Oak".into(), town: "Fenwick".into(), ..whole(&world) };
    let third = sent(&world, &typed).await;
    let others = async |id: InterestId| {
        let interest = interest::one(&world.db, world.hub, id).await.expect("an answer").expect("it");
        let found = interest::others(&world.db, &interest).await.expect("others");
        assert_eq!(interest.others as usize, found.len());
        found.into_iter().map(|other| other.id).collect::<Vec<_>>()
    };
    assert_eq!((others(one).await, others(third).await), (vec![two], vec![]));
    let fourth = sent(&world, &Answers { school_name: "NEW OAK".into(), ..typed }).await;
    assert_eq!(others(third).await, [fourth]);
}

#[tokio::test]
async fn a_note_is_kept_once_however_often_its_button_is_pressed() {
    let world = World::new().await;
    let by = staff(&world).await;
    let id = sent(&world, &whole(&world)).await;
    let mut changes = world.db.change().await.expect("changes");
    for note in ["Rang them", "Rang them", "They rang back", "Rang them"] {
        interest::add_note(&mut changes, world.hub, id, by.id, note).await.expect("noted");
    }
    changes.commit().await.expect("kept");
    let notes: Vec<String> = interest::notes(&world.db, id).await.expect("notes").into_iter().map(|note| note.note).collect();
    assert_eq!(notes, ["Rang them", "They rang back", "Rang them"]);
}
