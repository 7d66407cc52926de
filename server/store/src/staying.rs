//! What schools say when they are asked whether they stay (§1.13).

use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::ids::{GroupYearId, HubId, SchoolId, WorkGroupId};

use crate::audit::{self, Entry, Who};
use crate::commitments;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::groups;

/// What a school says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was asked, and has not said.
    Asked,
    /// It stays: also where nobody has asked, because groups go on.
    Staying,
    /// It leaves.
    Leaving,
}

impl Answer {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Staying, Self::Leaving];

    /// The word in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Staying => "staying",
            Self::Leaving => "leaving",
        }
    }

    /// The answer whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.key() == key)
    }
}

/// The year that is asked about, and what its schools have said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The year in which the answers are kept.
    pub year: GroupYearId,
    pub academic_year: AcademicYear,
    /// Whether it has yet to begin. If so, the answer is about it; else about the year after it.
    pub coming: bool,
    /// Its project code.
    pub ncp_code: String,
    /// The group's name.
    pub name: String,
    /// Whether letters that ask are written, and wait to be released.
    pub letters_wait: bool,
    /// Its schools by name, with those that leave.
    pub schools: Vec<SchoolAnswer>,
}

/// A school and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolAnswer {
    pub school: SchoolId,
    pub name: String,
    pub answer: Answer,
    /// When that was written down, and by whom; `None` while it is only taken for granted.
    pub answered: Option<Answered>,
}

/// That an answer was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub at: chrono::DateTime<chrono::Utc>,
    /// By name.
    pub by: String,
}

/// School, name, answer, when and by whom it was written down.
type AnswerRow = (SchoolId, String, String, Option<i64>, Option<String>);

/// What a group's schools say about the year to come; `None` when there is no such group. Once that year is made (by the turn
/// of the year, or where groups are formed), the answers are kept in it, before that in the present one.
///
/// # Errors
/// When the file can't be read.
pub async fn asking(db: &Database, group: WorkGroupId) -> Result<Option<Asking>, StoreError> {
    let year: Option<(GroupYearId, AcademicYear, String, String)> = sqlx::query_as(
        "select group_year.id, academic_year, ncp_code, name
         from group_year join work_group on work_group.id = group_year.work_group
         where work_group = ? order by academic_year desc limit 1",
    )
    .bind(group)
    .fetch_optional(db.readers())
    .await?;
    let Some((year, academic_year, ncp_code, name)) = year else { return Ok(None) };
    let found: Vec<AnswerRow> = sqlx::query_as(
        "select school.id, school.name, answer, answered_at, person.name
         from group_school join school on school.id = group_school.school
         left join person on person.id = answered_by
         where group_year = ? and (group_school.status = 'active' or answer = 'leaving')
         order by school.name, school.id",
    )
    .bind(year)
    .fetch_all(db.readers())
    .await?;
    let (letters_wait,): (bool,) =
        sqlx::query_as("select exists (select 1 from outbox where kind = 'rollover.staying' and about = ? and state = 'held')")
            .bind(year)
            .fetch_one(db.readers())
            .await?;
    let schools = found.into_iter().map(|(school, name, answer, at, by)| {
        Ok(SchoolAnswer {
            school,
            name,
            answer: Answer::from_key(&answer).unwrap_or(Answer::Staying),
            answered: at.map(rows::time).transpose()?.map(|at| Answered { at, by: by.unwrap_or_default() }),
        })
    });
    Ok(Some(Asking {
        year,
        academic_year,
        coming: academic_year > AcademicYear::at(chrono::Utc::now()),
        ncp_code,
        name,
        letters_wait,
        schools: schools.collect::<Result<_, StoreError>>()?,
    }))
}

/// Writes down what a school says. In a year that has yet to begin a leaving school does not take part; in one that goes on
/// it stays to the end. Returns whether that is news.
///
/// # Errors
/// When the file can't be written to.
pub async fn answer(changes: &mut Changes, year: GroupYearId, school: SchoolId, answer: Answer, by: &Person) -> Result<bool, StoreError> {
    let row: Option<(String, AcademicYear, WorkGroupId, String, String, bool)> = sqlx::query_as(
        "select answer, academic_year, work_group.id, work_group.name, school.name, answered_at is not null
         from group_school
         join group_year on group_year.id = group_school.group_year
         join work_group on work_group.id = group_year.work_group
         join school on school.id = group_school.school
         where group_year = ? and school = ?",
    )
    .bind(year)
    .bind(school)
    .fetch_optional(changes.connection())
    .await?;
    // That a school stays, which was only taken for granted before, is news as well.
    let news = |before: &str, answered: bool| before != answer.key() || (!answered && answer != Answer::Asked);
    let Some((before, academic_year, group, group_name, school_name, _)) = row.filter(|(before, .., answered)| news(before, *answered))
    else {
        return Ok(false);
    };
    // Another group has taken it in meanwhile: it stays there.
    if before == Answer::Leaving.key() && groups::elsewhere(changes, year, school).await?.is_some() {
        return Ok(false);
    }
    let coming = academic_year > AcademicYear::at(chrono::Utc::now());
    let status = match answer {
        Answer::Leaving if coming => Some("withdrawn"),
        Answer::Staying | Answer::Asked if coming && before == Answer::Leaving.key() => Some("active"),
        _ => None,
    };
    sqlx::query(
        "update group_school set answer = ?3, answered_at = ?4, answered_by = ?5, status = coalesce(?6, status)
         where group_year = ?1 and school = ?2",
    )
    .bind(year)
    .bind(school)
    .bind(answer.key())
    .bind((answer != Answer::Asked).then(rows::now))
    .bind((answer != Answer::Asked).then_some(by.id))
    .bind(status)
    .execute(changes.connection())
    .await?;
    if status == Some("withdrawn") {
        commitments::school_left(changes, year, school).await?;
    }
    let about = if coming { academic_year } else { academic_year.next() };
    let words = match answer {
        Answer::Staying => format!("{school_name} stays in {group_name} in {about}."),
        Answer::Leaving => format!("{school_name} leaves {group_name} before {about}."),
        Answer::Asked => format!("{school_name} has yet to say whether it stays in {group_name} in {about}."),
    };
    let hub: HubId = sqlx::query_scalar("select hub from work_group where id = ?").bind(group).fetch_one(changes.connection()).await?;
    let entry = Entry { hub: Some(hub), who: Who::Person(by), action: "group.answered", subject: Some(school.to_string()), words: &words };
    audit::write(changes, &entry).await?;
    Ok(true)
}
