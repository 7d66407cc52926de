//! A poll with everything that was answered.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use model::ids::{GroupYearId, PersonId, PollAnswerId, PollId, SchoolId, WorkGroupId};
use model::polls::Reply;
use model::polls::ranking::{Ballot, Ranking, rank};
use sqlx_sqlite::SqliteConnection;

use super::rows::{Poll, load};
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;

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
    /// For whom it counts.
    pub counted: Counted,
}

/// For whom an answer counts. Anybody with the link can say any school's name, so what somebody says who has signed in comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// For its school, which is one of the group's.
    School,
    /// For nobody: somebody of its school has answered with an account, and whoever said this has none.
    Outdone,
    /// For nobody: its school has left the group.
    Left,
    /// Apart: its school is none of the group's, or a name that was typed.
    Other,
}

impl PollAnswer {
    fn ballot(&self) -> Option<Ballot> {
        let school = match self.counted {
            Counted::School => self.school.map(|school| school.to_string()),
            Counted::Other => None,
            Counted::Outdone | Counted::Left => return None,
        };
        Some(Ballot { school, replies: self.replies.clone() })
    }
}

impl WholePoll {
    /// Which date suits best, and why.
    pub fn ranking(&self) -> Ranking {
        let ballots: Vec<Ballot> = self.answers.iter().filter_map(PollAnswer::ballot).collect();
        rank(&self.poll.slots(), &ballots, &self.schools.iter().map(|(school, _)| school.to_string()).collect())
    }

    /// The names of the group's schools that have answered, in order.
    pub fn heard(&self) -> Vec<&str> {
        self.named(true)
    }

    /// Of those that have not.
    pub fn silent(&self) -> Vec<&str> {
        self.named(false)
    }

    fn named(&self, answered: bool) -> Vec<&str> {
        let has_answered = |school: SchoolId| self.answers.iter().any(|answer| answer.school == Some(school));
        self.schools.iter().filter(|(school, _)| has_answered(*school) == answered).map(|(_, name)| name.as_str()).collect()
    }

    /// How many answers are of others than the group's schools.
    pub fn others(&self) -> usize {
        self.answers.iter().filter(|answer| answer.counted == Counted::Other).count()
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
    /// Whether its school takes part in the year; `None` where it never has.
    active: Option<bool>,
}

impl AnswerRow {
    /// For whom it counts, where people of these schools have answered with an account.
    fn counted(&self, with_account: &HashSet<SchoolId>) -> Counted {
        match self.active {
            Some(true) if self.person.is_none() && self.school.is_some_and(|school| with_account.contains(&school)) => Counted::Outdone,
            Some(true) => Counted::School,
            Some(false) => Counted::Left,
            None => Counted::Other,
        }
    }
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
                coalesce(school.name, poll_answer.school_typed) as school_name, poll_answer.comment, poll_answer.changed_at,
                group_school.status = 'active' as active
         from poll_answer
         left join person on person.id = poll_answer.person
         left join school on school.id = poll_answer.school
         left join group_school on group_school.group_year = ?2 and group_school.school = poll_answer.school
         where poll_answer.poll = ?1 order by school_name, poll_answer.id",
    )
    .bind(poll.id)
    .bind(poll.year)
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
    let with_account: HashSet<SchoolId> = found.iter().filter(|row| row.person.is_some()).filter_map(|row| row.school).collect();
    let answer = |row: AnswerRow| {
        Ok(PollAnswer {
            counted: row.counted(&with_account),
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
