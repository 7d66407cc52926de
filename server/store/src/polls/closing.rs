//! Closing a poll, with a date that becomes the workshop's or without one; and taking answers again.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use model::accounts::roles::Person;
use model::calendar::clock;
use model::calendar::day::short;
use model::calendar::slot::Slot;
use model::ids::{PollId, WorkGroupId};
use model::polls::DAYS_OF_NAMES;

use super::note::note;
use super::refused::Refused;
use super::rows::{Poll, of_group_in};
use super::state::End;
use crate::database::Changes;
use crate::database::rows;
use crate::mail;
use crate::workshops::Span;
use crate::workshops::asking::LETTER;
use crate::workshops::changes::redate;
use crate::workshops::plan::of_workshop_in;

/// Closes a poll. With a place the date there becomes the workshop's, and those concerned are told as of any date; of two who close it at once,
/// the second is told so.
///
/// # Errors
/// [`Refused`] says why it stays as it is.
pub async fn close(changes: &mut Changes, by: &Person, group: WorkGroupId, id: PollId, place: Option<u8>) -> Result<(), Refused> {
    let poll = of_group_in(changes, group, id).await?;
    match poll.end {
        Some(End::Closed) => return Err(Refused::Closed),
        Some(End::Dated) => return Err(Refused::Dated),
        Some(End::Cancelled) => return Err(Refused::Cancelled),
        None => {}
    }
    let slot = match place {
        Some(place) => Some(poll.options.iter().find(|option| option.place == place).ok_or(Refused::NotFound)?.slot),
        None => None,
    };
    if slot.is_some_and(|slot| clock::moment(slot.starts) <= Utc::now()) {
        return Err(Refused::TooLate);
    }
    // Before the workshop has its date, which closes a poll that is still open.
    sqlx::query("update poll set closed_at = ?, closed_by = ?, chosen = ? where id = ?")
        .bind(rows::now())
        .bind(by.id)
        .bind(slot.and(place).map(i64::from))
        .bind(id)
        .execute(changes.connection())
        .await?;
    mail::withdraw_kind(changes, &id.to_string(), LETTER).await?;
    if let Some(slot) = slot {
        give_date(changes, by, &poll, slot).await?;
    }
    let outcome = slot.map_or_else(|| "without a date".to_owned(), |slot| format!("it is on {}", slot.short()));
    note(changes, &poll, by, "poll.closed", &format!("Closed {}: {outcome}.", poll.words())).await?;
    Ok(())
}

/// The chosen date becomes the workshop's.
async fn give_date(changes: &mut Changes, by: &Person, poll: &Poll, slot: Slot) -> Result<(), Refused> {
    let plan = of_workshop_in(changes, poll.group, poll.workshop).await?.ok_or(Refused::NotFound)?;
    let old = plan.workshop(poll.workshop).ok_or(Refused::NotFound)?;
    redate(changes, &plan, by, old, moments(slot)).await?;
    Ok(())
}

/// A date as a workshop has it: its time, and when its twilight begins.
fn moments(slot: Slot) -> (Option<Span>, Option<DateTime<Utc>>) {
    (Some(Span::local(slot.starts, slot.ends)), slot.twilight.map(clock::moment))
}

/// Takes answers until another day. Of a poll that was closed with a date, the workshop's date is to be confirmed again, and those concerned
/// are told.
///
/// # Errors
/// [`Refused`] says why it stays as it is.
pub async fn reopen(changes: &mut Changes, by: &Person, group: WorkGroupId, id: PollId, until: NaiveDate) -> Result<(), Refused> {
    let poll = of_group_in(changes, group, id).await?;
    let day = short(until);
    match poll.end {
        Some(End::Dated) => return Err(Refused::Dated),
        Some(End::Cancelled) => return Err(Refused::Cancelled),
        Some(End::Closed) | None => {}
    }
    if let Some(closed_at) = poll.closed_at {
        if poll.purged || Utc::now() - closed_at >= TimeDelta::days(i64::from(DAYS_OF_NAMES)) {
            return Err(Refused::TooLate);
        }
        make_undated(changes, by, &poll).await?;
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
async fn make_undated(changes: &mut Changes, by: &Person, poll: &Poll) -> Result<(), Refused> {
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
        Some(slot) => take_date(changes, by, poll, slot).await,
    }
}

/// Takes the date back, if it is still the one that was chosen, to the twilight.
async fn take_date(changes: &mut Changes, by: &Person, poll: &Poll, slot: Slot) -> Result<(), Refused> {
    let plan = of_workshop_in(changes, poll.group, poll.workshop).await?.ok_or(Refused::NotFound)?;
    let old = plan.workshop(poll.workshop).ok_or(Refused::NotFound)?;
    if (old.time, old.twilight) != moments(slot) {
        return Err(Refused::Moved);
    }
    redate(changes, &plan, by, old, (None, None)).await?;
    Ok(())
}
