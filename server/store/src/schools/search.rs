//! Looking a school up while somebody types: by name, town, postcode or number, also a number it had before.

use model::ids::SchoolId;
use model::text::line::Line;

use crate::database::Database;
use crate::error::StoreError;

/// More than anybody types.
const MAX_WORDS: usize = 8;
const MAX_LETTERS: usize = 80;

/// A school that was found. Facts of the public directory only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSchool {
    pub id: SchoolId,
    /// Its number.
    pub urn: String,
    pub name: String,
    pub town: String,
    /// May be empty.
    pub postcode: String,
    /// Who runs schools there; may be empty.
    pub authority: String,
    pub closed: bool,
}

/// So many schools fit that whoever types will type on: then it is not worked out which fit best, which takes longest.
const TOO_MANY: u32 = 1500;

/// The rest of both queries: every candidate once, in the order in which they are shown.
macro_rules! from_candidates {
    ($candidates:literal) => {
        concat!(
            "with found (number, rank) as (
                 select * from (",
            $candidates,
            " limit 400)
                 union all
                 select search_number, -100 from school
                 where id in (select school from school_former_urn where urn between ?2 and ?2 || 'z'))
             select school.id, urn, school.name, town, postcode, la_name, status
             from found join school on school.search_number = found.number
             group by school.id
             order by status = 'Closed', school.name || ' ' like ?3 || ' %' escape '\\' desc, school.name like ?3 || '%' escape '\\' desc,
                      min(rank), school.name, town
             limit ?4"
        )
    };
}

const BEST: &str = from_candidates!("select rowid, rank from school_search where school_search match ?1 order by rank");
const ANY: &str = from_candidates!("select rowid, 0 from school_search where school_search match ?1");

#[derive(sqlx::FromRow)]
struct Row {
    id: SchoolId,
    urn: String,
    name: String,
    town: String,
    postcode: Option<String>,
    la_name: Option<String>,
    status: String,
}

impl From<Row> for FoundSchool {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            urn: row.urn,
            name: row.name,
            town: row.town,
            postcode: row.postcode.unwrap_or_default(),
            authority: row.la_name.unwrap_or_default(),
            closed: row.status == "Closed",
        }
    }
}

/// The schools in which every word of `text` begins some word: open ones first, then those whose name begins with the text,
/// whole words before parts, then the best match. Nothing for less than two letters.
///
/// # Errors
/// When the file can't be read.
pub async fn search(db: &Database, text: &str, limit: u32) -> Result<Vec<FoundSchool>, StoreError> {
    let text = Line::cut(text, MAX_LETTERS);
    let Some(query) = query(&text) else { return Ok(Vec::new()) };
    let number = text.as_str();
    let former = if number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit()) { number } else { "-" };
    let (many,): (u32,) = sqlx::query_as("select count(*) from (select 1 from school_search where school_search match ?1 limit ?2)")
        .bind(&query)
        .bind(TOO_MANY)
        .fetch_one(db.readers())
        .await?;
    let rows: Vec<Row> = sqlx::query_as(if many < TOO_MANY { BEST } else { ANY })
        .bind(query)
        .bind(former)
        .bind(text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
        .bind(limit)
        .fetch_all(db.readers())
        .await?;
    Ok(rows.into_iter().map(FoundSchool::from).collect())
}

/// The school with this id, as it would be found.
///
/// # Errors
/// When the file can't be read.
pub async fn found(db: &Database, id: SchoolId) -> Result<Option<FoundSchool>, StoreError> {
    let row: Option<Row> = sqlx::query_as("select id, urn, name, town, postcode, la_name, status from school where id = ?")
        .bind(id)
        .fetch_optional(db.readers())
        .await?;
    Ok(row.map(FoundSchool::from))
}

/// What was typed as a query of the index: only letters and digits get in, each word in quotes, so that nothing anybody
/// types is an operator. `None` when there is too little to look for.
fn query(text: &str) -> Option<String> {
    let words = words(&text.to_lowercase());
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let parts: Vec<String> = words.iter().take(MAX_WORDS).map(|word| alternatives(word)).collect();
    (letters >= 2).then(|| parts.join(" AND "))
}

/// The words of a text, apostrophes kept: `st`, `mary's`. The faith that is written in a dozen ways is one word.
fn words(text: &str) -> Vec<String> {
    let apostrophe = |letter: char| if matches!(letter, '’' | '‘' | '`' | '´') { '\'' } else { letter };
    let text: String = text.chars().map(apostrophe).collect();
    let text = text.replace("church of england", "cofe").replace("c of e", "cofe").replace("c.of.e", "cofe").replace("c.e.", "cofe");
    let split = text.split(|letter: char| !(letter.is_alphanumeric() || letter == '\''));
    split.map(|word| word.trim_matches('\'').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// A word, and the other ways to write it: `marys` and `mary's`, `st` and `saint`.
fn alternatives(word: &str) -> String {
    let mut ways = Vec::new();
    match word {
        "st" | "saint" => ways.extend(["\"st\"*".to_owned(), "\"saint\"*".to_owned()]),
        "cofe" | "ce" => {
            ways.extend(["\"cofe\"*".to_owned(), "\"ce\"".to_owned(), "\"church of england\"".to_owned(), "\"c of e\"".to_owned()])
        }
        word if word.contains('\'') => {
            ways.push(format!("\"{}\"*", word.replace('\'', " ")));
            ways.push(format!("\"{}\"*", word.replace('\'', "")));
        }
        word => {
            ways.push(format!("\"{word}\"*"));
            // O’Brien and D’Arcy are two words to the index.
            if let Some(rest) = word.strip_prefix(['o', 'd']).filter(|rest| rest.chars().count() >= 3) {
                ways.push(format!("\"{} {rest}\"*", &word[..1]));
            }
            if let Some(owner) = word.strip_suffix('s').filter(|owner| owner.chars().count() >= 3) {
                ways.push(format!("\"{owner} s\""));
            }
        }
    }
    format!("({})", ways.join(" OR "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_typed_is_an_operator() {
        assert_eq!(query("oak\" OR *"), Some("(\"oak\"*) AND (\"or\"*)".to_owned()));
        assert_eq!(query("name:oak NEAR(elm)"), Some("(\"name\"*) AND (\"oak\"*) AND (\"near\"*) AND (\"elm\"*)".to_owned()));
        for nothing in ["", " ", "\"", "a", "*", "'", "- ^ ( )"] {
            assert_eq!(query(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn saints_are_found_however_they_are_written() {
        assert_eq!(query("St Marys"), Some("(\"st\"* OR \"saint\"*) AND (\"marys\"* OR \"mary s\")".to_owned()));
        assert_eq!(query("Mary’s"), Some("(\"mary s\"* OR \"marys\"*)".to_owned()));
    }
}
