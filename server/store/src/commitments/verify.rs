//! Walking the chain of signatures. What it can't know: somebody who rewrites the whole file (the signatures, their seals, the
//! chain's end and the audit) with this program's own means leaves a file that agrees with itself. That is what the check
//! words on the copies in other hands are for.

use std::collections::HashMap;

use sqlx_sqlite::SqliteConnection;

use super::seal::{Sealed, hash_of};
use crate::database::Database;
use crate::error::StoreError;

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
    /// How many signatures there are, with those that were set aside.
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
    /// Where the commitment is now: school and year, by id.
    belongs: String,
    #[sqlx(flatten)]
    aside: Aside,
}

/// That a signature was set aside: when, by whom, why. All empty while it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
struct Aside {
    set_aside_at: Option<i64>,
    set_aside_by: Option<String>,
    set_aside_reason: String,
}

/// Walks the whole chain, from the first signature to the last, and names the first that is not as it was signed.
///
/// # Errors
/// When the file can't be read.
pub async fn verify(db: &Database) -> Result<Verified, StoreError> {
    let mut view = db.view().await?;
    let (last, end): (i64, Vec<u8>) = sqlx::query_as("select number, seal from signature_chain where id = 1").fetch_one(&mut *view).await?;
    // Each row of the chain was written down in the audit as well, in the same transaction.
    let (signatures, audited): (i64, i64) = sqlx::query_as(
        "select (select count(*) from signature where sets_aside is null),
                (select count(*) from audit
                 where action in ('commitment.signed', 'commitment.agreed', 'commitment.recorded', 'commitment.set-aside'))",
    )
    .fetch_one(&mut *view)
    .await?;
    let (mut number, mut before) = (0, Vec::new());
    let broken = |number, changed, about| Ok(Verified { signatures, broken: Some(Broken { number, changed, about }) });
    let mut said: Vec<(i64, Aside, String)> = Vec::new();
    let mut sealed_asides: HashMap<i64, Aside> = HashMap::new();
    // One at a time: a scan may be some megabytes.
    while let Some(row) = next(&mut view, number).await? {
        number += 1;
        if row.sealed.number != number {
            return broken(number, false, String::new());
        }
        let mut sealed = row.sealed;
        sealed.scan = row.scan_bytes.as_deref().map(hash_of);
        if sealed.seal(&before)? != row.seal || sealed.place != row.belongs {
            return broken(number, true, row.about);
        }
        before = row.seal;
        if let Some(of) = sealed.sets_aside {
            let aside = Aside { set_aside_at: Some(sealed.at), set_aside_by: sealed.person, set_aside_reason: sealed.content };
            sealed_asides.insert(of, aside);
        } else {
            said.push((number, row.aside, row.about));
        }
    }
    if number < last.max(audited) {
        return broken(number + 1, false, String::new());
    }
    // The last row agrees with itself, but not with what was written down beside it: it is another one.
    if number > last || before != end {
        return broken(number, true, "the end of the chain".to_owned());
    }
    for (number, aside, about) in said {
        if sealed_asides.remove(&number).unwrap_or_default() != aside {
            return broken(number, true, about);
        }
    }
    Ok(Verified { signatures, broken: None })
}

async fn next(connection: &mut SqliteConnection, after: i64) -> Result<Option<ChainRow>, StoreError> {
    Ok(sqlx::query_as(
        "select signature.number, signature.commitment, who, way, typed_name, printed_name, signed_on, drawing, content, link,
                person, recorded_by, at, scan_type, place, sets_aside, seal, scan as scan_bytes,
                set_aside_at, set_aside_by, set_aside_reason,
                coalesce(school.name || ', ' || printf('%d/%02d', academic_year, (academic_year + 1) % 100), 'unknown') as about,
                coalesce(commitment.school || '/' || commitment.group_year, '') as belongs
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
