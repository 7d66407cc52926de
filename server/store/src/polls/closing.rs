//! Closing a poll, with a date that becomes the workshop's or without one; and taking answers again.

use chrono::{NaiveDate, TimeDelta, Utc};
use model::accounts::roles::Person;
use model::calendar::clock;
use model::calendar::day::short;
use model::ids::{PollId, WorkGroupId};
use model::polls::{DAYS_OF_NAMES, Slot};

use super::asking;
use super::opening::kept;
use super::refused::Refused;
use super::rows::{Poll, of_group_in};
use crate::audit::{self, Entry, Who};
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;
use crate::mail;

/// Closes a poll. With a place the date there becomes the workshop's; of two who close it at once, the second is told.
///
/// # Errors
/// [`Refused`] says why it stays as it is.
pub async fn close(changes: &mut Changes, by: &Person, group: WorkGroupId, id: PollId, place: Option<u8>) -> Result<(), Refused> {
    let poll = of_group_in(changes, group, id).await?;
    if poll.closed_at.is_some() {
        return Err(Refused::Closed);
    }
    let slot = match place {
        Some(place) => Some(poll.options.iter().find(|option| option.place == place).ok_or(Refused::NotFound)?.slot),
        None => None,
    };
    if let Some(slot) = slot {
        if clock::moment(slot.starts) <= Utc::now() {
            return Err(Refused::TooLate);
        }
        give_date(changes, &poll, slot).await?;
    }
    sqlx::query("update poll set closed_at = ?, closed_by = ?, chosen = ? where id = ?")
        .bind(rows::now())
        .bind(by.id)
        .bind(slot.and(place).map(i64::from))
        .bind(id)
        .execute(changes.connection())
        .await?;
    mail::withdraw_kind(changes, &id.to_string(), asking::KIND).await?;
    let outcome = slot.map_or_else(|| "without a date".to_owned(), |slot| format!("it is on {}", slot.short()));
    note(changes, &poll, by, "poll.closed", &format!("Closed {}: {outcome}.", poll.words())).await?;
    Ok(())
}

/// The chosen date becomes the workshop's, where it has none.
async fn give_date(changes: &mut Changes, poll: &Poll, slot: Slot) -> Result<(), Refused> {
    if poll.cancelled {
        return Err(Refused::Cancelled);
    }
    let ends = kept(clock::moment(slot.ends));
    let done = sqlx::query(
        "update workshop set starts_at = ?2, ends_at = ?3, twilight_starts_at = ?4, twilight_ends_at = ?5, sequence = sequence + 1
         where id = ?1 and starts_at is null",
    )
    .bind(poll.workshop)
    .bind(kept(clock::moment(slot.starts)))
    .bind(ends)
    .bind(slot.twilight.map(|twilight| kept(clock::moment(twilight))))
    .bind(slot.twilight.map(|_| ends))
    .execute(changes.connection())
    .await?;
    if done.rows_affected() == 0 { Err(Refused::Dated) } else { Ok(()) }
}

/// Takes answers until another day. Of a poll that was closed with a date, the workshop's date is to be confirmed again.
///
/// # Errors
/// [`Refused`] says why it stays as it is.
pub async fn reopen(changes: &mut Changes, by: &Person, group: WorkGroupId, id: PollId, until: NaiveDate) -> Result<(), Refused> {
    let poll = of_group_in(changes, group, id).await?;
    let day = short(until);
    if let Some(closed_at) = poll.closed_at {
        if poll.purged || Utc::now() - closed_at >= TimeDelta::days(i64::from(DAYS_OF_NAMES)) {
            return Err(Refused::TooLate);
        }
        make_undated(changes, &poll).await?;
    } else if poll.cancelled {
        return Err(Refused::Cancelled);
    }
    sqlx::query("update poll set closed_at = null, closed_by = null, chosen = null, purged_at = null, last_date = ? where id = ?")
        .bind(until.to_string())
        .bind(id)
        .execute(changes.connection())
        .await?;
    let (action, words) = match (poll.closed_at, poll.chosen_slot()) {
        (None, _) => ("poll.prolonged", format!("Takes answers to {} until {day}.", poll.words())),
        (Some(_), None) => ("poll.reopened", format!("Opened {} again: answers until {day}.", poll.words())),
        (Some(_), Some(slot)) => {
            ("poll.reopened", format!("Opened {} again: answers until {day}, and {} is not the date any more.", poll.words(), slot.short()))
        }
    };
    note(changes, &poll, by, action, &words).await?;
    Ok(())
}

/// The workshop is one that can be asked about again: without a date, or with none but the one that was chosen here.
async fn make_undated(changes: &mut Changes, poll: &Poll) -> Result<(), Refused> {
    let (other,): (bool,) = sqlx::query_as("select exists (select 1 from poll where workshop = ? and closed_at is null)")
        .bind(poll.workshop)
        .fetch_one(changes.connection())
        .await?;
    match poll.chosen_slot() {
        _ if other => Err(Refused::OpenAlready),
        _ if poll.cancelled => Err(Refused::Cancelled),
        None if poll.time.is_some() => Err(Refused::Dated),
        None => Ok(()),
        Some(slot) if clock::moment(slot.starts) <= Utc::now() => Err(Refused::TooLate),
        Some(slot) => take_date(changes, poll, slot).await,
    }
}

async fn take_date(changes: &mut Changes, poll: &Poll, slot: Slot) -> Result<(), Refused> {
    let done = sqlx::query(
        "update workshop set starts_at = null, ends_at = null, twilight_starts_at = null, twilight_ends_at = null, sequence = sequence + 1
         where id = ? and starts_at = ? and ends_at = ?",
    )
    .bind(poll.workshop)
    .bind(kept(clock::moment(slot.starts)))
    .bind(kept(clock::moment(slot.ends)))
    .execute(changes.connection())
    .await?;
    if done.rows_affected() == 0 { Err(Refused::Moved) } else { Ok(()) }
}

async fn note(changes: &mut Changes, poll: &Poll, by: &Person, action: &str, words: &str) -> Result<(), StoreError> {
    let entry = Entry { hub: Some(poll.hub), who: Who::Person(by), action, subject: Some(poll.id.to_string()), words };
    audit::write(changes, &entry).await
}
