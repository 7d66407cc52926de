//! Invitations, from the letter to the role.

use crate::common::roles::{invite, join, year};
use crate::common::{World, actor, count, tokens};
use model::accounts::roles::{Actor, HubRole, SchoolRole};
use store::accounts::links::LinkState;
use store::accounts::{people, sign_in};
use store::groups::{Kind, participation};
use store::invitations::{self, Accepted, Join, Known, Refused, Role, State};
use store::uk_time;

async fn lead(world: &World, kind: Kind) -> Role {
    Role::Represent { year: year(world).await.id, school: world.schools[1], kind, from: uk_time::today() }
}

#[tokio::test]
async fn an_invitation_opens_an_account_and_makes_a_lead_participant() {
    let world = World::new().await;
    let token = invite(&world, "cho@elm.example", lead(&world, Kind::Lead).await).await;
    let found = invitations::peek(&world.db, &token).await.expect("an answer").expect("an invitation");
    assert_eq!((found.state, found.known, found.by.as_str()), (LinkState::Valid, Known::Nobody, "Tom Obaseki, Elm Bank,"));
    assert!(found.words.starts_with("lead participant for Elm Bank Primary School in the Two Rivers Work Group"), "{}", found.words);
    let Ok(Accepted::Joined(session)) = join(&world, &token).await else { panic!("no new account") };
    let Actor::Person(cho) = sign_in::actor(&world.db, &session.token).await.expect("an answer") else { panic!("nobody") };
    assert_eq!((cho.school, cho.school_role), (Some(world.schools[1]), SchoolRole::LeadParticipant));
    let holders = participation::of_year(&world.db, year(&world).await.id).await.expect("holders");
    assert!(holders.iter().any(|holder| holder.person == cho.id && holder.until.is_none()));
    assert!(matches!(join(&world, &token).await, Err(Refused::Over)), "one use");
    assert_eq!(count(&world, "select count(*) from audit where action in ('invitation.sent', 'invitation.accepted')").await, 2);
}

#[tokio::test]
async fn an_account_that_is_there_gets_the_role_and_nothing_else() {
    let world = World::new().await;
    let token = invite(&world, "Priya@oak.example", Role::Hub { role: HubRole::Staff }).await;
    let hash = store::accounts::passwords::hash("somebody else's choice").await.expect("a hash");
    let stranger = Join { name: "Somebody Else", password_hash: Some(&hash), signed_in: Some(world.people[1]) };
    let accepted = invitations::accept(&world.db, &token, &stranger).await.expect("an answer");
    assert_eq!(accepted, Accepted::AddedTo, "nobody is signed in to it");
    let account = people::account(&world.db, world.people[0]).await.expect("an answer").expect("an account");
    assert_eq!(account.name, "Priya Nandakumar");
    assert_ne!(account.password_hash.as_deref(), Some(hash.as_str()));
    assert_eq!(people::hub_role(&world.db, world.hub, world.people[0]).await.expect("an answer"), Some(HubRole::Staff));
}

#[tokio::test]
async fn who_accepts_a_place_at_another_school_moves_there() {
    let world = World::new().await;
    let token = invite(&world, "priya@oak.example", lead(&world, Kind::Lead).await).await;
    let found = invitations::peek(&world.db, &token).await.expect("an answer").expect("an invitation");
    assert_eq!(found.leaves.as_deref(), Some("Oak Hollow Primary School"));
    let own = Join { name: "", password_hash: None, signed_in: Some(world.people[0]) };
    assert_eq!(invitations::accept(&world.db, &token, &own).await.expect("an answer"), Accepted::Added);
    let priya = actor(&world.db, world.people[0]).await;
    assert_eq!((priya.school, priya.school_role), (Some(world.schools[1]), SchoolRole::LeadParticipant));
    let holders = participation::of_year(&world.db, year(&world).await.id).await.expect("holders");
    let open: Vec<_> = holders.iter().filter(|holder| holder.until.is_none()).map(|holder| holder.school).collect();
    assert_eq!(open, [world.schools[1]], "and represents the earlier one no more");
}

#[tokio::test]
async fn sent_again_the_old_link_opens_nothing_and_the_new_one_does() {
    let world = World::new().await;
    let old = invite(&world, "cho@elm.example", lead(&world, Kind::Lead).await).await;
    let by = actor(&world.db, world.people[1]).await;
    let id = invitations::open_of_hub(&world.db, world.hub).await.expect("a list")[0].id;
    let mut changes = world.db.change().await.expect("changes");
    invitations::send_again(&mut changes, id, &by, |token| format!("/invitation/{token}")).await.expect("sent");
    changes.commit().await.expect("kept");
    let new = tokens(&world, "invitation").await.pop().expect("a letter");
    assert_ne!(old, new);
    assert!(matches!(join(&world, &old).await, Err(Refused::Over)));
    assert!(matches!(join(&world, &new).await, Ok(Accepted::Joined(_))));
    assert_eq!(invitations::open_of_hub(&world.db, world.hub).await.expect("a list")[0].state, State::Accepted);
    let mut changes = world.db.change().await.expect("changes");
    let accepted = invitations::send_again(&mut changes, id, &by, str::to_owned).await;
    assert!(matches!(accepted, Err(Refused::Over)), "it was accepted");
}

#[tokio::test]
async fn taken_back_it_opens_nothing_and_its_letter_is_withdrawn() {
    let world = World::new().await;
    let token = invite(&world, "cho@elm.example", lead(&world, Kind::Deputy).await).await;
    let by = actor(&world.db, world.people[1]).await;
    let id = invitations::open_of_hub(&world.db, world.hub).await.expect("a list")[0].id;
    let mut changes = world.db.change().await.expect("changes");
    invitations::take_back(&mut changes, id, &by).await.expect("taken back");
    changes.commit().await.expect("kept");
    assert!(matches!(join(&world, &token).await, Err(Refused::Over)));
    assert_eq!(count(&world, "select count(*) from outbox where state = 'withdrawn' and link is null").await, 1);
    assert!(invitations::open_of_hub(&world.db, world.hub).await.expect("a list").is_empty());
}

#[tokio::test]
async fn there_is_one_open_invitation_for_one_place() {
    let world = World::new().await;
    let role = lead(&world, Kind::Lead).await;
    let first = invite(&world, "cho@elm.example", role).await;
    let second = invite(&world, "dev@elm.example", role).await;
    assert!(matches!(join(&world, &first).await, Err(Refused::Over)));
    assert!(matches!(join(&world, &second).await, Ok(Accepted::Joined(_))));
}

#[tokio::test]
async fn an_expired_invitation_and_a_closed_account_get_nothing() {
    let world = World::new().await;
    let token = invite(&world, "priya@oak.example", Role::Hub { role: HubRole::Admin }).await;
    let mut changes = world.db.change().await.expect("changes");
    people::deactivate(&mut changes, world.people[0]).await.expect("closed");
    changes.commit().await.expect("kept");
    assert!(matches!(join(&world, &token).await, Err(Refused::Closed)));
    let token = invite(&world, "cho@elm.example", Role::Hub { role: HubRole::Admin }).await;
    world.sql("update link set expires_at = created_at - 1").await;
    assert!(matches!(join(&world, &token).await, Err(Refused::Over)));
    assert_eq!(count(&world, "select count(*) from hub_role").await, 0);
}

#[tokio::test]
async fn a_lead_is_named_by_accepting_and_an_admin_never_becomes_less() {
    let world = World::new().await;
    let year = year(&world).await;
    let token = invite(&world, "cho@hub.example", Role::Lead { year: Some(year.id) }).await;
    let Ok(Accepted::Joined(session)) = join(&world, &token).await else { panic!("no new account") };
    let Actor::Person(cho) = sign_in::actor(&world.db, &session.token).await.expect("an answer") else { panic!("nobody") };
    assert_eq!(cho.leads, [world.group]);
    let mut changes = world.db.change().await.expect("changes");
    people::change_hub_role(&mut changes, world.hub, cho.id, Some(HubRole::Admin)).await.expect("a role");
    changes.commit().await.expect("kept");
    let token = invite(&world, "cho@hub.example", Role::Hub { role: HubRole::Staff }).await;
    assert_eq!(join(&world, &token).await.expect("accepted"), Accepted::AddedTo);
    assert_eq!(people::hub_role(&world.db, world.hub, cho.id).await.expect("an answer"), Some(HubRole::Admin));
}
