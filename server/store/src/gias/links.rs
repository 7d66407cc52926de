//! The file of links between establishments: which one came before which.

use std::collections::BTreeMap;

use super::GiasError;
use super::columns::{KEPT, NAME};
use super::decode;
use super::import::SourceFile;
use super::lines::Entries;
use super::record::{day, is_urn};
use super::report::BadRow;
use crate::database::Database;
use crate::error::StoreError;

/// The column with a link's other end, which no extract has.
pub(super) const OTHER_END: &str = "LinkURN";

/// How many links are written in one transaction.
const BATCH: usize = 1000;

/// What is known of a link beside its two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Whether one simply becomes the other: no merger, no split.
    pub plain: bool,
    /// From which day.
    pub since: Option<String>,
}

/// Links by the number of the one before and of the one after.
pub(super) type Links = BTreeMap<(String, String), Link>;

/// The links of a file, how many rows it has, and those that could not be understood. Each link is in the file twice, once
/// from each end.
///
/// # Errors
/// When the file can't be read, or is another one.
pub(super) fn read(source: &SourceFile) -> Result<(Links, u64, Vec<BadRow>), GiasError> {
    let file = source.name.clone();
    let wrong = |error| GiasError::Read { file: file.clone(), source: error };
    let mut entries = Entries::new(decode::open(&source.path).map_err(wrong)?);
    let header = entries.header().map_err(wrong)?.ok_or_else(|| GiasError::Empty { file: file.clone() })?;
    let place = |name: &'static str| {
        let found = header.iter().position(|header| header.trim().eq_ignore_ascii_case(name));
        let extract = header.iter().any(|header| header.trim().eq_ignore_ascii_case(KEPT[NAME].header));
        let wrong = |file| if extract { GiasError::ExtractAsLinks { file } } else { GiasError::NoColumn { file, column: name } };
        found.ok_or_else(|| wrong(file.clone()))
    };
    let (urn, link_urn, kind) = (place("URN")?, place(OTHER_END)?, place("LinkType")?);
    let since = place("LinkEstablishedDate").ok();
    let (mut links, mut rows, mut bad) = (Links::new(), 0, Vec::new());
    while let Some(entry) = entries.next().map_err(wrong)? {
        rows += 1;
        let read = entry.fields.and_then(|fields| {
            let value = |place: usize| fields.get(place).unwrap_or_default().trim();
            let number = |place: usize| {
                let text = value(place);
                if is_urn(text) { Ok(text.to_owned()) } else { Err(format!("has {text:?} where a URN should be")) }
            };
            let kind = value(kind).to_lowercase();
            let ends = if kind.starts_with("successor") {
                (number(urn)?, number(link_urn)?)
            } else if kind.starts_with("predecessor") {
                (number(link_urn)?, number(urn)?)
            } else {
                return Ok(None);
            };
            let plain = matches!(kind.as_str(), "successor" | "predecessor");
            Ok(Some((ends, Link { plain, since: since.and_then(|place| day(value(place))) })))
        });
        match read {
            Err(reason) => bad.push(BadRow { file: file.clone(), line: entry.line, reason }),
            Ok(Some((ends, link))) if ends.0 != ends.1 => add(&mut links, ends, link),
            Ok(_) => {}
        }
    }
    Ok((links, rows, bad))
}

/// The two ends may tell of the same link differently: then the careful reading counts.
fn add(links: &mut Links, ends: (String, String), link: Link) {
    let known = links.entry(ends).or_insert_with(|| link.clone());
    known.plain &= link.plain;
    known.since = match (known.since.take(), link.since) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
}

/// The links that are known.
pub(super) async fn load(db: &Database) -> Result<Links, StoreError> {
    let rows: Vec<(String, String, bool, Option<String>)> =
        sqlx::query_as("select before_urn, after_urn, plain, since_date from school_link").fetch_all(db.readers()).await?;
    Ok(rows.into_iter().map(|(before, after, plain, since)| ((before, after), Link { plain, since })).collect())
}

/// The links of a file that are not `known` as they are.
pub(super) fn different<'a>(known: &Links, read: &'a Links) -> Vec<(&'a (String, String), &'a Link)> {
    read.iter().filter(|(ends, link)| known.get(*ends) != Some(*link)).collect()
}

/// Keeps links.
pub(super) async fn keep(db: &Database, different: &[(&(String, String), &Link)]) -> Result<(), StoreError> {
    for batch in different.chunks(BATCH) {
        let mut changes = db.change().await?;
        for ((before, after), link) in batch {
            sqlx::query(
                "insert into school_link (before_urn, after_urn, plain, since_date) values (?, ?, ?, ?)
                 on conflict (before_urn, after_urn) do update set plain = excluded.plain, since_date = excluded.since_date",
            )
            .bind(before)
            .bind(after)
            .bind(link.plain)
            .bind(link.since.as_deref())
            .execute(changes.connection())
            .await?;
        }
        changes.commit().await?;
    }
    Ok(())
}
