//! Opening a poll for a workshop that has no date.

use chrono::{DateTime, NaiveDate, Utc};
use model::accounts::roles::Person;
use model::calendar::clock;
use model::calendar::day::short;
use model::calendar::slot::Slot;
use model::ids::{PollId, WorkGroupId, WorkshopId};

use super::link;
use super::note::note;
use super::refused::Refused;
use super::rows::load;
use crate::database::Changes;
use crate::database::rows;
use crate::error::StoreError;

/// A poll to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPoll<'a> {
    pub group: WorkGroupId,
    pub workshop: WorkshopId,
    /// What whoever asks has to say; may be empty.
    pub sentence: &'a str,
    /// The last day for answers.
    pub until: NaiveDate,
    /// The dates, in any order.
    pub slots: &'a [Slot],
    /// Who opens it.
    pub by: &'a Person,
}

/// Opens it, with a link.
///
/// # Errors
/// [`Refused`] says why the workshop is not to be asked about.
pub async fn open(changes: &mut Changes, new: &NewPoll<'_>) -> Result<PollId, Refused> {
    let found: Option<(bool, bool, bool)> = sqlx::query_as(
        "select starts_at is not null, cancelled_at is not null,
                exists (select 1 from poll where poll.workshop = workshop.id and closed_at is null)
         from workshop join group_year on group_year.id = workshop.group_year
         where workshop.id = ? and work_group = ?",
    )
    .bind(new.workshop)
    .bind(new.group)
    .fetch_optional(changes.connection())
    .await?;
    match found.ok_or(Refused::NotFound)? {
        (_, true, _) => return Err(Refused::Cancelled),
        (true, ..) => return Err(Refused::Dated),
        (.., true) => return Err(Refused::OpenAlready),
        (false, false, false) => {}
    }
    let id = PollId::generate();
    sqlx::query("insert into poll (id, workshop, sentence, last_date, opened_at, opened_by) values (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(new.workshop)
        .bind(new.sentence)
        .bind(new.until.to_string())
        .bind(rows::now())
        .bind(new.by.id)
        .execute(changes.connection())
        .await?;
    add_options(changes, id, new.slots).await?;
    link::make(changes, id).await?;
    let poll = load(changes.connection(), id).await?.ok_or(Refused::NotFound)?;
    let words = format!("Opened {}: {} dates, answers until {}.", poll.words(), poll.options.len(), short(poll.until));
    note(changes, &poll, new.by, "poll.opened", &words).await?;
    Ok(id)
}

async fn add_options(changes: &mut Changes, poll: PollId, slots: &[Slot]) -> Result<(), StoreError> {
    let mut slots = slots.to_vec();
    slots.sort();
    for (place, slot) in (1_i64..).zip(slots) {
        sqlx::query("insert into poll_option (poll, place, starts_at, ends_at, twilight_starts_at) values (?, ?, ?, ?, ?)")
            .bind(poll)
            .bind(place)
            .bind(kept(clock::moment(slot.starts)))
            .bind(kept(clock::moment(slot.ends)))
            .bind(slot.twilight.map(clock::moment).map(kept))
            .execute(changes.connection())
            .await?;
    }
    Ok(())
}

/// A moment as it is kept.
fn kept(moment: DateTime<Utc>) -> i64 {
    moment.timestamp_millis()
}
