//! Setting a signature aside: it stays in the chain with the reason, and the school is to sign anew.

use chrono::{DateTime, NaiveDate, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::clock;
use model::commitments::SigningMethod;
use model::ids::SchoolId;
use model::letters::commitments as letters;

use super::asking::made;
use super::refused::Refused;
use super::school_commitments::GroupYear;
use super::seal::{self, Content, NewSignature, Who};
use super::signing::{lead_participant, note, send};
use crate::audit;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::mail;

/// Sets a head's signature aside, with a reason: the row stays in the chain, a sealed one after it says so, the school is to
/// sign anew, with the hub's present wording if nobody else has agreed to the old one. The head and the lead participant are
/// told. `site` is where people reach it.
///
/// # Errors
/// [`Refused::NotFound`] when there is none.
pub async fn set_aside(
    changes: &mut Changes,
    year: &GroupYear,
    school: SchoolId,
    person: &Person,
    reason: &str,
    site: &str,
) -> Result<(), Refused> {
    let (id, commitment) = made(changes, year, school).await?;
    let signature = commitment.state.head.as_ref().ok_or(Refused::NotFound)?;
    let new = NewSignature {
        commitment: id,
        year: year.id,
        school,
        who: Who::Head,
        method: SigningMethod::Screen,
        typed_name: "",
        printed_name: &person.name,
        signed_on: clock::day(Utc::now()),
        drawing: "",
        content: Content::Aside(signature.number, reason),
        link: None,
        person: Some(person.id),
        recorded_by: None,
        scan: None,
    };
    let (number, _) = seal::append(changes.connection(), &new).await?;
    sqlx::query(
        "update signature set set_aside_at = sealed.at, set_aside_by = sealed.person, set_aside_reason = sealed.content
         from (select at, person, content from signature where number = ?1) as sealed where number = ?2",
    )
    .bind(number)
    .bind(signature.number)
    .execute(changes.connection())
    .await?;
    if commitment.state.lead.is_none() {
        let wording = super::current_wording(changes, year.hub).await?;
        sqlx::query("update commitment set clauses = ? where id = ?").bind(wording.id).bind(id).execute(changes.connection()).await?;
    }
    let words = format!("Set aside the signature of {} for {}, because: {reason}", signature.printed_name, commitment.state.name);
    note(changes, &commitment, id, audit::Who::Person(person), "commitment.set-aside", &words).await?;
    // Copies that have not gone out yet are of something that counts no more.
    mail::withdraw_about(changes, &id.to_string()).await?;
    let page = format!("{site}/groups/{}/commitments/{}?year={}", year.group, school, year.academic_year.starts_in());
    if let Ok(email) = commitment.state.head_email.parse::<EmailAddress>() {
        let letter = letters::set_aside(&signature.facts(), reason, false);
        send(changes, &commitment, "commitment.set-aside", (&commitment.state.head_name, &email), &letter, None, true).await?;
    }
    if let Some((name, email)) = lead_participant(changes, &commitment).await? {
        let letter = letters::set_aside(&signature.facts(), reason, true);
        send(changes, &commitment, "commitment.set-aside", (&name, &email), &letter, Some(&page), true).await?;
    }
    Ok(())
}

/// A signature that counts no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Who had signed.
    pub printed_name: String,
    /// The day they gave.
    pub signed_on: NaiveDate,
    /// When it was set aside.
    pub at: DateTime<Utc>,
    /// Who did that.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// The signatures of a school's head that were set aside, the latest first.
///
/// # Errors
/// When the file can't be read.
pub async fn set_aside_of(db: &Database, year: &GroupYear, school: SchoolId) -> Result<Vec<SetAside>, StoreError> {
    let found: Vec<(String, String, i64, Option<String>, String)> = sqlx::query_as(
        "select printed_name, signed_on, set_aside_at, person.name, set_aside_reason
         from signature join commitment on commitment.id = signature.commitment
         left join person on person.id = set_aside_by
         where group_year = ? and commitment.school = ? and who = 'head' and set_aside_at is not null and sets_aside is null
         order by number desc",
    )
    .bind(year.id)
    .bind(school)
    .fetch_all(db.readers())
    .await?;
    let read = |(printed_name, day, at, by, reason): (String, String, i64, Option<String>, String)| {
        let signed_on = day.parse().map_err(|_| StoreError::Corrupt(format!("the day {day:?}")))?;
        Ok(SetAside { printed_name, signed_on, at: rows::time(at)?, by: by.unwrap_or_default(), reason })
    };
    found.into_iter().map(read).collect()
}
