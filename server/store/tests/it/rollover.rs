//! The year turned, and turned back.

use crate::common::valley::{Valley, code};
use model::ids::{RolloverId, WorkGroupId};
use store::rollover::{self, GroupChoice, Refused};
use store::{groups, staying};

/// The two tables that remember a turn which was taken back.
const MEMORY: [&str; 2] = ["rollover", "audit"];

fn choices(valley: &Valley) -> Vec<(WorkGroupId, GroupChoice)> {
    let choice = GroupChoice { ncp_code: code(valley.year.next()), lead_stays: true, ..GroupChoice::default() };
    valley.groups.iter().map(|(group, _)| (*group, choice.clone())).collect()
}

async fn apply(valley: &Valley, choices: &[(WorkGroupId, GroupChoice)], ask: bool) -> RolloverId {
    rollover::apply(&valley.db, valley.hub, &valley.nell, valley.year.next(), choices, ask).await.expect("applied")
}

async fn revert(valley: &Valley, id: RolloverId) -> Result<(), Refused> {
    rollover::revert(&valley.db, valley.hub, &valley.nell, id).await
}

#[tokio::test]
async fn applied_and_taken_back_leaves_every_table_as_it_was() {
    let valley = Valley::new().await;
    let before = valley.dump(&MEMORY).await;
    let mut choices = choices(&valley);
    choices[0].1.leaving = vec![valley.schools[1]];
    choices[1].1.lead_stays = false;
    choices[1].1.stepping_down = vec![valley.leads[7]];
    let id = apply(&valley, &choices, true).await;
    let after = valley.dump(&MEMORY).await;
    for table in ["group_year", "group_school", "lead_participation", "workshop", "commitment", "outbox"] {
        assert_ne!(before.get(table), after.get(table), "{table}");
    }
    revert(&valley, id).await.expect("taken back");
    let back = valley.dump(&MEMORY).await;
    for (table, rows) in &before {
        assert_eq!(Some(rows), back.get(table), "{table}");
    }
    assert_eq!(valley.count("select count(*) from audit where action in ('rollover.applied', 'rollover.reverted')").await, 2);
    assert!(matches!(revert(&valley, id).await, Err(Refused::NotCurrent)));
    apply(&valley, &choices, true).await;
}

#[tokio::test]
async fn a_turn_makes_what_it_says() {
    let valley = Valley::new().await;
    valley.sql("update person set deactivated_at = 1 where name = 'head of 0'").await;
    let mut choices = choices(&valley);
    choices[0].1.leaving = vec![valley.schools[1]];
    choices[0].1.stepping_down = vec![valley.leads[2]];
    apply(&valley, &choices, true).await;
    let next = valley.year.next();
    let begins = next.starts_in();
    let of = |table: &str, group: usize| {
        let group = valley.groups[group].0;
        format!(
            "select count(*) from {table} where group_year = (select id from group_year where work_group = '{group}' and academic_year = {begins})"
        )
    };
    assert_eq!(valley.text(&format!("select distinct ncp_code from group_year where academic_year = {begins}")).await, code(next));
    assert_eq!(valley.count(&of("group_school", 0)).await, 5);
    assert_eq!(valley.count(&of("lead_participation", 0)).await, 4);
    assert_eq!(valley.count(&of("workshop", 0)).await, 6);
    assert_eq!(valley.count(&of("commitment", 0)).await, 5);
    let cedar = format!("(select id from group_year where work_group = '{}' and academic_year = {begins})", valley.groups[0].0);
    let host = valley.text(&format!("select host from workshop where number = 1 and group_year = {cedar}")).await;
    assert_eq!(host, valley.schools[0].to_string(), "the lead's own school");
    assert_eq!(
        valley.count("select count(*) from commitment where head_name = 'Head as signed 0'").await,
        2,
        "without a headteacher's account, whoever signed last"
    );
    assert_eq!(valley.count("select count(*) from commitment where requested_at is not null").await, 0, "nobody is asked yet");
    let letters = "select count(*) from outbox where kind = 'rollover.staying'";
    assert_eq!(valley.count(letters).await, 17 + 16, "to every head, and to every lead participant but the one who steps down");
    assert_eq!(valley.count(&format!("{letters} and state <> 'held'")).await, 0);
    let lead = "select email from person where id = (select lead from group_year where work_group";
    let to_lead = format!("{letters} and reply_to = ({lead} = '{}' and academic_year = {begins}))", valley.groups[0].0);
    assert!(valley.count(&to_lead).await > 0, "answers go to the lead, who writes them down");
    let asking = staying::asking(&valley.db, valley.groups[0].0).await.expect("read").expect("a year");
    assert!(asking.letters_wait && asking.schools.iter().any(|school| school.answer == staying::Answer::Asked), "nobody has read it yet");
    let leaves = valley.text(&format!("select answer from group_school where school = '{}'", valley.schools[1])).await;
    assert_eq!(leaves, "leaving");
}

#[tokio::test]
async fn a_school_that_another_group_has_in_the_new_year_does_not_come_along_twice() {
    let valley = Valley::new().await;
    let (hub, next, school) = (valley.hub, valley.year.next(), valley.schools[1]);
    let begins = next.starts_in();
    let hazel = valley.form_hazel(next).await;
    let mut changes = valley.db.change().await.expect("changes");
    store::forming::place(&mut changes, hub, &valley.nell, next, &[school], Some(hazel), store::forming::TakenFrom::Any)
        .await
        .expect("placed");
    changes.commit().await.expect("kept");
    let preview = rollover::preview(&valley.db, hub, next).await.expect("read");
    let elsewhere: Vec<_> = preview.groups.iter().flat_map(|group| &group.schools).filter(|school| school.elsewhere.is_some()).collect();
    assert_eq!(elsewhere.iter().map(|school| school.id).collect::<Vec<_>>(), [school]);
    assert_eq!(elsewhere[0].elsewhere.as_deref(), Some("Hazel"));
    apply(&valley, &choices(&valley), true).await;
    let twice = "select count(*) from (select school from group_school join group_year on group_year.id = group_year
                 where group_school.status = 'active' group by school, academic_year having count(*) > 1)";
    assert_eq!(valley.count(twice).await, 0);
    assert_eq!(valley.count(&format!("select count(*) from commitment join group_year on group_year.id = group_year where school = '{school}' and academic_year = {begins}")).await, 0);
    // And the file itself refuses a second place, whichever way it comes.
    let other = format!("(select id from group_year where academic_year = {begins} and work_group = '{}')", valley.groups[0].0);
    let refused = valley.try_sql(&format!("insert into group_school (group_year, school) values ({other}, '{school}')")).await;
    assert!(refused.is_err());
    valley.sql(&format!("insert into group_school (group_year, school, status) values ({other}, '{school}', 'withdrawn')")).await;
    let refused =
        valley.try_sql(&format!("update group_school set status = 'active' where group_year = {other} and school = '{school}'")).await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn the_home_shows_the_present_year_until_the_new_one_begins_and_the_past_year_stays_as_it_was() {
    let valley = Valley::new().await;
    let group = valley.groups[0].0;
    let before =
        (groups::home(&valley.db, group).await.expect("read"), groups::past_year(&valley.db, group, valley.year).await.expect("read"));
    apply(&valley, &choices(&valley), true).await;
    let after =
        (groups::home(&valley.db, group).await.expect("read"), groups::past_year(&valley.db, group, valley.year).await.expect("read"));
    assert_eq!(before, after);
    let past = after.1.expect("a year");
    assert_eq!(past.schools.len(), 6);
    assert_eq!(past.schools[0].people[0].name, "lead of 0");
    assert_eq!(past.schools[0].signed_on, Some(format!("{}-09-12", valley.year.starts_in())));
    let coming = groups::past_year(&valley.db, group, valley.year.next()).await.expect("read").expect("a year");
    assert!(!coming.begun && coming.workshops.len() == 6);
}

#[tokio::test]
async fn a_second_turn_into_the_same_year_is_refused_and_groups_that_were_left_out_are_not_touched() {
    let valley = Valley::new().await;
    let all = choices(&valley);
    apply(&valley, &all[..1], false).await;
    assert_eq!(valley.count("select count(*) from group_year").await, 4);
    assert_eq!(valley.count("select count(*) from outbox").await, 1, "nobody was written to");
    let before = valley.dump(&[]).await;
    let again = rollover::apply(&valley.db, valley.hub, &valley.nell, valley.year.next(), &all, false).await;
    assert!(matches!(again, Err(Refused::Already)));
    let nothing = rollover::apply(&valley.db, valley.hub, &valley.nell, valley.year.later(2), &[], false).await;
    assert!(matches!(nothing, Err(Refused::Nothing)));
    assert_eq!(valley.dump(&[]).await, before);
}

/// Turns the year, does something with what was made, and asks for the way back.
async fn refused_after(statement: impl Fn(&Valley) -> String, word: &str) {
    let valley = Valley::new().await;
    let id = apply(&valley, &choices(&valley), true).await;
    let statement = statement(&valley);
    valley.sql(&statement).await;
    let before = valley.dump(&[]).await;
    let outcome = revert(&valley, id).await;
    let Err(Refused::Used(words)) = outcome else { panic!("{statement}: {outcome:?}") };
    assert!(words.iter().any(|sentence| sentence.contains(word)), "{statement}: {words:?}");
    assert_eq!(valley.dump(&[]).await, before, "{statement}");
    assert_eq!(rollover::in_the_way(&valley.db, valley.hub, id).await.expect("read"), words);
}

fn of_new_year(valley: &Valley, table: &str) -> String {
    format!(
        "(select id from {table} where group_year in (select id from group_year where academic_year = {}) limit 1)",
        valley.year.next().starts_in()
    )
}

#[tokio::test]
async fn a_signed_commitment_is_never_destroyed() {
    refused_after(
        |valley| {
            format!(
                "insert into signature (commitment, who, way, typed_name, printed_name, signed_on, content, at, seal)
                 values ({}, 'head', 'screen', 'H', 'Head', '2027-09-12', '{{}}', 1, x'00')",
                of_new_year(valley, "commitment")
            )
        },
        "has signed its commitment",
    )
    .await;
}

#[tokio::test]
async fn a_board_of_one_of_its_workshops_is_never_destroyed() {
    refused_after(
        |valley| {
            format!(
                "insert into document (id, kind, work_group, workshop, summary, created_at, edited_at)
                 values ('0192f0c0-3333-7000-8000-000000000001', 'board', '{}', {}, '{{\"title\":\"Halves\"}}', 1, 1)",
                valley.groups[0].0,
                of_new_year(valley, "workshop")
            )
        },
        "“Halves”",
    )
    .await;
}

#[tokio::test]
async fn what_was_begun_for_one_of_its_workshops_is_never_destroyed() {
    let twilight = "insert into twilight (workshop, capacity, opens_before, grace, made_at) values (OF, 60, 30, 30, 1)";
    let running = "insert into running (workshop, revision) values (OF, 1)";
    let attendance = "insert into attendance (id, workshop, part, school, heads, how, recorded_at)
                      values ('0192f0c0-3333-7000-8000-000000000002', OF, 'day', (select id from school limit 1), 3, 'paper', 1)";
    for (statement, word) in [(twilight, "was prepared"), (running, "was begun"), (attendance, "who was at the workshop")] {
        refused_after(|valley| statement.replace("OF", &of_new_year(valley, "workshop")), word).await;
    }
}

#[tokio::test]
async fn a_letter_that_went_out_and_a_date_that_was_set_stand_in_the_way() {
    refused_after(
        |_| "update outbox set state = 'sent', sent_at = 2 where kind = 'rollover.staying' and to_name = 'lead of 3'".into(),
        "lead of 3",
    )
    .await;
    refused_after(|valley| format!("update workshop set starts_at = 5 where id = {}", of_new_year(valley, "workshop")), "was planned")
        .await;
}

#[tokio::test]
async fn a_school_that_was_added_since_and_one_that_answered_stand_in_the_way() {
    refused_after(
        |valley| {
            let year = format!("(select id from group_year where academic_year = {} limit 1)", valley.year.next().starts_in());
            format!("insert into group_school (group_year, school) values ({year}, '{}')", valley.schools[19])
        },
        "School 19 Primary was added",
    )
    .await;
    refused_after(
        |valley| {
            let year = format!("(select id from group_year where academic_year = {})", valley.year.next().starts_in());
            format!(
                "update group_school set answer = 'staying', answered_at = 4 where school = '{}' and group_year in {year}",
                valley.schools[4]
            )
        },
        "School 04 Primary has answered",
    )
    .await;
}

#[tokio::test]
async fn letters_that_were_withdrawn_do_not_stand_in_the_way() {
    let valley = Valley::new().await;
    let before = valley.dump(&MEMORY).await;
    let id = apply(&valley, &choices(&valley), true).await;
    valley.sql("update outbox set state = 'withdrawn' where kind = 'rollover.staying'").await;
    revert(&valley, id).await.expect("taken back");
    assert_eq!(valley.dump(&MEMORY).await, before);
}

#[tokio::test]
async fn a_new_wording_does_not_stand_in_the_way() {
    let valley = Valley::new().await;
    let id = apply(&valley, &choices(&valley), true).await;
    let new = "0192f0c0-1111-7000-8000-000000000002";
    let hub = valley.hub;
    let insert =
        format!("insert into clauses (id, hub, version, wording, created_at) select '{new}', '{hub}', 2, wording, 1 from clauses limit 1");
    valley.sql(&insert).await;
    valley.sql(&format!("update commitment set clauses = '{new}' where head_name not like 'Head as signed%'")).await;
    revert(&valley, id).await.expect("taken back");
}

#[tokio::test]
async fn in_october_it_is_too_late() {
    let valley = Valley::new().await;
    let id = apply(&valley, &choices(&valley), false).await;
    valley.sql("update rollover set into_year = 2020").await;
    assert!(matches!(revert(&valley, id).await, Err(Refused::TooLate)));
    assert!(!rollover::turns(&valley.db, valley.hub).await.expect("read")[0].can_be_reverted(chrono::Utc::now()));
}
