//! Sending the form: once for each draft, however often its button is pressed, and not too often from one network.

use std::net::IpAddr;

use chrono::{TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::calendar::clock;
use model::ids::{HubId, InterestId};
use model::interest::{Answers, Contact, Journey, Practice, year_wanted};

use super::filter::one_in;
use super::refused::Refused;
use super::rows::{self as kept, Interest};
use super::{drafts, notes};
use crate::accounts::sign_in::network;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::sendings::{self, Sending};

/// Forms from one network within a day: all schools of a trust may share one.
pub const PER_NETWORK: i64 = 40;
/// Confirmations to one address within `WINDOW`.
pub const PER_ADDRESS: i64 = 4;
/// How long a confirmation counts.
const WINDOW: TimeDelta = TimeDelta::days(1);
/// Letters and digits that nobody mixes up on the telephone.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// What became of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is new.
    New(InterestId),
    /// It was sent from this browser before: that one now says this.
    Replaced(InterestId),
    /// Its button was pressed twice: nothing more was done.
    Already(InterestId),
}

/// Takes the answers under a token, for a hub. What is left of the draft is the id of what it became.
///
/// # Errors
/// [`Refused`] says why it was not taken.
pub async fn send(changes: &mut Changes, token: &str, hub: HubId, address: IpAddr) -> Result<Sent, Refused> {
    let answers = drafts::in_change(changes, token).await?.ok_or(Refused::NotComplete)?;
    if let Some(id) = answers.sent {
        return Ok(Sent::Already(id));
    }
    let form = Form::whole(&answers).ok_or(Refused::NotComplete)?;
    if !sendings::count(changes, Sending::Interest, &network(address), PER_NETWORK).await? {
        return Err(Refused::TooMany);
    }
    let before = match answers.replaces {
        Some(id) => one_in(changes, hub, id).await?.filter(Interest::may_be_replaced),
        None => None,
    };
    let sent = match before {
        Some(Interest { id, .. }) => {
            write(changes, id, &form).await?;
            notes::add(changes, id, None, "The school has changed its answers; these are its latest.").await?;
            Sent::Replaced(id)
        }
        None => Sent::New(insert(changes, hub, &form).await?),
    };
    let (Sent::New(id) | Sent::Replaced(id) | Sent::Already(id)) = sent;
    drafts::write(changes, token, &Answers { sent: Some(id), ..Answers::default() }).await?;
    Ok(sent)
}

/// Answers without a gap.
struct Form<'a> {
    answers: &'a Answers,
    contact: &'a Contact,
    journey: &'a Journey,
    practice: Practice,
    leadership: String,
    earlier: String,
    /// Name and town as typed; empty where the school is one we know.
    typed: (&'a str, &'a str),
}

impl<'a> Form<'a> {
    fn whole(answers: &'a Answers) -> Option<Self> {
        let (contact, journey) = (answers.contact.as_ref()?, answers.journey.as_ref()?);
        let typed = if answers.school.is_some() { ("", "") } else { (answers.school_name.as_str(), answers.town.as_str()) };
        (!answers.school_name.is_empty()).then_some(())?;
        Some(Self {
            answers,
            contact,
            journey,
            practice: answers.practice?,
            leadership: kept::written(answers.leadership.as_ref()?).ok()?,
            earlier: kept::written(&journey.earlier).ok()?,
            typed,
        })
    }
}

/// Whether a confirmation may go to an address: a form can name anybody's.
///
/// # Errors
/// When the file can't be read.
pub async fn may_confirm(changes: &mut Changes, address: &EmailAddress) -> Result<bool, StoreError> {
    let (before,): (i64,) =
        sqlx::query_as("select count(*) from outbox where kind = 'interest.confirmation' and to_email = ? and created_at > ?")
            .bind(address.as_str())
            .bind(rows::now() - WINDOW.num_milliseconds())
            .fetch_one(changes.connection())
            .await?;
    Ok(before < PER_ADDRESS)
}

/// Whether a confirmation of a form as it is now is on its way, or there.
///
/// # Errors
/// When the file can't be read.
pub async fn is_confirmed(db: &Database, interest: &Interest) -> Result<bool, StoreError> {
    let (count,): (i64,) = sqlx::query_as(
        "select count(*) from outbox where about = ? and kind = 'interest.confirmation' and state in ('waiting', 'sending', 'sent')
           and created_at >= ?",
    )
    .bind(interest.id)
    .bind(interest.submitted_at.timestamp_millis())
    .fetch_one(db.readers())
    .await?;
    Ok(count > 0)
}

async fn insert(changes: &mut Changes, hub: HubId, form: &Form<'_>) -> Result<InterestId, StoreError> {
    let id = InterestId::generate();
    let reference = free_reference(changes).await?;
    sqlx::query(
        "insert into interest (id, hub, reference, academic_year, state, contact_name, contact_email, contact_role, teachers,
                               teachers_using, submitted_at, changed_at)
         values (?1, ?2, ?3, ?4, 'new', '', '', '', 0, 0, ?5, ?5)",
    )
    .bind(id)
    .bind(hub)
    .bind(reference)
    .bind(year_wanted(clock::day(Utc::now())))
    .bind(rows::now())
    .execute(changes.connection())
    .await?;
    write(changes, id, form).await?;
    Ok(id)
}

/// Writes all that was answered.
async fn write(changes: &mut Changes, id: InterestId, form: &Form<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "update interest set contact_name = ?2, contact_email = ?3, contact_role = ?4, earlier = ?5, mastery_specialist = ?6,
                teachers = ?7, teachers_using = ?8, leadership = ?9, notes = ?10, submitted_at = ?11, changed_at = ?11,
                school = ?12, school_typed = ?13, town_typed = ?14
         where id = ?1",
    )
    .bind(id)
    .bind(&form.contact.name)
    .bind(form.contact.email.as_str())
    .bind(&form.contact.role)
    .bind(&form.earlier)
    .bind(form.journey.mastery_specialist)
    .bind(form.practice.teachers)
    .bind(form.practice.using)
    .bind(&form.leadership)
    .bind(form.answers.notes.as_deref().unwrap_or_default())
    .bind(rows::now())
    .bind(form.answers.school)
    .bind(form.typed.0)
    .bind(form.typed.1)
    .execute(changes.connection())
    .await?;
    Ok(())
}

async fn free_reference(changes: &mut Changes) -> Result<String, StoreError> {
    loop {
        let mut bytes = [0; 6];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Crypto(error.to_string()))?;
        let reference: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
        let taken: Option<(i64,)> =
            sqlx::query_as("select 1 from interest where reference = ?").bind(&reference).fetch_optional(changes.connection()).await?;
        if taken.is_none() {
            return Ok(reference);
        }
    }
}
