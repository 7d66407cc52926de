//! Asking heads: the first letter, reminders, a new link. Each letter has a link of its own; all of them open the same page
//! until the hub renews it, so that whichever letter a head finds is the right one.

use chrono::{NaiveDate, TimeDelta, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::ids::{CommitmentId, SchoolId};
use model::letters::commitments::{self as letters, Copy};

use super::refused::Refused;
use super::school_commitments::{GroupYear, SchoolCommitment, ensure, school_commitment_in};
use crate::accounts::links::{self, NewLink, Purpose};
use crate::audit::{self, Entry};
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;
use crate::mail::{self, Letter, NewMessage};

/// How long a head is left in peace between two letters.
pub const LETTER_GAP: TimeDelta = TimeDelta::days(3);
/// A link is good at least so long.
const SHORTEST: TimeDelta = TimeDelta::days(90);

/// Who has letters sent, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// Who pressed the button.
    pub person: &'a Person,
    /// Where people reach the site, like `https://twilight.example`.
    pub site: &'a str,
}

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A letter is on its way.
    Sent,
    /// The head had a letter within [`LETTER_GAP`], and none was written.
    TooSoon,
}

/// Asks a school's head. Whoever was asked already is left alone: see [`remind`].
///
/// # Errors
/// [`Refused`] says why there is nobody to ask.
pub async fn ask(changes: &mut Changes, sender: Sender<'_>, year: &GroupYear, school: SchoolId) -> Result<Asked, Refused> {
    let (id, commitment, email) = addressed(changes, year, school).await?;
    if commitment.state.requested_at.is_some() {
        return Ok(Asked::TooSoon);
    }
    let letter = first_letter(changes, &commitment).await?;
    write(changes, sender, &commitment, id, &email, "commitment.request", &letter).await?;
    sqlx::query("update commitment set requested_at = ?, requested_by = ? where id = ?")
        .bind(rows::now())
        .bind(sender.person.id)
        .bind(id)
        .execute(changes.connection())
        .await?;
    note(changes, sender, &commitment, id, "commitment.asked", &format!("Asked {email} to sign for {}", commitment.state.name)).await?;
    Ok(Asked::Sent)
}

/// Reminds a head who has not signed; with `confirmed` also one who had a letter a moment ago.
///
/// # Errors
/// As [`ask`].
pub async fn remind(
    changes: &mut Changes,
    sender: Sender<'_>,
    year: &GroupYear,
    school: SchoolId,
    confirmed: bool,
) -> Result<Asked, Refused> {
    let (id, commitment, email) = addressed(changes, year, school).await?;
    if commitment.state.requested_at.is_none() {
        return ask(changes, sender, year, school).await;
    }
    if !confirmed && commitment.state.last_letter().is_some_and(|at| Utc::now() - at < LETTER_GAP) {
        return Ok(Asked::TooSoon);
    }
    // One that has not gone out yet would only say the same.
    mail::withdraw_about(changes, &id.to_string()).await?;
    write(changes, sender, &commitment, id, &email, "commitment.reminder", &letters::reminder(&commitment.paper, clock::day(Utc::now())))
        .await?;
    sqlx::query("update commitment set reminded_at = ? where id = ?").bind(rows::now()).bind(id).execute(changes.connection()).await?;
    note(changes, sender, &commitment, id, "commitment.reminded", &format!("Reminded {email} to sign for {}", commitment.state.name))
        .await?;
    Ok(Asked::Sent)
}

/// Takes back every link there is, and sends the head a letter with a new one: to sign, or for the signed copy.
///
/// # Errors
/// As [`ask`].
pub async fn renew(changes: &mut Changes, sender: Sender<'_>, year: &GroupYear, school: SchoolId) -> Result<(), Refused> {
    let (id, commitment) = made(changes, year, school).await?;
    let email: EmailAddress = commitment.state.head_email.parse().map_err(|_| Refused::NoAddress)?;
    let (kind, letter) = match &commitment.state.head {
        Some(signature) => ("commitment.copy", letters::copy(&signature.facts(), Copy::Head)),
        None if !commitment.is_open() => return Err(Refused::NotFound),
        None => ("commitment.request", first_letter(changes, &commitment).await?),
    };
    take_back(changes, id).await?;
    write(changes, sender, &commitment, id, &email, kind, &letter).await?;
    sqlx::query(
        "update commitment set requested_at = coalesce(requested_at, ?1), requested_by = coalesce(requested_by, ?2),
                reminded_at = case when requested_at is null then reminded_at else ?1 end
         where id = ?3",
    )
    .bind(rows::now())
    .bind(sender.person.id)
    .bind(id)
    .execute(changes.connection())
    .await?;
    let words = format!("Took back the links for {}, and sent {email} a new one", commitment.state.name);
    note(changes, sender, &commitment, id, "commitment.renewed", &words).await?;
    Ok(())
}

/// Says who a school's head is. With another address, links and letters to the old one are taken back, and the head is to
/// be asked anew.
///
/// # Errors
/// [`Refused::NotFound`] when the school does not take part.
pub async fn set_head(
    changes: &mut Changes,
    sender: Sender<'_>,
    year: &GroupYear,
    school: SchoolId,
    name: &str,
    email: Option<&EmailAddress>,
) -> Result<(), Refused> {
    let (id, commitment) = made(changes, year, school).await?;
    if !commitment.is_open() && commitment.state.head.is_none() {
        return Err(Refused::NotFound);
    }
    let email = email.map(EmailAddress::as_str).unwrap_or_default();
    if commitment.state.head_email != email {
        take_back(changes, id).await?;
        // Of a signed one it stays written when it was asked for.
        if commitment.state.head.is_none() {
            sqlx::query("update commitment set requested_at = null, requested_by = null, reminded_at = null where id = ?")
                .bind(id)
                .execute(changes.connection())
                .await?;
        }
        let words = format!("The commitment of {} goes to {}", commitment.state.name, if email.is_empty() { "nobody" } else { email });
        note(changes, sender, &commitment, id, "commitment.head", &words).await?;
    }
    sqlx::query("update commitment set head_name = ?, head_email = ? where id = ?")
        .bind(name)
        .bind(email)
        .bind(id)
        .execute(changes.connection())
        .await?;
    Ok(())
}

async fn take_back(changes: &mut Changes, id: CommitmentId) -> Result<(), StoreError> {
    links::revoke_all(changes, Purpose::Commitment, &id.to_string()).await?;
    mail::withdraw_about(changes, &id.to_string()).await?;
    Ok(())
}

/// The commitment of a school, made where there is none.
pub(super) async fn made(changes: &mut Changes, year: &GroupYear, school: SchoolId) -> Result<(CommitmentId, SchoolCommitment), Refused> {
    let id = ensure(changes, year, school).await?.ok_or(Refused::NotFound)?;
    Ok((id, school_commitment_in(changes.connection(), year, school).await?.ok_or(Refused::NotFound)?))
}

/// An unsigned commitment with an address to write to, or why there is nothing to send.
async fn addressed(
    changes: &mut Changes,
    year: &GroupYear,
    school: SchoolId,
) -> Result<(CommitmentId, SchoolCommitment, EmailAddress), Refused> {
    let (id, commitment) = made(changes, year, school).await?;
    if commitment.state.head.is_some() {
        return Err(Refused::Signed);
    }
    if !commitment.is_open() || year.is_over() {
        return Err(Refused::NotFound);
    }
    let email: EmailAddress = commitment.state.head_email.parse().map_err(|_| Refused::NoAddress)?;
    Ok((id, commitment, email))
}

/// Makes a link and a letter with it.
async fn write(
    changes: &mut Changes,
    sender: Sender<'_>,
    commitment: &SchoolCommitment,
    id: CommitmentId,
    email: &EmailAddress,
    kind: &str,
    letter: &Letter,
) -> Result<(), StoreError> {
    let link = new_link(changes, &commitment.year, id, email, Some(sender.person), sender.site).await?;
    let message = NewMessage {
        hub: commitment.year.hub,
        kind,
        to: (&commitment.state.head_name, email),
        letter,
        link: Some(&link),
        urgent: true,
        about: Some(id.to_string()),
        by: Some(sender.person.id),
    };
    mail::enqueue(changes, &message).await?;
    Ok(())
}

/// The address of a new link for a head.
pub(super) async fn new_link(
    changes: &mut Changes,
    year: &GroupYear,
    id: CommitmentId,
    email: &EmailAddress,
    by: Option<&Person>,
    site: &str,
) -> Result<String, StoreError> {
    let link = NewLink {
        purpose: Purpose::Commitment,
        email,
        person: None,
        subject: Some(id.to_string()),
        details: "{}".to_owned(),
        by: by.map(|person| person.id),
        lifetime: lifetime(year, clock::day(Utc::now())),
    };
    let token = links::create(changes, &link).await?;
    Ok(format!("{site}/commitment/{token}"))
}

/// Until September after the year: the head signs when there is time, and reads the copy all year.
fn lifetime(year: &GroupYear, today: NaiveDate) -> TimeDelta {
    let end = NaiveDate::from_ymd_opt(year.academic_year.next().starts_in(), 9, 30).unwrap_or(today);
    (end - today).max(SHORTEST)
}

/// The letter that asks: who has been in Sustaining before renews, the others begin.
async fn first_letter(changes: &mut Changes, commitment: &SchoolCommitment) -> Result<Letter, StoreError> {
    let (year, school) = (&commitment.year, commitment.state.school);
    let renewed = signed_before(changes, year, school).await?;
    Ok(letters::request(&commitment.paper, &before(changes, year, school).await?, renewed))
}

/// What a school did last in the programme, like `its year of Embedding (2025/26)`; empty when it is not known, or when it
/// was in Sustaining already.
async fn before(changes: &mut Changes, year: &GroupYear, school: SchoolId) -> Result<String, StoreError> {
    let row: Option<(String, AcademicYear)> = sqlx::query_as(
        "select phase, academic_year from school_phase where school = ? and academic_year < ? order by academic_year desc limit 1",
    )
    .bind(school)
    .bind(year.academic_year)
    .fetch_optional(changes.connection())
    .await?;
    Ok(row
        .and_then(|(phase, in_year)| {
            let phase = match phase.as_str() {
                "readiness" => "Mastery Readiness",
                "development" => "Development",
                "embedding" => "Embedding",
                _ => return None,
            };
            Some(format!("the phase called {phase} in {in_year}"))
        })
        .unwrap_or_default())
}

/// Whether the school was in Sustaining or in one of our groups, or its head has signed, in an earlier year.
async fn signed_before(changes: &mut Changes, year: &GroupYear, school: SchoolId) -> Result<bool, StoreError> {
    let (signed,): (bool,) = sqlx::query_as(
        "select exists (select 1 from commitment
                        join group_year on group_year.id = commitment.group_year
                        join signature on signature.commitment = commitment.id
                        where commitment.school = ?1 and academic_year < ?2 and who = 'head' and set_aside_at is null)
             or exists (select 1 from school_phase where school = ?1 and academic_year < ?2 and phase = 'sustaining')
             or exists (select 1 from group_school join group_year on group_year.id = group_school.group_year
                        where school = ?1 and academic_year < ?2)",
    )
    .bind(school)
    .bind(year.academic_year)
    .fetch_one(changes.connection())
    .await?;
    Ok(signed)
}

async fn note(
    changes: &mut Changes,
    sender: Sender<'_>,
    commitment: &SchoolCommitment,
    id: CommitmentId,
    action: &str,
    words: &str,
) -> Result<(), StoreError> {
    let words = format!("{words} ({}).", commitment.year.stamp());
    let entry = Entry {
        hub: Some(commitment.year.hub),
        who: audit::Who::Person(sender.person),
        action,
        subject: Some(id.to_string()),
        words: &words,
    };
    audit::write(changes, &entry).await
}

#[cfg(test)]
mod tests {
    use model::ids::{GroupYearId, HubId, WorkGroupId};

    use super::*;

    #[test]
    fn a_link_is_good_until_the_september_after_the_year_and_for_three_months_at_least() {
        let year = GroupYear {
            id: GroupYearId::generate(),
            group: WorkGroupId::generate(),
            hub: HubId::generate(),
            name: "Two Rivers".into(),
            academic_year: AcademicYear::starting(2026),
            ncp_code: "NCP26-11".into(),
            finished: false,
        };
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(day("2026-11-03") + lifetime(&year, day("2026-11-03")), day("2027-09-30"));
        assert_eq!(lifetime(&year, day("2027-09-20")), SHORTEST);
    }
}
