//! What calendars show: which workshops, how the file counts their changes, and the links by which they are read.

use chrono::{DateTime, Utc};
use model::calendar::academic_year::AcademicYear;
use model::calendar::half_term::HalfTerm;
use model::ids::{GroupYearId, WorkshopId};
use store::calendars::{self, Workshop, feeds};
use store::groups::{self, NewYear};
use store::workshops::{self, Mode, NewWorkshop, Span, plan};

use crate::common::{World, actor, count};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

async fn year_of(world: &World) -> GroupYearId {
    plan::load(&world.db, world.group, None).await.expect("read").expect("a year").year
}

async fn add(world: &World, year: GroupYearId, number: u8) -> WorkshopId {
    let workshop = NewWorkshop {
        number,
        half_term: HalfTerm::ALL[0],
        title: "Halves",
        host: Some(world.schools[1]),
        mode: Mode::InPerson,
        time: Some(Span { starts: at("2026-11-24T13:00:00Z"), ends: at("2026-11-24T17:15:00Z") }),
        twilight: Some(Span { starts: at("2026-11-24T15:45:00Z"), ends: at("2026-11-24T17:15:00Z") }),
        note: "",
        place: "",
        call_link: "",
    };
    let mut changes = world.db.change().await.expect("changes");
    let id = workshops::add(&mut changes, year, &workshop).await.expect("a workshop");
    changes.commit().await.expect("kept");
    id
}

async fn one(world: &World, id: WorkshopId) -> Workshop {
    calendars::workshop(&world.db, id).await.expect("read").expect("a workshop")
}

#[tokio::test]
async fn the_file_counts_what_calendars_have_to_know() {
    let world = World::new().await;
    let before = Utc::now();
    let id = add(&world, year_of(&world).await, 1).await;
    let made = one(&world, id).await;
    assert_eq!((made.sequence, made.host.clone()), (0, Some(("Elm Bank Primary School".to_owned(), "Sallowford".to_owned()))));
    assert!((before.timestamp_millis() - 1..=Utc::now().timestamp_millis() + 1).contains(&made.changed_at.timestamp_millis()), "{made:?}");
    world.sql("update workshop set changed_at = 5").await;
    for (statement, sequence) in [
        ("update workshop set starts_at = starts_at + 1", 1),
        ("update workshop set host = null", 2),
        ("update workshop set cancelled_at = 7", 3),
        ("update workshop set title = title, half_term = 'Autumn 2'", 3),
        // Whoever counts by themselves is not counted twice.
        ("update workshop set place = 'The hall', sequence = sequence + 1", 4),
        ("update workshop set call_link = 'https://meet.example', mode = 'online', note = 'x'", 5),
    ] {
        world.sql(statement).await;
        assert_eq!(one(&world, id).await.sequence, sequence, "{statement}");
    }
    assert!(one(&world, id).await.changed_at >= made.changed_at);
    // A row that is put back as it was is as it was.
    world.sql("update workshop set title = 'Halves again', sequence = 2, changed_at = 5").await;
    let back = one(&world, id).await;
    assert_eq!((back.sequence, back.changed_at.timestamp_millis()), (2, 5));
}

#[tokio::test]
async fn a_calendar_has_the_present_year_and_of_the_next_what_is_ones_own() {
    let world = World::new().await;
    let present = AcademicYear::at(Utc::now());
    let mut changes = world.db.change().await.expect("changes");
    let new = |academic_year| NewYear { academic_year, ncp_code: "NCP27-11", lead: None, focus: "" };
    let past = groups::add_year(&mut changes, world.group, &new(present.previous())).await.expect("a year");
    let next = groups::add_year(&mut changes, world.group, &new(present.next())).await.expect("a year");
    groups::add_school(&mut changes, next, world.schools[1], None).await.expect("a school");
    changes.commit().await.expect("kept");
    let now = year_of(&world).await;
    let [old, here, coming] = [add(&world, past, 1).await, add(&world, now, 1).await, add(&world, next, 1).await];
    let ids = |found: Vec<Workshop>| -> Vec<WorkshopId> { found.into_iter().map(|workshop| workshop.id).collect() };
    assert_eq!(ids(calendars::of_group(&world.db, world.group).await.expect("read")), [here, coming]);
    let own = async |place: usize| {
        let person = actor(&world.db, world.people[place]).await;
        ids(calendars::of_person(&world.db, &person, &[world.group]).await.expect("read"))
    };
    assert_eq!(own(0).await, [here], "Oak Hollow does not go on");
    assert_eq!(own(1).await, [here, coming]);
    let tom = actor(&world.db, world.people[1]).await;
    assert!(calendars::of_person(&world.db, &tom, &[]).await.expect("read").is_empty());
    assert_eq!(one(&world, old).await.academic_year, present.previous(), "by itself each is found");
    assert_eq!(calendars::workshop(&world.db, WorkshopId::generate()).await.expect("read"), None);
    let named = calendars::groups_named(&world.db, &[world.group]).await.expect("read");
    assert_eq!(named, [(world.group, "Two Rivers".to_owned())]);
}

#[tokio::test]
async fn a_link_goes_with_its_group_and_only_its_hash_is_in_the_file() {
    let world = World::new().await;
    let tom = actor(&world.db, world.people[1]).await;
    let mut changes = world.db.change().await.expect("changes");
    let group = groups::add(&mut changes, world.hub, "Three Mills").await.expect("a group");
    let own = feeds::make(&mut changes, &tom, None).await.expect("a link");
    let of_group = feeds::make(&mut changes, &tom, Some(group)).await.expect("a link");
    changes.commit().await.expect("kept");
    let listed = feeds::of_person(&world.db, tom.id).await.expect("links");
    assert_eq!(listed.iter().map(|feed| feed.group.as_deref()).collect::<Vec<_>>(), [None, Some("Three Mills")]);
    let opened = feeds::open(&world.db, &of_group).await.expect("read").expect("a link");
    assert_eq!((opened.person, opened.group), (tom.id, Some(group)));
    feeds::mark_read(&world.db, &opened).await;
    assert!(feeds::of_person(&world.db, tom.id).await.expect("links")[1].read_at.is_some());
    // As when forming a group is taken back.
    world.sql("delete from work_group where name = 'Three Mills'").await;
    assert_eq!(feeds::open(&world.db, &of_group).await.expect("read"), None);
    assert_eq!(count(&world, "select count(*) from calendar_feed").await, 1);
    world.sql("pragma wal_checkpoint(truncate)").await;
    assert!(!world.leaves_behind(&own).await);
}
