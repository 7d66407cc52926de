//! The file of links between establishments: which one came before which, and which were merged. A file is all there is: what
//! an earlier one said and it does not was withdrawn.

use std::collections::BTreeMap;

use super::GiasError;
use super::columns::{KEPT, NAME};
use super::days::{self, Order};
use super::decode;
use super::import::SourceFile;
use super::lines::Entries;
use super::listed::BadRow;
use super::record::{GuessedValue, is_urn};
use super::values::Guess;
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

/// Amalgamations and mergers that do not say who came first: two numbers, the smaller first, and the day.
pub(super) type Mergers = BTreeMap<(String, String), Option<String>>;

/// All that links tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ties {
    pub links: Links,
    pub mergers: Mergers,
}

/// A file of links as it was understood.
#[derive(Default)]
pub(super) struct LinksFile {
    pub ties: Ties,
    pub rows: u64,
    pub bad: Vec<BadRow>,
    /// Days that can't be understood, of links that are kept without them.
    pub odd: Vec<BadRow>,
    /// What was guessed, and on which line.
    pub guesses: Vec<(u64, GuessedValue)>,
}

/// What a row says.
enum Statement {
    Became((String, String), bool),
    Merged((String, String)),
    Nothing,
}

/// Reads a file. Each link is in it twice, once from each end.
///
/// # Errors
/// When the file can't be read, or is another one.
pub(super) fn read(source: &SourceFile) -> Result<LinksFile, GiasError> {
    let file = source.name.clone();
    let wrong = |error| GiasError::Read { file: file.clone(), source: error };
    let look = decode::look(&source.path).map_err(wrong)?;
    let mut entries = Entries::new(decode::open(&source.path).map_err(wrong)?.0, look.encoding);
    let header = entries.header().map_err(wrong)?.ok_or_else(|| GiasError::Empty { file: file.clone() })?;
    let place = |name: &'static str| {
        let found = header.iter().position(|header| header.trim().eq_ignore_ascii_case(name));
        let extract = header.iter().any(|header| header.trim().eq_ignore_ascii_case(KEPT[NAME].header));
        let wrong = |file| if extract { GiasError::ExtractAsLinks { file } } else { GiasError::NoColumn { file, column: name } };
        found.ok_or_else(|| wrong(file.clone()))
    };
    let (urn, link_urn, kind) = (place("URN")?, place(OTHER_END)?, place("LinkType")?);
    let since = place("LinkEstablishedDate").ok();
    let guess = if look.order == Order::DayFirst { Guess::DayFirst } else { Guess::MonthFirst };
    let mut found = LinksFile::default();
    while let Some(entry) = entries.next().map_err(wrong)? {
        found.rows += 1;
        let read = entry.fields.and_then(|fields| {
            let value = |place: usize| fields.get(place).unwrap_or_default().trim();
            let since = since.map(value).unwrap_or_default();
            parse_link(value(urn), value(link_urn), value(kind)).map(|statement| (statement, since.to_owned()))
        });
        let bad = |reason| BadRow { file: file.clone(), line: entry.line, reason };
        let (statement, since) = match read {
            Err(reason) => {
                found.bad.push(bad(reason));
                continue;
            }
            Ok((Statement::Nothing, _)) => continue,
            Ok(read) => read,
        };
        let day = days::day(&since, look.order);
        match &day {
            Some((day, true)) => {
                found.guesses.push((entry.line, GuessedValue { guess, before: since.clone(), after: day.clone() }));
            }
            None if !since.is_empty() => found.odd.push(bad(format!("has {since:?} in LinkEstablishedDate, which is no day: left out"))),
            _ => {}
        }
        found.ties.add(statement, day.map(|(day, _)| day));
    }
    if found.rows == 0 {
        // Every link that is known would go.
        return Err(GiasError::NoLink { file });
    }
    Ok(found)
}

fn parse_link(urn: &str, other: &str, kind: &str) -> Result<Statement, String> {
    let kind = kind.to_lowercase();
    let merger = kind.contains("amalgam") || kind.contains("merge");
    if !merger && !kind.starts_with("successor") && !kind.starts_with("predecessor") {
        return Ok(Statement::Nothing);
    }
    let number = |text: &str| if is_urn(text) { Ok(text.to_owned()) } else { Err(format!("has {text:?} where a URN should be")) };
    let (urn, other) = (number(urn)?, number(other)?);
    if urn == other {
        return Ok(Statement::Nothing);
    }
    let plain = matches!(kind.as_str(), "successor" | "predecessor");
    Ok(if kind.starts_with("successor") {
        Statement::Became((urn, other), plain)
    } else if kind.starts_with("predecessor") {
        Statement::Became((other, urn), plain)
    } else if urn < other {
        Statement::Merged((urn, other))
    } else {
        Statement::Merged((other, urn))
    })
}

impl Ties {
    /// The two ends may tell of the same link differently: then the careful reading counts.
    fn add(&mut self, statement: Statement, since: Option<String>) {
        let known = match statement {
            Statement::Nothing => return,
            Statement::Merged(ends) => self.mergers.entry(ends).or_default(),
            Statement::Became(ends, plain) => {
                let known = self.links.entry(ends).or_insert(Link { plain, since: None });
                known.plain &= plain;
                &mut known.since
            }
        };
        *known = match (known.take(), since) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }

    /// What is known.
    pub(super) async fn load(db: &Database) -> Result<Self, StoreError> {
        let mut view = db.view().await?;
        let links: Vec<(String, String, bool, Option<String>)> =
            sqlx::query_as("select before_urn, after_urn, plain, since_date from school_link").fetch_all(&mut *view).await?;
        let mergers: Vec<(String, String, Option<String>)> =
            sqlx::query_as("select one_urn, other_urn, since_date from school_merger").fetch_all(&mut *view).await?;
        Ok(Self {
            links: links.into_iter().map(|(before, after, plain, since)| ((before, after), Link { plain, since })).collect(),
            mergers: mergers.into_iter().map(|(one, other, since)| ((one, other), since)).collect(),
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.links.len() + self.mergers.len()
    }
}

/// What a file says otherwise than what is known.
pub(super) struct Difference<'a> {
    links: Vec<(&'a (String, String), &'a Link)>,
    mergers: Vec<(&'a (String, String), &'a Option<String>)>,
    gone: Vec<(&'static str, &'a (String, String))>,
}

impl<'a> Difference<'a> {
    pub(super) fn of(known: &'a Ties, read: &'a Ties) -> Self {
        let links = known.links.keys().filter(|ends| !read.links.contains_key(*ends));
        let mergers = known.mergers.keys().filter(|ends| !read.mergers.contains_key(*ends));
        Self {
            links: read.links.iter().filter(|(ends, link)| known.links.get(*ends) != Some(*link)).collect(),
            mergers: read.mergers.iter().filter(|(ends, since)| known.mergers.get(*ends) != Some(*since)).collect(),
            gone: links
                .map(|ends| ("delete from school_link where before_urn = ? and after_urn = ?", ends))
                .chain(mergers.map(|ends| ("delete from school_merger where one_urn = ? and other_urn = ?", ends)))
                .collect(),
        }
    }

    /// How many are new or different, and how many were withdrawn.
    pub(super) fn counts(&self) -> (u64, u64) {
        ((self.links.len() + self.mergers.len()) as u64, self.gone.len() as u64)
    }

    /// Makes what is known the same as the file. The new first: broken off, it leaves more links and not fewer.
    pub(super) async fn keep(&self, db: &Database) -> Result<(), StoreError> {
        for batch in self.links.chunks(BATCH) {
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
        for batch in self.mergers.chunks(BATCH) {
            let mut changes = db.change().await?;
            for ((one, other), since) in batch {
                sqlx::query(
                    "insert into school_merger (one_urn, other_urn, since_date) values (?, ?, ?)
                     on conflict (one_urn, other_urn) do update set since_date = excluded.since_date",
                )
                .bind(one)
                .bind(other)
                .bind(since.as_deref())
                .execute(changes.connection())
                .await?;
            }
            changes.commit().await?;
        }
        for batch in self.gone.chunks(BATCH) {
            let mut changes = db.change().await?;
            for (statement, (one, other)) in batch {
                sqlx::query(*statement).bind(one).bind(other).execute(changes.connection()).await?;
            }
            changes.commit().await?;
        }
        Ok(())
    }
}
