//! Who did what to whom: changes of roles, exports, signatures, imports, rollovers. Written in the same transaction as what
//! it tells of, and never changed.

use chrono::{DateTime, NaiveDate, Utc};
use model::accounts::roles::Person;
use model::calendar::clock;
use model::ids::{AuditId, HubId, PersonId};

use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

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

/// How whoever runs the server is called.
const THE_COMMAND_LINE: &str = "The command line";

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// Somebody with an account.
    Person(&'a Person),
    /// Somebody with an account who is not here any more: what they began is brought to its end. Their id and name.
    Account(PersonId, &'a str),
    /// The holder of a link, in words: the name and address it went to.
    Holder(&'a str),
    /// Whoever runs the server, by its commands.
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
        Who::Account(id, name) => (Some(*id), (*name).to_owned()),
        Who::Holder(words) => (None, (*words).to_owned()),
        Who::Server => (None, THE_COMMAND_LINE.to_owned()),
    };
    sqlx::query("insert into audit (id, at, hub, person, who, action, subject, words) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(AuditId::generate())
        .bind(rows::now())
        .bind(entry.hub)
        .bind(person)
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
    pub at: DateTime<Utc>,
    /// The account, if there is one.
    pub person: Option<PersonId>,
    /// Who, in words.
    pub who: String,
    /// Like `role.given`.
    pub action: String,
    /// What happened: a sentence that begins with what was done, not with who did it.
    pub words: String,
}

/// A sentence beside the one who did it: their name at its beginning would be read twice. It ends as sentences do.
fn sentence(words: &str, who: &str) -> String {
    let name = who.split(", ").next().unwrap_or_default();
    let rest = words.strip_prefix(name).and_then(|rest| rest.strip_prefix(' '));
    let rest = rest.filter(|rest| !name.is_empty() && rest.starts_with(char::is_lowercase)).unwrap_or(words).trim();
    let mut letters = rest.chars();
    let begun = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
    if begun.ends_with(['.', '!', '?']) { begun } else { format!("{begun}.") }
}

#[derive(sqlx::FromRow)]
struct AuditRow {
    id: AuditId,
    at: i64,
    person: Option<PersonId>,
    who: String,
    action: String,
    words: String,
}

/// The kind of an entry: what its action is about, and of whatever was taken out that it was.
macro_rules! kind {
    () => {
        "case when action like '%.exported' then 'export' else substr(action, 1, instr(action, '.') - 1) end"
    };
}

/// When a day begins in Britain, in milliseconds since 1970.
fn begins(day: NaiveDate) -> i64 {
    clock::begins(day).timestamp_millis()
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
    /// Who did it.
    pub person: Option<PersonId>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// Entries older than this one.
    pub before: Option<AuditId>,
}

/// The entries of a hub that match, the newest first, at most `limit`.
///
/// # Errors
/// When the file can't be read.
pub async fn search(db: &Database, hub: HubId, search: &Search, limit: u32) -> Result<Vec<AuditRecord>, StoreError> {
    let rows: Vec<AuditRow> = sqlx::query_as(concat!(
        "select id, at, person, who, action, words from audit where hub = ?1 and (?2 = '' or ?2 = ",
        kind!(),
        ") and (?3 = '' or words like ?3 escape '\\' or who like ?3 escape '\\') and (?4 is null or id < ?4)
               and (?6 is null or person = ?6) and (?7 is null or at >= ?7) and (?8 is null or at < ?8)
             order by id desc limit ?5"
    ))
    .bind(hub)
    .bind(&search.kind)
    .bind(rows::contains(&search.text))
    .bind(search.before)
    .bind(limit)
    .bind(search.person)
    .bind(search.from.map(begins))
    .bind(search.to.and_then(|day| day.succ_opt()).map(begins))
    .fetch_all(db.readers())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(AuditRecord {
                words: sentence(&row.words, &row.who),
                id: row.id,
                at: rows::time(row.at)?,
                person: row.person,
                who: row.who,
                action: row.action,
            })
        })
        .collect()
}

/// The entries of one kind of action (`commitment`, or all with an empty text) older than `before`, the newest first.
///
/// # Errors
/// When the file can't be read.
pub async fn list(db: &Database, hub: HubId, kind: &str, before: Option<AuditId>, limit: u32) -> Result<Vec<AuditRecord>, StoreError> {
    search(db, hub, &Search { kind: kind.to_owned(), before, ..Search::default() }, limit).await
}

/// Everybody with an account who is in a hub's audit, by name.
///
/// # Errors
/// When the file can't be read.
pub async fn actors(db: &Database, hub: HubId) -> Result<Vec<(PersonId, String)>, StoreError> {
    Ok(sqlx::query_as("select id, name from person where id in (select person from audit where hub = ?) order by name, id")
        .bind(hub)
        .fetch_all(db.readers())
        .await?)
}

/// The kinds of action there are in a hub's audit: what stands before the dot, and `export` for whatever was taken out.
///
/// # Errors
/// When the file can't be read.
pub async fn kinds(db: &Database, hub: HubId) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = sqlx::query_as(concat!("select distinct ", kind!(), " as kind from audit where hub = ? order by kind"))
        .bind(hub)
        .fetch_all(db.readers())
        .await?;
    Ok(rows.into_iter().map(|(kind,)| kind).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_stands_beside_a_name_without_saying_it_again() {
        for (words, who, read) in [
            ("Nell Ashby saved 68 entries as a table.", "Nell Ashby", "Saved 68 entries as a table."),
            ("Amy Brook made Rosa deputy.", "Amy Brook, Ash Lane Primary School", "Made Rosa deputy."),
            ("Saved 2 tables", "Nell Ashby", "Saved 2 tables."),
            ("Amy Brook (amy@a.example) accepted.", "Amy Brook", "Amy Brook (amy@a.example) accepted."),
            ("Amy Brookes left.", "Amy Brook", "Amy Brookes left."),
        ] {
            assert_eq!(sentence(words, who), read);
        }
    }
}
