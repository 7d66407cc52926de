//! Forms of schools, sent and decided on.

use model::accounts::roles::{HubRole, Person};
use model::calendar::academic_year::AcademicYear;
use model::ids::{DecisionId, InterestId};
use model::interest::{Answers, Contact, EarlierYear, Journey, Pledge, Practice, State};
use model::schools::phase::Phase;
use store::hub;
use store::interest::{self, Decision, Refused, Sent};

use crate::common::{HOME, World, actor, address};

/// Somebody at the hub.
pub async fn staff(world: &World) -> Person {
    let mut changes = world.db.change().await.expect("changes");
    hub::set_role(&mut changes, world.hub, world.people[1], HubRole::Staff).await.expect("a role");
    changes.commit().await.expect("kept");
    actor(&world.db, world.people[1]).await
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
