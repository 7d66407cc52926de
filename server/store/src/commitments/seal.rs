//! Signatures in one chain: each row's seal is the SHA-256 of the seal before it and of everything that was signed. Whoever
//! changes, adds or takes out a row behind the program's back breaks the chain there, and [`verify`](super::verify()) names the
//! place. Setting a signature aside is a row of the chain as well. The first digits of a seal stand on the signed copy too,
//! which is in other hands.

use chrono::{DateTime, NaiveDate, Utc};
use model::calendar::{clock, day};
use model::commitments::{Paper, SignatureLine, SigningMethod};
use model::ids::{CommitmentId, GroupYearId, PersonId, SchoolId};
use model::letters::commitments::Signed;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx_sqlite::SqliteConnection;

use super::paper;
use super::recording::Scan;
use crate::accounts::tokens;
use crate::database::rows;
use crate::error::StoreError;

/// How many digits of a seal people compare.
const CHECK_WORD: usize = 12;

/// Who signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The headteacher.
    Head,
    /// The lead participant, who agrees (A12).
    Lead,
}

impl Who {
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Lead => "lead",
        }
    }
}

/// One that counts: a signature that was set aside has left its commitment, and stays in the chain alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Its place in the chain.
    pub number: i64,
    /// On the screen or on paper.
    pub method: SigningMethod,
    /// What was typed as the signature; empty on paper.
    pub typed_name: String,
    /// The name in print.
    pub printed_name: String,
    /// The day the signer gave.
    pub signed_on: NaiveDate,
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// Who recorded it, if it was on paper.
    pub recorded_by: Option<String>,
    /// Names the link it was signed by, if it was one.
    pub link: Option<String>,
    /// A drawn signature, as an SVG path; may be empty.
    pub drawing: String,
    /// Whether there is a scan of the paper.
    pub has_scan: bool,
    /// The first digits of the seal, for people to compare.
    pub check: String,
    /// What was signed.
    pub paper: Paper,
}

impl Signature {
    /// As it is shown.
    pub fn line(&self) -> SignatureLine {
        SignatureLine {
            method: self.method,
            typed_name: self.typed_name.clone(),
            drawing: self.drawing.clone(),
            printed_name: self.printed_name.clone(),
            day: day::short(self.signed_on),
            at: clock::day_at_time(self.at),
            recorded_by: self.recorded_by.clone(),
            link: self.link.clone(),
            has_scan: self.has_scan,
            check: self.check.clone(),
            note: String::new(),
        }
    }

    /// As letters tell of it.
    pub(super) fn facts(&self) -> Signed<'_> {
        Signed {
            paper: &self.paper,
            printed_name: &self.printed_name,
            method: self.method,
            day: day::short(self.signed_on),
            check: &self.check,
        }
    }
}

/// What a row of the chain is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content<'a> {
    /// What was signed.
    Paper(&'a Paper),
    /// The signature of this number is set aside, and why.
    Aside(i64, &'a str),
}

/// A signature to be added to the chain.
#[derive(Clone, Debug)]
pub(super) struct NewSignature<'a> {
    pub commitment: CommitmentId,
    pub year: GroupYearId,
    pub school: SchoolId,
    pub who: Who,
    pub method: SigningMethod,
    pub typed_name: &'a str,
    pub printed_name: &'a str,
    pub signed_on: NaiveDate,
    pub drawing: &'a str,
    pub content: Content<'a>,
    pub link: Option<&'a str>,
    pub person: Option<PersonId>,
    pub recorded_by: Option<PersonId>,
    pub scan: Option<&'a Scan>,
}

/// Everything that is sealed, in this order.
#[derive(Serialize, sqlx::FromRow)]
pub(super) struct Sealed {
    pub number: i64,
    pub commitment: String,
    who: String,
    way: String,
    typed_name: String,
    printed_name: String,
    signed_on: String,
    drawing: String,
    pub content: String,
    link: Option<String>,
    pub person: Option<String>,
    recorded_by: Option<String>,
    pub at: i64,
    scan_type: Option<String>,
    /// The scan's hash.
    #[sqlx(skip)]
    pub scan: Option<String>,
    /// School and year, by id.
    pub place: String,
    /// The number of the signature that this row sets aside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sets_aside: Option<i64>,
}

impl Sealed {
    pub(super) fn seal(&self, before: &[u8]) -> Result<Vec<u8>, StoreError> {
        let text = serde_json::to_vec(self).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(Sha256::new().chain_update(before).chain_update(text).finalize().to_vec())
    }
}

pub(super) fn hash_of(scan: &[u8]) -> String {
    tokens::hexadecimal(&Sha256::digest(scan))
}

/// What people compare of a seal.
pub(super) fn check_word(seal: &[u8]) -> String {
    tokens::hexadecimal(seal).chars().take(CHECK_WORD).collect()
}

/// Adds a signature at the chain's end, and returns its number and check word. The one connection that writes keeps two
/// from taking the same place.
pub(super) async fn append(connection: &mut SqliteConnection, new: &NewSignature<'_>) -> Result<(i64, String), StoreError> {
    let (last, before): (i64, Vec<u8>) =
        sqlx::query_as("select number, seal from signature_chain where id = 1").fetch_one(&mut *connection).await?;
    let (content, sets_aside) = match new.content {
        Content::Paper(paper) => (paper::to_json(paper)?, None),
        Content::Aside(number, reason) => (reason.to_owned(), Some(number)),
    };
    let row = Sealed {
        number: last + 1,
        commitment: new.commitment.to_string(),
        who: new.who.key().to_owned(),
        way: new.method.key().to_owned(),
        typed_name: new.typed_name.to_owned(),
        printed_name: new.printed_name.to_owned(),
        signed_on: new.signed_on.to_string(),
        drawing: new.drawing.to_owned(),
        content,
        link: new.link.map(str::to_owned),
        person: new.person.map(|person| person.to_string()),
        recorded_by: new.recorded_by.map(|person| person.to_string()),
        at: rows::now(),
        scan_type: new.scan.map(|scan| scan.kind.clone()),
        scan: new.scan.map(|scan| hash_of(&scan.bytes)),
        place: format!("{}/{}", new.school, new.year),
        sets_aside,
    };
    let seal = row.seal(&before)?;
    sqlx::query(
        "insert into signature (number, commitment, who, way, typed_name, printed_name, signed_on, drawing, content, link, person,
                                recorded_by, at, seal, scan, scan_type, place, sets_aside, set_aside_at)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(row.number)
    .bind(&row.commitment)
    .bind(&row.who)
    .bind(&row.way)
    .bind(&row.typed_name)
    .bind(&row.printed_name)
    .bind(&row.signed_on)
    .bind(&row.drawing)
    .bind(&row.content)
    .bind(&row.link)
    .bind(&row.person)
    .bind(&row.recorded_by)
    .bind(row.at)
    .bind(&seal)
    .bind(new.scan.map(|scan| scan.bytes.as_slice()))
    .bind(&row.scan_type)
    .bind(&row.place)
    .bind(row.sets_aside)
    // A row that signs nothing never stands.
    .bind(row.sets_aside.map(|_| row.at))
    .execute(&mut *connection)
    .await?;
    sqlx::query("update signature_chain set number = ?, seal = ? where id = 1")
        .bind(row.number)
        .bind(&seal)
        .execute(&mut *connection)
        .await?;
    Ok((row.number, check_word(&seal)))
}

#[derive(sqlx::FromRow)]
struct SignatureRow {
    number: i64,
    way: String,
    typed_name: String,
    printed_name: String,
    signed_on: String,
    drawing: String,
    content: String,
    link: Option<String>,
    at: i64,
    recorded_by: Option<String>,
    has_scan: bool,
    seal: Vec<u8>,
}

/// The current signature of a commitment: signed, and not set aside.
pub(super) async fn current_signature(
    connection: &mut SqliteConnection,
    commitment: CommitmentId,
    who: Who,
) -> Result<Option<Signature>, StoreError> {
    let row: Option<SignatureRow> = sqlx::query_as(
        "select number, way, typed_name, printed_name, signed_on, drawing, content, link, at, person.name as recorded_by,
                scan is not null as has_scan, seal
         from signature left join person on person.id = signature.recorded_by
         where commitment = ? and who = ? and set_aside_at is null
         order by number desc limit 1",
    )
    .bind(commitment)
    .bind(who.key())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Signature {
        number: row.number,
        method: if row.way == "ink" { SigningMethod::Ink } else { SigningMethod::Screen },
        check: check_word(&row.seal),
        signed_on: row.signed_on.parse().map_err(|_| StoreError::Corrupt(format!("the day {:?}", row.signed_on)))?,
        at: rows::time(row.at)?,
        paper: paper::from_json(&row.content)?,
        typed_name: row.typed_name,
        drawing: row.drawing,
        printed_name: row.printed_name,
        recorded_by: row.recorded_by,
        link: row.link,
        has_scan: row.has_scan,
    }))
}
