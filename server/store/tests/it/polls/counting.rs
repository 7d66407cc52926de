//! Whose answers count, and how many there may be.

use model::polls::Reply;
use model::polls::ranking::Tally;
use store::polls::{self, AnswerSchool, AnsweredBy, Counted, NewAnswer, PER_NETWORK, Refused};

use super::{Asked, YES, open, say, secret};
use crate::common::{HOME, actor, connection};

#[tokio::test]
async fn what_a_member_says_counts_before_what_a_stranger_says_of_the_same_school() {
    let asked = Asked::new().await;
    let priya = actor(&asked.world.db, asked.world.people[0]).await;
    let no = [Reply::No, Reply::No];
    asked.say(&secret(), "Eve", AnswerSchool::OfGroup(asked.world.schools[0]), &no).await.expect("kept");
    asked.say(&secret(), "Eve", AnswerSchool::Typed("Oak Hollow Primary School"), &no).await.expect("kept");
    asked.say(&secret(), "Ben", AnswerSchool::OfGroup(asked.world.schools[1]), &YES).await.expect("kept");
    assert_eq!(asked.tallies().await[0], Tally { yes: 1, if_need_be: 0, no: 1, silent: 0 }, "as long as nobody of it has answered");
    let new = NewAnswer { poll: asked.poll, by: AnsweredBy::Member(&priya), replies: &YES, comment: "" };
    say(&asked.world.db, &new).await.expect("kept");
    let whole = asked.whole().await;
    let ranking = whole.ranking();
    assert_eq!(ranking.tallies, [Tally { yes: 2, if_need_be: 0, no: 0, silent: 0 }; 2]);
    assert_eq!(ranking.others, [Tally { yes: 0, if_need_be: 0, no: 1, silent: 0 }; 2]);
    let counted = |name: &str, counted| whole.answers.iter().any(|answer| answer.name == name && answer.counted == counted);
    assert!(counted("Eve", Counted::Outdone) && counted("Eve", Counted::Other) && counted("Ben", Counted::School));
    assert!(counted("Priya Nandakumar", Counted::School));
    assert_eq!(whole.heard(), ["Elm Bank Primary School", "Oak Hollow Primary School"]);
}

#[tokio::test]
async fn a_school_that_has_left_is_neither_counted_nor_asked() {
    let asked = Asked::new().await;
    let priya = actor(&asked.world.db, asked.world.people[0]).await;
    asked
        .world
        .sql("update group_school set status = 'withdrawn' where school = (select school from person where name like 'Priya%')")
        .await;
    assert_eq!(asked.ask().await.expect("nobody"), 0);
    asked.world.sql("update group_school set status = 'active'").await;
    let new = NewAnswer { poll: asked.poll, by: AnsweredBy::Member(&priya), replies: &YES, comment: "" };
    say(&asked.world.db, &new).await.expect("kept");
    asked
        .world
        .sql("update group_school set status = 'withdrawn' where school = (select school from person where name like 'Priya%')")
        .await;
    let whole = asked.whole().await;
    assert_eq!((whole.heard().len(), whole.others(), whole.answers[0].counted), (0, 0, Counted::Left));
    assert_eq!(whole.ranking().tallies, [Tally { yes: 0, if_need_be: 0, no: 0, silent: 1 }; 2]);
    let listed = polls::of_group(&asked.world.db, asked.world.group).await.expect("read");
    assert_eq!(listed[0].answers, 0);
}

#[tokio::test]
async fn the_crowd_of_one_poll_costs_another_nothing() {
    let asked = Asked::new().await;
    for number in 0..PER_NETWORK {
        asked.say(&secret(), &format!("Asha {number}"), AnswerSchool::Typed("Mill"), &YES).await.expect("kept");
    }
    let refused = asked.say(&secret(), "Asha", AnswerSchool::Typed("Mill"), &YES).await;
    assert!(matches!(refused, Err(Refused::TooMany)), "{refused:?}");
    asked.close(None).await.expect("closed");
    let another = open(&asked.world, &asked.tom, asked.workshop).await.expect("opened");
    let (secret, school) = (secret(), AnswerSchool::Typed("Mill"));
    let by = AnsweredBy::Holder { secret: &secret, again: false, name: "Asha", school, from: HOME };
    say(&asked.world.db, &NewAnswer { poll: another, by, replies: &YES, comment: "" }).await.expect("kept");
}

#[tokio::test]
async fn letters_to_one_address_are_counted_by_an_index() {
    let asked = Asked::new().await;
    let mut file = connection(&asked.world.file).await;
    let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(
        "explain query plan select count(*) from outbox where kind = 'poll.answer' and to_email = 'asha@mill.example' and created_at > 0",
    )
    .fetch_all(&mut file)
    .await
    .expect("a plan");
    assert!(plan.iter().any(|(.., words)| words.contains("outbox_by_address")), "{plan:?}");
}
