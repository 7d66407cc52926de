//! Who a guest is, by the secret in their browser's cookie, and what they may at this moment.

use chrono::Utc;
use model::accounts::roles::{Actor, Guest};
use model::ids::{DocumentId, GuestId, WorkshopId};
use model::schools::year_group::YearGroup;
use model::twilights::DoorIs;

use super::door::{TwilightSettings, hours};
use crate::accounts::tokens;
use crate::database::Database;
use crate::database::rows;
use crate::error::StoreError;

/// Before the name of a guest's session, which tells it from a person's.
const A_GUEST: &str = "guest-";

/// A guest as their own pages show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestHere {
    pub id: GuestId,
    /// First name; of whoever has an account by now, the name there.
    pub name: String,
    /// The school's short name, or as they typed it.
    pub school_name: String,
    pub year_group: Option<YearGroup>,
    /// The number of the table at which they sit.
    pub seat: Option<u8>,
    pub workshop: WorkshopId,
    /// Whether what they did is somebody's with an account.
    pub claimed: bool,
}

#[derive(sqlx::FromRow)]
struct GuestRow {
    id: GuestId,
    name: String,
    school_name: String,
    year_group: Option<String>,
    seat: Option<i64>,
    workshop: WorkshopId,
    claimed: bool,
    starts: Option<i64>,
    ends: Option<i64>,
    cancelled: bool,
    opens_before: u32,
    grace: u32,
    writes_after: bool,
}

impl GuestRow {
    /// Whether the twilight runs: from when its door opens until its grace is over.
    fn runs(&self) -> Result<bool, StoreError> {
        let time = |at: Option<i64>| at.map(rows::time).transpose();
        let settings = TwilightSettings { opens_before: self.opens_before, grace: self.grace, ..TwilightSettings::default() };
        let hours = time(self.starts)?.zip(time(self.ends)?).map(|(starts, ends)| hours([starts, ends], settings));
        Ok(!self.cancelled && hours.is_some_and(|hours| hours.at(Utc::now()) == DoorIs::Open))
    }

    fn here(self) -> Result<GuestHere, StoreError> {
        Ok(GuestHere {
            id: self.id,
            name: self.name,
            school_name: self.school_name,
            year_group: self.year_group.as_deref().and_then(YearGroup::from_key),
            seat: self.seat.map(rows::small).transpose()?,
            workshop: self.workshop,
            claimed: self.claimed,
        })
    }
}

macro_rules! guest_by {
    ($session:literal) => {
        concat!(
            "select guest.id, coalesce(person.name, guest.name) as name, coalesce(school.short_name, guest.school_name) as school_name,
                    guest.year_group, guest.seat, guest.workshop, guest.person is not null as claimed,
                    workshop.twilight_starts_at as starts, workshop.twilight_ends_at as ends,
                    workshop.cancelled_at is not null as cancelled, twilight.opens_before, twilight.grace, twilight.writes_after
             from guest_session
             join guest on guest.id = guest_session.guest
             join twilight on twilight.workshop = guest.workshop
             join workshop on workshop.id = guest.workshop
             left join school on school.id = guest.school
             left join person on person.id = guest.person
             where guest.removed_at is null and guest.purged_at is null and guest_session.",
            $session
        )
    };
}

/// Who holds this token, with the boards they may read and write on now; [`Actor::Anonymous`] for a token that is none (any more).
///
/// # Errors
/// When the file can't be read.
pub async fn actor(db: &Database, token: &str) -> Result<Actor, StoreError> {
    let row = sqlx::query_as(guest_by!("token_hash = ?")).bind(tokens::hash(token)).fetch_optional(db.readers()).await?;
    as_actor(db, row).await
}

/// The same for a session by its name ([`fingerprint`]). `None` for the name of a session that is no guest's.
///
/// # Errors
/// When the file can't be read.
pub async fn actor_of_session(db: &Database, name: &str) -> Result<Option<Actor>, StoreError> {
    let Some(begins) = name.strip_prefix(A_GUEST).and_then(tokens::from_hexadecimal).filter(|begins| !begins.is_empty()) else {
        return Ok(None);
    };
    let ends = [begins.as_slice(), &[0xff; 32]].concat();
    let row = sqlx::query_as(guest_by!("token_hash between ? and ?")).bind(begins).bind(ends).fetch_optional(db.readers()).await?;
    as_actor(db, row).await.map(Some)
}

/// Names a guest's session without being able to stand for it: for whoever keeps track of what belongs to it.
pub fn fingerprint(token: &str) -> String {
    format!("{A_GUEST}{}", tokens::short_name(token))
}

/// The guest who holds this token, as their own pages show them; `None` for a token that is none (any more).
///
/// # Errors
/// When the file can't be read.
pub async fn here(db: &Database, token: &str) -> Result<Option<GuestHere>, StoreError> {
    let row: Option<GuestRow> = sqlx::query_as(guest_by!("token_hash = ?")).bind(tokens::hash(token)).fetch_optional(db.readers()).await?;
    row.map(GuestRow::here).transpose()
}

/// The guest behind a link by which they come back.
pub(super) async fn behind_link(db: &Database, link: &str) -> Result<Option<GuestHere>, StoreError> {
    let row: Option<GuestRow> = sqlx::query_as(guest_by!("return_hash = ?")).bind(tokens::hash(link)).fetch_optional(db.readers()).await?;
    row.map(GuestRow::here).transpose()
}

async fn as_actor(db: &Database, row: Option<GuestRow>) -> Result<Actor, StoreError> {
    let Some(row) = row else {
        return Ok(Actor::Anonymous);
    };
    let boards: Vec<(DocumentId, bool)> = sqlx::query_as(
        "select board, max(number = coalesce(?2, 0) or exists (select 1 from document_guest where document = board and guest = ?3))
         from twilight_table where workshop = ?1 group by board order by board",
    )
    .bind(row.workshop)
    .bind(row.seat)
    .bind(row.id)
    .fetch_all(db.readers())
    .await?;
    let (runs, writes_after) = (row.runs()?, row.writes_after);
    let writes = boards.iter().filter(|(_, own)| runs || (writes_after && *own)).map(|(board, _)| *board).collect();
    let reads = boards.iter().map(|(board, _)| *board).collect();
    let GuestRow { id, name, school_name, workshop, .. } = row;
    Ok(Actor::Guest(Guest { id, name, school_name, workshop, reads, writes }))
}
