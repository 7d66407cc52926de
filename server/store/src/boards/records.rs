//! Boards as lists and pages see them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::accounts::roles::Byline;
use model::calendar::academic_year::AcademicYear;
use model::documents::Kind;
use model::documents::board::Summary;
use model::ids::{DocumentId, PersonId, WorkGroupId, WorkshopId};
use model::permission::Subject;
use model::twilights::A_TEACHER_AT;

use crate::database::Database;
use crate::database::rows;
use crate::error::{StoreError, from_sqlx};
use crate::live::{self, Append, NewUpdate};
use crate::present_year::present_year;

/// A board in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRecord {
    /// Its document.
    pub id: DocumentId,
    /// What it says, as of its last compaction.
    pub summary: Summary,
    /// The number of the workshop it was started for.
    pub workshop: Option<u8>,
    /// When it was last edited.
    pub edited_at: DateTime<Utc>,
    /// Who edited it last.
    pub edited_by: Option<Byline>,
    /// Short names of the schools whose people have written in it, alphabetical.
    pub schools: Vec<String>,
}

/// Where a board belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardContext {
    /// Whose it is and whether it was archived, for [`model::permission::may`].
    pub subject: Subject,
    /// When it was archived, and by whom.
    pub archived: Option<Archived>,
    /// Its group, unless it is a school's own.
    pub group: Option<BoardGroup>,
    /// The workshop it was started for.
    pub workshop: Option<BoardWorkshop>,
}

/// That a board was archived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Byline,
}

/// A board's group, this year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardGroup {
    /// Its id.
    pub id: WorkGroupId,
    pub name: String,
    /// The project of its latest year, like `NCP26-11`.
    pub ncp_code: String,
    /// Its latest year, like `2026/27`.
    pub academic_year: String,
}

/// A board's workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardWorkshop {
    /// 1 to 6 in most years.
    pub number: u8,
    /// Its title.
    pub title: String,
}

/// Whose board it is; `None` when there is none of this id.
///
/// # Errors
/// When the file can't be read.
pub async fn subject(db: &Database, id: DocumentId) -> Result<Option<Subject>, StoreError> {
    Ok(live::find(db, id).await?.filter(|(kind, _)| *kind == Kind::Board).map(|(_, subject)| subject))
}

#[derive(sqlx::FromRow)]
struct ListRow {
    id: String,
    summary: String,
    workshop: Option<i64>,
    edited_at: i64,
    editor: Option<String>,
    editor_school: Option<String>,
}

/// A group's boards that are not archived, the one edited last first.
///
/// # Errors
/// When the file can't be read.
pub async fn list_for_group(db: &Database, group: WorkGroupId) -> Result<Vec<BoardRecord>, StoreError> {
    let group = group.to_string();
    let mut view = db.view().await?;
    let boards: Vec<ListRow> = sqlx::query_as(
        "select document.id, document.summary, workshop.number as workshop, document.edited_at,
                case when person.id is not null then person.name
                     when guest.purged_at is not null then ?2 || coalesce(school.short_name, guest.school_name)
                     else guest.name end as editor,
                case when person.id is not null then school.short_name
                     when guest.purged_at is null then coalesce(school.short_name, guest.school_name) end as editor_school
         from document
         left join workshop on workshop.id = document.workshop
         left join guest on guest.id = document.edited_by_guest
         left join person on person.id = coalesce(document.edited_by, guest.person)
         left join school on school.id = case when person.id is not null then person.school else guest.school end
         where document.work_group = ?1 and document.kind = 'board' and document.archived_at is null
         order by document.edited_at desc, document.id desc",
    )
    .bind(&group)
    .bind(A_TEACHER_AT)
    .fetch_all(&mut *view)
    .await?;
    let pairs: Vec<(String, String)> = sqlx::query_as(
        "select document_client.document, school.short_name
         from document
         join document_client on document_client.document = document.id
         join person on person.id = document_client.person
         join school on school.id = person.school
         where document.work_group = ?1
         union
         select document.id, school.short_name
         from document
         join person on person.id = document.created_by
         join school on school.id = person.school
         where document.work_group = ?1
         union
         select document_guest.document, coalesce(school.short_name, guest.school_name)
         from document
         join document_guest on document_guest.document = document.id
         join guest on guest.id = document_guest.guest
         left join person on person.id = guest.person
         left join school on school.id = coalesce(person.school, guest.school)
         where document.work_group = ?1
         order by 2",
    )
    .bind(&group)
    .fetch_all(&mut *view)
    .await?;
    let mut schools: HashMap<String, Vec<String>> = HashMap::new();
    for (document, school) in pairs {
        schools.entry(document).or_default().push(school);
    }
    boards
        .into_iter()
        .map(|row| {
            Ok(BoardRecord {
                id: rows::id(&row.id)?,
                summary: rows::summary(&row.summary),
                workshop: row.workshop.map(rows::small).transpose()?,
                edited_at: rows::time(row.edited_at)?,
                edited_by: row.editor.map(|name| Byline { name, school: row.editor_school.unwrap_or_default() }),
                schools: schools.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

/// So many boards somebody may start within 24 hours: more than a group designs in a year, and less than fills a disk.
pub const BOARDS_A_DAY: u32 = 60;
/// In milliseconds.
const A_DAY: i64 = 24 * 3_600_000;

/// Why no board is started.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Somebody has started [`BOARDS_A_DAY`] within 24 hours.
    #[error("too many boards within a day")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);

/// Starts a board, and returns its id.
///
/// `first_update` is what it says from the beginning, made by `by`; `summary` says the same for lists.
///
/// # Errors
/// [`Refused::TooMany`].
pub async fn create_board(
    db: &Database,
    owner: Subject,
    by: PersonId,
    first_update: Vec<u8>,
    summary: &Summary,
    workshop: Option<WorkshopId>,
) -> Result<DocumentId, Refused> {
    let mut changes = db.change().await?;
    let (started,): (u32,) = sqlx::query_as("select count(*) from document where created_by = ? and created_at > ? and kind = 'board'")
        .bind(by)
        .bind(rows::now() - A_DAY)
        .fetch_one(changes.connection())
        .await?;
    if started >= BOARDS_A_DAY {
        return Err(Refused::TooMany);
    }
    let document = live::create_in(&mut changes, owner, by, &summary.clone().into(), workshop).await?;
    let updates = vec![NewUpdate { person: Some(by.into()), bytes: first_update }];
    live::append_in(&mut changes, &[Append { document, updates, clients: Vec::new(), former: Vec::new(), summary: None }]).await?;
    changes.commit().await?;
    Ok(document)
}

#[derive(sqlx::FromRow)]
struct ContextRow {
    work_group: Option<String>,
    school: Option<String>,
    name: Option<String>,
    ncp_code: Option<String>,
    academic_year: Option<AcademicYear>,
    number: Option<i64>,
    title: Option<String>,
    archived_at: Option<i64>,
    archiver: Option<String>,
    archiver_school: Option<String>,
}

/// Where a board belongs; `None` when there is none of this id.
///
/// # Errors
/// When the file can't be read.
pub async fn context(db: &Database, id: DocumentId) -> Result<Option<BoardContext>, StoreError> {
    let row: Option<ContextRow> = sqlx::query_as(concat!(
        "select document.work_group, document.school, work_group.name, group_year.ncp_code, group_year.academic_year,
                workshop.number, workshop.title, document.archived_at, person.name as archiver, school.short_name as archiver_school
         from document
         left join work_group on work_group.id = document.work_group
         left join group_year on group_year.work_group = work_group.id and group_year.academic_year = ",
        present_year!("work_group.id", "?2"),
        " left join workshop on workshop.id = document.workshop
         left join person on person.id = document.archived_by
         left join school on school.id = person.school
         where document.id = ?1 and document.kind = 'board'"
    ))
    .bind(id)
    .bind(AcademicYear::at(Utc::now()))
    .fetch_optional(db.readers())
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let subject = live::subject_of(row.work_group.as_deref(), row.school.as_deref(), row.archived_at.is_some())?;
    let subject = live::at_a_table(db, id, subject).await?;
    let by = Byline { name: row.archiver.unwrap_or_default(), school: row.archiver_school.unwrap_or_default() };
    let archived = row.archived_at.map(|at| Ok::<_, StoreError>(Archived { at: rows::time(at)?, by })).transpose()?;
    let group = match subject.owner() {
        Subject::Group(id) => Some(BoardGroup {
            id,
            name: row.name.unwrap_or_default(),
            ncp_code: row.ncp_code.unwrap_or_default(),
            academic_year: row.academic_year.map(|year| year.to_string()).unwrap_or_default(),
        }),
        _ => None,
    };
    let workshop = match (row.number, row.title) {
        (Some(number), Some(title)) => Some(BoardWorkshop { number: rows::small(number)?, title }),
        _ => None,
    };
    Ok(Some(BoardContext { subject, archived, group, workshop }))
}
