//! The wording, in versions: the original that every hub begins with, and what a hub made of it. Nothing is ever overwritten.

use chrono::{DateTime, Utc};
use model::commitments::Wording;
use model::ids::{ClausesId, HubId, PersonId};

use super::refused::Refused;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// A version of a hub's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingVersion {
    pub id: ClausesId,
    /// 1 for the original.
    pub version: u32,
    /// What it says.
    pub wording: Wording,
    /// Since when it is.
    pub created_at: DateTime<Utc>,
    /// Who wrote it; `None` for the original.
    pub created_by: Option<String>,
    /// How many current signatures of the hub's schools are under it.
    pub signatures: u32,
}

/// What came of saving a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedWording {
    /// It is the hub's wording now.
    Saved {
        /// Its version.
        version: u32,
        /// How many open commitments are asked for with it from now on.
        moved: u64,
    },
    /// It says what the last version says; nothing was changed.
    Same,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    id: ClausesId,
    version: u32,
    wording: String,
    created_at: i64,
    created_by: Option<String>,
    signatures: u32,
}

impl VersionRow {
    fn read(self) -> Result<WordingVersion, StoreError> {
        Ok(WordingVersion {
            id: self.id,
            version: self.version,
            wording: read(&self.wording)?,
            created_at: rows::time(self.created_at)?,
            created_by: self.created_by,
            signatures: self.signatures,
        })
    }
}

const VERSIONS: &str = "select clauses.id, clauses.version, clauses.wording, clauses.created_at, person.name as created_by,
            (select count(*) from signature
             join commitment on commitment.id = signature.commitment
             join group_year on group_year.id = commitment.group_year
             join work_group on work_group.id = group_year.work_group
             where commitment.clauses = clauses.id and work_group.hub = ?1
               and signature.who = 'head' and signature.set_aside_at is null) as signatures
     from clauses left join person on person.id = clauses.created_by
     where clauses.hub = ?1 or clauses.hub is null
     order by clauses.version desc";

/// All versions of a hub's wording, the newest first; the last is the original.
///
/// # Errors
/// When the file can't be read.
pub async fn versions(db: &Database, hub: HubId) -> Result<Vec<WordingVersion>, StoreError> {
    let rows: Vec<VersionRow> = sqlx::query_as(VERSIONS).bind(hub).fetch_all(db.readers()).await?;
    rows.into_iter().map(VersionRow::read).collect()
}

/// The version that a hub asks for now.
///
/// # Errors
/// When the file can't be read.
pub async fn current_wording(changes: &mut Changes, hub: HubId) -> Result<WordingVersion, StoreError> {
    let row: Option<VersionRow> = sqlx::query_as(VERSIONS).bind(hub).fetch_optional(changes.connection()).await?;
    row.ok_or_else(|| StoreError::Corrupt("no wording".into()))?.read()
}

/// Makes a new version of a hub's wording. Commitments under which nobody has written anything yet, in years that are not
/// over, are asked for with it from now on; whatever somebody has signed or agreed to keeps the version they saw.
/// `base` is the version that the writer began from.
///
/// # Errors
/// [`Refused::WordingMoved`] when it is not the last one any more.
pub async fn save_wording(
    changes: &mut Changes,
    hub: HubId,
    by: PersonId,
    base: ClausesId,
    wording: &Wording,
) -> Result<SavedWording, Refused> {
    let latest = current_wording(changes, hub).await?;
    if latest.wording == *wording {
        return Ok(SavedWording::Same);
    }
    if latest.id != base {
        return Err(Refused::WordingMoved);
    }
    let (id, version) = (ClausesId::generate(), latest.version + 1);
    sqlx::query("insert into clauses (id, hub, version, wording, created_at, created_by) values (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(hub)
        .bind(version)
        .bind(write(wording)?)
        .bind(rows::now())
        .bind(by)
        .execute(changes.connection())
        .await?;
    let moved = sqlx::query(
        "update commitment set clauses = ?1
         where group_year in (select group_year.id from group_year join work_group on work_group.id = group_year.work_group
                              where work_group.hub = ?2 and group_year.status <> 'finished')
           and not exists (select 1 from signature where signature.commitment = commitment.id and set_aside_at is null)",
    )
    .bind(id)
    .bind(hub)
    .execute(changes.connection())
    .await?
    .rows_affected();
    Ok(SavedWording::Saved { version, moved })
}

/// A wording as it is kept.
pub(super) fn read(text: &str) -> Result<Wording, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("a wording that can't be read: {error}")))
}

fn write(wording: &Wording) -> Result<String, StoreError> {
    serde_json::to_string(wording).map_err(|error| StoreError::Corrupt(error.to_string()))
}
