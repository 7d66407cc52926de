//! The button of a claim's link, and taking it back: from when on, and until when, a guest is somebody with an account.

use chrono::{DateTime, Utc};
use model::accounts::roles::{Person, SchoolRole, with_school};
use model::ids::{GuestClaimId, PersonId};
use model::twilights::{A_TEACHER_AT, CLAIM_TAKEN_BACK};

use super::claims::{Claim, ClaimAccount, ClaimLink, claim_link_in};
use super::refused::Refused;
use crate::accounts::people::{self, NewPerson};
use crate::accounts::sign_in::{self, Session};
use crate::audit::{self, Entry, Who};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// Whose the guest's work is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// There is a new account, and a session for it.
    Joined(Session),
    /// An account that was there has it. Nobody is signed in by that: the letter alone must not open an account.
    Added,
}

/// Makes a guest's work the person's to whom the link was sent. Of two presses at once, one does. `name` is for a new account.
///
/// # Errors
/// [`Refused::NoClaim`], or [`Refused::ClosedAccount`].
pub async fn confirm_claim(db: &Database, token: &str, name: &str) -> Result<Claimed, Refused> {
    let (mut changes, now) = (db.change().await?, Utc::now());
    let ClaimLink::Good(claim) = claim_link_in(changes.connection(), token, now).await? else {
        return Err(Refused::NoClaim);
    };
    let (person, is_new) = match &claim.account {
        ClaimAccount::Closed => return Err(Refused::ClosedAccount),
        // There was one when the button was pressed, so that nobody asked for a name: its page asks now.
        ClaimAccount::New(_) if name.is_empty() => return Err(Refused::NoClaim),
        ClaimAccount::Known(person, _) => (*person, false),
        ClaimAccount::New(school) => {
            let school = school.as_ref().map(|(school, _)| (*school, SchoolRole::Teacher));
            let new = NewPerson { name, email: &claim.email, password_hash: None, school };
            (people::add(&mut changes, &new).await?, true)
        }
    };
    keep(&mut changes, &claim, person, now).await?;
    note(&mut changes, &claim, person, is_new).await?;
    let claimed = if is_new { Claimed::Joined(sign_in::open_session(&mut changes, person).await?) } else { Claimed::Added };
    changes.commit().await?;
    Ok(claimed)
}

/// From now on it is theirs. The address stands with the account, and the guest's other links open nothing any more.
async fn keep(changes: &mut Changes, claim: &Claim, person: PersonId, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query("update guest set person = ?, claimed_at = ? where id = ?")
        .bind(person)
        .bind(now.timestamp_millis())
        .bind(claim.guest)
        .execute(changes.connection())
        .await?;
    sqlx::query("update guest_claim set person = ?, confirmed_at = ? where id = ?")
        .bind(person)
        .bind(now.timestamp_millis())
        .bind(claim.id)
        .execute(changes.connection())
        .await?;
    sqlx::query("update guest_claim set email = '' where guest = ?").bind(claim.guest).execute(changes.connection()).await?;
    Ok(())
}

async fn note(changes: &mut Changes, claim: &Claim, person: PersonId, is_new: bool) -> Result<(), StoreError> {
    let (name, email) = people::name_and_email(changes, person).await?;
    let account = match &claim.account {
        ClaimAccount::New(Some((_, school))) if is_new => format!(", with a new account as a teacher at {school}"),
        _ if is_new => ", with a new account".to_owned(),
        _ => String::new(),
    };
    let words = format!(
        "{name} ({email}) kept as their own what a guest of the twilight of workshop {} of {} did there{account}.",
        claim.number, claim.group_name
    );
    let entry = Entry {
        hub: Some(claim.hub),
        who: Who::Account(person, &name),
        action: "workshop.guest_claimed",
        subject: Some(claim.workshop.to_string()),
        words: &words,
    };
    audit::write(changes, &entry).await
}

/// What somebody did as a guest and keeps as their own, or kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnClaim {
    pub id: GuestClaimId,
    /// The workshop's number, and its group's name.
    pub number: u8,
    pub group_name: String,
    /// First name and school, as they joined; `a teacher at …` once that name is not kept any more.
    pub joined_as: String,
    /// On how many boards the guest wrote.
    pub boards: u32,
    /// Whether the guest counts as having been there.
    pub attended: bool,
    pub confirmed_at: DateTime<Utc>,
    /// They took it back.
    pub undone_at: Option<DateTime<Utc>>,
}

impl OwnClaim {
    /// Until when it can be taken back.
    pub fn until(&self) -> DateTime<Utc> {
        self.confirmed_at + CLAIM_TAKEN_BACK
    }

    /// Whether it can be now.
    pub fn may_undo(&self, now: DateTime<Utc>) -> bool {
        self.undone_at.is_none() && now < self.until()
    }
}

#[derive(sqlx::FromRow)]
struct OwnRow {
    id: GuestClaimId,
    number: i64,
    group_name: String,
    name: String,
    school_name: String,
    purged: bool,
    boards: u32,
    attended: bool,
    confirmed_at: i64,
    undone_at: Option<i64>,
}

impl OwnRow {
    fn read(self) -> Result<OwnClaim, StoreError> {
        let joined_as =
            if self.purged { format!("{A_TEACHER_AT}{}", self.school_name) } else { with_school(&self.name, &self.school_name) };
        Ok(OwnClaim {
            id: self.id,
            number: rows::small(self.number)?,
            group_name: self.group_name,
            joined_as,
            boards: self.boards,
            attended: self.attended,
            confirmed_at: rows::time(self.confirmed_at)?,
            undone_at: self.undone_at.map(rows::time).transpose()?,
        })
    }
}

/// Everything that somebody did as a guest and kept, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn claims_of(db: &Database, person: PersonId) -> Result<Vec<OwnClaim>, StoreError> {
    let rows: Vec<OwnRow> = sqlx::query_as(
        "select guest_claim.id, workshop.number, work_group.name as group_name, guest.name,
                coalesce(school.short_name, guest.school_name) as school_name, guest.purged_at is not null as purged,
                (select count(distinct document) from document_guest where document_guest.guest = guest.id) as boards,
                exists (select 1 from attendance where attendance.guest = guest.id) as attended,
                guest_claim.confirmed_at, guest_claim.undone_at
         from guest_claim
         join guest on guest.id = guest_claim.guest
         join workshop on workshop.id = guest.workshop
         join group_year on group_year.id = workshop.group_year
         join work_group on work_group.id = group_year.work_group
         left join school on school.id = guest.school
         where guest_claim.person = ?
         order by guest_claim.confirmed_at desc, guest_claim.id desc",
    )
    .bind(person)
    .fetch_all(db.readers())
    .await?;
    rows.into_iter().map(OwnRow::read).collect()
}

/// Takes back that a guest is `by`. What the guest did is a guest's again, all of it. `false` when it is no claim of theirs, was taken back
/// already, or is too old for it.
///
/// # Errors
/// When the file can't be written to.
pub async fn undo_claim(changes: &mut Changes, by: &Person, claim: GuestClaimId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let undone: Option<(String,)> = sqlx::query_as(
        "update guest_claim set undone_at = ?1
         where id = ?2 and person = ?3 and undone_at is null and confirmed_at > ?4
         returning guest",
    )
    .bind(now.timestamp_millis())
    .bind(claim)
    .bind(by.id)
    .bind((now - CLAIM_TAKEN_BACK).timestamp_millis())
    .fetch_optional(changes.connection())
    .await?;
    let Some((guest,)) = undone else {
        return Ok(false);
    };
    sqlx::query("update guest set person = null, claimed_at = null where id = ? and person = ?")
        .bind(&guest)
        .bind(by.id)
        .execute(changes.connection())
        .await?;
    let of: (String, i64, String, String) = sqlx::query_as(
        "select workshop.id, workshop.number, work_group.name, work_group.hub
         from guest
         join workshop on workshop.id = guest.workshop
         join group_year on group_year.id = workshop.group_year
         join work_group on work_group.id = group_year.work_group
         where guest.id = ?",
    )
    .bind(&guest)
    .fetch_one(changes.connection())
    .await?;
    let (workshop, number, group, hub) = of;
    let words = format!("Took back that a guest of the twilight of workshop {number} of {group} was them.");
    let entry = Entry {
        hub: Some(rows::id(&hub)?),
        who: Who::Person(by),
        action: "workshop.guest_claim_undone",
        subject: Some(workshop),
        words: &words,
    };
    audit::write(changes, &entry).await?;
    Ok(true)
}
