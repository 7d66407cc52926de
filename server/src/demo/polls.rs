//! The date poll that is open when a visitor comes: about the one workshop of the group with the boards that has no date. Six of its eight
//! schools have answered, two of them without an account.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use model::calendar::slot::Slot;
use model::ids::PollId;
use model::polls::Reply;
use store::polls::{self, AnswerSchool, AnsweredBy, NewAnswer, NewPoll};

use super::DemoError;
use super::programme::{Cast, missing};

/// The workshop that is asked about, and about how many days from today it would be.
const WORKSHOP: (u8, u64) = (5, 147);
/// The dates, by days from the Monday of that week.
const DATES: [u64; 4] = [1, 2, 3, 8];
/// Who has answered signed in: person, a reply to each date (yes, if need be, no), comment.
const MEMBERS: [(&str, &str, &str); 4] =
    [("amy", "yiny", ""), ("tom", "yyni", "We could host on the Wednesday."), ("hugh", "iyyy", ""), ("mina", "iyny", "")];
/// Who has answered by the link: name, school, the same.
const GUESTS: [(&str, &str, &str, &str); 2] =
    [("Cerys Holt", "rowan", "yiyn", "I stand in for Sana this term."), ("Jonah Prewett", "tansy", "yiin", "")];

/// Opens it, and has the schools answer.
pub(super) async fn open(who: &Cast<'_>) -> Result<(), DemoError> {
    let helen = who.person("helen").await?;
    let (number, days) = WORKSHOP;
    let workshop = who.made.workshops.get(&number).copied().ok_or_else(|| missing("the workshop"))?;
    let today = Utc::now().date_naive();
    let mut changes = who.database.change().await?;
    let new = NewPoll {
        group: who.made.group,
        workshop,
        sentence: "We look for a host as well: say in your answer whether your school could be it.",
        until: today + TimeDelta::days(10),
        slots: &slots(today + Days::new(days)),
        by: &helen,
    };
    let poll = polls::open(&mut changes, &new).await?;
    changes.commit().await?;
    answers(who, poll).await
}

/// The dates, in the week of a day and the one after it.
fn slots(day: NaiveDate) -> Vec<Slot> {
    let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
    let slot = |days| {
        let at = |hour, minute| (monday + Days::new(days)).and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default());
        Slot { starts: at(13, 0), ends: at(17, 15), twilight: Some(at(15, 45)) }
    };
    DATES.into_iter().map(slot).collect()
}

async fn answers(who: &Cast<'_>, poll: PollId) -> Result<(), DemoError> {
    for (key, said, comment) in MEMBERS {
        let person = who.person(key).await?;
        keep(who, &NewAnswer { poll, by: AnsweredBy::Member(&person), replies: &replies(said), comment }).await?;
    }
    for (name, school, said, comment) in GUESTS {
        let secret = polls::new_secret()?;
        let by = AnsweredBy::Holder {
            secret: &secret,
            again: false,
            name,
            school: AnswerSchool::OfGroup(who.school(school)?),
            from: std::net::Ipv4Addr::LOCALHOST.into(),
        };
        keep(who, &NewAnswer { poll, by, replies: &replies(said), comment }).await?;
    }
    Ok(())
}

async fn keep(who: &Cast<'_>, answer: &NewAnswer<'_>) -> Result<(), DemoError> {
    let mut changes = who.database.change().await?;
    polls::answer(&mut changes, answer).await?;
    Ok(changes.commit().await?)
}

fn replies(said: &str) -> Vec<Reply> {
    let reply = |letter| match letter {
        'y' => Reply::Yes,
        'i' => Reply::IfNeedBe,
        _ => Reply::No,
    };
    said.chars().map(reply).collect()
}
