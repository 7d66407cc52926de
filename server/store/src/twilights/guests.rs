//! Guests: they join by a code, sit at a table, leave a browser, and are taken out by the lead.

use chrono::{DateTime, TimeDelta, Utc};
use model::accounts::roles::Person;
use model::ids::{DocumentId, GuestId, SchoolId, WorkshopId};
use model::schools::year_group::YearGroup;
use model::text::line::Line;
use model::twilights::Key;

use super::door::{Twilight, knock_in};
use super::opening::note;
use super::refused::Refused;
use super::{attendance, claims, return_link, schools};
use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// So long the same form lets in the same guest: nobody presses its button twice later than this.
const PRESSED_TWICE: TimeDelta = TimeDelta::minutes(10);

/// Somebody who would like to come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGuest<'a> {
    /// First name.
    pub name: &'a Line,
    pub school: GuestSchool<'a>,
    pub year_group: Option<YearGroup>,
    /// Names the form that they sent; empty where that has no name.
    pub form: &'a str,
}

/// Where a guest works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestSchool<'a> {
    /// At one of the schools to choose from.
    Known(SchoolId),
    /// At another, whose name they typed.
    Typed(&'a Line),
}

impl<'a> GuestSchool<'a> {
    /// As it is kept: the school, or its name.
    fn kept(self) -> (Option<SchoolId>, &'a str) {
        match self {
            Self::Known(school) => (Some(school), ""),
            Self::Typed(name) => (None, name.as_str()),
        }
    }
}

/// A guest who has come in.
#[derive(Clone, PartialEq, Eq)]
pub struct Joined {
    pub guest: GuestId,
    /// The secret for the browser's cookie: 256 random bits in hexadecimal. It is not in the database.
    pub token: String,
}

impl std::fmt::Debug for Joined {
    /// Without the token: sessions end up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Joined").field("guest", &self.guest).finish_non_exhaustive()
    }
}

/// Lets somebody in, who is at the twilight from then on. A form that is sent twice lets in one guest.
///
/// # Errors
/// [`Refused`] says why not.
pub async fn join(changes: &mut Changes, key: &Key, new: &NewGuest<'_>, now: DateTime<Utc>) -> Result<Joined, Refused> {
    let knock = knock_in(changes.connection(), key).await?.ok_or(Refused::Unknown)?;
    if knock.stopped || !knock.twilight.lets_in(now) {
        return Err(Refused::Shut);
    }
    if let Some(guest) = already_in(changes, &knock.twilight, new, now).await? {
        return Ok(Joined { guest, token: return_link::open_session(changes, guest).await? });
    }
    if knock.twilight.is_full() {
        return Err(Refused::Full);
    }
    let (school, typed) = new.school.kept();
    if let Some(school) = school
        && !schools::is_to_choose(changes, &knock.twilight, school).await?
    {
        return Err(Refused::NoSuchSchool);
    }
    let (guest, form_hash) = (GuestId::generate(), form_hash(changes, new.form).await?);
    sqlx::query(
        "insert into guest (id, workshop, name, school, school_name, year_group, joined_at, form_hash) values (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(guest)
    .bind(knock.twilight.workshop)
    .bind(new.name.as_str())
    .bind(school)
    .bind(typed)
    .bind(new.year_group.map(YearGroup::key))
    .bind(now.timestamp_millis())
    .bind(form_hash)
    .execute(changes.connection())
    .await?;
    attendance::joined(changes, knock.twilight.workshop, guest, (school, typed)).await?;
    Ok(Joined { guest, token: return_link::open_session(changes, guest).await? })
}

/// The guest whom this very form has let in a moment ago.
async fn already_in(changes: &mut Changes, of: &Twilight, new: &NewGuest<'_>, now: DateTime<Utc>) -> Result<Option<GuestId>, StoreError> {
    let (school, typed) = new.school.kept();
    let found: Option<(GuestId,)> = sqlx::query_as(
        "select id from guest
         where form_hash = ? and workshop = ? and name = ? and school is ? and school_name = ? and joined_at > ? and removed_at is null",
    )
    .bind(tokens::hash(new.form))
    .bind(of.workshop)
    .bind(new.name.as_str())
    .bind(school)
    .bind(typed)
    .bind((now - PRESSED_TWICE).timestamp_millis())
    .fetch_optional(changes.connection())
    .await?;
    Ok(found.map(|(guest,)| guest).filter(|_| !new.form.is_empty()))
}

/// What is kept of a form's name; nothing where another guest has come in by it: on a shared device somebody went back to it.
async fn form_hash(changes: &mut Changes, form: &str) -> Result<Option<Vec<u8>>, StoreError> {
    if form.is_empty() {
        return Ok(None);
    }
    let hash = tokens::hash(form);
    let (used,): (bool,) =
        sqlx::query_as("select exists (select 1 from guest where form_hash = ?)").bind(&hash).fetch_one(changes.connection()).await?;
    Ok((!used).then_some(hash))
}

/// Seats a guest at a table, and returns its board; `None` when there is no table of this number, or its board was archived.
///
/// # Errors
/// When the file can't be written to.
pub async fn sit(changes: &mut Changes, guest: GuestId, workshop: WorkshopId, table: u8) -> Result<Option<DocumentId>, StoreError> {
    let board: Option<(DocumentId,)> = sqlx::query_as(
        "select twilight_table.board from twilight_table join document on document.id = twilight_table.board
         where twilight_table.workshop = ? and number = ? and document.archived_at is null",
    )
    .bind(workshop)
    .bind(i64::from(table))
    .fetch_optional(changes.connection())
    .await?;
    if board.is_some() {
        sqlx::query("update guest set seat = ? where id = ? and workshop = ?")
            .bind(i64::from(table))
            .bind(guest)
            .bind(workshop)
            .execute(changes.connection())
            .await?;
    }
    Ok(board.map(|(board,)| board))
}

/// A guest leaves a browser: whoever uses it next is not taken for them. Their link goes on.
///
/// # Errors
/// When the file can't be written to.
pub async fn leave(db: &Database, token: &str) -> Result<(), StoreError> {
    let mut changes = db.change().await?;
    sqlx::query("update guest_session set token_hash = null where token_hash = ?")
        .bind(tokens::hash(token))
        .execute(changes.connection())
        .await?;
    changes.commit().await
}

/// A guest in the lead's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedGuest {
    pub id: GuestId,
    /// First name; empty once it is not kept any more.
    pub name: String,
    /// The school's name, or as they typed it.
    pub school: String,
    pub seat: Option<u8>,
    pub joined_at: DateTime<Utc>,
    /// The name of the person with an account who was this guest, and since when they say so.
    pub claimed: Option<(String, DateTime<Utc>)>,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: GuestId,
    name: String,
    school: String,
    seat: Option<i64>,
    joined_at: i64,
    account: Option<String>,
    claimed_at: Option<i64>,
}

/// The guests of a twilight, by school and name.
///
/// # Errors
/// When the file can't be read.
pub async fn list(db: &Database, workshop: WorkshopId) -> Result<Vec<ListedGuest>, StoreError> {
    let rows: Vec<ListedRow> = sqlx::query_as(
        "select guest.id, guest.name, coalesce(school.name, guest.school_name) as school, seat, joined_at, person.name as account, claimed_at
         from guest
         left join school on school.id = guest.school
         left join person on person.id = guest.person
         where workshop = ? and removed_at is null
         order by school collate nocase, guest.name collate nocase, joined_at, guest.id",
    )
    .bind(workshop)
    .fetch_all(db.readers())
    .await?;
    let guest = |row: ListedRow| {
        Ok(ListedGuest {
            id: row.id,
            name: row.name,
            school: row.school,
            seat: row.seat.map(rows::small).transpose()?,
            joined_at: rows::time(row.joined_at)?,
            claimed: row.account.zip(row.claimed_at.map(rows::time).transpose()?),
        })
    };
    rows.into_iter().map(guest).collect()
}

/// Takes a guest out: they may do nothing any more, and count as not having been there. What they wrote stays. `false` when there is no such
/// guest of this twilight, or they are out already.
///
/// # Errors
/// When the file can't be written to.
pub async fn remove(changes: &mut Changes, of: &Twilight, by: &Person, guest: GuestId) -> Result<bool, StoreError> {
    let done = sqlx::query("update guest set removed_at = ? where id = ? and workshop = ? and removed_at is null")
        .bind(rows::now())
        .bind(guest)
        .bind(of.workshop)
        .execute(changes.connection())
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("delete from attendance where guest = ?").bind(guest).execute(changes.connection()).await?;
    claims::forget_addresses(changes, Utc::now()).await?;
    note(changes, of, by, "workshop.guest_removed", &format!("Took a guest out of the twilight of {}.", of.in_words())).await?;
    Ok(true)
}
