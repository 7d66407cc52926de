//! Whether the links that are known are all there are. A file that was cut off on its way is brought in like any other, and where
//! it is silent that means nothing.

use super::links::Ties;
use crate::database::Database;
use crate::error::StoreError;

/// Of how many links so much was lost that what is left can't be all; there is no such row when nothing is amiss.
const LOST: &str = "school_links_lost";

/// Fewer links that are gone are nothing to wonder about.
pub(super) const FEW: u64 = 20;

/// Looks whether what a file brought is less than half of what was known, now or when more was lost, and keeps that.
pub(super) async fn keep(db: &Database, known: &Ties, read: &Ties) -> Result<(), StoreError> {
    let lost = lost(db).await?;
    let most = lost.unwrap_or_default().max(known.len() as u64);
    let cut_off = most > FEW && (read.len() as u64) < most.div_ceil(2);
    if cut_off == lost.is_some() && lost.is_none_or(|lost| lost == most) {
        return Ok(());
    }
    let mut changes = db.change().await?;
    let query = if cut_off {
        sqlx::query("insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value")
            .bind(LOST)
            .bind(most.to_string())
    } else {
        sqlx::query("delete from setting where key = ?").bind(LOST)
    };
    query.execute(changes.connection()).await?;
    changes.commit().await
}

/// Whether nothing is known to be missing.
pub(super) async fn are_whole(db: &Database) -> Result<bool, StoreError> {
    Ok(lost(db).await?.is_none())
}

async fn lost(db: &Database) -> Result<Option<u64>, StoreError> {
    let value: Option<String> =
        sqlx::query_scalar("select value from setting where key = ?").bind(LOST).fetch_optional(db.readers()).await?;
    Ok(value.and_then(|value| value.parse().ok()))
}
