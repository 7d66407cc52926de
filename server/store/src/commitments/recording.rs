//! What was signed in ink, recorded by the hub or the lead, and scans of it.

use chrono::NaiveDate;
use model::accounts::email::EmailAddress;
use model::accounts::roles::Person;
use model::calendar::clock;
use model::commitments::SigningMethod;
use model::ids::{ClausesId, HubId, SchoolId};

use super::asking::made;
use super::paper::compose;
use super::refused::Refused;
use super::school_commitments::GroupYear;
use super::seal::{self, Content, NewSignature, Who};
use super::signing::{note, send_copies};
use crate::audit;
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// The largest scan in bytes: a photo as phones take it.
pub const MAX_SCAN: usize = 5 * 1024 * 1024;

/// A picture of what was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// `image/png`, `image/jpeg` or `application/pdf`.
    pub kind: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The type of a scan by its first bytes, whatever its name says; `None` when it is neither PNG, JPEG nor PDF.
pub fn scan_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if bytes.starts_with(b"%PDF-") {
        Some("application/pdf")
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
    /// The version of the wording at its foot; `None` for the one that was in use on that day.
    pub version: Option<u32>,
    /// A picture of it, if there is one.
    pub scan: Option<&'a Scan>,
    /// Where people reach the site.
    pub site: &'a str,
}

/// Records that a head has signed on paper: it counts the same, and the copies go out. Returns the signature's number.
///
/// # Errors
/// [`Refused`] says why it can't be recorded.
pub async fn record_ink(changes: &mut Changes, year: &GroupYear, school: SchoolId, ink: &InkSignature<'_>) -> Result<i64, Refused> {
    let (id, commitment) = made(changes, year, school).await?;
    if commitment.state.head.is_some() {
        return Err(Refused::Signed);
    }
    if !commitment.is_open() {
        return Err(Refused::NotFound);
    }
    let clauses = clauses_on(changes, year.hub, ink).await?.ok_or(Refused::NoVersion)?;
    let paper = compose(changes.connection(), year, school, Some(clauses)).await?;
    sqlx::query("update commitment set clauses = ? where id = ?").bind(clauses).bind(id).execute(changes.connection()).await?;
    let new = NewSignature {
        commitment: id,
        year: year.id,
        school,
        who: Who::Head,
        method: SigningMethod::Ink,
        typed_name: "",
        printed_name: ink.printed_name,
        signed_on: ink.signed_on,
        drawing: "",
        content: Content::Paper(&paper),
        link: None,
        person: None,
        recorded_by: Some(ink.person.id),
        scan: ink.scan,
    };
    let (number, _) = seal::append(changes.connection(), &new).await?;
    let words = format!("Recorded that {} signed for {} on paper", ink.printed_name, commitment.state.name);
    note(changes, &commitment, id, audit::Who::Person(ink.person), "commitment.recorded", &words).await?;
    let head = commitment.state.head_email.parse::<EmailAddress>().ok();
    send_copies(changes, &commitment, id, head.as_ref(), ink.site).await?;
    Ok(number)
}

/// The wording that was signed in ink: the version that somebody has read off the paper, else the newest on that day, or the
/// original. `None` when there is no such version.
async fn clauses_on(changes: &mut Changes, hub: HubId, ink: &InkSignature<'_>) -> Result<Option<ClausesId>, StoreError> {
    let found: Vec<(ClausesId, u32, i64)> =
        sqlx::query_as("select id, version, created_at from clauses where hub = ? or hub is null order by version desc")
            .bind(hub)
            .fetch_all(changes.connection())
            .await?;
    let mut chosen = found.last();
    for row in &found {
        let fits = match ink.version {
            Some(version) => row.1 == version,
            None => clock::day(rows::time(row.2)?) <= ink.signed_on,
        };
        if fits {
            return Ok(Some(row.0));
        }
    }
    if ink.version.is_some() {
        chosen = None;
    }
    Ok(chosen.map(|(id, ..)| *id))
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
    .bind(year.id)
    .bind(school)
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
        assert_eq!(scan_type(b"%PDF-1.7...."), Some("application/pdf"));
        assert_eq!(scan_type(b"<svg onload=alert(1)>"), None);
        assert_eq!(scan_type(b""), None);
    }
}
