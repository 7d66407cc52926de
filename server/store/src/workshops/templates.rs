//! Plans that are kept as templates: a group's, or somebody's own for whatever groups they lead. What of a plan goes into one is for whoever hands it in
//! to see to.

use chrono::{DateTime, Utc};
use model::accounts::roles::Person;
use model::documents::plan::Agenda;
use model::ids::{HubId, PersonId, PlanTemplateId, WorkGroupId};

use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::{StoreError, from_sqlx};

/// So many templates a group may have, and so many somebody of their own: a list that can be read.
pub const MOST: u32 = 30;
/// Bytes of one: a hundred blocks with a printed page each.
const MOST_BYTES: usize = 512 << 10;

/// Whose a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Everybody's who may write the group's plans.
    Group(WorkGroupId),
    /// One person's own.
    Person(PersonId),
}

impl Owner {
    fn columns(self) -> (Option<WorkGroupId>, Option<PersonId>) {
        match self {
            Self::Group(group) => (Some(group), None),
            Self::Person(person) => (None, Some(person)),
        }
    }
}

/// A template in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: PlanTemplateId,
    pub owner: Owner,
    pub name: String,
    pub blocks: u32,
    /// The minutes of its blocks together.
    pub minutes: u32,
    /// Who made it; `None` where that is not known any more.
    pub made_by: Option<String>,
    pub made_at: DateTime<Utc>,
}

/// A template that is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTemplate<'a> {
    pub owner: Owner,
    pub name: &'a str,
    pub agenda: &'a Agenda,
    pub by: PersonId,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Another one of the same owner is called so.
    #[error("another template is called so")]
    NameTaken,
    /// The owner has [`MOST`] of them.
    #[error("too many templates")]
    TooMany,
    /// There is more in it than a template may hold.
    #[error("the template is too long")]
    TooLong,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);

#[derive(sqlx::FromRow)]
struct Row {
    id: PlanTemplateId,
    work_group: Option<WorkGroupId>,
    person: Option<PersonId>,
    name: String,
    blocks: u32,
    minutes: u32,
    maker: Option<String>,
    made_at: i64,
}

impl Row {
    fn read(self) -> Result<Template, StoreError> {
        let owner = match (self.work_group, self.person) {
            (Some(group), _) => Owner::Group(group),
            (None, Some(person)) => Owner::Person(person),
            (None, None) => return Err(StoreError::Corrupt("a template that belongs to nobody".to_owned())),
        };
        let made_at = rows::time(self.made_at)?;
        Ok(Template { id: self.id, owner, name: self.name, blocks: self.blocks, minutes: self.minutes, made_by: self.maker, made_at })
    }
}

/// Templates, chosen and ordered by what follows `where`.
macro_rules! templates {
    ($when:literal) => {
        concat!(
            "select plan_template.id, plan_template.work_group, plan_template.person, plan_template.name, blocks, minutes,
                    maker.name as maker, made_at
             from plan_template left join person as maker on maker.id = plan_template.made_by
             where ",
            $when
        )
    };
}

/// Those of a group, and those that are one person's own, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn of(db: &Database, group: WorkGroupId, person: PersonId) -> Result<Vec<Template>, StoreError> {
    let found: Vec<Row> = sqlx::query_as(templates!(
        "plan_template.work_group = ?1 or plan_template.person = ?2 order by plan_template.name collate nocase, plan_template.id"
    ))
    .bind(group)
    .bind(person)
    .fetch_all(db.readers())
    .await?;
    found.into_iter().map(Row::read).collect()
}

/// A template; `None` when there is none of this id.
///
/// # Errors
/// When the file can't be read.
pub async fn find(db: &Database, id: PlanTemplateId) -> Result<Option<Template>, StoreError> {
    let row: Option<Row> = sqlx::query_as(templates!("plan_template.id = ?")).bind(id).fetch_optional(db.readers()).await?;
    row.map(Row::read).transpose()
}

/// The same as a part of other changes.
///
/// # Errors
/// When the file can't be read.
pub async fn find_in(changes: &mut Changes, id: PlanTemplateId) -> Result<Option<Template>, StoreError> {
    let row: Option<Row> = sqlx::query_as(templates!("plan_template.id = ?")).bind(id).fetch_optional(changes.connection()).await?;
    row.map(Row::read).transpose()
}

/// What a plan starts with that is made from it; `None` when there is none of this id.
///
/// # Errors
/// When the file can't be read.
pub async fn agenda(db: &Database, id: PlanTemplateId) -> Result<Option<Agenda>, StoreError> {
    let text: Option<String> =
        sqlx::query_scalar("select agenda from plan_template where id = ?").bind(id).fetch_optional(db.readers()).await?;
    let read = |text: String| serde_json::from_str(&text).map_err(|error| StoreError::Corrupt(format!("a template: {error}")));
    text.map(read).transpose()
}

/// Keeps a plan as a template. The very same once more is kept already: a button may be pressed twice.
///
/// # Errors
/// [`Refused`].
pub async fn save(changes: &mut Changes, new: &NewTemplate<'_>, by: &Person, hub: Option<HubId>) -> Result<PlanTemplateId, Refused> {
    let (group, person) = new.owner.columns();
    let text = text_of(new.agenda)?;
    let there: Option<(PlanTemplateId, String)> =
        sqlx::query_as("select id, agenda from plan_template where (work_group = ?1 or person = ?2) and name = ?3 collate nocase")
            .bind(group)
            .bind(person)
            .bind(new.name)
            .fetch_optional(changes.connection())
            .await?;
    match there {
        Some((id, kept)) if kept == text => return Ok(id),
        Some(_) => return Err(Refused::NameTaken),
        None => {}
    }
    let (kept,): (u32,) = sqlx::query_as("select count(*) from plan_template where work_group = ?1 or person = ?2")
        .bind(group)
        .bind(person)
        .fetch_one(changes.connection())
        .await?;
    if kept >= MOST {
        return Err(Refused::TooMany);
    }
    if text.len() > MOST_BYTES {
        return Err(Refused::TooLong);
    }
    let id = put(changes, new).await?;
    let words = format!("Kept a plan as the template “{}”, {}.", new.name, whose(new.owner));
    note(changes, by, hub, ("workshop.template_kept", id), &words).await?;
    Ok(id)
}

/// Keeps a template and asks nothing: for what the server makes itself.
///
/// # Errors
/// When the file can't be written to.
pub async fn put(changes: &mut Changes, new: &NewTemplate<'_>) -> Result<PlanTemplateId, StoreError> {
    let id = PlanTemplateId::generate();
    let (group, person) = new.owner.columns();
    sqlx::query(
        "insert into plan_template (id, work_group, person, name, agenda, blocks, minutes, made_by, made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id)
    .bind(group)
    .bind(person)
    .bind(new.name)
    .bind(text_of(new.agenda)?)
    .bind(new.agenda.blocks.len() as i64)
    .bind(i64::from(new.agenda.planned_minutes()))
    .bind(new.by)
    .bind(rows::now())
    .execute(changes.connection())
    .await?;
    Ok(id)
}

/// Gives a template another name.
///
/// # Errors
/// [`Refused`].
pub async fn rename(changes: &mut Changes, template: &Template, name: &str, by: &Person, hub: Option<HubId>) -> Result<(), Refused> {
    if template.name == name {
        return Ok(());
    }
    let (group, person) = template.owner.columns();
    let (is_taken,): (bool,) = sqlx::query_as(
        "select exists (select 1 from plan_template
                        where (work_group = ?1 or person = ?2) and name = ?3 collate nocase and id <> ?4)",
    )
    .bind(group)
    .bind(person)
    .bind(name)
    .bind(template.id)
    .fetch_one(changes.connection())
    .await?;
    if is_taken {
        return Err(Refused::NameTaken);
    }
    sqlx::query("update plan_template set name = ? where id = ?").bind(name).bind(template.id).execute(changes.connection()).await?;
    let words = format!("Called the template “{}”, {}, “{name}”.", template.name, whose(template.owner));
    Ok(note(changes, by, hub, ("workshop.template_renamed", template.id), &words).await?)
}

/// Deletes a template. Plans that were made from it stay as they are.
///
/// # Errors
/// When the file can't be written to.
pub async fn delete(changes: &mut Changes, template: &Template, by: &Person, hub: Option<HubId>) -> Result<(), StoreError> {
    sqlx::query("delete from plan_template where id = ?").bind(template.id).execute(changes.connection()).await?;
    let words = format!("Deleted the template “{}”, {}.", template.name, whose(template.owner));
    note(changes, by, hub, ("workshop.template_deleted", template.id), &words).await
}

fn text_of(agenda: &Agenda) -> Result<String, StoreError> {
    serde_json::to_string(agenda).map_err(|error| StoreError::Corrupt(format!("a template that is not JSON: {error}")))
}

/// For the audit.
fn whose(owner: Owner) -> &'static str {
    match owner {
        Owner::Group(_) => "which is the group’s",
        Owner::Person(_) => "which is their own",
    }
}

async fn note(
    changes: &mut Changes,
    by: &Person,
    hub: Option<HubId>,
    (action, id): (&str, PlanTemplateId),
    words: &str,
) -> Result<(), StoreError> {
    audit::write(changes, &Entry { hub, who: Who::Person(by), action, subject: Some(id.to_string()), words }).await
}
