//! Signatures in one chain: each row's seal is the SHA-256 of the seal before it and of everything that was signed. Whoever
//! changes, adds or takes out a row behind the program's back breaks the chain there, and [`verify`] names the place. The
//! first digits of a seal stand on the signed copy too, which is in other hands.

use chrono::{DateTime, NaiveDate, Utc};
use model::commitment::{Paper, SignatureLine, Way};
use model::ids::{CommitmentId, PersonId};
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use super::paper;
use crate::database::Database;
use crate::error::StoreError;
use crate::{rows, tokens, uk_time};

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

/// A standing signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Its place in the chain.
    pub number: i64,
    /// On the screen or on paper.
    pub way: Way,
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
            way: self.way,
            typed_name: self.typed_name.clone(),
            printed_name: self.printed_name.clone(),
            day: uk_time::short_date(self.signed_on),
            at: format!("{} at {}", uk_time::short_date(uk_time::day(self.at)), uk_time::clock(self.at)),
            recorded_by: self.recorded_by.clone(),
            link: self.link.clone(),
            has_scan: self.has_scan,
            check: self.check.clone(),
        }
    }
}

/// A signature to be added to the chain.
#[derive(Clone, Debug)]
pub(super) struct NewSignature<'a> {
    pub commitment: CommitmentId,
    pub who: Who,
    pub way: Way,
    pub typed_name: &'a str,
    pub printed_name: &'a str,
    pub signed_on: NaiveDate,
    pub paper: &'a Paper,
    pub link: Option<&'a str>,
    pub person: Option<PersonId>,
    pub recorded_by: Option<PersonId>,
    pub scan: Option<(&'a str, &'a [u8])>,
}

/// Everything that is sealed, in this order.
#[derive(Serialize, sqlx::FromRow)]
struct Sealed {
    number: i64,
    commitment: String,
    who: String,
    way: String,
    typed_name: String,
    printed_name: String,
    signed_on: String,
    drawing: String,
    content: String,
    link: Option<String>,
    person: Option<String>,
    recorded_by: Option<String>,
    at: i64,
    scan_type: Option<String>,
    #[sqlx(skip)]
    scan: Option<String>,
}

impl Sealed {
    fn seal(&self, before: &[u8]) -> Result<Vec<u8>, StoreError> {
        let text = serde_json::to_vec(self).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(Sha256::new().chain_update(before).chain_update(text).finalize().to_vec())
    }
}

fn hash_of(scan: &[u8]) -> String {
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
    let row = Sealed {
        number: last + 1,
        commitment: new.commitment.to_string(),
        who: new.who.key().to_owned(),
        way: new.way.key().to_owned(),
        typed_name: new.typed_name.to_owned(),
        printed_name: new.printed_name.to_owned(),
        signed_on: new.signed_on.to_string(),
        drawing: String::new(),
        content: paper::to_json(new.paper)?,
        link: new.link.map(str::to_owned),
        person: new.person.map(|person| person.to_string()),
        recorded_by: new.recorded_by.map(|person| person.to_string()),
        at: rows::now(),
        scan_type: new.scan.map(|(kind, _)| kind.to_owned()),
        scan: new.scan.map(|(_, bytes)| hash_of(bytes)),
    };
    let seal = row.seal(&before)?;
    sqlx::query(
        "insert into signature (number, commitment, who, way, typed_name, printed_name, signed_on, drawing, content, link, person,
                                recorded_by, at, seal, scan, scan_type)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
    .bind(new.scan.map(|(_, bytes)| bytes))
    .bind(&row.scan_type)
    .execute(&mut *connection)
    .await?;
    sqlx::query("update signature_chain set number = ?, seal = ? where id = 1")
        .bind(row.number)
        .bind(&seal)
        .execute(&mut *connection)
        .await?;
    Ok((row.number, check_word(&seal)))
}

/// The first place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The signature's number.
    pub number: i64,
    /// Whether it is there, but not as it was signed.
    pub changed: bool,
    /// Whose it is: school and year, as far as it can be told.
    pub about: String,
}

/// What came of walking the chain. Its `Display` is a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many signatures there are.
    pub signatures: i64,
    /// The first that does not hold.
    pub broken: Option<Broken>,
}

impl std::fmt::Display for Verified {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.broken, self.signatures) {
            (Some(Broken { number, changed: false, .. }), _) => {
                write!(f, "Signature {number} is missing: it was taken out behind Twilight’s back.")
            }
            (Some(Broken { number, about, .. }), _) => write!(f, "Signature {number} ({about}) is not as it was signed."),
            (None, 0) => f.write_str("There are no signatures yet."),
            (None, 1) => f.write_str("The one signature is as it was signed."),
            (None, count) => write!(f, "All {count} signatures are as they were signed."),
        }
    }
}

#[derive(sqlx::FromRow)]
struct ChainRow {
    #[sqlx(flatten)]
    sealed: Sealed,
    seal: Vec<u8>,
    scan_bytes: Option<Vec<u8>>,
    about: String,
}

/// Walks the whole chain, from the first signature to the last, and names the first that is not as it was signed.
///
/// # Errors
/// When the file can't be read.
pub async fn verify(db: &Database) -> Result<Verified, StoreError> {
    let mut view = db.view().await?;
    let (last, end): (i64, Vec<u8>) = sqlx::query_as("select number, seal from signature_chain where id = 1").fetch_one(&mut *view).await?;
    let (signatures,): (i64,) = sqlx::query_as("select count(*) from signature").fetch_one(&mut *view).await?;
    let (mut number, mut before) = (0, Vec::new());
    let broken = |number, changed, about| Ok(Verified { signatures, broken: Some(Broken { number, changed, about }) });
    // One at a time: a scan may be 300 kB.
    while let Some(row) = next(&mut view, number).await? {
        number += 1;
        if row.sealed.number != number {
            return broken(number, false, String::new());
        }
        let sealed = Sealed { scan: row.scan_bytes.as_deref().map(hash_of), ..row.sealed };
        if sealed.seal(&before)? != row.seal {
            return broken(number, true, row.about);
        }
        before = row.seal;
    }
    if number < last {
        return broken(number + 1, false, String::new());
    }
    // The last row agrees with itself, but not with what was written down beside it: it is another one.
    if number > last || before != end {
        return broken(number, true, "the end of the chain".to_owned());
    }
    Ok(Verified { signatures, broken: None })
}

async fn next(connection: &mut SqliteConnection, after: i64) -> Result<Option<ChainRow>, StoreError> {
    Ok(sqlx::query_as(
        "select signature.number, signature.commitment, who, way, typed_name, printed_name, signed_on, drawing, content, link,
                person, recorded_by, at, scan_type, seal, scan as scan_bytes,
                coalesce(school.name || ', ' || group_year.academic_year, 'unknown') as about
         from signature
         left join commitment on commitment.id = signature.commitment
         left join school on school.id = commitment.school
         left join group_year on group_year.id = commitment.group_year
         where number > ? order by number limit 1",
    )
    .bind(after)
    .fetch_optional(connection)
    .await?)
}

#[derive(sqlx::FromRow)]
struct SignatureRow {
    number: i64,
    way: String,
    typed_name: String,
    printed_name: String,
    signed_on: String,
    content: String,
    link: Option<String>,
    at: i64,
    recorded_by: Option<String>,
    has_scan: bool,
    seal: Vec<u8>,
}

/// The signature of a commitment that stands: signed, and not set aside.
pub(super) async fn standing(
    connection: &mut SqliteConnection,
    commitment: CommitmentId,
    who: Who,
) -> Result<Option<Signature>, StoreError> {
    let row: Option<SignatureRow> = sqlx::query_as(
        "select number, way, typed_name, printed_name, signed_on, content, link, at, person.name as recorded_by,
                scan is not null as has_scan, seal
         from signature left join person on person.id = signature.recorded_by
         where commitment = ? and who = ? and set_aside_at is null
         order by number desc limit 1",
    )
    .bind(commitment.to_string())
    .bind(who.key())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Signature {
        number: row.number,
        way: if row.way == "ink" { Way::Ink } else { Way::Screen },
        check: check_word(&row.seal),
        signed_on: row.signed_on.parse().map_err(|_| StoreError::Corrupt(format!("the day {:?}", row.signed_on)))?,
        at: rows::time(row.at)?,
        paper: paper::from_json(&row.content)?,
        typed_name: row.typed_name,
        printed_name: row.printed_name,
        recorded_by: row.recorded_by,
        link: row.link,
        has_scan: row.has_scan,
    }))
}
