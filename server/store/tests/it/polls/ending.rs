//! How a poll ends: with a date of which those concerned are told, by itself, and with the names that are forgotten.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use store::polls::{self, AnswerSchool, Refused, State};
use store::workshops::plan::of_workshop_in;
use store::workshops::{Span, cancelling};

use super::{Asked, YES, day, secret};
use crate::common::count;

const LETTERS: &str = "select count(*) from outbox where kind = 'workshop.changed'";
const CALLED_BACK: &str = "select count(*) from outbox where kind = 'poll.asked' and state = 'withdrawn'";

#[tokio::test]
async fn those_concerned_have_one_letter_of_the_date_and_one_of_its_end() {
    let asked = Asked::new().await;
    asked.close(Some(1)).await.expect("closed");
    assert_eq!(count(&asked.world, LETTERS).await, 1, "Priya; Tom has done it himself");
    assert_eq!(count(&asked.world, "select count(*) from outbox where text like '%Workshop 1 (Autumn 1) has its date: %'").await, 1);
    asked.reopen().await.expect("open again");
    assert_eq!(count(&asked.world, LETTERS).await, 2);
    assert_eq!(count(&asked.world, "select count(*) from outbox where text like '%A new date is to be confirmed%'").await, 1);
    assert_eq!(
        count(&asked.world, "select count(*) from audit where action = 'group.workshops_planned'").await,
        0,
        "the poll's row tells it"
    );
    assert_eq!(count(&asked.world, "select count(*) from audit where action in ('poll.closed', 'poll.reopened')").await, 2);
    // A head who has signed is told that the date moves under the signature.
    asked
        .world
        .sql(
            "insert into commitment (id, group_year, school, clauses, head_name, head_email, created_at)
             select '01930000-0000-7000-8000-000000000001', group_year, school, '019a0000-0000-7000-8000-000000000001', 'The office',
                    'office@oak.example', 1
             from group_school join school on school.id = school where short_name = 'Oak Hollow';
             insert into signature (commitment, who, way, typed_name, printed_name, signed_on, content, at, seal)
             select id, 'head', 'screen', 'H', 'Head', '2026-09-12', '{}', 1, x'00' from commitment",
        )
        .await;
    asked.close(Some(2)).await.expect("closed");
    let signed = "select count(*) from outbox where to_email = 'office@oak.example' and text like '%You have signed for Oak Hollow%'";
    assert_eq!((count(&asked.world, LETTERS).await, count(&asked.world, signed).await), (4, 1));
}

#[tokio::test]
async fn a_date_whose_twilight_was_moved_is_not_taken_back() {
    let asked = Asked::new().await;
    asked.close(Some(1)).await.expect("closed");
    asked.world.sql("update workshop set twilight_starts_at = twilight_starts_at + 60000").await;
    let refused = asked.reopen().await;
    assert!(matches!(refused, Err(Refused::Moved)), "{refused:?}");
    assert!(asked.is_dated().await);
}

#[tokio::test]
async fn a_poll_ends_with_what_it_asks_about() {
    let asked = Asked::new().await;
    assert_eq!(asked.ask().await.expect("asked"), 1);
    let starts = Utc::now() + TimeDelta::days(90);
    asked.plan(Some(Span { starts, ends: starts + TimeDelta::hours(4) })).await;
    assert_eq!((asked.whole().await.poll.state(day(0)), count(&asked.world, CALLED_BACK).await), (State::Dated, 1));
    for refused in [asked.ask().await.map(|_| ()), asked.say(&secret(), "Asha", AnswerSchool::Typed("Mill"), &YES).await.map(|_| ())] {
        assert!(matches!(refused, Err(Refused::Closed)), "{refused:?}");
    }
    for refused in [asked.close(Some(1)).await, asked.reopen().await] {
        assert!(matches!(refused, Err(Refused::Dated)), "{refused:?}");
    }
    // Once it has no date any more the schools can be asked again, and a cancellation ends that too.
    asked.plan(None).await;
    assert_eq!(asked.whole().await.poll.state(day(0)), State::Closed);
    asked.reopen().await.expect("open again");
    assert_eq!(asked.whole().await.poll.state(day(0)), State::Open);
    let mut changes = asked.world.db.change().await.expect("changes");
    let plan = of_workshop_in(&mut changes, asked.world.group, asked.workshop).await.expect("read").expect("a year");
    cancelling::cancel(&mut changes, &plan, &asked.tom, asked.workshop, "").await.expect("cancelled");
    changes.commit().await.expect("kept");
    assert_eq!(asked.whole().await.poll.state(day(0)), State::Cancelled);
    assert_eq!(count(&asked.world, "select count(*) from poll where closed_at is not null and closed_by is null").await, 1);
}

#[tokio::test]
async fn who_has_closed_a_poll_is_known_by_name() {
    let asked = Asked::new().await;
    asked.close(None).await.expect("closed");
    let listed = polls::of_group(&asked.world.db, asked.world.group).await.expect("read").remove(0);
    assert_eq!((asked.whole().await.poll.closed_by, listed.closed_by), ("Tom Obaseki".to_owned(), "Tom Obaseki".to_owned()));
    assert!(listed.closed_at.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_that_is_opened_again_while_names_are_being_forgotten_keeps_its_own() {
    let asked = Asked::new().await;
    asked.say(&secret(), "Asha", AnswerSchool::Typed("Mill"), &YES).await.expect("kept");
    asked.world.sql("update poll set last_date = '2020-02-02'").await;
    let mut changes = asked.world.db.change().await.expect("changes");
    polls::reopen(&mut changes, &asked.tom, asked.world.group, asked.poll, day(5)).await.expect("longer");
    let db = asked.world.db.clone();
    let purge = tokio::spawn(async move { polls::purge(&db, Utc::now()).await });
    tokio::time::sleep(Duration::from_millis(200)).await;
    changes.commit().await.expect("kept");
    purge.await.expect("no panic").expect("done");
    assert_eq!(count(&asked.world, "select count(*) from poll_answer where name = 'Asha'").await, 1);
}
