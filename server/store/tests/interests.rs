//! Expressions of interest: drafts, sending once, and what the hub decides and takes back.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop")]

mod common;

use std::net::IpAddr;

use common::{World, address};
use model::ids::{HubId, InterestId};
use model::interest::{Answers, Contact, EarlierYear, Journey, Pledge, Practice, State};
use model::phase::Phase;
use model::roles::{Actor, HubRole, Person};
use sqlx::{Connection, SqliteConnection};
use store::interests::{self, Decision, Filter, PER_NETWORK, Refusal, SendingError, Sent};
use store::{hubs, sign_in};

const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

/// Somebody at the hub.
async fn staff(world: &World) -> Person {
    let mut changes = world.db.change().await.expect("changes");
    hubs::set_role(&mut changes, world.hub, world.people[1], HubRole::Staff).await.expect("a role");
    let session = sign_in::open_session(&mut changes, world.people[1]).await.expect("a session");
    changes.commit().await.expect("kept");
    match sign_in::actor(&world.db, &session.token).await.expect("an answer") {
        Actor::Person(person) => person,
        Actor::Anonymous => panic!("nobody"),
    }
}

fn whole(world: &World) -> Answers {
    let earlier = vec![EarlierYear { phase: Phase::Development, year: Some(2023) }, EarlierYear { phase: Phase::Embedding, year: None }];
    Answers {
        school: Some(world.schools[0]),
        school_name: "Oak Hollow Primary School".into(),
        town: "Thistlewick".into(),
        contact: Some(Contact { name: "Asha Bell".into(), email: address("asha@oak.example"), role: "Maths lead".into() }),
        journey: Some(Journey { earlier, mastery_specialist: false }),
        practice: Some(Practice { teachers: 12, using: 8 }),
        leadership: Some(vec![Pledge::Head, Pledge::Year]),
        notes: Some("Parking is easy here.".into()),
        ..Answers::default()
    }
}

async fn draft(world: &World, answers: &Answers) -> String {
    let token = interests::begin(&world.db).await.expect("a draft");
    assert!(interests::keep(&world.db, &token, answers).await.expect("kept"));
    token
}

async fn send(world: &World, token: &str) -> Result<Sent, SendingError> {
    let mut changes = world.db.change().await.expect("changes");
    let sent = interests::send(&mut changes, token, world.hub, HOME).await?;
    changes.commit().await.expect("kept");
    Ok(sent)
}

async fn sent(world: &World, answers: &Answers) -> InterestId {
    match send(world, &draft(world, answers).await).await.expect("sent") {
        Sent::New(id) => id,
        other => panic!("{other:?}"),
    }
}

async fn decide(world: &World, by: &Person, id: InterestId, state: State, reason: &str) -> Result<String, Refusal> {
    let mut changes = world.db.change().await.expect("changes");
    let done = interests::decide(&mut changes, world.hub, id, by, Decision { state, reason }).await.expect("an answer");
    changes.commit().await.expect("kept");
    done
}

async fn number(world: &World, query: &'static str) -> i64 {
    let mut connection = SqliteConnection::connect(&world.file.to_string_lossy()).await.expect("a connection");
    let (number,): (i64,) = sqlx::query_as(query).fetch_one(&mut connection).await.expect("a number");
    number
}

#[tokio::test]
async fn a_draft_is_kept_under_a_token_of_which_the_file_holds_only_the_hash() {
    let world = World::new().await;
    let token = draft(&world, &whole(&world)).await;
    assert_eq!(interests::recall(&world.db, &token).await.expect("an answer"), Some(whole(&world)));
    assert_eq!(interests::recall(&world.db, "somebody else's").await.expect("an answer"), None);
    world.sql("update interest_draft set updated_at = updated_at - 31 * 86400000").await;
    assert_eq!(interests::recall(&world.db, &token).await.expect("an answer"), None, "a month later");
    world.db.close().await;
    let bytes = std::fs::read(&world.file).expect("the file");
    assert!(!bytes.windows(token.len()).any(|window| window == token.as_bytes()));
}

#[tokio::test]
async fn a_form_is_taken_once_however_often_its_button_is_pressed_and_its_draft_is_gone() {
    let world = World::new().await;
    let token = draft(&world, &whole(&world)).await;
    let first = send(&world, &token).await.expect("sent");
    let Sent::New(id) = first else { panic!("{first:?}") };
    assert_eq!(send(&world, &token).await.expect("sent"), Sent::Already(id));
    assert_eq!(number(&world, "select count(*) from interest").await, 1);
    assert_eq!(interests::recall(&world.db, &token).await.expect("an answer"), None);
    assert!(!interests::keep(&world.db, &token, &whole(&world)).await.expect("an answer"), "a late answer changes nothing");
    assert_eq!(interests::receipt(&world.db, &token).await.expect("an answer"), Some(id));
    assert_eq!(number(&world, "select count(*) from interest_draft where answers like '%asha%'").await, 0);
    let interest = interests::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!(Answers { school: Some(world.schools[0]), ..interest.answers.clone() }, whole(&world));
    assert_eq!(interest.reference.len(), 6);
    world.sql("update interest_draft set updated_at = updated_at - 2 * 86400000").await;
    assert_eq!(interests::receipt(&world.db, &token).await.expect("an answer"), None, "the copy is seen for a day");
}

#[tokio::test]
async fn a_form_with_an_open_question_is_not_taken() {
    let world = World::new().await;
    let token = draft(&world, &Answers { practice: None, ..whole(&world) }).await;
    assert!(matches!(send(&world, &token).await, Err(SendingError::NotComplete)));
    assert_eq!(number(&world, "select count(*) from interest").await, 0);
}

#[tokio::test]
async fn the_same_person_and_school_within_a_day_replaces_what_was_sent() {
    let world = World::new().await;
    let id = sent(&world, &whole(&world)).await;
    let changed = Answers { practice: Some(Practice { teachers: 10, using: 9 }), ..whole(&world) };
    let token = draft(&world, &changed).await;
    assert_eq!(send(&world, &token).await.expect("sent"), Sent::Replaced(id));
    let interest = interests::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!(interest.answers.practice, changed.practice);
    assert_eq!(interests::notes(&world.db, id).await.expect("notes").len(), 1, "the hub is told");
    world.sql("update interest set submitted_at = submitted_at - 2 * 86400000").await;
    assert_ne!(sent(&world, &changed).await, id, "two days later it is another one");
}

#[tokio::test]
async fn typed_schools_replace_one_another_by_name_and_a_decision_stops_that() {
    let world = World::new().await;
    let by = staff(&world).await;
    let typed = Answers { school: None, school_name: "New Oak".into(), town: "Fenwick".into(), ..whole(&world) };
    let id = sent(&world, &typed).await;
    let token = draft(&world, &Answers { school_name: "NEW OAK".into(), ..typed.clone() }).await;
    assert_eq!(send(&world, &token).await.expect("sent"), Sent::Replaced(id));
    decide(&world, &by, id, State::Waiting, "").await.expect("decided");
    assert_ne!(sent(&world, &typed).await, id);
}

#[tokio::test]
async fn one_network_can_send_so_many_forms_a_day_and_no_more() {
    let world = World::new().await;
    for n in 0..PER_NETWORK {
        let contact = Contact { name: "Asha".into(), email: address(&format!("a{n}@oak.example")), role: "Lead".into() };
        sent(&world, &Answers { contact: Some(contact), ..whole(&world) }).await;
    }
    let token = draft(&world, &whole(&world)).await;
    assert!(matches!(send(&world, &token).await, Err(SendingError::TooMany)));
    assert!(interests::recall(&world.db, &token).await.expect("an answer").is_some(), "nothing typed is lost");
    world.sql("update interest_sending set at = at - 2 * 86400000").await;
    assert!(send(&world, &token).await.is_ok(), "tomorrow");
    assert_eq!(number(&world, "select count(*) from interest_sending").await, 1, "and yesterday's are forgotten");
}

#[tokio::test]
async fn accepting_needs_a_school_and_writes_its_history_and_undoing_takes_both_back() {
    let world = World::new().await;
    let by = staff(&world).await;
    let id = sent(&world, &Answers { school: None, ..whole(&world) }).await;
    assert_eq!(decide(&world, &by, id, State::Accepted, "").await, Err(Refusal::NoSchool));
    let mut changes = world.db.change().await.expect("changes");
    interests::match_school(&mut changes, world.hub, id, &by, world.schools[0]).await.expect("an answer").expect("matched");
    changes.commit().await.expect("kept");
    world.sql("insert into school_phase select school, 2022, 'readiness', 'hub' from interest").await;
    decide(&world, &by, id, State::Accepted, "a reason that is not needed").await.expect("accepted");
    let interest = interests::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!((interest.state, interest.override_reason.as_str()), (State::Accepted, ""));
    assert_eq!(number(&world, "select count(*) from school_phase where source = 'interest' and academic_year = 2023").await, 1);
    assert_eq!(number(&world, "select count(*) from school_phase").await, 2, "a year that nobody remembers is not made up");

    let mut changes = world.db.change().await.expect("changes");
    assert_eq!(interests::undo(&mut changes, world.hub, id, &by).await.expect("an answer"), Ok(true));
    changes.commit().await.expect("kept");
    let interest = interests::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!(interest.state, State::New);
    assert_eq!(number(&world, "select count(*) from school_phase").await, 1);
    let mut changes = world.db.change().await.expect("changes");
    let again = interests::undo(&mut changes, world.hub, id, &by).await.expect("an answer");
    assert_eq!(again, Err(Refusal::NotFound), "there is nothing left to undo");
    drop(changes);
    assert_eq!(number(&world, "select count(*) from audit where action like 'interest.%'").await, 3);
}

#[tokio::test]
async fn against_the_rule_a_reason_is_needed_and_kept() {
    let world = World::new().await;
    let by = staff(&world).await;
    let id = sent(&world, &Answers { journey: Some(Journey::default()), ..whole(&world) }).await;
    assert_eq!(decide(&world, &by, id, State::Accepted, "  ").await, Err(Refusal::NoReason));
    decide(&world, &by, id, State::Accepted, "New head led Embedding elsewhere").await.expect("accepted");
    let interest = interests::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!(interest.override_reason, "New head led Embedding elsewhere");
    assert_eq!(number(&world, "select count(*) from audit where words like '%against the rule%'").await, 1);
    decide(&world, &by, id, State::Waiting, "").await.expect("decided");
    let mut changes = world.db.change().await.expect("changes");
    interests::undo(&mut changes, world.hub, id, &by).await.expect("an answer").expect("undone");
    changes.commit().await.expect("kept");
    let interest = interests::one(&world.db, world.hub, id).await.expect("an answer").expect("the interest");
    assert_eq!((interest.state, interest.override_reason.as_str()), (State::Accepted, "New head led Embedding elsewhere"));
}

#[tokio::test]
async fn a_school_in_a_group_is_no_longer_decided_on_here() {
    let world = World::new().await;
    let by = staff(&world).await;
    let id = sent(&world, &whole(&world)).await;
    assert_eq!(decide(&world, &by, id, State::New, "").await, Err(Refusal::Same));
    decide(&world, &by, id, State::Accepted, "").await.expect("accepted");
    assert_eq!(decide(&world, &by, id, State::Accepted, "").await, Err(Refusal::Same));
    world.sql("update interest set group_year = (select id from group_year)").await;
    assert_eq!(decide(&world, &by, id, State::Declined, "").await, Err(Refusal::InGroup));
    let mut changes = world.db.change().await.expect("changes");
    assert_eq!(interests::undo(&mut changes, world.hub, id, &by).await.expect("an answer"), Err(Refusal::InGroup));
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
    assert!(interests::assign(&mut changes, world.hub, tansy, &by, Some(by.id)).await.expect("an answer"));
    assert!(!interests::assign(&mut changes, world.hub, tansy, &by, Some(world.people[0])).await.expect("an answer"), "not of the hub");
    changes.commit().await.expect("kept");
    let ids = async |filter: Filter| -> Vec<InterestId> {
        interests::list(&world.db, world.hub, &filter).await.expect("a list").into_iter().map(|interest| interest.id).collect()
    };
    let words = |words: &str| Filter { words: words.into(), ..Filter::default() };
    assert_eq!(ids(Filter::default()).await, [tansy, oak]);
    assert_eq!(ids(words("tansy")).await, [tansy]);
    assert_eq!(ids(words("900005")).await, [oak]);
    assert_eq!(ids(words("100%")).await, []);
    assert_eq!(ids(Filter { state: Some(State::Accepted), ..Filter::default() }).await, [oak]);
    assert_eq!(ids(Filter { assigned_to: Some(by.id), ..Filter::default() }).await, [tansy]);
    assert_eq!(ids(Filter { year: Some(1999), ..Filter::default() }).await, []);
    let counts = interests::counts(&world.db, world.hub, &Filter::default()).await.expect("counts");
    assert_eq!(counts, [(State::Accepted, 1), (State::New, 1)]);
    let other = HubId::generate();
    assert_eq!(interests::one(&world.db, other, oak).await.expect("an answer"), None);
    let mut changes = world.db.change().await.expect("changes");
    let decision = Decision { state: State::Declined, reason: "" };
    assert_eq!(interests::decide(&mut changes, other, oak, &by, decision).await.expect("an answer"), Err(Refusal::NotFound));
    assert!(!interests::add_note(&mut changes, other, oak, by.id, "x").await.expect("an answer"));
}

#[tokio::test]
async fn a_school_is_found_by_beginnings_of_words_and_not_when_it_is_closed() {
    let world = World::new().await;
    let found = async |typed: &str| -> Vec<String> {
        let found = interests::find_school(&world.db, typed, "", 12).await.expect("an answer");
        found.into_iter().map(|school| school.name).collect()
    };
    assert_eq!(found("oak hol").await, ["Oak Hollow Primary School"]);
    assert_eq!(found("primary").await.len(), 2);
    assert_eq!(found("900002").await, ["Elm Bank Primary School"]);
    assert_eq!(found("elm sallowford").await, ["Elm Bank Primary School"]);
    let near = interests::find_school(&world.db, "primary", "Sallowford", 12).await.expect("an answer");
    assert_eq!(near.len(), 1, "its town tells schools apart");
    let far = interests::find_school(&world.db, "primary", "Atlantis", 12).await.expect("an answer");
    assert_eq!(far.len(), 2, "but hides none");
    assert_eq!(found("\" OR *").await, Vec::<String>::new());
    world.sql("update school set status = 'Closed' where urn = '900002'").await;
    assert_eq!(found("elm").await, Vec::<String>::new());
}
