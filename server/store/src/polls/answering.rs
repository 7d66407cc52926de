//! Answering: once for each account and each secret, however often the button is pressed, and never for anybody else.

use std::net::IpAddr;

use chrono::{TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::clock;
use model::ids::{PollAnswerId, PollId, SchoolId, WorkGroupId};
use model::letters::polls as letters;
use model::polls::{MOST_ANSWERS, Reply};

use super::asking::Told;
use super::refused::Refused;
use super::rows::{Poll, State, load, of_group_in};
use crate::accounts::sign_in::network;
use crate::accounts::tokens;
use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::mail::{self, NewMessage};

/// The kind of the letter with the link to one's own answer.
pub(super) const KIND: &str = "poll.answer";

/// New answers by typed names from one network within a day: a whole group may sit in one school.
pub const PER_NETWORK: i64 = 120;
/// Letters with a link to one address within a day.
pub const PER_ADDRESS: i64 = 4;
/// How long an answer or a letter counts.
const WINDOW: TimeDelta = TimeDelta::days(1);

/// Whose answer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnsweredBy<'a> {
    /// Somebody of the group who has signed in.
    Member(&'a Person),
    /// Whoever has this secret.
    Holder {
        secret: &'a str,
        /// Whether they have answered before: what was removed meanwhile is not made anew.
        again: bool,
        name: &'a str,
        school: AnswerSchool<'a>,
        /// Where it was sent from.
        from: IpAddr,
    },
}

/// Somebody's school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerSchool<'a> {
    /// One of the group's.
    OfGroup(SchoolId),
    /// Any other, as it was typed.
    Typed(&'a str),
}

/// An answer to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAnswer<'a> {
    pub poll: PollId,
    pub by: AnsweredBy<'a>,
    /// One for each date, in the poll's order.
    pub replies: &'a [Reply],
    /// A line that goes with it; may be empty.
    pub comment: &'a str,
}

/// What became of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub id: PollAnswerId,
    /// Whether nobody has answered so before.
    pub new: bool,
    /// The poll that it is about.
    pub poll: Poll,
}

/// Keeps an answer, in the place of the one that the same account or secret has given before.
///
/// # Errors
/// [`Refused`] says why it is not taken.
pub async fn answer(changes: &mut Changes, new: &NewAnswer<'_>) -> Result<Answered, Refused> {
    let poll = load(changes.connection(), new.poll).await?.ok_or(Refused::NotFound)?;
    if poll.state(clock::day(Utc::now())) != State::Open {
        return Err(Refused::Closed);
    }
    if new.replies.len() != poll.options.len() {
        return Err(Refused::NotFound);
    }
    let before = before(changes, &poll, new.by).await?;
    let id = match before {
        Some(id) => id,
        None => insert(changes, &poll, new.by).await?,
    };
    write(changes, &poll, id, new).await?;
    Ok(Answered { id, new: before.is_none(), poll })
}

/// The answer that an account or a secret has given before.
async fn before(changes: &mut Changes, poll: &Poll, by: AnsweredBy<'_>) -> Result<Option<PollAnswerId>, Refused> {
    match by {
        AnsweredBy::Member(person) => Ok(sqlx::query_scalar("select id from poll_answer where poll = ? and person = ?")
            .bind(poll.id)
            .bind(person.id)
            .fetch_optional(changes.connection())
            .await?),
        AnsweredBy::Holder { secret, again, .. } => {
            let found: Option<(PollAnswerId, PollId)> = sqlx::query_as("select id, poll from poll_answer where own_hash = ?")
                .bind(tokens::hash(secret))
                .fetch_optional(changes.connection())
                .await?;
            match found {
                Some((id, of)) if of == poll.id => Ok(Some(id)),
                // Another poll's secret opens nothing here.
                Some(_) => Err(Refused::NotFound),
                None if again => Err(Refused::NotFound),
                None => Ok(None),
            }
        }
    }
}

async fn insert(changes: &mut Changes, poll: &Poll, by: AnsweredBy<'_>) -> Result<PollAnswerId, Refused> {
    let (answers,): (u32,) =
        sqlx::query_as("select count(*) from poll_answer where poll = ?").bind(poll.id).fetch_one(changes.connection()).await?;
    if answers >= MOST_ANSWERS {
        return Err(Refused::Full);
    }
    let (person, own_hash) = match by {
        AnsweredBy::Member(person) => (Some(person.id), None),
        AnsweredBy::Holder { secret, from, .. } => {
            count(changes, from).await?;
            (None, Some(tokens::hash(secret)))
        }
    };
    let id = PollAnswerId::generate();
    sqlx::query("insert into poll_answer (id, poll, person, own_hash, created_at, changed_at) values (?1, ?2, ?3, ?4, ?5, ?5)")
        .bind(id)
        .bind(poll.id)
        .bind(person)
        .bind(own_hash)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    Ok(id)
}

/// Counts a new answer for the network it came from, unless there were too many.
async fn count(changes: &mut Changes, from: IpAddr) -> Result<(), Refused> {
    let (now, network) = (rows::now(), network(from));
    // Also what was written while the clock was ahead, which would count until then.
    sqlx::query("delete from poll_sending where at <= ? or at > ?")
        .bind(now - WINDOW.num_milliseconds())
        .bind(now + 60_000)
        .execute(changes.connection())
        .await?;
    let (before,): (i64,) =
        sqlx::query_as("select count(*) from poll_sending where network = ?").bind(&network).fetch_one(changes.connection()).await?;
    if before >= PER_NETWORK {
        return Err(Refused::TooMany);
    }
    sqlx::query("insert into poll_sending (at, network) values (?, ?)").bind(now).bind(network).execute(changes.connection()).await?;
    Ok(())
}

/// Writes all that an answer says.
async fn write(changes: &mut Changes, poll: &Poll, id: PollAnswerId, new: &NewAnswer<'_>) -> Result<(), Refused> {
    let (name, school, typed) = match new.by {
        // Their name is their account's.
        AnsweredBy::Member(person) => ("", person.school, ""),
        AnsweredBy::Holder { name, school: AnswerSchool::OfGroup(school), .. } => (name, Some(school), ""),
        AnsweredBy::Holder { name, school: AnswerSchool::Typed(typed), .. } => (name, None, typed),
    };
    if let (AnsweredBy::Holder { .. }, Some(school)) = (new.by, school)
        && !takes_part(changes, poll, school).await?
    {
        return Err(Refused::NotFound);
    }
    sqlx::query("update poll_answer set name = ?2, school = ?3, school_typed = ?4, comment = ?5, changed_at = ?6 where id = ?1")
        .bind(id)
        .bind(name)
        .bind(school)
        .bind(typed)
        .bind(new.comment)
        .bind(rows::now())
        .execute(changes.connection())
        .await?;
    for (option, reply) in poll.options.iter().zip(new.replies) {
        sqlx::query(
            "insert into poll_reply (answer, place, reply) values (?, ?, ?) on conflict (answer, place) do update set reply = excluded.reply",
        )
        .bind(id)
        .bind(i64::from(option.place))
        .bind(reply.key())
        .execute(changes.connection())
        .await?;
    }
    Ok(())
}

async fn takes_part(changes: &mut Changes, poll: &Poll, school: SchoolId) -> Result<bool, StoreError> {
    let (takes_part,): (bool,) =
        sqlx::query_as("select exists (select 1 from group_school where group_year = ? and school = ? and status = 'active')")
            .bind(poll.year)
            .bind(school)
            .fetch_one(changes.connection())
            .await?;
    Ok(takes_part)
}

/// The answer that a secret changes, if it is one to this poll.
///
/// # Errors
/// When the file can't be read.
pub async fn own_answer(db: &Database, poll: PollId, secret: &str) -> Result<Option<PollAnswerId>, StoreError> {
    Ok(sqlx::query_scalar("select id from poll_answer where poll = ? and own_hash = ?")
        .bind(poll)
        .bind(tokens::hash(secret))
        .fetch_optional(db.readers())
        .await?)
}

/// Sends whoever has answered the link to their answer, unless too many went to that address today. Returns whether it did.
///
/// # Errors
/// When the file can't be written to.
pub async fn send_own_link(
    changes: &mut Changes,
    answered: &Answered,
    replies: &[Reply],
    to: (&str, &EmailAddress),
    link: &str,
) -> Result<bool, StoreError> {
    let (name, email) = to;
    let (before,): (i64,) = sqlx::query_as("select count(*) from outbox where kind = ? and to_email = ? and created_at > ?")
        .bind(KIND)
        .bind(email.as_str())
        .bind(rows::now() - WINDOW.num_milliseconds())
        .fetch_one(changes.connection())
        .await?;
    if before >= PER_ADDRESS {
        return Ok(false);
    }
    let about = answered.id.to_string();
    // Of several the newest says what holds.
    mail::withdraw_kind(changes, &about, KIND).await?;
    let letter = letters::own_answer(&Told::of(&answered.poll).facts(&answered.poll), replies);
    let message = NewMessage {
        hub: answered.poll.hub,
        kind: KIND,
        to: (letters::addressee(name), email),
        letter: &letter,
        link: Some(link),
        urgent: true,
        about: Some(about),
        by: None,
    };
    mail::enqueue(changes, &message).await?;
    Ok(true)
}

/// Removes somebody's answer from a poll that is not closed, with the letter about it: for what is no answer, or one of two.
///
/// # Errors
/// [`Refused`] says why it stays.
pub async fn remove(changes: &mut Changes, by: &Person, group: WorkGroupId, id: PollId, answer: PollAnswerId) -> Result<(), Refused> {
    let poll = of_group_in(changes, group, id).await?;
    if poll.closed_at.is_some() {
        return Err(Refused::Closed);
    }
    let school: Option<(String,)> = sqlx::query_as(
        "select coalesce(school.name, '') from poll_answer left join school on school.id = poll_answer.school
         where poll_answer.id = ? and poll_answer.poll = ?",
    )
    .bind(answer)
    .bind(id)
    .fetch_optional(changes.connection())
    .await?;
    let (school,) = school.ok_or(Refused::NotFound)?;
    for statement in ["delete from poll_reply where answer = ?", "delete from poll_answer where id = ?"] {
        sqlx::query(statement).bind(answer).execute(changes.connection()).await?;
    }
    mail::withdraw_kind(changes, &answer.to_string(), KIND).await?;
    forget_letters(changes).await?;
    // The audit is kept for ever, so it names no guest, and nothing that was typed.
    let whose = if school.is_empty() { "another school".to_owned() } else { school };
    let words = format!("Removed an answer of {whose} from {}.", poll.words());
    let entry =
        Entry { hub: Some(poll.hub), who: Who::Person(by), action: "poll.answer_removed", subject: Some(id.to_string()), words: &words };
    Ok(audit::write(changes, &entry).await?)
}

/// The letters, in a statement, about answers that are gone or whose names are: each holds a name and an address. One that is being sent
/// right now goes the next time.
macro_rules! forgotten_letters {
    ($what:literal) => {
        concat!(
            $what,
            " from outbox where kind = ? and state <> 'sending'
              and not exists (select 1 from poll_answer where poll_answer.id = outbox.about and own_hash is not null)"
        )
    };
}

/// Whether there are any.
pub(super) async fn letters_to_forget(db: &Database) -> Result<bool, StoreError> {
    let (count,): (i64,) = sqlx::query_as(forgotten_letters!("select count(*)")).bind(KIND).fetch_one(db.readers()).await?;
    Ok(count > 0)
}

/// Deletes them.
pub(super) async fn forget_letters(changes: &mut Changes) -> Result<(), StoreError> {
    sqlx::query(forgotten_letters!("delete")).bind(KIND).execute(changes.connection()).await?;
    Ok(())
}
