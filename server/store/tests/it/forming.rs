//! Schools into groups and out again, and every step back.

use crate::common::valley::Valley;
use model::groups::YearStatus;
use model::ids::{GroupYearId, SchoolId};
use store::forming::{self, NewGroup, Origin, Proposed, Refused, TakenFrom, Target};
use store::groups::NewYear;
use store::groups::year::{self, YearChange};
use store::staying::{Answer, answer};

/// What a step may not leave traces in when it is undone.
const STEPS: [&str; 2] = ["forming_step", "audit"];

async fn place(valley: &Valley, schools: &[SchoolId], into: Option<GroupYearId>) -> usize {
    let mut changes = valley.db.change().await.expect("changes");
    let moved = forming::place(&mut changes, valley.hub, &valley.nell, valley.year, schools, into, TakenFrom::Any).await.expect("placed");
    changes.commit().await.expect("kept");
    moved
}

async fn undo_last(valley: &Valley) -> Result<(), Refused> {
    let step = forming::last_step(&valley.db, valley.hub).await.expect("read").expect("a step");
    forming::undo(&valley.db, valley.hub, &valley.nell, Some(step.id)).await
}

#[tokio::test]
async fn accepted_schools_wait_for_a_group_and_leave_the_list_when_they_have_one() {
    let valley = Valley::new().await;
    let before = forming::load(&valley.db, valley.hub, valley.year).await.expect("read");
    assert_eq!(before.to_place.iter().map(|school| school.id).collect::<Vec<_>>(), valley.schools[18..]);
    assert_eq!(before.to_place[0].origin, Origin::Interest { reference: "REF018".into() });
    assert!(before.to_place[0].eligible && before.to_place[0].journey.starts_with("Embedding "), "{}", before.to_place[0].journey);
    assert_eq!(before.groups.len(), 3);
    assert_eq!(place(&valley, &valley.schools[18..], Some(valley.groups[0].1)).await, 2);
    let after = forming::load(&valley.db, valley.hub, valley.year).await.expect("read");
    assert!(after.to_place.is_empty());
    assert_eq!(after.groups[0].schools.len(), 8);
    assert_eq!(after.last_step.expect("a step").words.split(" (").next(), Some("put 2 schools into Cedar"));
    assert_eq!(valley.count("select count(*) from interest where group_year is not null").await, 2);
}

#[tokio::test]
async fn every_step_is_undone_one_after_the_other_to_the_last_byte() {
    let valley = Valley::new().await;
    let (hub, nell, this) = (valley.hub, &valley.nell, valley.year);
    let mut stages = vec![valley.dump(&STEPS).await];
    place(&valley, &[valley.schools[18]], Some(valley.groups[0].1)).await;
    stages.push(valley.dump(&STEPS).await);
    place(&valley, &[valley.schools[18], valley.schools[0]], Some(valley.groups[1].1)).await;
    stages.push(valley.dump(&STEPS).await);
    let hazel = valley.form_hazel(this).await;
    stages.push(valley.dump(&STEPS).await);
    place(&valley, &[valley.schools[19]], Some(hazel)).await;
    stages.push(valley.dump(&STEPS).await);
    let mut changes = valley.db.change().await.expect("changes");
    assert!(forming::start(&mut changes, hub, nell, this, hazel).await.expect("started"));
    changes.commit().await.expect("kept");
    stages.push(valley.dump(&STEPS).await);
    place(&valley, &[valley.schools[19]], None).await;
    stages.pop();
    stages.push(valley.dump(&STEPS).await);
    // The last two steps go back in one look, because the stage between them was not kept.
    undo_last(&valley).await.expect("undone");
    undo_last(&valley).await.expect("undone");
    stages.pop();
    assert_eq!(valley.dump(&STEPS).await, stages.pop().expect("a stage"));
    while let Some(stage) = stages.pop() {
        undo_last(&valley).await.expect("undone");
        assert_eq!(valley.dump(&STEPS).await, stage);
    }
    assert_eq!(forming::last_step(&valley.db, hub).await.expect("read"), None);
    assert_eq!(valley.count("select count(*) from audit where action = 'group.step_undone'").await, 6);
}

#[tokio::test]
async fn a_step_whose_work_somebody_has_changed_is_left_alone_and_a_step_that_is_not_the_last_too() {
    let valley = Valley::new().await;
    place(&valley, &[valley.schools[18]], Some(valley.groups[0].1)).await;
    let first = forming::last_step(&valley.db, valley.hub).await.expect("read").expect("a step");
    place(&valley, &[valley.schools[19]], Some(valley.groups[0].1)).await;
    assert!(matches!(forming::undo(&valley.db, valley.hub, &valley.nell, Some(first.id)).await, Err(Refused::NotLast)));
    valley.sql(&format!("update group_school set answer = 'asked' where school = '{}'", valley.schools[19])).await;
    let before = valley.dump(&STEPS).await;
    assert!(matches!(undo_last(&valley).await, Err(Refused::Changed)));
    assert_eq!(valley.dump(&STEPS).await, before, "nothing of it was undone");
    assert_eq!(forming::last_step(&valley.db, valley.hub).await.expect("read"), Some(first), "the one before can be undone");
    undo_last(&valley).await.expect("undone");
}

#[tokio::test]
async fn a_new_group_that_others_have_begun_to_use_is_not_taken_away() {
    let valley = Valley::new().await;
    let hazel = valley.form_hazel(valley.year).await;
    valley.sql(&format!("insert into group_school (group_year, school) values ('{hazel}', '{}')", valley.schools[19])).await;
    assert!(matches!(undo_last(&valley).await, Err(Refused::Changed)));
    assert_eq!(valley.count("select count(*) from work_group where name = 'Hazel'").await, 1);
}

#[tokio::test]
async fn a_school_that_has_taken_part_is_withdrawn_and_one_that_was_only_put_there_leaves_no_trace() {
    let valley = Valley::new().await;
    place(&valley, &[valley.schools[0]], None).await;
    let status = valley.text(&format!("select status from group_school where school = '{}'", valley.schools[0])).await;
    assert_eq!(status, "withdrawn", "its year with its people and its commitment stays readable");
    let hazel = valley.form_hazel(valley.year).await;
    place(&valley, &[valley.schools[19]], Some(hazel)).await;
    place(&valley, &[valley.schools[19]], None).await;
    assert_eq!(valley.count(&format!("select count(*) from group_school where group_year = '{hazel}'")).await, 0);
}

#[tokio::test]
async fn schools_that_nobody_accepted_and_groups_of_other_years_are_not_touched() {
    let valley = Valley::new().await;
    valley.sql("update interest set state = 'declined' where reference = 'REF019'").await;
    let before = valley.dump(&[]).await;
    assert_eq!(place(&valley, &[valley.schools[19]], Some(valley.groups[0].1)).await, 0);
    let mut changes = valley.db.change().await.expect("changes");
    let into = Some(valley.groups[0].1);
    let wrong_year =
        forming::place(&mut changes, valley.hub, &valley.nell, valley.year.next(), &valley.schools[18..], into, TakenFrom::Any).await;
    assert!(matches!(wrong_year, Err(Refused::NotFound)));
    drop(changes);
    assert_eq!(valley.dump(&[]).await, before);
}

#[tokio::test]
async fn next_year_begins_with_last_years_schools_that_stay() {
    let valley = Valley::new().await;
    let mut changes = valley.db.change().await.expect("changes");
    answer(&mut changes, valley.groups[0].1, valley.schools[1], Answer::Leaving, &valley.nell).await.expect("written");
    changes.commit().await.expect("kept");
    let next = forming::load(&valley.db, valley.hub, valley.year.next()).await.expect("read");
    assert_eq!(next.to_place.len(), 17 + 2, "one leaves, two have been accepted");
    assert_eq!(next.to_place[0].origin, Origin::LastYear { group: "Cedar".into(), id: valley.groups[0].0, answer: None });
    assert_eq!(next.idle.len(), 3);
    let mut changes = valley.db.change().await.expect("changes");
    let year = NewYear { academic_year: valley.year.next(), ncp_code: "NCP99-11", lead: None, focus: "" };
    forming::add_year(&mut changes, valley.hub, &valley.nell, valley.groups[0].0, &year).await.expect("a year");
    let again = forming::add_year(&mut changes, valley.hub, &valley.nell, valley.groups[0].0, &year).await;
    assert!(matches!(again, Err(Refused::NotFound)));
}

#[tokio::test]
async fn a_suggestion_is_one_step() {
    let valley = Valley::new().await;
    let before = valley.dump(&STEPS).await;
    let proposed = Proposed {
        groups: vec![NewGroup { name: "Hazel", ncp_code: "NCP1", title: "", focus: "" }],
        again: Vec::new(),
        schools: vec![(valley.schools[18], Target::New(0)), (valley.schools[19], Target::Year(valley.groups[2].1))],
    };
    let mut changes = valley.db.change().await.expect("changes");
    let moved = forming::apply_suggestion(&mut changes, valley.hub, &valley.nell, valley.year, &proposed).await.expect("applied");
    changes.commit().await.expect("kept");
    assert_eq!(moved, 2);
    assert_eq!(forming::load(&valley.db, valley.hub, valley.year).await.expect("read").groups.len(), 4);
    undo_last(&valley).await.expect("undone");
    assert_eq!(valley.dump(&STEPS).await, before);
}

#[tokio::test]
async fn naming_a_lead_is_audited_and_can_be_undone_where_groups_are_formed() {
    let valley = Valley::new().await;
    let years = year::all(&valley.db, valley.groups[0].0).await.expect("read");
    let before = valley.dump(&STEPS).await;
    let change = YearChange {
        name: Some("Cedar and Elder"),
        ncp_code: "NCP26-12",
        title: "Sustaining",
        focus: "Talk",
        lead: Some(valley.leads[5]),
        status: YearStatus::Running,
    };
    let mut changes = valley.db.change().await.expect("changes");
    year::change(&mut changes, &years[0], &valley.nell, &change, true).await.expect("changed");
    changes.commit().await.expect("kept");
    let words = valley.text("select words from audit where action = 'group.lead_named'").await;
    assert!(words.starts_with("Make lead of 5 the lead of Cedar and Elder"), "{words}");
    undo_last(&valley).await.expect("undone");
    assert_eq!(valley.dump(&STEPS).await, before);
    let candidates = year::lead_candidates(&valley.db, valley.hub, valley.groups[0].1, "lead of 17").await.expect("read");
    assert!(candidates.iter().any(|person| person.id == valley.leads[17]), "found by name");
    assert!(!candidates.iter().any(|person| person.id == valley.leads[16]), "of another group, and not asked for");
}

#[tokio::test]
async fn what_is_taken_out_of_one_group_stays_in_another() {
    let valley = Valley::new().await;
    let mut changes = valley.db.change().await.expect("changes");
    let (cedar, schools) = (valley.groups[0].1, [valley.schools[0], valley.schools[6]]);
    let from = TakenFrom::Only(cedar);
    let moved = forming::place(&mut changes, valley.hub, &valley.nell, valley.year, &schools, None, from).await.expect("placed");
    changes.commit().await.expect("kept");
    assert_eq!(moved, 1);
    let after = forming::load(&valley.db, valley.hub, valley.year).await.expect("read");
    assert_eq!((after.groups[0].schools.len(), after.groups[1].schools.len()), (5, 6));
}

#[tokio::test]
async fn what_would_stay_behind_is_named_before_a_school_is_moved() {
    let valley = Valley::new().await;
    let (rowan, schools) = (valley.groups[1].1, [valley.schools[0], valley.schools[6], valley.schools[18]]);
    let behind = forming::left_behind(&valley.db, valley.hub, valley.year, &schools, Some(rowan)).await.expect("read");
    assert_eq!(behind.len(), 1, "one is there already, one has no group");
    assert_eq!((behind[0].group.as_str(), behind[0].people.as_str(), behind[0].signed), ("Cedar", "lead of 0", true));
}

#[tokio::test]
async fn a_suggestion_makes_the_year_of_a_group_that_goes_on_and_is_undone_in_one_step() {
    let valley = Valley::new().await;
    let (next, before) = (valley.year.next(), valley.dump(&STEPS).await);
    let cedar = valley.groups[0].0;
    let proposed = Proposed { groups: Vec::new(), again: vec![(cedar, "NCP2")], schools: vec![(valley.schools[0], Target::Again(cedar))] };
    let mut changes = valley.db.change().await.expect("changes");
    let moved = forming::apply_suggestion(&mut changes, valley.hub, &valley.nell, next, &proposed).await.expect("done");
    changes.commit().await.expect("kept");
    assert_eq!(moved, 1);
    let after = forming::load(&valley.db, valley.hub, next).await.expect("read");
    assert_eq!((after.groups[0].name.as_str(), after.groups[0].schools.len()), ("Cedar", 1));
    undo_last(&valley).await.expect("undone");
    assert_eq!(valley.dump(&STEPS).await, before);
}
