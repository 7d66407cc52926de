//! A poll with everything that was answered.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use model::ids::{GroupYearId, PersonId, PollAnswerId, PollId, SchoolId, WorkGroupId};
use model::polls::Reply;
use model::polls::ranking::{Ballot, Ranking, rank};
use sqlx_sqlite::SqliteConnection;

use super::rows::{Poll, load};
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;
use crate::plain_words::plain;

/// A poll, the schools that are asked, and the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholePoll {
    pub poll: Poll,
    /// The schools of the group's year, by name.
    pub schools: Vec<(SchoolId, String)>,
    /// By school, then in the order in which they came.
    pub answers: Vec<PollAnswer>,
}

/// What somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollAnswer {
    pub id: PollAnswerId,
    /// Whose account it is of.
    pub person: Option<PersonId>,
    /// Who; empty once the name is forgotten.
    pub name: String,
    /// The school, where it is one that we know.
    pub school: Option<SchoolId>,
    /// Its name, as it is called or as it was typed.
    pub school_name: String,
    /// A line that goes with it; may be empty.
    pub comment: String,
    pub changed_at: DateTime<Utc>,
    /// For each date of the poll, in its order.
    pub replies: Vec<Option<Reply>>,
}

impl PollAnswer {
    /// The same text for everybody of a school.
    fn school_key(&self) -> String {
        self.school.map_or_else(|| format!("typed {}", plain(&self.school_name)), |school| school.to_string())
    }
}

impl WholePoll {
    /// Which date suits best, and why.
    pub fn ranking(&self) -> Ranking {
        let ballots: Vec<Ballot> =
            self.answers.iter().map(|answer| Ballot { school: answer.school_key(), replies: answer.replies.clone() }).collect();
        rank(&self.poll.slots(), &ballots, &self.schools.iter().map(|(school, _)| school.to_string()).collect())
    }

    /// The names of the schools that have answered, in order.
    pub fn heard(&self) -> Vec<&str> {
        let by_key: HashMap<String, &str> = self.answers.iter().map(|answer| (answer.school_key(), answer.school_name.as_str())).collect();
        by_key.into_values().collect::<BTreeSet<&str>>().into_iter().collect()
    }

    /// The schools of the group that have not.
    pub fn silent(&self) -> Vec<&str> {
        let has_answered = |school: SchoolId| self.answers.iter().any(|answer| answer.school == Some(school));
        self.schools.iter().filter(|(school, _)| !has_answered(*school)).map(|(_, name)| name.as_str()).collect()
    }
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    id: PollAnswerId,
    person: Option<PersonId>,
    name: String,
    school: Option<SchoolId>,
    school_name: String,
    comment: String,
    changed_at: i64,
}

/// A poll with its answers; `None` when there is none of this id.
///
/// # Errors
/// When the file can't be read.
pub async fn whole(db: &Database, id: PollId) -> Result<Option<WholePoll>, StoreError> {
    let mut view = db.view().await?;
    let Some(poll) = load(&mut view, id).await? else { return Ok(None) };
    let schools = schools(&mut view, poll.year).await?;
    let answers = answers(&mut view, &poll).await?;
    Ok(Some(WholePoll { poll, schools, answers }))
}

/// The same of a group's own poll.
///
/// # Errors
/// When the file can't be read.
pub async fn whole_of(db: &Database, group: WorkGroupId, id: PollId) -> Result<Option<WholePoll>, StoreError> {
    Ok(whole(db, id).await?.filter(|whole| whole.poll.group == group))
}

/// The schools that take part in a year, by name.
async fn schools(connection: &mut SqliteConnection, year: GroupYearId) -> Result<Vec<(SchoolId, String)>, StoreError> {
    Ok(sqlx::query_as(
        "select school.id, school.name from group_school join school on school.id = group_school.school
         where group_year = ? and group_school.status = 'active' order by school.name, school.id",
    )
    .bind(year)
    .fetch_all(connection)
    .await?)
}

/// The answers to a poll.
async fn answers(connection: &mut SqliteConnection, poll: &Poll) -> Result<Vec<PollAnswer>, StoreError> {
    let found: Vec<AnswerRow> = sqlx::query_as(
        "select poll_answer.id, poll_answer.person, coalesce(person.name, poll_answer.name) as name, poll_answer.school,
                coalesce(school.name, poll_answer.school_typed) as school_name, poll_answer.comment, poll_answer.changed_at
         from poll_answer
         left join person on person.id = poll_answer.person
         left join school on school.id = poll_answer.school
         where poll_answer.poll = ? order by school_name, poll_answer.id",
    )
    .bind(poll.id)
    .fetch_all(&mut *connection)
    .await?;
    let said: Vec<(PollAnswerId, i64, String)> = sqlx::query_as(
        "select answer, place, reply from poll_reply join poll_answer on poll_answer.id = poll_reply.answer where poll_answer.poll = ?",
    )
    .bind(poll.id)
    .fetch_all(connection)
    .await?;
    let mut replies: HashMap<(PollAnswerId, i64), Reply> = HashMap::with_capacity(said.len());
    for (answer, place, reply) in said {
        let reply = Reply::from_key(&reply).ok_or_else(|| StoreError::Corrupt(format!("the reply {reply:?}")))?;
        replies.insert((answer, place), reply);
    }
    let answer = |row: AnswerRow| {
        Ok(PollAnswer {
            replies: poll.options.iter().map(|option| replies.get(&(row.id, i64::from(option.place))).copied()).collect(),
            id: row.id,
            person: row.person,
            name: row.name,
            school: row.school,
            school_name: row.school_name,
            comment: row.comment,
            changed_at: rows::time(row.changed_at)?,
        })
    };
    found.into_iter().map(answer).collect()
}
