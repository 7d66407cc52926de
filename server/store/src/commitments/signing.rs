//! Signing on the screen: the head by link or account, and the lead participant who agrees.

use chrono::{NaiveDate, Utc};
use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::clock;
use model::commitments::SigningMethod;
use model::ids::{CommitmentId, PersonId, SchoolId};
use model::letters::commitments::{self as letters, Copy};

use super::asking::{made, new_link};
use super::paper::{fingerprint, same_terms};
use super::refused::Refused;
use super::school_commitments::{GroupYear, SchoolCommitment, behind};
use super::seal::{self, Content, NewSignature, Signature, Who};
use crate::accounts::links::{self, Link, LinkState, Purpose};
use crate::audit::{self, Entry};
use crate::database::Changes;
use crate::error::StoreError;
use crate::hub;
use crate::mail::{self, NewMessage};

/// As whom a head signs.
#[derive(Clone, Copy, Debug)]
pub enum SignedBy<'a> {
    /// By the link in a letter.
    Link(&'a str),
    /// As the school's headteacher, signed in.
    Account(&'a Person, &'a GroupYear, SchoolId),
}

/// What a head fills in.
#[derive(Clone, Copy, Debug)]
pub struct ScreenSignature<'a> {
    /// By what right.
    pub by: SignedBy<'a>,
    /// The [`fingerprint`] of the paper that was on the screen.
    pub shown: &'a str,
    /// The name typed as the signature.
    pub typed_name: &'a str,
    /// What was drawn as the signature beside it, as an SVG path; empty for nothing.
    pub drawing: &'a str,
    /// The name in print.
    pub printed_name: &'a str,
    /// The day that the signer gave.
    pub signed_on: NaiveDate,
    /// Where people reach the site.
    pub site: &'a str,
}

/// A lead participant's agreement.
#[derive(Clone, Copy, Debug)]
pub struct LeadAgreement<'a> {
    /// Who agrees.
    pub person: &'a Person,
    pub year: &'a GroupYear,
    /// Their school.
    pub school: SchoolId,
    /// The [`fingerprint`] of the paper that was on the screen.
    pub shown: &'a str,
}

/// Signs as a school's head, and sends the copies. Returns the signature's number.
///
/// # Errors
/// [`Refused`] says why it can't be signed.
pub async fn sign(changes: &mut Changes, signature: &ScreenSignature<'_>) -> Result<i64, Refused> {
    let (found, link) = match signature.by {
        SignedBy::Account(_, year, school) => (Some((year.clone(), school)), None),
        SignedBy::Link(token) => {
            let link = links::peek_in(changes, Purpose::Commitment, token).await?.filter(|link| link.state == LinkState::Valid);
            match link {
                Some(link) => (behind(changes.connection(), &link).await?, Some(link)),
                None => (None, None),
            }
        }
    };
    let (year, school) = found.ok_or(Refused::NotFound)?;
    let (id, commitment) = made(changes, &year, school).await?;
    if commitment.state.head.is_some() {
        return Err(Refused::Signed);
    }
    if !commitment.is_open() {
        return Err(Refused::NotFound);
    }
    if fingerprint(&commitment.paper) != signature.shown {
        return Err(Refused::Changed);
    }
    let person = match signature.by {
        SignedBy::Account(person, ..) => Some(person),
        SignedBy::Link(_) => None,
    };
    let new = NewSignature {
        commitment: id,
        year: commitment.year.id,
        school: commitment.state.school,
        who: Who::Head,
        method: SigningMethod::Screen,
        typed_name: signature.typed_name,
        printed_name: signature.printed_name,
        signed_on: signature.signed_on,
        drawing: signature.drawing,
        content: Content::Paper(&commitment.paper),
        link: link.as_ref().map(|link| link.name.as_str()),
        person: person.map(|person| person.id),
        recorded_by: None,
        scan: None,
    };
    let (number, _) = seal::append(changes.connection(), &new).await?;
    let holder = link.as_ref().map(|link| holder(signature.printed_name, link)).unwrap_or_default();
    let who = person.map_or(audit::Who::Holder(&holder), audit::Who::Person);
    note(changes, &commitment, id, who, "commitment.signed", &format!("Signed for {} as headteacher", commitment.state.name)).await?;
    let to = match (link, person) {
        (Some(link), _) => Some(link.email),
        (None, Some(person)) => email_of(changes, person.id).await?,
        (None, None) => None,
    };
    send_copies(changes, &commitment, id, to.as_ref(), signature.site).await?;
    Ok(number)
}

/// The lead participant agrees. Returns the agreement's number.
///
/// # Errors
/// As [`sign`].
pub async fn agree(changes: &mut Changes, agreement: &LeadAgreement<'_>) -> Result<i64, Refused> {
    let (id, commitment) = made(changes, agreement.year, agreement.school).await?;
    if commitment.state.lead.is_some() && !commitment.agreed_to_another {
        return Err(Refused::Signed);
    }
    if !commitment.is_open() {
        return Err(Refused::NotFound);
    }
    if fingerprint(&commitment.paper) != agreement.shown {
        return Err(Refused::Changed);
    }
    let new = NewSignature {
        commitment: id,
        year: commitment.year.id,
        school: commitment.state.school,
        who: Who::Lead,
        method: SigningMethod::Screen,
        typed_name: &agreement.person.name,
        printed_name: &agreement.person.name,
        signed_on: clock::day(Utc::now()),
        drawing: "",
        content: Content::Paper(&commitment.paper),
        link: None,
        person: Some(agreement.person.id),
        recorded_by: None,
        scan: None,
    };
    let (number, _) = seal::append(changes.connection(), &new).await?;
    let words = format!("Agreed to the commitment of {} as lead participant", commitment.state.name);
    note(changes, &commitment, id, audit::Who::Person(agreement.person), "commitment.agreed", &words).await?;
    Ok(number)
}

/// After a signature: nothing that is still waiting goes out, the head and the lead participant get their copy, the hub is told.
pub(super) async fn send_copies(
    changes: &mut Changes,
    commitment: &SchoolCommitment,
    id: CommitmentId,
    head: Option<&EmailAddress>,
    site: &str,
) -> Result<(), StoreError> {
    let about = id.to_string();
    mail::withdraw_about(changes, &about).await?;
    let Some(signature) = seal::current_signature(changes.connection(), id, Who::Head).await? else {
        return Ok(());
    };
    if let Some(email) = head {
        let link = new_link(changes, &commitment.year, id, email, None, site).await?;
        send(
            changes,
            commitment,
            "commitment.copy",
            (&signature.printed_name, email),
            &letters::copy(&signature.facts(), Copy::Head),
            Some(&link),
            true,
        )
        .await?;
    }
    let page = format!("{site}/groups/{}/commitments", commitment.year.group);
    if let Some((name, email)) = lead_participant(changes, commitment).await? {
        let to = if commitment.state.lead.as_ref().is_some_and(|lead| same_terms(&lead.paper, &signature.paper)) {
            Copy::Agreed
        } else {
            Copy::ToAgree
        };
        let link = format!("{page}/{}?year={}", commitment.state.school, commitment.year.academic_year.starts_in());
        send(changes, commitment, "commitment.copy", (&name, &email), &letters::copy(&signature.facts(), to), Some(&link), true).await?;
    }
    told(changes, commitment, &signature, &format!("{page}?year={}", commitment.year.academic_year.starts_in())).await
}

async fn told(changes: &mut Changes, commitment: &SchoolCommitment, signature: &Signature, page: &str) -> Result<(), StoreError> {
    let face = hub::face_in(changes, commitment.year.hub).await?;
    match face.contact_email.parse::<EmailAddress>() {
        Ok(email) => {
            let to = (face.contact_name.as_str(), &email);
            send(changes, commitment, "commitment.signed", to, &letters::told(&signature.facts()), Some(page), false).await
        }
        Err(_) => Ok(()),
    }
}

/// Puts a letter about a commitment into the outbox.
pub(super) async fn send(
    changes: &mut Changes,
    commitment: &SchoolCommitment,
    kind: &str,
    to: (&str, &EmailAddress),
    letter: &mail::Letter,
    link: Option<&str>,
    urgent: bool,
) -> Result<(), StoreError> {
    let about = commitment.state.commitment.map(|id| id.to_string());
    let message = NewMessage { hub: commitment.year.hub, kind, to, letter, link, urgent, about, by: None };
    mail::enqueue(changes, &message).await?;
    Ok(())
}

/// The name and address of a school's lead participant.
pub(super) async fn lead_participant(
    changes: &mut Changes,
    commitment: &SchoolCommitment,
) -> Result<Option<(String, EmailAddress)>, StoreError> {
    let row: Option<(String, String)> = sqlx::query_as(
        "select person.name, person.email
         from lead_participation join person on person.id = lead_participation.person
         where group_year = ? and lead_participation.school = ? and kind = 'lead' and (until_date is null or until_date > ?)
           and person.deactivated_at is null
         order by from_date limit 1",
    )
    .bind(commitment.year.id)
    .bind(commitment.state.school)
    .bind(clock::day(Utc::now()).to_string())
    .fetch_optional(changes.connection())
    .await?;
    Ok(row.and_then(|(name, email)| Some((name, email.parse().ok()?))))
}

async fn email_of(changes: &mut Changes, person: PersonId) -> Result<Option<EmailAddress>, StoreError> {
    let row: Option<(String,)> =
        sqlx::query_as("select email from person where id = ?").bind(person).fetch_optional(changes.connection()).await?;
    Ok(row.and_then(|(email,)| email.parse().ok()))
}

fn holder(name: &str, link: &Link) -> String {
    format!("{name}, by the link sent to {} ({})", link.email, &link.name[..link.name.len().min(8)])
}

/// Writes down what happened to a commitment.
pub(super) async fn note(
    changes: &mut Changes,
    commitment: &SchoolCommitment,
    id: CommitmentId,
    who: audit::Who<'_>,
    action: &str,
    words: &str,
) -> Result<(), StoreError> {
    let words = format!("{words} ({}).", commitment.year.stamp());
    audit::write(changes, &Entry { hub: Some(commitment.year.hub), who, action, subject: Some(id.to_string()), words: &words }).await
}
