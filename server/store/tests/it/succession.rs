//! Who follows whom, and who is told: leads of groups, headteachers, lead participants and deputies.

use crate::common::roles::{add, hand_over, invite, join, year};
use crate::common::{World, actor, address, count};
use chrono::Days;
use model::accounts::roles::SchoolRole;
use model::ids::PersonId;
use store::accounts::people::{self, Search};
use store::groups::{Kind, participation};
use store::invitations::{Accepted, Role};
use store::mail;
use store::representatives::handover::{self, Handover};
use store::{groups, representatives, uk_time};

/// Invites Cho Lin, and accepts for her.
async fn joins(world: &World, email: &str, role: Role) -> PersonId {
    let token = invite(world, email, role).await;
    assert!(matches!(join(world, &token).await.expect("an answer"), Accepted::Joined(_)));
    people::by_email(&world.db, &address(email)).await.expect("an answer").expect("an account")
}

/// The subjects of the letters that wait for an address.
async fn waiting_for(world: &World, email: &str) -> Vec<String> {
    let filter = mail::Filter { search: email.to_owned(), ..mail::Filter::default() };
    let listed = mail::list(&world.db, world.hub, mail::Folder::Waiting, &filter, 20).await.expect("a list");
    listed.into_iter().map(|message| message.subject).collect()
}

#[tokio::test]
async fn who_led_the_group_is_told_of_who_follows_them_by_an_invitation() {
    let world = World::new().await;
    let cho = joins(&world, "cho@hub.example", Role::Lead { year: Some(year(&world).await.id) }).await;
    assert_eq!(actor(&world.db, cho).await.leads, [world.group]);
    assert_eq!(waiting_for(&world, "tom@elm.example").await, ["Cho Lin follows you as Work Group Lead"]);
    let audit = store::audit::list(&world.db, world.hub, "role", None, 5).await.expect("the audit");
    assert!(audit.iter().any(|entry| entry.words.contains("Cho Lin followed Tom Obaseki as Work Group Lead")), "{audit:?}");
}

#[tokio::test]
async fn who_represented_the_school_is_told_of_who_follows_them_by_an_invitation() {
    let world = World::new().await;
    let role = Role::Represent { year: year(&world).await.id, school: world.schools[0], kind: Kind::Lead, from: uk_time::today() };
    let cho = joins(&world, "cho@oak.example", role).await;
    assert_eq!(actor(&world.db, cho).await.school_role, SchoolRole::LeadParticipant);
    assert_eq!(waiting_for(&world, "priya@oak.example").await, ["Cho Lin follows you as lead participant"]);
    assert_eq!(waiting_for(&world, "cho@oak.example").await, Vec::<String>::new(), "whoever has just accepted knows");
    let audit = store::audit::list(&world.db, world.hub, "role", None, 5).await.expect("the audit");
    assert!(audit.iter().any(|entry| entry.words.contains("from Priya Nandakumar to Cho Lin")), "{audit:?}");
    assert_eq!(count(&world, "select count(*) from outbox where kind = 'invitation' and state = 'by_hand' and link is null").await, 1);
}

#[tokio::test]
async fn a_school_has_one_headteacher_and_the_earlier_one_is_told() {
    let world = World::new().await;
    let judith = add(&world, "Judith Wells", "judith@oak.example", SchoolRole::Headteacher).await;
    world.sql("update school_role set from_date = '2026-09-01'").await;
    world
        .sql(
            "insert into clauses (id, version, wording, created_at) values ('01930000-0000-7000-8000-000000000001', 99, '{}', 1);
             insert into commitment (id, group_year, school, clauses, head_name, head_email, requested_at, created_at)
             select '01930000-0000-7000-8000-000000000002', group_year, school, '01930000-0000-7000-8000-000000000001', 'Judith Wells', 'judith@oak.example', 1, 1 from group_school order by school limit 1",
        )
        .await;
    let role = Role::School { school: world.schools[0], role: SchoolRole::Headteacher };
    let cho = joins(&world, "cho@oak.example", role).await;
    assert_eq!(representatives::heads(&world.db, world.schools[0]).await.expect("heads"), ["Cho Lin"]);
    assert_eq!(actor(&world.db, cho).await.school_role, SchoolRole::Headteacher);
    let judith = actor(&world.db, judith).await;
    assert_eq!((judith.school, judith.school_role), (Some(world.schools[0]), SchoolRole::Teacher));
    assert_eq!(waiting_for(&world, "judith@oak.example").await, ["Cho Lin follows you as headteacher"]);
    assert_eq!(count(&world, "select count(*) from audit where action = 'role.head_followed'").await, 1);
    let asked = "select count(*) from commitment where head_email = 'cho@oak.example' and head_name = 'Cho Lin' and requested_at is null";
    assert_eq!(count(&world, asked).await, 1, "what is unsigned is asked of the new head");
}

#[tokio::test]
async fn a_lead_without_a_group_is_one_everywhere() {
    let world = World::new().await;
    let cho = joins(&world, "cho@hub.example", Role::Lead { year: None }).await;
    let leads = Search { role: "lead".into(), ..Search::default() };
    let found = people::of_hub(&world.db, world.hub, &leads).await.expect("people").people;
    assert!(found.iter().any(|listed| listed.id == cho && listed.roles == ["Work Group Lead"]), "{found:?}");
    let history = people::history(&world.db, cho).await.expect("a history");
    assert_eq!((history[0].role.as_str(), history[0].place.as_str()), ("Work Group Lead", "Lantern Vale, no group yet"));
    let year = year(&world).await.id;
    let candidates = groups::year::lead_candidates(&world.db, world.hub, year, "").await.expect("candidates");
    assert!(candidates.iter().any(|candidate| candidate.id == cho));
}

#[tokio::test]
async fn a_closed_lead_is_no_lead() {
    let world = World::new().await;
    let mut changes = world.db.change().await.expect("changes");
    people::deactivate(&mut changes, world.people[1]).await.expect("closed");
    changes.commit().await.expect("kept");
    assert_eq!(store::hub::groups(&world.db, world.hub).await.expect("groups")[0].lead, None);
    assert_eq!(year(&world).await.lead, None);
    assert!(groups::home(&world.db, world.group).await.expect("an answer").expect("a group").lead.is_none());
}

#[tokio::test]
async fn what_another_has_to_take_over_is_known() {
    let world = World::new().await;
    let [priya, tom] = world.people;
    let duties = people::duties(&world.db, tom).await.expect("duties");
    assert_eq!((duties.len(), duties[0].group_name.as_str(), &duties[0].school), (1, "Two Rivers", &None));
    let duties = people::duties(&world.db, priya).await.expect("duties");
    assert_eq!((duties.len(), duties[0].kind), (1, Kind::Lead));
    assert_eq!(duties[0].school.as_ref().map(|school| school.id), Some(world.schools[0]));
}

async fn cancel(world: &World) {
    let (year, by) = (year(world).await, actor(&world.db, world.people[1]).await);
    let change = Handover { year: &year, school: world.schools[0], kind: Kind::Lead, from: uk_time::today(), by: &by };
    let mut changes = world.db.change().await.expect("changes");
    assert!(handover::cancel(&mut changes, &change).await.expect("an answer"));
    changes.commit().await.expect("kept");
}

#[tokio::test]
async fn a_dropped_handover_is_not_announced_and_what_was_is_taken_back() {
    let world = World::new().await;
    let cho = add(&world, "Cho Lin", "cho@oak.example", SchoolRole::Teacher).await;
    let later = uk_time::today() + Days::new(30);
    hand_over(&world, cho, Kind::Lead, later).await.expect("handed over");
    cancel(&world).await;
    assert_eq!(count(&world, "select count(*) from outbox where state <> 'withdrawn'").await, 0, "nobody had heard of it");
    hand_over(&world, cho, Kind::Lead, later).await.expect("handed over");
    world.sql("update outbox set state = 'sent' where state = 'waiting' and to_email = 'cho@oak.example'").await;
    cancel(&world).await;
    let subjects = waiting_for(&world, "oak.example").await;
    assert_eq!(subjects, ["Oak Hollow Primary School: the change of lead participant does not take place"], "only Cho had heard of it");
    let holders = participation::of_year(&world.db, year(&world).await.id).await.expect("holders");
    assert_eq!(holders.iter().map(|holder| (holder.person, holder.until)).collect::<Vec<_>>(), [(world.people[0], None)]);
}

#[tokio::test]
async fn a_deputy_is_called_one_and_told_when_it_ends() {
    let world = World::new().await;
    let cho = add(&world, "Cho Lin", "cho@oak.example", SchoolRole::Teacher).await;
    hand_over(&world, cho, Kind::Deputy, uk_time::today()).await.expect("handed over");
    let person = actor(&world.db, cho).await;
    assert_eq!(groups::of_person(&world.db, &person).await.expect("groups")[0].2, "Deputy");
    let found = people::of_hub(&world.db, world.hub, &Search { text: "Cho".into(), ..Search::default() }).await.expect("people").people;
    assert_eq!(found[0].roles, ["Deputy"]);
    let (year, by) = (year(&world).await, actor(&world.db, world.people[1]).await);
    let change = Handover { year: &year, school: world.schools[0], kind: Kind::Deputy, from: uk_time::today(), by: &by };
    let mut changes = world.db.change().await.expect("changes");
    handover::end(&mut changes, &change).await.expect("ended");
    changes.commit().await.expect("kept");
    assert_eq!(waiting_for(&world, "cho@oak.example").await[0], "You are deputy of Oak Hollow Primary School no more");
}

#[tokio::test]
async fn answers_go_to_whom_the_letter_names() {
    let world = World::new().await;
    let cho = add(&world, "Cho Lin", "cho@oak.example", SchoolRole::Teacher).await;
    hand_over(&world, cho, Kind::Deputy, uk_time::today()).await.expect("handed over");
    let named = "select count(*) from outbox where reply_to = 'tom@elm.example' and reply_to_name = 'Tom Obaseki' and text like '%Tom Obaseki arranged this%'";
    assert_eq!(count(&world, named).await, 1);
}
