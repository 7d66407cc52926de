//! When schools are closed, who hosts in turn, and what a host says: what the file keeps of it.

use chrono::{Days, NaiveDate};
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::calendar::terms::{Term, Terms};
use store::closed_days::{self, MOST, Refused};
use store::term_dates::{self, Authority};
use store::workshops::host_pack::{self, HostPack, Item};
use store::workshops::plan::{Plan, Planned, load, load_in};
use store::workshops::{calendar, changes, hosting};

use crate::common::{World, actor, count};

/// The world's group, led by Tom of Elm Bank.
async fn led() -> (World, Person) {
    let world = World::new().await;
    let tom = actor(&world.db, world.people[1]).await;
    (world, tom)
}

async fn plan(world: &World) -> Plan {
    load(&world.db, world.group, None).await.expect("read").expect("a year")
}

/// Elm Bank hosts the first workshop.
async fn hosted(world: &World, tom: &Person) -> Plan {
    let mut changes = world.db.change().await.expect("changes");
    let before = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
    let host = Some(world.schools[1]);
    let wanted: Vec<Planned> = before.workshops.iter().map(|workshop| Planned { host, ..workshop.clone() }).collect();
    changes::save(&mut changes, &before, tom, &wanted[..1]).await.expect("saved");
    changes.commit().await.expect("kept");
    plan(world).await
}

fn authority(code: &str, name: &str) -> Authority {
    Authority { code: code.to_owned(), name: name.to_owned(), schools: 1, terms: None }
}

fn present() -> AcademicYear {
    AcademicYear::at(chrono::Utc::now())
}

/// The usual terms, with a longer summer.
fn own_terms(days: u64) -> Terms {
    let usual = Terms::typical(present()).expect("a year that is known");
    Terms { summer: Term { last: usual.summer.last + Days::new(days), ..usual.summer }, ..usual }
}

async fn enter(world: &World, by: &Person, code: &str, terms: &Terms) {
    let mut changes = world.db.change().await.expect("changes");
    term_dates::save(&mut changes, (world.hub, by), &authority(code, "Eastshire"), present(), terms).await.expect("kept");
    changes.commit().await.expect("kept");
}

#[tokio::test]
async fn term_dates_are_kept_by_authority_and_year_and_each_change_is_noted_once() {
    let (world, tom) = led().await;
    world.sql("update school set la_code = case short_name when 'Oak Hollow' then '900' else '901' end, la_name = 'L' || short_name").await;
    for days in [1, 1, 2] {
        enter(&world, &tom, "900", &own_terms(days)).await;
    }
    let all = term_dates::authorities(&world.db, world.hub, present()).await.expect("read");
    let known: Vec<(&str, &str, u32, Option<Terms>)> =
        all.iter().map(|authority| (authority.code.as_str(), authority.name.as_str(), authority.schools, authority.terms)).collect();
    assert_eq!(known, [("901", "LElm Bank", 1, None), ("900", "LOak Hollow", 1, Some(own_terms(2)))]);
    let next = term_dates::authorities(&world.db, world.hub, present().next()).await.expect("read");
    assert!(next.iter().all(|authority| authority.terms.is_none()), "another year has its own");
    for _ in 0..2 {
        let mut changes = world.db.change().await.expect("changes");
        term_dates::remove(&mut changes, (world.hub, &tom), &authority("900", "Eastshire"), present()).await.expect("removed");
        changes.commit().await.expect("kept");
    }
    assert_eq!(count(&world, "select count(*) from term_dates").await, 0);
    assert_eq!(count(&world, "select count(*) from audit where action like 'term_dates.%'").await, 3);
}

#[tokio::test]
async fn a_groups_calendar_is_that_of_most_of_its_schools_and_knows_the_others() {
    let (world, tom) = led().await;
    let usual = Terms::typical(present());
    let nobody_knows = calendar::load(&world.db, &plan(&world).await).await.expect("read");
    assert_eq!((nobody_knows.calendar.terms, nobody_knows.others), (usual, Vec::new()));
    world.sql("update school set la_code = case short_name when 'Oak Hollow' then '900' else '901' end, la_name = short_name").await;
    let both_usual = calendar::load(&world.db, &plan(&world).await).await.expect("read");
    assert!(both_usual.others.is_empty(), "there is nothing else to say of the other");
    enter(&world, &tom, "901", &own_terms(3)).await;
    enter(&world, &tom, "999", &own_terms(9)).await;
    let around = calendar::load(&world.db, &plan(&world).await).await.expect("read");
    assert_eq!(around.calendar.terms, Some(own_terms(3)), "of two equal ones the first by name");
    let others: Vec<(&str, Option<Terms>)> = around.others.iter().map(|(name, calendar)| (name.as_str(), calendar.terms)).collect();
    assert_eq!(others, [("Oak Hollow", usual)]);
}

#[tokio::test]
async fn closed_days_are_one_schools_own_and_a_year_has_an_end_of_them() {
    let (world, tom) = led().await;
    let [oak, elm] = world.schools;
    let first = present().first_day();
    let days = |from: usize, many: usize| -> Vec<(NaiveDate, String)> {
        first.iter_days().skip(from).take(many).map(|day| (day, "INSET day".to_owned())).collect()
    };
    let add = async |school, days: &[(NaiveDate, String)]| {
        let mut changes = world.db.change().await.expect("changes");
        let added = closed_days::add(&mut changes, &tom, school, days).await;
        if added.is_ok() {
            changes.commit().await.expect("kept");
        }
        added
    };
    assert_eq!(add(elm, &days(0, 3)).await.expect("kept"), 3);
    assert_eq!(add(elm, &days(2, 2)).await.expect("kept"), 1, "one of them was there");
    assert!(matches!(add(elm, &days(10, MOST)).await, Err(Refused::TooMany)));
    assert_eq!(add(oak, &days(10, MOST)).await.expect("kept"), 30, "another school");
    assert_eq!(closed_days::of_school(&world.db, elm).await.expect("read").len(), 4);
    let around = calendar::load(&world.db, &plan(&world).await).await.expect("read");
    assert_eq!(around.calendar.closed_days.len(), 34);
    assert!(around.calendar.closed_at(elm, first).is_some() && around.calendar.closed_at(oak, first).is_none());
    let mut changes = world.db.change().await.expect("changes");
    assert!(closed_days::remove(&mut changes, &tom, elm, first).await.expect("removed"));
    assert!(!closed_days::remove(&mut changes, &tom, elm, first).await.expect("gone already"));
    changes.commit().await.expect("kept");
    assert_eq!(count(&world, "select count(*) from audit where action = 'closed_day.added'").await, 3);
    assert_eq!(count(&world, "select count(*) from audit where action = 'closed_day.removed' and hub is not null").await, 1);
}

#[tokio::test]
async fn a_host_pack_is_the_hosts_and_the_next_begins_with_it() {
    let (world, tom) = led().await;
    let made = hosted(&world, &tom).await;
    let (first, elm, oak) = (made.workshops[0].id.expect("made"), world.schools[1], world.schools[0]);
    let pack = HostPack { room: "The hall".into(), holds: Some(40), ticks: vec![Item::Room, Item::Tea], ..HostPack::default() };
    let save = async |school| {
        let mut changes = world.db.change().await.expect("changes");
        let saved = host_pack::save(&mut changes, &tom, first, school, &pack).await;
        changes.commit().await.expect("kept");
        saved
    };
    assert!(matches!(save(oak).await, Err(host_pack::Refused::HostMoved)), "it hosts nothing");
    for _ in 0..2 {
        save(elm).await.expect("kept");
    }
    assert_eq!(count(&world, "select count(*) from audit where action = 'workshop.host_pack'").await, 1);
    let here = host_pack::hosted(&world.db, first).await.expect("read").expect("a workshop");
    assert_eq!((here.school, here.pack.as_ref(), here.earlier), (Some(elm), Some(&pack), None));
    let now = plan(&world).await;
    assert!(now.workshops[0].in_use, "something was begun for it");
    let hosts = hosting::hosts(&world.db, &now).await.expect("read");
    assert_eq!(hosts.lead, Some(elm));
    let rooms: Vec<(&str, Option<u32>)> = hosts.schools.iter().map(|school| (school.name.as_str(), school.capacity)).collect();
    assert_eq!(rooms, [("Elm Bank Primary School", Some(40)), ("Oak Hollow Primary School", None)]);
    // The second workshop is made, at the same school's.
    world
        .sql(
            "insert into workshop (id, group_year, number, half_term, title, host, mode)
             select '01930000-0000-7000-8000-000000000002', group_year, 12, 'Summer 2', '', host, mode from workshop where host is not null",
        )
        .await;
    let second = "01930000-0000-7000-8000-000000000002".parse().expect("an id");
    let later = host_pack::hosted(&world.db, second).await.expect("read").expect("a workshop");
    let earlier = later.earlier.expect("what it said before");
    assert_eq!((later.pack, earlier.room.as_str(), earlier.holds, earlier.ticks), (None, "The hall", Some(40), Vec::new()));
    // What goes with a workshop goes with it.
    world.sql("delete from workshop where number = 1").await;
    assert_eq!(count(&world, "select count(*) from host_pack").await, 0);
}

#[tokio::test]
async fn who_hosted_in_earlier_years_is_known_by_the_groups_own_workshops() {
    let (world, tom) = led().await;
    let this = hosted(&world, &tom).await;
    world
        .sql(
            "insert into group_year (id, work_group, academic_year, ncp_code, focus)
             select '01930000-0000-7000-8000-00000000000a', work_group, academic_year - 2, ncp_code, focus from group_year;
             insert into workshop (id, group_year, number, half_term, title, host, mode, cancelled_at)
             select '01930000-0000-7000-8000-00000000001' || number, '01930000-0000-7000-8000-00000000000a', number, 'Autumn 1', '', school.id, 'in_person', gone
             from (select 1 as number, 'Oak Hollow' as host, null as gone union all select 2, 'Elm Bank', 1) join school on short_name = host",
        )
        .await;
    let hosts = hosting::hosts(&world.db, &this).await.expect("read");
    let since: Vec<Option<u32>> = hosts.schools.iter().map(|school| school.years_since).collect();
    assert_eq!(since, [None, Some(2)], "what was cancelled nobody hosted, and this year is no earlier one");
}
