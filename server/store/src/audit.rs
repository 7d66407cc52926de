//! Who did what to whom: changes of roles, exports, signatures, imports, rollovers. Written in the same transaction as what
//! it tells of, and never changed.

use chrono::{DateTime, Utc};
use model::ids::{AuditId, HubId, PersonId};
use model::roles::Person;

use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::{people, rows};

/// Something to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The hub whose admins may read it.
    pub hub: Option<HubId>,
    /// Who did it.
    pub who: Who<'a>,
    /// Like `role.given` or `commitment.signed`: a noun, a dot, what happened to it.
    pub action: &'a str,
    /// What it was done to, by id.
    pub subject: Option<String>,
    /// One sentence in the past tense, with names, without secrets.
    pub words: &'a str,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// Somebody with an account.
    Person(&'a Person),
    /// The holder of a link, in words: the name and address it went to.
    Holder(&'a str),
    /// The server itself, or whoever runs it.
    Server,
}

/// Writes it down.
///
/// # Errors
/// When the file can't be written to.
pub async fn write(changes: &mut Changes, entry: &Entry<'_>) -> Result<(), StoreError> {
    let (person, who) = match &entry.who {
        Who::Person(person) if person.school_name.is_empty() => (Some(person.id), person.name.clone()),
        Who::Person(person) => (Some(person.id), format!("{}, {}", person.name, person.school_name)),
        Who::Holder(words) => (None, (*words).to_owned()),
        Who::Server => (None, "Twilight".to_owned()),
    };
    sqlx::query("insert into audit (id, at, hub, person, who, action, subject, words) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(AuditId::generate().to_string())
        .bind(rows::now())
        .bind(entry.hub.map(|hub| hub.to_string()))
        .bind(person.map(|person| person.to_string()))
        .bind(who)
        .bind(entry.action)
        .bind(entry.subject.as_deref())
        .bind(entry.words)
        .execute(changes.connection())
        .await?;
    Ok(())
}

/// An entry as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Its id; later entries have greater ones.
    pub id: AuditId,
    /// When.
    pub at: DateTime<Utc>,
    /// The account, if there is one.
    pub person: Option<PersonId>,
    /// Who, in words.
    pub who: String,
    /// Like `role.given`.
    pub action: String,
    /// What happened.
    pub words: String,
}

#[derive(sqlx::FromRow)]
struct AuditRow {
    id: String,
    at: i64,
    person: Option<String>,
    who: String,
    action: String,
    words: String,
}

/// How many entries a page shows.
pub const PAGE: u32 = 50;

/// What to look for in the audit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// One kind of action, like `commitment`; empty for all.
    pub kind: String,
    /// Part of who did it or of what happened; empty for all.
    pub text: String,
    /// Entries older than this one.
    pub before: Option<AuditId>,
}

/// The entries of a hub that match, the newest first, at most `limit`.
///
/// # Errors
/// When the file can't be read.
pub async fn search(db: &Database, hub: HubId, search: &Search, limit: u32) -> Result<Vec<AuditRecord>, StoreError> {
    let rows: Vec<AuditRow> = sqlx::query_as(
        "select id, at, person, who, action, words from audit
         where hub = ?1 and (?2 = '' or substr(action, 1, length(?2) + 1) = ?2 || '.')
           and (?3 = '' or words like ?3 escape '\\' or who like ?3 escape '\\') and (?4 is null or id < ?4)
         order by id desc limit ?5",
    )
    .bind(hub.to_string())
    .bind(&search.kind)
    .bind(people::contains(&search.text))
    .bind(search.before.map(|id| id.to_string()))
    .bind(limit)
    .fetch_all(db.readers())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(AuditRecord {
                id: rows::id(&row.id)?,
                at: rows::time(row.at)?,
                person: rows::optional_id(row.person.as_deref())?,
                who: row.who,
                action: row.action,
                words: row.words,
            })
        })
        .collect()
}

/// The entries of one kind of action (`commitment`, or all with an empty text) older than `before`, the newest first.
///
/// # Errors
/// When the file can't be read.
pub async fn list(db: &Database, hub: HubId, kind: &str, before: Option<AuditId>, limit: u32) -> Result<Vec<AuditRecord>, StoreError> {
    search(db, hub, &Search { kind: kind.to_owned(), text: String::new(), before }, limit).await
}

/// The kinds of action there are in a hub's audit: what stands before the dot.
///
/// # Errors
/// When the file can't be read.
pub async fn kinds(db: &Database, hub: HubId) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("select distinct substr(action, 1, instr(action, '.') - 1) as kind from audit where hub = ? order by kind")
            .bind(hub.to_string())
            .fetch_all(db.readers())
            .await?;
    Ok(rows.into_iter().map(|(kind,)| kind).collect())
}
