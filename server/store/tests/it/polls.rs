//! Date polls: one at a time for a workshop, one answer for each account and secret, a date once, and names that go.

mod counting;
mod ending;

use chrono::{Days, NaiveDate, TimeDelta, Utc};
use model::accounts::roles::Person;
use model::calendar::half_term::HalfTerm;
use model::calendar::slot::Slot;
use model::ids::{PollId, WorkshopId};
use model::polls::Reply;
use model::polls::ranking::Tally;
use store::polls::{self, AnswerSchool, Answered, AnsweredBy, NewAnswer, NewPoll, Refused, WholePoll};
use store::workshops::changes::save;
use store::workshops::plan::{Planned, of_workshop_in};
use store::workshops::{self, Mode, NewWorkshop, Span};
use store::{Database, uk_time};

use crate::common::roles::year;
use crate::common::{HOME, World, actor, address, count};

const YES: [Reply; 2] = [Reply::Yes, Reply::Yes];
const RATHER_NOT: [Reply; 2] = [Reply::IfNeedBe, Reply::No];

/// A poll with two dates, of the world's group, that Tom has opened who leads it.
struct Asked {
    world: World,
    tom: Person,
    workshop: WorkshopId,
    poll: PollId,
}

impl Asked {
    async fn new() -> Self {
        let world = World::new().await;
        let (tom, workshop) = (actor(&world.db, world.people[1]).await, workshop(&world).await);
        let poll = open(&world, &tom, workshop).await.expect("opened");
        Self { world, tom, workshop, poll }
    }

    async fn say(&self, secret: &str, name: &str, school: AnswerSchool<'_>, replies: &[Reply]) -> Result<Answered, Refused> {
        let by = AnsweredBy::Holder { secret, again: false, name, school, from: HOME };
        say(&self.world.db, &NewAnswer { poll: self.poll, by, replies, comment: "Ring 01632 960777" }).await
    }

    async fn close(&self, place: Option<u8>) -> Result<(), Refused> {
        close(&self.world.db, &self.tom, &self.world, self.poll, place).await
    }

    async fn reopen(&self) -> Result<(), Refused> {
        let mut changes = self.world.db.change().await.expect("changes");
        polls::reopen(&mut changes, &self.tom, self.world.group, self.poll, day(5)).await?;
        Ok(changes.commit().await?)
    }

    async fn whole(&self) -> WholePoll {
        polls::whole(&self.world.db, self.poll).await.expect("read").expect("a poll")
    }

    async fn tallies(&self) -> Vec<Tally> {
        self.whole().await.ranking().tallies
    }

    /// Gives the workshop a date, or none, as the year's page does.
    async fn plan(&self, time: Option<Span>) {
        let mut changes = self.world.db.change().await.expect("changes");
        let before = of_workshop_in(&mut changes, self.world.group, self.workshop).await.expect("read").expect("a year");
        let wanted = Planned { time, ..before.workshop(self.workshop).expect("a workshop").clone() };
        save(&mut changes, &before, &self.tom, &[wanted]).await.expect("saved");
        changes.commit().await.expect("kept");
    }

    /// Writes to those who have not answered.
    async fn ask(&self) -> Result<usize, Refused> {
        let mut changes = self.world.db.change().await.expect("changes");
        let letters = polls::ask(&mut changes, &self.tom, self.world.group, self.poll, "https://twilight.example").await?;
        changes.commit().await?;
        Ok(letters)
    }

    async fn sequence(&self) -> i64 {
        count(&self.world, "select sequence from workshop").await
    }

    async fn is_dated(&self) -> bool {
        count(&self.world, "select count(*) from workshop where starts_at is not null").await > 0
    }
}

fn day(from_today: u64) -> NaiveDate {
    uk_time::today() + Days::new(from_today)
}

async fn workshop(world: &World) -> WorkshopId {
    let year = year(world).await;
    let new = NewWorkshop {
        number: 1,
        half_term: HalfTerm::Autumn1,
        title: "Workshop 1",
        host: None,
        mode: Mode::Online,
        time: None,
        twilight: None,
        note: "",
        place: "",
        call_link: "",
    };
    let mut changes = world.db.change().await.expect("changes");
    let id = workshops::add(&mut changes, year.id, &new).await.expect("a workshop");
    changes.commit().await.expect("kept");
    id
}

async fn open(world: &World, by: &Person, workshop: WorkshopId) -> Result<PollId, Refused> {
    let slot = |days| {
        let at = |hour| day(days).and_hms_opt(hour, 0, 0).expect("a time");
        Slot { starts: at(13), ends: at(17), twilight: Some(at(15)) }
    };
    let new = NewPoll { group: world.group, workshop, sentence: "", until: day(5), slots: &[slot(22), slot(20)], by };
    let mut changes = world.db.change().await.expect("changes");
    let id = polls::open(&mut changes, &new).await?;
    changes.commit().await?;
    Ok(id)
}

async fn say(db: &Database, answer: &NewAnswer<'_>) -> Result<Answered, Refused> {
    let mut changes = db.change().await.expect("changes");
    let answered = polls::answer(&mut changes, answer).await?;
    changes.commit().await?;
    Ok(answered)
}

async fn close(db: &Database, by: &Person, world: &World, poll: PollId, place: Option<u8>) -> Result<(), Refused> {
    let mut changes = db.change().await.expect("changes");
    polls::close(&mut changes, by, world.group, poll, place).await?;
    Ok(changes.commit().await?)
}

fn secret() -> String {
    polls::new_secret().expect("a secret")
}

#[tokio::test]
async fn a_workshop_is_asked_about_once_at_a_time_and_only_without_a_date() {
    let asked = Asked::new().await;
    let again = open(&asked.world, &asked.tom, asked.workshop).await;
    assert!(matches!(again, Err(Refused::OpenAlready)), "{again:?}");
    let whole = polls::whole(&asked.world.db, asked.poll).await.expect("read").expect("a poll");
    assert!(whole.poll.slots().is_sorted(), "the dates are in their own order");
    assert_eq!(polls::undated(&asked.world.db, asked.world.group).await.expect("read").len(), 0);
    asked.close(None).await.expect("closed");
    assert_eq!(polls::undated(&asked.world.db, asked.world.group).await.expect("read").len(), 1);
    asked.world.sql("update workshop set starts_at = 1, ends_at = 2").await;
    let refused = open(&asked.world, &asked.tom, asked.workshop).await;
    assert!(matches!(refused, Err(Refused::Dated)), "{refused:?}");
    asked.world.sql("update workshop set cancelled_at = 1").await;
    let refused = open(&asked.world, &asked.tom, asked.workshop).await;
    assert!(matches!(refused, Err(Refused::Cancelled)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_presses_at_once_there_is_one_answer() {
    let asked = Asked::new().await;
    let secret = secret();
    let mut running = Vec::new();
    for _ in 0..8 {
        let (db, secret, poll, school) = (asked.world.db.clone(), secret.clone(), asked.poll, asked.world.schools[0]);
        running.push(tokio::spawn(async move {
            let by = AnsweredBy::Holder { secret: &secret, again: false, name: "Asha", school: AnswerSchool::OfGroup(school), from: HOME };
            say(&db, &NewAnswer { poll, by, replies: &YES, comment: "" }).await.expect("kept").new
        }));
    }
    let mut new = 0;
    for one in running {
        new += usize::from(one.await.expect("no panic"));
    }
    assert_eq!((new, count(&asked.world, "select count(*) from poll_answer").await), (1, 1));
    assert_eq!(count(&asked.world, "select count(*) from poll_reply").await, 2);
}

#[tokio::test]
async fn a_secret_and_an_account_change_their_own_answer_alone() {
    let asked = Asked::new().await;
    let (one, other, school) = (secret(), secret(), AnswerSchool::OfGroup(asked.world.schools[0]));
    let first = asked.say(&one, "Asha", school, &YES).await.expect("kept");
    asked.say(&other, "Ben", AnswerSchool::Typed("St. Mary"), &YES).await.expect("kept");
    let priya = actor(&asked.world.db, asked.world.people[0]).await;
    let by = AnsweredBy::Member(&priya);
    for replies in [&YES, &RATHER_NOT] {
        say(&asked.world.db, &NewAnswer { poll: asked.poll, by, replies, comment: "" }).await.expect("kept");
    }
    let again = asked.say(&one, "Asha", school, &YES).await.expect("kept");
    assert_eq!((again.id, again.new), (first.id, false));
    let whole = polls::whole(&asked.world.db, asked.poll).await.expect("read").expect("a poll");
    let mut said: Vec<(&str, bool)> = whole.answers.iter().map(|answer| (answer.name.as_str(), answer.replies == YES.map(Some))).collect();
    said.sort_unstable();
    assert_eq!(said, [("Asha", true), ("Ben", true), ("Priya Nandakumar", false)]);
    assert_eq!((whole.heard(), whole.others()), (vec!["Oak Hollow Primary School"], 1));
    assert_eq!(whole.silent(), ["Elm Bank Primary School"]);
    assert_eq!(asked.tallies().await[0], Tally { yes: 0, if_need_be: 1, no: 0, silent: 1 }, "a school counts once");
    // By a secret that nobody has answered with nothing is changed, and at no other poll.
    let by = AnsweredBy::Holder { secret: &secret(), again: true, name: "Eve", school, from: HOME };
    let refused = say(&asked.world.db, &NewAnswer { poll: asked.poll, by, replies: &YES, comment: "" }).await;
    assert!(matches!(refused, Err(Refused::NotFound)), "{refused:?}");
    assert_eq!(polls::own_answer(&asked.world.db, asked.poll, &one).await.expect("read"), Some(first.id));
    assert_eq!(polls::own_answer(&asked.world.db, PollId::generate(), &one).await.expect("read"), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_gives_a_date_once_and_reopening_takes_it_back() {
    let asked = Asked::new().await;
    let closes = (0..8).map(|number: u8| {
        let (db, tom, group, poll) = (asked.world.db.clone(), asked.tom.clone(), asked.world.group, asked.poll);
        tokio::spawn(async move {
            let mut changes = db.change().await.expect("changes");
            let done = polls::close(&mut changes, &tom, group, poll, Some(1 + number % 2)).await;
            match done {
                Ok(()) => changes.commit().await.is_ok(),
                Err(Refused::Closed) => false,
                Err(other) => panic!("{other}"),
            }
        })
    });
    let mut won = 0;
    for close in closes.collect::<Vec<_>>() {
        won += usize::from(close.await.expect("no panic"));
    }
    assert_eq!((won, asked.sequence().await, asked.is_dated().await), (1, 1, true));
    assert_eq!(count(&asked.world, "select count(*) from audit where action = 'poll.closed'").await, 1);
    let refused = asked.say(&secret(), "Asha", AnswerSchool::Typed("Mill"), &YES).await;
    assert!(matches!(refused, Err(Refused::Closed)), "{refused:?}");
    asked.reopen().await.expect("open again");
    assert_eq!((asked.sequence().await, asked.is_dated().await), (2, false));
    asked.say(&secret(), "Asha", AnswerSchool::Typed("Mill"), &YES).await.expect("kept");
    // Of a date that somebody has moved since, nothing is taken back.
    asked.close(Some(2)).await.expect("closed");
    asked.world.sql("update workshop set ends_at = ends_at + 1").await;
    let refused = asked.reopen().await;
    assert!(matches!(refused, Err(Refused::Moved)), "{refused:?}");
    assert!(asked.is_dated().await);
}

#[tokio::test]
async fn a_purge_leaves_no_name_in_the_file_and_the_counts_as_they_were() {
    let asked = Asked::new().await;
    let guest = secret();
    let answered = asked.say(&guest, "Zebedee Quill", AnswerSchool::Typed("Quillfeather House"), &RATHER_NOT).await.expect("kept");
    asked.say(&secret(), "Zora Quill", AnswerSchool::Typed("quillfeather  HOUSE"), &YES).await.expect("kept");
    asked.say(&secret(), "Zach Quill", AnswerSchool::OfGroup(asked.world.schools[1]), &YES).await.expect("kept");
    let mut changes = asked.world.db.change().await.expect("changes");
    let to = ("Zebedee Quill", &address("zebedee@quill.example"));
    let link = format!("https://twilight.example/polls/x/{guest}");
    assert!(polls::send_own_link(&mut changes, &answered, &RATHER_NOT, to, &link).await.expect("sent"));
    changes.commit().await.expect("kept");
    let before = asked.tallies().await;
    polls::purge(&asked.world.db, Utc::now() + TimeDelta::days(30)).await.expect("nothing to do");
    assert_eq!(count(&asked.world, "select count(*) from poll_answer where name = ''").await, 0, "not a day too early");
    polls::purge(&asked.world.db, Utc::now() + TimeDelta::days(37)).await.expect("done");
    assert_eq!(asked.tallies().await, before);
    let whole = polls::whole(&asked.world.db, asked.poll).await.expect("read").expect("a poll");
    assert!(whole.poll.purged && whole.answers.iter().all(|answer| answer.name.is_empty()));
    assert_eq!((whole.heard(), whole.others()), (vec!["Elm Bank Primary School"], 2));
    assert_eq!(whole.answers.iter().filter(|answer| answer.school_name == "Another school 1").count(), 2);
    assert_eq!(polls::own_answer(&asked.world.db, asked.poll, &guest).await.expect("read"), None);
    assert_eq!(count(&asked.world, "select count(*) from outbox").await, 0);
    asked.world.sql("vacuum").await;
    asked.world.sql("pragma wal_checkpoint(truncate)").await;
    asked.world.db.close().await;
    let bytes = std::fs::read(&asked.world.file).expect("the file");
    for words in ["Quill", "quill", "01632 960777", guest.as_str()] {
        assert!(!bytes.windows(words.len()).any(|window| window == words.as_bytes()), "{words} is still in the file");
    }
}

#[tokio::test]
async fn who_answers_with_an_account_is_still_known_after_a_purge() {
    let asked = Asked::new().await;
    let priya = actor(&asked.world.db, asked.world.people[0]).await;
    let new = NewAnswer { poll: asked.poll, by: AnsweredBy::Member(&priya), replies: &YES, comment: "We host" };
    say(&asked.world.db, &new).await.expect("kept");
    polls::purge(&asked.world.db, Utc::now() + TimeDelta::days(60)).await.expect("done");
    let whole = polls::whole(&asked.world.db, asked.poll).await.expect("read").expect("a poll");
    assert_eq!((whole.answers[0].name.as_str(), whole.answers[0].comment.as_str()), ("Priya Nandakumar", "We host"));
    // What is asked again is forgotten again.
    asked.reopen().await.expect("longer");
    asked.say(&secret(), "Asha", AnswerSchool::Typed("Mill"), &YES).await.expect("kept");
    polls::purge(&asked.world.db, Utc::now() + TimeDelta::days(60)).await.expect("done");
    assert_eq!(count(&asked.world, "select count(*) from poll_answer where name = 'Asha'").await, 0);
}
