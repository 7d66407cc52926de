//! Takes back that one school goes on under another's number: there are two schools again, and they stay two.

use std::sync::atomic::AtomicU64;

use model::ids::SchoolId;
use sqlx::AssertSqlSafe;

use super::apply::follow;
use super::columns;
use super::import::{Files, Mode, import};
use super::refused::Refused;
use super::row_merges::keep_apart;
use super::short_name::short_name;
use super::{GiasError, terms};
use crate::database::rows;
use crate::database::{Changes, Database};
use crate::error::StoreError;

/// Which of the two schools keeps what is told of the one here: people, groups, boards, phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// The one that had the number, and has closed.
    Closed,
    /// The one that has the present number.
    Present,
}

impl Keeps {
    /// From its word in a form.
    pub fn from_key(key: &str) -> Option<Self> {
        [("closed", Self::Closed), ("present", Self::Present)].into_iter().find(|(word, _)| *word == key).map(|(_, keeps)| keeps)
    }
}

/// Two schools that were one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    pub closed: NumberedSchool,
    pub present: NumberedSchool,
}

/// A school with its name and number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedSchool {
    pub id: SchoolId,
    pub name: String,
    pub urn: String,
}

impl TakenBack {
    /// What happened, as a sentence for the audit.
    pub fn words(&self) -> String {
        let Self { closed, present } = self;
        format!(
            "Took back that {} ({}) goes on as {} ({}): they are two schools again.",
            closed.name, closed.urn, present.name, present.urn
        )
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    school: SchoolId,
    until_date: Option<String>,
    urn: String,
    row_merge: Option<String>,
    gone: Option<SchoolId>,
    details: Option<String>,
}

/// Takes it back for a number that a school had. While it is done nobody may
/// bring schools in ([`take_turn`](super::take_turn)). Where an earlier version did not keep what the closed
/// school was called, the next extract says it.
///
/// # Errors
/// [`Refused::NoSuchNumber`].
pub async fn take_back(changes: &mut Changes, before_urn: &str, keeps: Keeps) -> Result<TakenBack, Refused> {
    let row: Option<Row> = sqlx::query_as(
        "select former.school, former.until_date, school.urn, school_fold.id as row_merge, gone, details
         from school_former_urn as former join school on school.id = former.school
         left join school_fold on school_fold.before_urn = former.urn and school_fold.school = former.school and undone_at is null
         where former.urn = ?1 and ?1 not in (select value from school_fold, json_each(middle) where undone_at is null)
         order by folded_at desc limit 1",
    )
    .bind(before_urn)
    .fetch_optional(changes.connection())
    .await?;
    let row = row.ok_or(Refused::NoSuchNumber)?;
    let details = row.details.clone().unwrap_or_else(|| unknown(before_urn, row.until_date.as_deref()));
    let other = row.gone.unwrap_or_else(SchoolId::generate);
    let (closed, present) = if keeps == Keeps::Closed { (row.school, other) } else { (other, row.school) };
    if keeps == Keeps::Closed {
        // The present school gets a row of its own, the same as the one there is. Two can't have the number at once.
        sqlx::query("update school set urn = 'going ' || id where id = ?").bind(row.school).execute(changes.connection()).await?;
        let fields = columns::fields(", ");
        let copy = format!(
            "insert into school (id, urn, short_name, created_at, imported_at, closed_seen_at{fields})
             select ?2, ?3, short_name, ?4, imported_at, closed_seen_at{fields} from school where id = ?1"
        );
        let copy = sqlx::query(AssertSqlSafe(copy)).bind(row.school).bind(other).bind(&row.urn).bind(rows::now());
        copy.execute(changes.connection()).await?;
        restore(changes, closed, before_urn, &details).await?;
    } else {
        let placeholder = "insert into school (id, urn, name, short_name, town, created_at) values (?, ?, '', '', '', ?)";
        sqlx::query(placeholder).bind(other).bind(before_urn).bind(rows::now()).execute(changes.connection()).await?;
        restore(changes, closed, before_urn, &details).await?;
    }
    forget_between(changes, &row).await?;
    give_numbers(changes, before_urn, (row.school, closed, present)).await?;
    if let Some(merge) = &row.row_merge {
        let undone = sqlx::query("update school_fold set undone_at = ? where id = ?").bind(rows::now()).bind(merge);
        undone.execute(changes.connection()).await?;
    }
    follow(changes, &present.to_string(), &closed.to_string(), row.until_date.as_deref()).await?;
    keep_apart(changes, before_urn, &row.urn).await?;
    let closed = named(changes, closed, before_urn).await?;
    Ok(TakenBack { closed, present: named(changes, present, &row.urn).await? })
}

async fn named(changes: &mut Changes, id: SchoolId, urn: &str) -> Result<NumberedSchool, StoreError> {
    let (name,): (String,) = sqlx::query_as("select name from school where id = ?").bind(id).fetch_one(changes.connection()).await?;
    Ok(NumberedSchool { id, name, urn: urn.to_owned() })
}

/// All that is known of a school of which no more was kept than its number.
fn unknown(urn: &str, until: Option<&str>) -> String {
    let name = format!("Closed school with the URN {urn}");
    serde_json::json!({ "name": name, "short_name": short_name(&name), "status": terms::CLOSED, "close_date": until }).to_string()
}

/// Makes a row what a closed school was.
async fn restore(changes: &mut Changes, id: SchoolId, urn: &str, details: &str) -> Result<(), StoreError> {
    let values = columns::KEPT.iter().fold(String::new(), |all, column| {
        let nothing = if column.kind == columns::Kind::Always { ", ''" } else { ", null" };
        format!("{all}, coalesce(json_extract(?3, '$.{}'){nothing})", column.field)
    });
    let fields = columns::fields(", ");
    let update = format!(
        "update school set urn = ?2, (short_name, created_at, imported_at, closed_seen_at{fields}) =
                (select json_extract(?3, '$.short_name'), coalesce(json_extract(?3, '$.created_at'), created_at),
                        json_extract(?3, '$.imported_at'), json_extract(?3, '$.closed_seen_at'){values})
         where id = ?1"
    );
    sqlx::query(AssertSqlSafe(update)).bind(id).bind(urn).bind(details).execute(changes.connection()).await?;
    Ok(())
}

/// The numbers that links led past on the way from the one to the other were no school's.
async fn forget_between(changes: &mut Changes, row: &Row) -> Result<(), StoreError> {
    let forget = "delete from school_former_urn where urn in (select value from school_fold, json_each(middle) where school_fold.id = ?1)
                  and urn not in (select value from school_fold, json_each(middle) where school_fold.id <> ?1 and undone_at is null)";
    sqlx::query(forget).bind(row.row_merge.as_deref()).execute(changes.connection()).await?;
    Ok(())
}

/// The numbers before the closed school's go with it, all others with the present one. Which those are was kept when they became
/// former ones; where an earlier version did not keep it, the links say it.
async fn give_numbers(
    changes: &mut Changes,
    before_urn: &str,
    (one, closed, present): (SchoolId, SchoolId, SchoolId),
) -> Result<(), StoreError> {
    sqlx::query("delete from school_former_urn where urn = ?").bind(before_urn).execute(changes.connection()).await?;
    const EARLIER: &str = "with recursive step (before_urn, after_urn) as (
             select before_urn, after_urn from school_fold where undone_at is null and school = ?1
             union select value, after_urn from school_fold, json_each(middle) where undone_at is null and school = ?1
             union select before_urn, after_urn from school_link where before_urn in (select urn from school_former_urn where school = ?1)
         ), earlier (urn) as (select ?2 union select step.before_urn from step join earlier on step.after_urn = earlier.urn)
         select json_group_array(urn) from earlier";
    let earlier: String = sqlx::query_scalar(EARLIER).bind(one).bind(before_urn).fetch_one(changes.connection()).await?;
    for (table, column) in [("school_former_urn", "urn"), ("school_fold", "before_urn")] {
        let give = format!("update {table} set school = iif({column} in (select value from json_each(?2)), ?3, ?4) where school = ?1");
        sqlx::query(AssertSqlSafe(give)).bind(one).bind(&earlier).bind(closed).bind(present).execute(changes.connection()).await?;
    }
    // Who came from it came from the present one.
    for statement in [
        "update or ignore school_predecessor set predecessor = ?2 where predecessor = ?1 and school <> ?2",
        "update or ignore school_predecessor set school = ?3 where school = ?1 and predecessor <> ?3",
    ] {
        sqlx::query(statement).bind(one).bind(present).bind(closed).execute(changes.connection()).await?;
    }
    Ok(())
}

/// Lets the next import decide anew about two schools that the hub kept apart: by the number of the one that closed.
///
/// # Errors
/// [`Refused::NotApart`] when it kept none apart.
pub async fn allow(changes: &mut Changes, before_urn: &str) -> Result<(), Refused> {
    let allowed = sqlx::query("delete from school_kept_apart where before_urn = ?").bind(before_urn).execute(changes.connection()).await?;
    if allowed.rows_affected() > 0 { Ok(()) } else { Err(Refused::NotApart) }
}

/// Reads from the links that are known which school came from which, and makes no two of them one. While it is done nobody may
/// bring schools in ([`take_turn`](super::take_turn)).
///
/// # Errors
/// When the database refuses.
pub async fn relink(db: &Database) -> Result<(), GiasError> {
    let none = Files { previewed: Some(Vec::new()), ..Files::default() };
    import(db, &none, Mode::Apply, &AtomicU64::new(0)).await.map(|_| ())
}
