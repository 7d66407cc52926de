//! What somebody did as a guest becomes their own: a guest asks for a link, its page shows what there is, and its button says whose it is. Nothing
//! is moved by that: `guest.person` says whose everything is that the guest did, so that it can be taken back.

use chrono::{DateTime, Utc};
use model::accounts::email::EmailAddress;
use model::ids::{GuestClaimId, GuestId, HubId, PersonId, SchoolId, WorkshopId};
use model::letters;
use model::mail::CLAIM;
use model::twilights::CLAIM_LINK;
use sqlx_sqlite::SqliteConnection;

use super::actor::GuestHere;
use super::door::Twilight;
use super::letters::count;
use super::refused::Refused;
use crate::accounts::tokens;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::mail::{self, NewMessage};

/// So many links one guest may ask for: the addresses are anybody's.
const MOST_LINKS: i64 = 3;
/// Who gives anybody an address, by how their domains begin in every country: it says nothing of a school.
const FREE_MAIL: [&str; 32] = [
    "aol",
    "blueyonder",
    "btinternet",
    "btopenworld",
    "fastmail",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "live",
    "mac",
    "mail",
    "me",
    "msn",
    "ntlworld",
    "outlook",
    "pm",
    "posteo",
    "proton",
    "protonmail",
    "rocketmail",
    "sky",
    "talk21",
    "talktalk",
    "tiscali",
    "tuta",
    "tutanota",
    "virginmedia",
    "yahoo",
    "yandex",
    "ymail",
];

/// Sends a guest a link by which they keep their work. The letter does not name them, and is deleted with its address once it has gone.
///
/// # Errors
/// [`Refused::NoClaim`] when they are somebody's already, [`Refused::Letters`] or [`Refused::AddressLetters`] when they or the address have had
/// as many letters as there are.
pub async fn ask_claim(
    changes: &mut Changes,
    of: &Twilight,
    guest: &GuestHere,
    to: &EmailAddress,
    address_of: impl Fn(&str) -> String,
) -> Result<(), Refused> {
    let (free, before): (bool, i64) = sqlx::query_as(
        "select exists (select 1 from guest where id = ?1 and person is null and removed_at is null and purged_at is null),
                (select count(*) from guest_claim where guest = ?1)",
    )
    .bind(guest.id)
    .fetch_one(changes.connection())
    .await?;
    if !free {
        return Err(Refused::NoClaim);
    }
    if before >= MOST_LINKS {
        return Err(Refused::Letters);
    }
    count(changes, to).await?;
    let (token, now) = (tokens::random()?, Utc::now());
    sqlx::query("insert into guest_claim (id, guest, token_hash, email, asked_at, expires_at) values (?, ?, ?, ?, ?, ?)")
        .bind(GuestClaimId::generate())
        .bind(guest.id)
        .bind(tokens::hash(&token))
        .bind(to.as_str())
        .bind(now.timestamp_millis())
        .bind((now + CLAIM_LINK).timestamp_millis())
        .execute(changes.connection())
        .await?;
    let (letter, link) = (letters::twilights::claim(&of.group_name), address_of(&token));
    let message =
        NewMessage { hub: of.hub, kind: CLAIM, to: ("", to), letter: &letter, link: Some(&link), urgent: true, about: None, by: None };
    let id = mail::enqueue(changes, &message).await?;
    mail::useless_from(changes, id, now + CLAIM_LINK).await?;
    Ok(())
}

/// What the link of a claim leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimLink {
    /// There is none like this.
    Unknown,
    /// Its button was pressed, and that was not taken back.
    Used,
    /// It is too old, or what it did was taken back.
    Expired,
    /// The guest is not there any more, or is somebody's by another link.
    Over,
    /// This can become somebody's.
    Good(Box<Claim>),
}

/// What somebody did as a guest, and whose it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub id: GuestClaimId,
    pub guest: GuestId,
    pub workshop: WorkshopId,
    pub hub: HubId,
    /// The workshop's number, and its group's name.
    pub number: u8,
    pub group_name: String,
    /// The guest's first name.
    pub name: String,
    /// Their school's short name, or as they typed it.
    pub school_name: String,
    /// On how many boards they wrote.
    pub boards: u32,
    /// Whether they count as having been there.
    pub attended: bool,
    /// Where the link was sent.
    pub email: EmailAddress,
    pub account: ClaimAccount,
}

/// The account with the address that a claim's link was sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimAccount {
    /// There is this one, of this name.
    Known(PersonId, String),
    /// It was closed.
    Closed,
    /// There will be one: of a teacher at this school (id and name) where colleagues' addresses are like this one, else of nobody's.
    New(Option<(SchoolId, String)>),
}

#[derive(sqlx::FromRow)]
struct ClaimRow {
    id: GuestClaimId,
    guest: GuestId,
    workshop: WorkshopId,
    hub: HubId,
    number: i64,
    group_name: String,
    name: String,
    school: Option<SchoolId>,
    school_name: String,
    boards: u32,
    attended: bool,
    email: String,
    expires_at: i64,
    used: bool,
    free: bool,
}

const CLAIM_BY_LINK: &str =
    "select guest_claim.id, guest_claim.guest, guest.workshop, work_group.hub, workshop.number, work_group.name as group_name,
            guest.name, guest.school, coalesce(school.short_name, guest.school_name) as school_name,
            (select count(distinct document) from document_guest where document_guest.guest = guest.id) as boards,
            exists (select 1 from attendance where attendance.guest = guest.id) as attended,
            guest_claim.email, guest_claim.expires_at, guest_claim.confirmed_at is not null and guest_claim.undone_at is null as used,
            guest.person is null and guest.removed_at is null and guest.purged_at is null as free
     from guest_claim
     join guest on guest.id = guest_claim.guest
     join workshop on workshop.id = guest.workshop
     join group_year on group_year.id = workshop.group_year
     join work_group on work_group.id = group_year.work_group
     left join school on school.id = guest.school
     where guest_claim.token_hash = ?";

/// What a link leads to. Looking uses nothing up.
///
/// # Errors
/// When the file can't be read.
pub async fn claim_link(db: &Database, token: &str) -> Result<ClaimLink, StoreError> {
    let mut view = db.view().await?;
    claim_link_in(&mut view, token, Utc::now()).await
}

/// The same inside a transaction.
pub(super) async fn claim_link_in(connection: &mut SqliteConnection, token: &str, now: DateTime<Utc>) -> Result<ClaimLink, StoreError> {
    let row: Option<ClaimRow> = sqlx::query_as(CLAIM_BY_LINK).bind(tokens::hash(token)).fetch_optional(&mut *connection).await?;
    let Some(row) = row else {
        return Ok(ClaimLink::Unknown);
    };
    if row.used {
        return Ok(ClaimLink::Used);
    }
    if !row.free {
        return Ok(ClaimLink::Over);
    }
    if row.expires_at <= now.timestamp_millis() || row.email.is_empty() {
        return Ok(ClaimLink::Expired);
    }
    let email = EmailAddress::kept(&row.email);
    let account = account(connection, &email, row.school).await?;
    Ok(ClaimLink::Good(Box::new(Claim {
        id: row.id,
        guest: row.guest,
        workshop: row.workshop,
        hub: row.hub,
        number: rows::small(row.number)?,
        group_name: row.group_name,
        name: row.name,
        school_name: row.school_name,
        boards: row.boards,
        attended: row.attended,
        email,
        account,
    })))
}

async fn account(connection: &mut SqliteConnection, email: &EmailAddress, school: Option<SchoolId>) -> Result<ClaimAccount, StoreError> {
    let known: Option<(PersonId, String, bool)> = sqlx::query_as("select id, name, deactivated_at is not null from person where email = ?")
        .bind(email.as_str())
        .fetch_optional(&mut *connection)
        .await?;
    Ok(match known {
        Some((_, _, true)) => ClaimAccount::Closed,
        Some((person, name, false)) => ClaimAccount::Known(person, name),
        None => ClaimAccount::New(school_of_address(connection, email, school).await?),
    })
}

/// The school that a guest has named, where the address says so too. Anybody who has the code of the evening can name a school, and whoever
/// teaches at one reads its own boards: so people there have addresses of the same kind already, and nobody elsewhere has.
async fn school_of_address(
    connection: &mut SqliteConnection,
    email: &EmailAddress,
    school: Option<SchoolId>,
) -> Result<Option<(SchoolId, String)>, StoreError> {
    let Some((_, domain)) = email.as_str().rsplit_once('@').filter(|(_, domain)| !is_free_mail(domain)) else {
        return Ok(None);
    };
    let found: Option<(SchoolId, String)> = sqlx::query_as(
        "select id, name from school
         where id = ?1
           and exists (select 1 from person
                       where person.school = ?1 and deactivated_at is null and lower(substr(email, instr(email, '@') + 1)) = lower(?2))
           and not exists (select 1 from person
                           where person.school <> ?1 and lower(substr(email, instr(email, '@') + 1)) = lower(?2))",
    )
    .bind(school)
    .bind(domain)
    .fetch_optional(connection)
    .await?;
    Ok(found)
}

fn is_free_mail(domain: &str) -> bool {
    let begins = domain.split('.').next().unwrap_or_default();
    FREE_MAIL.iter().any(|free| begins.eq_ignore_ascii_case(free))
}

/// Empties the addresses of links that open nothing any more: those that have expired, and those of guests who are not there.
pub(super) async fn forget_addresses(changes: &mut Changes, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query(
        "update guest_claim set email = ''
         where email <> '' and (expires_at <= ? or guest in (select id from guest where purged_at is not null or removed_at is not null))",
    )
    .bind(now.timestamp_millis())
    .execute(changes.connection())
    .await?;
    Ok(())
}

/// Whether there is such an address.
pub(super) async fn any_to_forget(db: &Database, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let (any,): (bool,) = sqlx::query_as("select exists (select 1 from guest_claim where email <> '' and expires_at <= ?)")
        .bind(now.timestamp_millis())
        .fetch_one(db.readers())
        .await?;
    Ok(any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_anybody_has_says_nothing_of_a_school() {
        assert!(["gmail.com", "Yahoo.co.uk", "yahoo.fr", "gmx.net", "protonmail.com", "virginmedia.com"].into_iter().all(is_free_mail));
        assert!(!["elmbank.example", "elm.bradford.sch.uk", "gmailschool.org"].into_iter().any(is_free_mail));
    }
}
