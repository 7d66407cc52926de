//! Who joins the world's schools and its group, and who hands over to whom.

use chrono::NaiveDate;
use model::accounts::roles::SchoolRole;
use model::ids::PersonId;
use store::accounts::people::{self, NewPerson};
use store::groups::Kind;
use store::groups::roster::{self, Year};
use store::invitations::{self, Accepted, Join, NewInvitation, Role};
use store::representatives::handover::{self, Handover};

use super::{World, actor, address, tokens};

/// The year of the world's group.
pub async fn year(world: &World) -> Year {
    roster::year(&world.db, world.group, None).await.expect("an answer").expect("a year")
}

/// Somebody more at the first school.
pub async fn add(world: &World, name: &str, email: &str, role: SchoolRole) -> PersonId {
    let email = address(email);
    let mut changes = world.db.change().await.expect("changes");
    let new = NewPerson { name, email: &email, password_hash: None, school: Some((world.schools[0], role)) };
    let id = people::add(&mut changes, &new).await.expect("a person");
    changes.commit().await.expect("kept");
    id
}

/// Invites Cho Lin in the name of Tom, who leads the group, and returns the link's token.
pub async fn invite(world: &World, email: &str, role: Role) -> String {
    let by = actor(&world.db, world.people[1]).await;
    let mut changes = world.db.change().await.expect("changes");
    let email = address(email);
    let new = NewInvitation { hub: world.hub, role, name: "Cho Lin", email: &email, by: &by };
    invitations::send(&mut changes, &new, |token| format!("https://twilight.example/invitation/{token}")).await.expect("sent");
    changes.commit().await.expect("kept");
    tokens(world, "invitation").await.pop().expect("a letter")
}

/// Accepts an invitation as Cho Lin, without having signed in.
pub async fn join(world: &World, token: &str) -> Result<Accepted, invitations::Refused> {
    let join = Join { name: "Cho Lin", password_hash: None, signed_in: None };
    invitations::accept(&world.db, token, &join).await
}

/// Has somebody follow at the first school, in Tom's name.
pub async fn hand_over(world: &World, to: PersonId, kind: Kind, from: NaiveDate) -> Result<(), handover::Refused> {
    let (year, by) = (year(world).await, actor(&world.db, world.people[1]).await);
    let change = Handover { year: &year, school: world.schools[0], kind, from, by: &by };
    let mut changes = world.db.change().await.expect("changes");
    let done = handover::hand_over(&mut changes, &change, to).await;
    changes.commit().await.expect("kept");
    done
}
