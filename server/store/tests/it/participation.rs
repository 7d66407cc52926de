//! Who represents a school, and when: one lead participant at a time, whatever happens at once.

use crate::common::roles::{add, hand_over, year};
use crate::common::{World, actor, connection, count};
use chrono::Days;
use model::accounts::roles::{Actor, HubRole, SchoolRole};
use model::ids::PersonId;
use model::permission::{Action, Subject, may};
use sqlx::Connection as _;
use store::accounts::people::{self, Assignment, Search};
use store::groups::{Kind, participation};
use store::representatives::handover::{self, Handover, Refused};
use store::uk_time;

/// A colleague of the first person, at the first school.
async fn colleague(world: &World, name: &str) -> PersonId {
    add(world, name, &format!("{}@oak.example", name.to_lowercase()), SchoolRole::Teacher).await
}

async fn may_agree(world: &World, person: PersonId) -> bool {
    let person = Actor::Person(actor(&world.db, person).await);
    may(&person, Action::AgreeCommitment, Subject::School(world.schools[0])).is_ok()
}

#[tokio::test]
async fn until_the_day_of_the_handover_the_old_one_agrees_and_from_then_the_new_one() {
    let world = World::new().await;
    let (priya, cho) = (world.people[0], colleague(&world, "Cho").await);
    let tomorrow = uk_time::today() + Days::new(1);
    hand_over(&world, cho, Kind::Lead, tomorrow).await.expect("handed over");
    assert_eq!((may_agree(&world, priya).await, may_agree(&world, cho).await), (true, false));
    // The day comes: everything is a day earlier now.
    world.sql("update lead_participation set from_date = date(from_date, '-1 day'), until_date = date(until_date, '-1 day')").await;
    assert_eq!((may_agree(&world, priya).await, may_agree(&world, cho).await), (false, true));
    assert_eq!(count(&world, "select count(*) from outbox where kind = 'role.handed_over'").await, 2, "both are told");
    assert_eq!(count(&world, "select count(*) from audit where action = 'role.handed_over'").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn handovers_at_once_leave_one_lead_participant() {
    let world = World::new().await;
    let mut colleagues = Vec::new();
    for number in 0..8 {
        colleagues.push(colleague(&world, &format!("Cho{number}")).await);
    }
    let (year, by) = (year(&world).await, actor(&world.db, world.people[1]).await);
    let mut running = Vec::new();
    for (number, to) in colleagues.into_iter().enumerate() {
        let (db, year, by, school) = (world.db.clone(), year.clone(), by.clone(), world.schools[0]);
        running.push(tokio::spawn(async move {
            let from = uk_time::today() + Days::new(u64::try_from(number % 3).expect("small"));
            let mut changes = db.change().await.expect("changes");
            let change = Handover { year: &year, school, kind: Kind::Lead, from, by: &by };
            handover::hand_over(&mut changes, &change, to).await.expect("handed over");
            changes.commit().await.expect("kept");
        }));
    }
    for one in running {
        one.await.expect("no panic");
    }
    let holders = participation::of_year(&world.db, year.id).await.expect("holders");
    assert_eq!(holders.iter().filter(|holder| holder.until.is_none()).count(), 1);
    for day in 0..5 {
        let day = uk_time::today() + Days::new(day);
        let then = holders.iter().filter(|holder| holder.from <= day && holder.until.is_none_or(|until| until > day));
        assert_eq!(then.count(), 1, "on {day}");
    }
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_one() {
    let world = World::new().await;
    let mut connection = connection(&world.file).await;
    let second = sqlx::query(
        "insert into lead_participation (id, group_year, school, person, kind, from_date)
         select 'x', group_year, school, person, kind, from_date from lead_participation limit 1",
    );
    assert!(second.execute(&mut connection).await.is_err());
    connection.close().await.expect("closed");
}

#[tokio::test]
async fn a_planned_handover_can_be_dropped() {
    let world = World::new().await;
    let (priya, cho) = (world.people[0], colleague(&world, "Cho").await);
    hand_over(&world, cho, Kind::Lead, uk_time::today() + Days::new(30)).await.expect("handed over");
    let (year, by) = (year(&world).await, actor(&world.db, priya).await);
    let change = Handover { year: &year, school: world.schools[0], kind: Kind::Lead, from: uk_time::today(), by: &by };
    for expected in [true, false] {
        let mut changes = world.db.change().await.expect("changes");
        assert_eq!(handover::cancel(&mut changes, &change).await.expect("an answer"), expected);
        changes.commit().await.expect("kept");
    }
    let holders = participation::of_year(&world.db, year.id).await.expect("holders");
    assert_eq!(holders.iter().map(|holder| (holder.person, holder.until)).collect::<Vec<_>>(), [(priya, None)]);
}

#[tokio::test]
async fn nobody_of_another_school_or_with_a_closed_account_takes_over() {
    let world = World::new().await;
    let elsewhere = hand_over(&world, world.people[1], Kind::Lead, uk_time::today()).await;
    assert!(matches!(elsewhere, Err(Refused::PersonGone)), "Tom is at the other school");
    let cho = colleague(&world, "Cho").await;
    let mut changes = world.db.change().await.expect("changes");
    people::deactivate(&mut changes, cho).await.expect("closed");
    changes.commit().await.expect("kept");
    assert!(matches!(hand_over(&world, cho, Kind::Lead, uk_time::today()).await, Err(Refused::PersonGone)));
}

#[tokio::test]
async fn a_move_to_another_school_waits_for_its_day() {
    let world = World::new().await;
    let priya = world.people[0];
    let mut changes = world.db.change().await.expect("changes");
    let from = uk_time::today() + Days::new(1);
    let new = Assignment { person: priya, school: world.schools[1], role: SchoolRole::Headteacher, from };
    people::assign(&mut changes, new).await.expect("a place");
    changes.commit().await.expect("kept");
    let before = actor(&world.db, priya).await;
    assert_eq!((before.school, before.school_role), (Some(world.schools[0]), SchoolRole::LeadParticipant));
    world.sql("update school_role set from_date = date(from_date, '-1 day'), until_date = date(until_date, '-1 day')").await;
    world.sql("update lead_participation set until_date = date(until_date, '-1 day')").await;
    let after = actor(&world.db, priya).await;
    assert_eq!((after.school, after.school_role), (Some(world.schools[1]), SchoolRole::Headteacher));
    let roles = people::history(&world.db, priya).await.expect("a history");
    assert_eq!(roles.iter().filter(|role| role.now).map(|role| role.role.as_str()).collect::<Vec<_>>(), ["Headteacher"]);
    assert!(roles.iter().any(|role| role.role == "Lead participant" && role.place.starts_with("Oak Hollow")), "{roles:?}");
}

#[tokio::test]
async fn the_last_admin_stays_one() {
    let world = World::new().await;
    let [priya, tom] = world.people;
    let mut changes = world.db.change().await.expect("changes");
    people::change_hub_role(&mut changes, world.hub, priya, Some(HubRole::Admin)).await.expect("a role");
    for role in [None, Some(HubRole::Staff)] {
        let refused = people::change_hub_role(&mut changes, world.hub, priya, role).await;
        assert!(matches!(refused, Err(people::Refused::LastAdmin)));
    }
    assert!(people::is_a_last_admin(&mut changes, priya).await.expect("an answer"));
    people::change_hub_role(&mut changes, world.hub, tom, Some(HubRole::Admin)).await.expect("a role");
    people::deactivate(&mut changes, tom).await.expect("closed");
    let refused = people::change_hub_role(&mut changes, world.hub, priya, None).await;
    assert!(matches!(refused, Err(people::Refused::LastAdmin)), "a closed account is no admin");
    people::reactivate(&mut changes, tom).await.expect("open");
    people::change_hub_role(&mut changes, world.hub, priya, None).await.expect("no role");
    changes.commit().await.expect("kept");
}

#[tokio::test]
async fn the_hub_finds_its_people_by_name_school_and_role() {
    let world = World::new().await;
    let find = async |text: &str, role: &str| {
        let search = Search { text: text.to_owned(), role: role.to_owned(), page: 0 };
        let found = people::of_hub(&world.db, world.hub, &search).await.expect("people");
        found.people.into_iter().map(|person| person.name).collect::<Vec<_>>()
    };
    assert_eq!(find("", "").await, ["Priya Nandakumar", "Tom Obaseki"]);
    assert_eq!(find("elm", "").await, ["Tom Obaseki"]);
    assert_eq!(find("", "lead_participant").await, ["Priya Nandakumar"]);
    assert_eq!(find("", "lead").await, ["Tom Obaseki"]);
    assert_eq!(find("100%", "").await, Vec::<String>::new());
    let other = model::ids::HubId::generate();
    assert!(!people::belongs_to_hub(&world.db, other, world.people[0]).await.expect("an answer"));
    assert!(people::belongs_to_hub(&world.db, world.hub, world.people[0]).await.expect("an answer"));
}

#[tokio::test]
async fn who_represented_a_school_last_year_alone_represents_it_no_more() {
    let world = World::new().await;
    let (priya, cho) = (world.people[0], colleague(&world, "Cho").await);
    world
        .sql(
            "insert into group_year (id, work_group, academic_year, ncp_code, focus)
             select '01900000-0000-7000-8000-000000000001', work_group, academic_year - 1, 'NCP25-11', '' from group_year;
             insert into lead_participation (id, group_year, school, person, kind, from_date)
             select 'last-year', '01900000-0000-7000-8000-000000000001', school, person, kind, date(from_date, '-1 year')
             from lead_participation",
        )
        .await;
    hand_over(&world, cho, Kind::Lead, uk_time::today()).await.expect("handed over");
    assert_eq!((may_agree(&world, priya).await, may_agree(&world, cho).await), (false, true));
    let roles = people::history(&world.db, priya).await.expect("a history");
    assert!(roles.iter().all(|role| !role.now || role.role != "Lead participant"), "{roles:?}");
}
