//! What was signed in ink, recorded by the hub or the lead; scans of it; and setting a signature aside.

use chrono::NaiveDate;
use model::commitment::Way;
use model::email::EmailAddress;
use model::ids::SchoolId;
use model::roles::Person;

use super::asking::made;
use super::places::GroupYear;
use super::seal::{self, NewSignature, Who};
use super::signing::{Signing, note, send_copies};
use crate::audit;
use crate::database::{Changes, Database};
use crate::error::StoreError;
use crate::rows;

/// The largest scan in bytes: a page in grey at 100 dots per inch.
pub const MAX_SCAN: usize = 300 * 1024;

/// A picture of what was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// `image/png` or `image/jpeg`.
    pub kind: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The type of a picture by its first bytes, whatever its name says; `None` when it is neither PNG nor JPEG.
pub fn scan_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else {
        None
    }
}

/// A signature on paper.
#[derive(Clone, Copy, Debug)]
pub struct InkSignature<'a> {
    /// Who records it.
    pub person: &'a Person,
    /// The name in print on it.
    pub printed_name: &'a str,
    /// The day on it.
    pub signed_on: NaiveDate,
    /// A picture of it, if there is one.
    pub scan: Option<&'a Scan>,
    /// Where people reach the site.
    pub site: &'a str,
}

/// Records that a head has signed on paper: it counts the same, and the copies go out.
///
/// # Errors
/// When the file can't be written to.
pub async fn record_ink(changes: &mut Changes, year: &GroupYear, school: SchoolId, ink: &InkSignature<'_>) -> Result<Signing, StoreError> {
    let Some((commitment, place)) = made(changes, year, school).await? else {
        return Ok(Signing::Closed);
    };
    if place.state.head.is_some() {
        return Ok(Signing::Already);
    }
    let new = NewSignature {
        commitment,
        who: Who::Head,
        way: Way::Ink,
        typed_name: "",
        printed_name: ink.printed_name,
        signed_on: ink.signed_on,
        paper: &place.paper,
        link: None,
        person: None,
        recorded_by: Some(ink.person.id),
        scan: ink.scan.map(|scan| (scan.kind.as_str(), scan.bytes.as_slice())),
    };
    let (number, _) = seal::append(changes.connection(), &new).await?;
    let words = format!("Recorded that {} signed for {} on paper", ink.printed_name, place.state.name);
    note(changes, &place, commitment, audit::Who::Person(ink.person), "commitment.recorded", &words).await?;
    let head = place.state.head_email.parse::<EmailAddress>().ok();
    send_copies(changes, &place, commitment, head.as_ref(), ink.site).await?;
    Ok(Signing::Signed(number))
}

/// Sets a head's signature aside, with a reason: the row stays in the chain, the school is to sign anew, with the hub's
/// present wording if nobody else has agreed to the old one. Returns whether there was one.
///
/// # Errors
/// When the file can't be written to.
pub async fn set_aside(
    changes: &mut Changes,
    year: &GroupYear,
    school: SchoolId,
    person: &Person,
    reason: &str,
) -> Result<bool, StoreError> {
    let Some((commitment, place)) = made(changes, year, school).await? else {
        return Ok(false);
    };
    let Some(signature) = &place.state.head else {
        return Ok(false);
    };
    sqlx::query("update signature set set_aside_at = ?, set_aside_by = ?, set_aside_reason = ? where number = ?")
        .bind(rows::now())
        .bind(person.id.to_string())
        .bind(reason)
        .bind(signature.number)
        .execute(changes.connection())
        .await?;
    if place.state.lead.is_none() {
        let wording = super::current_wording(changes, year.hub).await?;
        sqlx::query("update commitment set clauses = ? where id = ?")
            .bind(wording.id.to_string())
            .bind(commitment.to_string())
            .execute(changes.connection())
            .await?;
    }
    let words = format!("Set aside the signature of {} for {}, because: {reason}", signature.printed_name, place.state.name);
    note(changes, &place, commitment, audit::Who::Person(person), "commitment.set-aside", &words).await?;
    Ok(true)
}

/// The scan of a school's signed paper, if there is one.
///
/// # Errors
/// When the file can't be read.
pub async fn scan(db: &Database, year: &GroupYear, school: SchoolId) -> Result<Option<Scan>, StoreError> {
    let row: Option<(String, Vec<u8>)> = sqlx::query_as(
        "select scan_type, scan from signature join commitment on commitment.id = signature.commitment
         where group_year = ? and school = ? and who = 'head' and set_aside_at is null and scan is not null
         order by number desc limit 1",
    )
    .bind(year.id.to_string())
    .bind(school.to_string())
    .fetch_optional(db.readers())
    .await?;
    Ok(row.map(|(kind, bytes)| Scan { kind, bytes }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        assert_eq!(scan_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(scan_type(b"\xff\xd8\xff\xe0...."), Some("image/jpeg"));
        assert_eq!(scan_type(b"<svg onload=alert(1)>"), None);
        assert_eq!(scan_type(b""), None);
    }
}
