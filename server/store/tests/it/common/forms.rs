//! Forms of schools, sent and decided on.

use std::net::IpAddr;

use model::accounts::roles::{Actor, HubRole, Person};
use model::calendar::academic_year::AcademicYear;
use model::ids::{DecisionId, InterestId};
use model::interest::{Answers, Contact, EarlierYear, Journey, Pledge, Practice, State};
use model::schools::phase::Phase;
use sqlx::Connection;
use sqlx_sqlite::SqliteConnection;
use store::accounts::sign_in;
use store::hub;
use store::interest::{self, Decision, Refused, Sent};

use crate::common::{World, address};

pub const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

/// Somebody at the hub.
pub async fn staff(world: &World) -> Person {
    let mut changes = world.db.change().await.expect("changes");
    hub::set_role(&mut changes, world.hub, world.people[1], HubRole::Staff).await.expect("a role");
    let session = sign_in::open_session(&mut changes, world.people[1]).await.expect("a session");
    changes.commit().await.expect("kept");
    match sign_in::actor(&world.db, &session.token).await.expect("an answer") {
        Actor::Person(person) => person,
        Actor::Anonymous => panic!("nobody"),
    }
}

pub fn whole(world: &World) -> Answers {
    let earlier = vec![
        EarlierYear { phase: Phase::Development, year: Some(AcademicYear::starting(2023)) },
        EarlierYear { phase: Phase::Embedding, year: None },
    ];
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

pub async fn draft(world: &World, answers: &Answers) -> String {
    let token = interest::begin(&world.db).await.expect("a draft");
    interest::keep(&world.db, &token, answers).await.expect("kept");
    token
}

pub async fn send(world: &World, token: &str) -> Result<Sent, Refused> {
    let mut changes = world.db.change().await.expect("changes");
    let sent = interest::send(&mut changes, token, world.hub, HOME).await?;
    changes.commit().await.expect("kept");
    Ok(sent)
}

pub async fn sent(world: &World, answers: &Answers) -> InterestId {
    match send(world, &draft(world, answers).await).await.expect("sent") {
        Sent::New(id) => id,
        other => panic!("{other:?}"),
    }
}

pub async fn decide(world: &World, by: &Person, id: InterestId, state: State, reason: &str) -> Result<DecisionId, Refused> {
    let mut changes = world.db.change().await.expect("changes");
    let done = interest::decide(&mut changes, world.hub, id, by, Decision { state, reason, seen: None }).await;
    changes.commit().await.expect("kept");
    done
}

pub async fn reopen(world: &World, token: &str) -> Result<(), Refused> {
    let mut changes = world.db.change().await.expect("changes");
    let open = interest::reopen(&mut changes, token, world.hub).await;
    changes.commit().await.expect("kept");
    open
}

pub async fn undo(world: &World, by: &Person, id: InterestId, change: &DecisionId) -> Result<bool, Refused> {
    let mut changes = world.db.change().await.expect("changes");
    let done = interest::undo(&mut changes, world.hub, id, by, Some(*change)).await;
    changes.commit().await.expect("kept");
    done
}

pub async fn number(world: &World, query: &'static str) -> i64 {
    let mut connection = SqliteConnection::connect(&world.file.to_string_lossy()).await.expect("a connection");
    let (number,): (i64,) = sqlx::query_as(query).fetch_one(&mut connection).await.expect("a number");
    number
}
