//! Answering: once for each account and each secret, however often the button is pressed, and never for anybody else.

use std::net::IpAddr;

use chrono::Utc;
use model::accounts::roles::Person;
use model::calendar::clock;
use model::ids::{PollAnswerId, PollId, SchoolId};
use model::polls::{MOST_ANSWERS, Reply};

use super::refused::Refused;
use super::rows::{Poll, load};
use super::state::State;
use crate::accounts::sign_in::network;
use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::sendings::{self, Sending};

/// New answers to one poll by typed names from one network within a day: a whole group may sit in one school.
pub const PER_NETWORK: i64 = 120;

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
    let (person, own_hash) = match by {
        AnsweredBy::Member(person) => (Some(person.id), None),
        AnsweredBy::Holder { secret, from, .. } => {
            // Those with an account are so many as there are accounts, and find room however many strangers came.
            let (answers,): (u32,) = sqlx::query_as("select count(*) from poll_answer where poll = ? and person is null")
                .bind(poll.id)
                .fetch_one(changes.connection())
                .await?;
            if answers >= MOST_ANSWERS {
                return Err(Refused::Full);
            }
            count(changes, poll.id, from).await?;
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

/// Counts a new answer for the network it came from, unless there were too many: for each poll apart, so that the crowd of one costs another
/// nothing.
async fn count(changes: &mut Changes, poll: PollId, from: IpAddr) -> Result<(), Refused> {
    let key = format!("{poll} {}", network(from));
    if sendings::count(changes, Sending::PollAnswer, &key, PER_NETWORK).await? { Ok(()) } else { Err(Refused::TooMany) }
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
