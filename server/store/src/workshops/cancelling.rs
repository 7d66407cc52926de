//! A workshop is cancelled, and perhaps held after all. It keeps its date, its number and whatever was begun for it.

use chrono::{DateTime, Utc};
use model::accounts::roles::Person;
use model::calendar::{clock, day};
use model::ids::WorkshopId;

use super::changes::note;
use super::plan::{Plan, Planned};
use super::telling::{Change, tell};
use super::{Refused, asking};
use crate::database::Changes;
use crate::error::StoreError;

/// Cancels a workshop; `reason` may be empty. Returns how many letters tell of it: of one that was cancelled already none does.
///
/// # Errors
/// [`Refused::NotFound`].
pub async fn cancel(changes: &mut Changes, plan: &Plan, by: &Person, workshop: WorkshopId, reason: &str) -> Result<u32, Refused> {
    let old = plan.workshop(workshop).ok_or(Refused::NotFound)?;
    if old.is_cancelled() {
        return Ok(0);
    }
    mark_cancelled(changes, workshop, reason, Utc::now()).await?;
    let because = if reason.is_empty() { String::new() } else { format!(": {reason}") };
    let words = format!("Cancelled {}{because}", named(old, plan));
    note(changes, plan, by, ("workshop.cancelled", workshop.to_string()), &words).await?;
    let new = Planned { cancelled: Some(reason.to_owned()), ..old.clone() };
    Ok(tell(changes, plan, by, &[Change { before: Some(old), now: &new }], false).await?)
}

/// Takes that back: it is held after all. Returns how many letters tell of it.
///
/// # Errors
/// [`Refused::NotFound`], or [`Refused::DayTaken`] where another was put on its day meanwhile.
pub async fn hold(changes: &mut Changes, plan: &Plan, by: &Person, workshop: WorkshopId) -> Result<u32, Refused> {
    let old = plan.workshop(workshop).ok_or(Refused::NotFound)?;
    if !old.is_cancelled() {
        return Ok(0);
    }
    if plan.on_its_day(old).is_some() {
        return Err(Refused::DayTaken);
    }
    sqlx::query("update workshop set cancelled_at = null, cancelled_reason = '', sequence = sequence + 1 where id = ?")
        .bind(workshop)
        .execute(changes.connection())
        .await?;
    let words = format!("Said that {} is held after all.", named(old, plan));
    note(changes, plan, by, ("workshop.held", workshop.to_string()), &words).await?;
    let new = Planned { cancelled: None, ..old.clone() };
    Ok(tell(changes, plan, by, &[Change { before: Some(old), now: &new }], false).await?)
}

/// Writes down that a workshop is cancelled, and tells nobody. The schools are not asked about it any more.
///
/// # Errors
/// When the file can't be written to.
pub async fn mark_cancelled(changes: &mut Changes, workshop: WorkshopId, reason: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query("update workshop set cancelled_at = ?, cancelled_reason = ?, sequence = sequence + 1 where id = ?")
        .bind(at.timestamp_millis())
        .bind(reason)
        .bind(workshop)
        .execute(changes.connection())
        .await?;
    asking::stop(changes, workshop).await
}

/// Which workshop it is, for the audit: `workshop 3, Spring 1, on Tue 12 Jan 2027, of Two Rivers (2026/27)`.
fn named(workshop: &Planned, plan: &Plan) -> String {
    let on = workshop.time.map(|time| format!(" on {},", day::short(clock::day(time.starts)))).unwrap_or_default();
    format!("workshop {}, {},{on} of {} ({})", workshop.number, workshop.half_term, plan.name, plan.academic_year)
}
