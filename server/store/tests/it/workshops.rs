//! A year's workshops: what changes them, how often calendars hear of it, and who is told.

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::roles::{Person, SchoolRole};
use model::calendar::half_term::HalfTerm;
use store::workshops::changes::{Replanned, save};
use store::workshops::plan::{Plan, Planned, load, load_in, of_workshop};
use store::workshops::year::SecondPart;
use store::workshops::{Mode, Refused, Span, cancelling, year};

use crate::common::roles::add;
use crate::common::{World, actor, count};

const LETTERS: &str = "select count(*) from outbox where kind = 'workshop.changed'";

/// The world's group, led by Tom of Elm Bank, whose plans nobody has made yet.
async fn led() -> (World, Person) {
    let world = World::new().await;
    let tom = actor(&world.db, world.people[1]).await;
    (world, tom)
}

async fn plan(world: &World) -> Plan {
    load(&world.db, world.group, None).await.expect("read").expect("a year")
}

/// Begins so many days from now, and takes four hours.
fn in_days(days: i64) -> Span {
    let starts: DateTime<Utc> = Utc::now() + TimeDelta::days(days);
    Span { starts, ends: starts + TimeDelta::hours(4) }
}

/// Changes one workshop, as the lead.
async fn change(world: &World, by: &Person, number: u8, how: impl Fn(Planned) -> Planned) -> Replanned {
    let mut changes = world.db.change().await.expect("changes");
    let before = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
    let wanted: Vec<Planned> =
        before.workshops.iter().map(|workshop| if workshop.number == number { how(workshop.clone()) } else { workshop.clone() }).collect();
    let done = save(&mut changes, &before, by, &wanted).await.expect("saved");
    changes.commit().await.expect("kept");
    done
}

async fn date(world: &World, by: &Person, number: u8, days: i64) -> Replanned {
    change(world, by, number, |workshop| Planned { time: Some(in_days(days)), ..workshop }).await
}

/// To whom the letters go, by address.
async fn told(world: &World) -> Vec<String> {
    sqlx::query_scalar("select to_email from outbox where kind = 'workshop.changed' order by to_email, id")
        .fetch_all(&mut crate::common::connection(&world.file).await)
        .await
        .expect("letters")
}

fn sequences(plan: &Plan) -> Vec<u32> {
    plan.workshops.iter().map(|workshop| workshop.sequence).collect()
}

#[tokio::test]
async fn what_calendars_show_is_counted_once_for_each_change_and_for_nothing_else() {
    let (world, tom) = led().await;
    assert!(plan(&world).await.workshops.iter().all(|workshop| workshop.id.is_none()), "six that are to be made");
    change(&world, &tom, 1, |workshop| workshop).await;
    let made = plan(&world).await;
    assert_eq!((made.workshops.len(), sequences(&made)), (6, vec![0; 6]));
    date(&world, &tom, 2, 200).await;
    change(&world, &tom, 2, |workshop| Planned { mode: Mode::Hybrid, ..workshop }).await;
    change(&world, &tom, 2, |workshop| Planned { place: "The hall".into(), call_link: "https://meet.example/a".into(), ..workshop }).await;
    let host = world.schools[0];
    change(&world, &tom, 3, move |workshop| Planned { host: Some(host), ..workshop }).await;
    assert_eq!(change(&world, &tom, 3, |workshop| workshop).await, Replanned::default(), "nothing to save");
    let changed = plan(&world).await;
    assert_eq!(sequences(&changed), [0, 3, 1, 0, 0, 0]);
    assert_ne!(changed.version(), made.version());
    let second = changed.workshops[1].id.expect("made");
    let mut changes = world.db.change().await.expect("changes");
    for _ in 0..2 {
        let now = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
        cancelling::cancel(&mut changes, &now, &tom, second, "Snow").await.expect("cancelled");
    }
    for _ in 0..2 {
        let now = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
        cancelling::hold(&mut changes, &now, &tom, second).await.expect("held");
    }
    changes.commit().await.expect("kept");
    let now = plan(&world).await;
    assert_eq!(sequences(&now), [0, 5, 1, 0, 0, 0]);
    assert_eq!((now.workshops[1].time, &now.workshops[1].cancelled), (changed.workshops[1].time, &None));
    assert_eq!(count(&world, "select count(*) from audit where action like 'workshop.%'").await, 2);
    assert_eq!(count(&world, "select count(*) from audit where action = 'group.workshops_planned'").await, 4);
}

#[tokio::test]
async fn everybody_concerned_has_one_letter_for_a_save_whatever_they_are() {
    let (world, tom) = led().await;
    change(&world, &tom, 1, |workshop| workshop).await;
    add(&world, "Judith Wells", "judith@oak.example", SchoolRole::Headteacher).await;
    add(&world, "Closed Early", "closed@oak.example", SchoolRole::Teacher).await;
    world.sql("update person set deactivated_at = 1 where name = 'Closed Early'").await;
    // Oak Hollow's head signed by an address of the school's, Elm Bank's by account; only the first one's signature stands.
    world
        .sql(
            "insert into commitment (id, group_year, school, clauses, head_name, head_email, created_at)
             select '01930000-0000-7000-8000-00000000000' || (school.short_name = 'Oak Hollow'), group_year, school,
                    '019a0000-0000-7000-8000-000000000001', 'The office', 'Office@' || lower(substr(short_name, 1, 3)) || '.example', 1
             from group_school join school on school.id = school;
             insert into signature (commitment, who, way, typed_name, printed_name, signed_on, content, at, seal, set_aside_at)
             select id, 'head', 'screen', 'H', 'Head', '2026-09-12', '{}', 1, x'00', case when id like '%0' then 2 end from commitment",
        )
        .await;
    let done = date(&world, &tom, 1, 200).await;
    assert_eq!(told(&world).await, ["judith@oak.example", "office@oak.example", "priya@oak.example"]);
    assert_eq!((done.letters, done.moved, done.changed), (3, 0, 1));
    let signed = "select count(*) from outbox where kind = 'workshop.changed' and text like '%You have signed for Oak Hollow%'";
    assert_eq!(count(&world, signed).await, 2, "the school's address, and its head's own");
    assert_eq!(count(&world, "select count(*) from outbox where kind = 'workshop.changed' and urgent").await, 0, "with the digest");
    // Another way concerns nobody who has signed, but the head of the school where it is.
    world.sql("delete from outbox").await;
    let elm = world.schools[1];
    change(&world, &tom, 1, move |workshop| Planned { host: Some(elm), mode: Mode::Online, ..workshop }).await;
    assert_eq!(told(&world).await, ["judith@oak.example", "office@elm.example", "priya@oak.example"]);
    assert_eq!(count(&world, signed).await, 0);
}

#[tokio::test]
async fn what_is_over_or_has_no_date_is_told_to_nobody_and_what_is_near_at_once() {
    let (world, tom) = led().await;
    date(&world, &tom, 1, -20).await;
    change(&world, &tom, 2, |workshop| Planned { mode: Mode::Online, ..workshop }).await;
    change(&world, &tom, 1, |workshop| Planned { place: "The hall".into(), ..workshop }).await;
    assert_eq!(count(&world, LETTERS).await, 0);
    let moved = date(&world, &tom, 1, 1).await;
    assert_eq!((moved.moved, moved.letters), (1, 1), "it is still to come after all");
    assert_eq!(count(&world, "select count(*) from outbox where kind = 'workshop.changed' and urgent").await, 1);
    let gone = change(&world, &tom, 1, |workshop| Planned { time: None, ..workshop }).await;
    assert_eq!((gone.moved, gone.letters), (1, 1));
    assert_eq!(count(&world, "select count(*) from outbox where text like '%A new date is to be confirmed%'").await, 1);
}

#[tokio::test]
async fn a_year_has_five_to_eight_and_they_stay_in_order() {
    let (world, tom) = led().await;
    let mut changes = world.db.change().await.expect("changes");
    for half_term in [HalfTerm::Autumn1, HalfTerm::Summer2] {
        let now = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
        year::add_one(&mut changes, &now, &tom, half_term).await.expect("added");
    }
    let full = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
    let terms: Vec<HalfTerm> = full.workshops.iter().map(|workshop| workshop.half_term).collect();
    assert!(terms.is_sorted() && full.workshops.iter().map(|workshop| workshop.number).eq(1..=8), "{full:?}");
    assert!(full.workshops.iter().all(|workshop| workshop.title == format!("Workshop {}", workshop.number)));
    assert!(matches!(year::add_one(&mut changes, &full, &tom, HalfTerm::Spring1).await, Err(Refused::Full)));
    let first = full.workshops[0].id.expect("made");
    let split = year::split(&mut changes, &full, &tom, first, &SecondPart::default()).await;
    assert!(matches!(split, Err(Refused::Full)));
    for _ in 0..3 {
        let now = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
        year::remove(&mut changes, &now, &tom, now.workshops[1].id.expect("made")).await.expect("removed");
    }
    let least = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
    assert!(least.workshops.iter().map(|workshop| workshop.number).eq(1..=5));
    assert!(matches!(year::remove(&mut changes, &least, &tom, first).await, Err(Refused::Fewest)));
    changes.commit().await.expect("kept");
    assert_eq!(plan(&world).await.workshops.len(), 5, "nobody makes the sixth again");
    assert!(of_workshop(&world.db, world.group, first).await.expect("read").is_some());
}

#[tokio::test]
async fn what_was_begun_for_a_workshop_keeps_it_in_the_year() {
    let (world, tom) = led().await;
    change(&world, &tom, 1, |workshop| workshop).await;
    world.board().await;
    world.sql("update document set workshop = (select id from workshop where number = 4)").await;
    let stale = plan(&world).await;
    let fourth = stale.workshops[3].id.expect("made");
    assert!(stale.workshops[3].in_use && !stale.workshops[3].is_removable() && stale.workshops[2].is_removable());
    for (statement, number) in [
        (
            "insert into twilight (workshop, capacity, opens_before, grace, made_at) select id, 60, 30, 30, 1 from workshop where number = 5",
            5,
        ),
        ("insert into running (workshop, revision) select id, 1 from workshop where number = 6", 6),
    ] {
        world.sql(statement).await;
        assert!(plan(&world).await.workshops[number - 1].in_use, "{statement}");
    }
    let stale = plan(&world).await;
    let mut changes = world.db.change().await.expect("changes");
    assert!(matches!(year::remove(&mut changes, &stale, &tom, fourth).await, Err(Refused::InUse)));
    // Also what this noun knows nothing of.
    let mut unknowing = stale.clone();
    unknowing.workshops[3].in_use = false;
    assert!(matches!(year::remove(&mut changes, &unknowing, &tom, fourth).await, Err(Refused::InUse)));
    let cancelled = Planned { cancelled: Some(String::new()), ..stale.workshops[2].clone() };
    assert!(!cancelled.is_removable());
    changes.commit().await.expect("kept");
    assert_eq!(plan(&world).await, stale);
}

#[tokio::test]
async fn a_cancelled_workshop_whose_day_was_given_away_stays_cancelled() {
    let (world, tom) = led().await;
    date(&world, &tom, 1, 200).await;
    let first = plan(&world).await.workshops[0].id.expect("made");
    let mut changes = world.db.change().await.expect("changes");
    let now = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
    cancelling::cancel(&mut changes, &now, &tom, first, "").await.expect("cancelled");
    changes.commit().await.expect("kept");
    date(&world, &tom, 2, 200).await;
    let letters = count(&world, LETTERS).await;
    let mut changes = world.db.change().await.expect("changes");
    let now = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
    let refused = cancelling::hold(&mut changes, &now, &tom, first).await;
    assert!(matches!(refused, Err(Refused::DayTaken)), "{refused:?}");
    drop(changes);
    assert_eq!(count(&world, LETTERS).await, letters);
    date(&world, &tom, 2, 201).await;
    let mut changes = world.db.change().await.expect("changes");
    let now = load_in(&mut changes, world.group, None).await.expect("read").expect("a year");
    assert_eq!(cancelling::hold(&mut changes, &now, &tom, first).await.expect("held"), 1);
    changes.commit().await.expect("kept");
}
