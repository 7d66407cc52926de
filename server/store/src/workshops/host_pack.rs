//! What a host school has to say to the guests of a workshop, and what it has made ready.

use model::accounts::roles::Person;
use model::ids::{HubId, SchoolId, WorkshopId};
use sqlx_sqlite::SqliteConnection;

use crate::audit::{self, Entry, Who};
use crate::database::{Changes, Database};
use crate::error::{StoreError, from_sqlx};

/// Something to make ready before guests come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    Room,
    Screen,
    Wifi,
    Reception,
    Parking,
    Tea,
    Access,
    Signs,
    Papers,
}

impl Item {
    /// All of them, in the order in which they are thought of.
    pub const ALL: [Self; 9] =
        [Self::Room, Self::Screen, Self::Wifi, Self::Reception, Self::Parking, Self::Tea, Self::Access, Self::Signs, Self::Papers];

    /// The word in the database and in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Screen => "screen",
            Self::Wifi => "wifi",
            Self::Reception => "reception",
            Self::Parking => "parking",
            Self::Tea => "tea",
            Self::Access => "access",
            Self::Signs => "signs",
            Self::Papers => "papers",
        }
    }

    /// What is to be done.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Room => "The room is booked, with tables for groups and enough chairs",
            Self::Screen => "Screen and sound have been tried out",
            Self::Wifi => "Guests can join the wifi",
            Self::Reception => "Reception knows who is coming, and when",
            Self::Parking => "Parking is arranged",
            Self::Tea => "Tea, coffee and water are ordered",
            Self::Access => "There is a step-free way in, and a quiet place",
            Self::Signs => "Signs lead from the gate to the room",
            Self::Papers => "The run sheet and the sign-in sheet are printed",
        }
    }

    /// The item whose word this is.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.key() == key)
    }
}

/// What a host says. Every text may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostPack {
    pub room: String,
    /// How many people the room holds.
    pub holds: Option<u32>,
    pub parking: String,
    pub wifi: String,
    pub refreshments: String,
    pub access: String,
    /// What guests are to bring.
    pub bring: String,
    /// What is ready, each once, in the order of [`Item::ALL`].
    pub ticks: Vec<Item>,
}

/// Where a workshop takes place, with what its host says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosted {
    /// The host; `None` while one is to be agreed.
    pub school: Option<SchoolId>,
    /// The host's address, in one line.
    pub address: String,
    /// Where in or near the school; may be empty.
    pub place: String,
    /// Where it is joined online; may be empty.
    pub call_link: String,
    /// What the host says of this workshop; nothing yet where nobody has filled it in.
    pub pack: Option<HostPack>,
    /// What the same school said of the last workshop that it hosted: a form begins with it.
    pub earlier: Option<HostPack>,
}

/// Why a pack was not kept.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such workshop.
    #[error("there is no such workshop")]
    NotFound,
    /// Another school hosts it than the one that this is about, or none does.
    #[error("another school hosts the workshop")]
    HostMoved,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

from_sqlx!(Refused);

#[derive(sqlx::FromRow)]
struct PlaceRow {
    school: Option<SchoolId>,
    street: Option<String>,
    town: Option<String>,
    postcode: Option<String>,
    place: String,
    call_link: String,
}

#[derive(sqlx::FromRow)]
struct PackRow {
    room: String,
    holds: Option<u32>,
    parking: String,
    wifi: String,
    refreshments: String,
    access: String,
    bring: String,
    ticks: String,
}

impl From<PackRow> for HostPack {
    fn from(row: PackRow) -> Self {
        let PackRow { room, holds, parking, wifi, refreshments, access, bring, ticks } = row;
        let ticks = Item::ALL.into_iter().filter(|item| ticks.split(' ').any(|key| key == item.key())).collect();
        Self { room, holds, parking, wifi, refreshments, access, bring, ticks }
    }
}

/// Where a workshop takes place; `None` when there is none of this id.
///
/// # Errors
/// When the file can't be read.
pub async fn hosted(db: &Database, workshop: WorkshopId) -> Result<Option<Hosted>, StoreError> {
    let mut view = db.view().await?;
    let row: Option<PlaceRow> = sqlx::query_as(
        "select school.id as school, street, town, postcode, place, call_link
         from workshop left join school on school.id = workshop.host where workshop.id = ?",
    )
    .bind(workshop)
    .fetch_optional(&mut *view)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let (pack, earlier) = match row.school {
        Some(school) => (pack(&mut view, workshop, school).await?, earlier(&mut view, workshop, school).await?),
        None => (None, None),
    };
    let address = [row.street, row.town, row.postcode].into_iter().flatten().filter(|part| !part.is_empty());
    let address = address.collect::<Vec<_>>().join(", ");
    Ok(Some(Hosted { school: row.school, address, place: row.place, call_link: row.call_link, pack, earlier }))
}

async fn pack(connection: &mut SqliteConnection, workshop: WorkshopId, school: SchoolId) -> Result<Option<HostPack>, StoreError> {
    let row: Option<PackRow> = sqlx::query_as(
        "select room, holds, parking, wifi, refreshments, access, bring, ticks from host_pack where workshop = ? and school = ?",
    )
    .bind(workshop)
    .bind(school)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(HostPack::from))
}

/// What was ready for another workshop is not ready for this one.
async fn earlier(connection: &mut SqliteConnection, workshop: WorkshopId, school: SchoolId) -> Result<Option<HostPack>, StoreError> {
    let row: Option<PackRow> = sqlx::query_as(
        "select room, holds, parking, wifi, refreshments, access, bring, '' as ticks
         from host_pack join workshop on workshop.id = host_pack.workshop
         where host_pack.school = ?1 and host_pack.workshop <> ?2
         order by starts_at desc, workshop.id desc limit 1",
    )
    .bind(school)
    .bind(workshop)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(HostPack::from))
}

/// Keeps what the host says, and notes it once.
///
/// # Errors
/// [`Refused::HostMoved`] where `school` is not the host.
pub async fn save(changes: &mut Changes, by: &Person, workshop: WorkshopId, school: SchoolId, new: &HostPack) -> Result<(), Refused> {
    let host: Option<Option<SchoolId>> =
        sqlx::query_scalar("select host from workshop where id = ?").bind(workshop).fetch_optional(changes.connection()).await?;
    if host.ok_or(Refused::NotFound)? != Some(school) {
        return Err(Refused::HostMoved);
    }
    if pack(changes.connection(), workshop, school).await?.as_ref() == Some(new) {
        return Ok(());
    }
    let ticks = Item::ALL.into_iter().filter(|item| new.ticks.contains(item)).map(Item::key).collect::<Vec<_>>().join(" ");
    sqlx::query(
        "insert or replace into host_pack (workshop, school, room, holds, parking, wifi, refreshments, access, bring, ticks)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(workshop)
    .bind(school)
    .bind(&new.room)
    .bind(new.holds)
    .bind(&new.parking)
    .bind(&new.wifi)
    .bind(&new.refreshments)
    .bind(&new.access)
    .bind(&new.bring)
    .bind(ticks)
    .execute(changes.connection())
    .await?;
    note(changes, by, workshop, school).await
}

async fn note(changes: &mut Changes, by: &Person, workshop: WorkshopId, school: SchoolId) -> Result<(), Refused> {
    let (hub, number, group, host): (HubId, i64, String, String) = sqlx::query_as(
        "select work_group.hub, workshop.number, work_group.name, (select name from school where id = ?2)
         from workshop
         join group_year on group_year.id = workshop.group_year
         join work_group on work_group.id = group_year.work_group
         where workshop.id = ?1",
    )
    .bind(workshop)
    .bind(school)
    .fetch_one(changes.connection())
    .await?;
    let words = format!("Filled in the host pack of workshop {number} of {group} at {host}.");
    let entry =
        Entry { hub: Some(hub), who: Who::Person(by), action: "workshop.host_pack", subject: Some(workshop.to_string()), words: &words };
    Ok(audit::write(changes, &entry).await?)
}
