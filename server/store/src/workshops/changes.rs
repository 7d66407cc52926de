//! Saving a year's workshops in one go: what is not as it was is written, told and put into the audit, once.

use chrono::{DateTime, Utc};
use model::accounts::roles::Person;
use model::ids::WorkshopId;

use super::plan::{Plan, Planned};
use super::telling::{Change, tell};
use super::{NewWorkshop, Span, add, asking};
use crate::audit::{self, Entry, Who};
use crate::database::Changes;
use crate::error::StoreError;

/// What saving a plan did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replanned {
    /// How many workshops are not as before.
    pub changed: u32,
    /// How many of them had a date before, and have another or none now.
    pub moved: u32,
    /// How many letters tell of it.
    pub letters: u32,
}

/// Saves a plan: workshops that are as `before` stay untouched, those that were not made yet are made. `before` is what the same
/// transaction has read.
///
/// # Errors
/// When the file can't be written to.
pub async fn save(changes: &mut Changes, before: &Plan, by: &Person, wanted: &[Planned]) -> Result<Replanned, StoreError> {
    let changed = apply(changes, before, wanted).await?;
    if !changed.is_empty() {
        let names: Vec<&str> = changed.iter().map(|change| change.now.half_term.words()).collect();
        let words = format!("Planned {} of {} ({}).", names.join(", "), before.name, before.academic_year);
        note(changes, before, by, ("group.workshops_planned", before.year.to_string()), &words).await?;
    }
    told(changes, before, by, &changed).await
}

/// Gives a workshop another date and twilight, or none, for whoever writes into the audit by themselves why. What calendars count, and whom a
/// letter tells, is as with any other change.
pub(crate) async fn redate(
    changes: &mut Changes,
    plan: &Plan,
    by: &Person,
    old: &Planned,
    (time, twilight): (Option<Span>, Option<DateTime<Utc>>),
) -> Result<Replanned, StoreError> {
    let wanted = [Planned { time, twilight, ..old.clone() }];
    let changed = apply(changes, plan, &wanted).await?;
    told(changes, plan, by, &changed).await
}

/// Writes those that are not as before, and returns them.
async fn apply<'a>(changes: &mut Changes, before: &'a Plan, wanted: &'a [Planned]) -> Result<Vec<Change<'a>>, StoreError> {
    let mut changed = Vec::new();
    for (old, new) in before.workshops.iter().filter_map(|old| Some((old, wanted.iter().find(|new| new.number == old.number)?))) {
        match old.id {
            Some(_) if old == new => continue,
            Some(id) => write(changes, id, new).await?,
            None => {
                make(changes, before, new).await?;
            }
        }
        if old != new {
            changed.push(Change { before: Some(old), now: new });
        }
    }
    Ok(changed)
}

/// Tells those concerned of what was changed.
async fn told(changes: &mut Changes, plan: &Plan, by: &Person, changed: &[Change<'_>]) -> Result<Replanned, StoreError> {
    let mut done = Replanned { letters: tell(changes, plan, by, changed, false).await?, ..Replanned::default() };
    for change in changed {
        let is_moved = change.before.is_some_and(|old| old.time.is_some() && old.time != change.now.time);
        done.changed += 1;
        done.moved += u32::from(is_moved);
    }
    Ok(done)
}

/// Makes those of a plan that are not made yet, as they are planned.
pub(super) async fn make_missing(changes: &mut Changes, plan: &Plan) -> Result<(), StoreError> {
    for workshop in plan.workshops.iter().filter(|workshop| workshop.id.is_none()) {
        make(changes, plan, workshop).await?;
    }
    Ok(())
}

pub(super) async fn make(changes: &mut Changes, plan: &Plan, workshop: &Planned) -> Result<WorkshopId, StoreError> {
    let new = NewWorkshop {
        number: workshop.number,
        half_term: workshop.half_term,
        title: &workshop.title,
        host: workshop.host,
        mode: workshop.mode,
        time: workshop.time,
        twilight: workshop.twilight_span(),
        note: "",
        place: &workshop.place,
        call_link: &workshop.call_link,
    };
    add(changes, plan.year, &new).await
}

async fn write(changes: &mut Changes, id: WorkshopId, workshop: &Planned) -> Result<(), StoreError> {
    let milliseconds = |moment: DateTime<Utc>| moment.timestamp_millis();
    let twilight = workshop.twilight_span();
    sqlx::query(
        "update workshop set host = ?2, mode = ?3, starts_at = ?4, ends_at = ?5, twilight_starts_at = ?6, twilight_ends_at = ?7,
                             place = ?8, call_link = ?9, sequence = sequence + 1
         where id = ?1",
    )
    .bind(id)
    .bind(workshop.host)
    .bind(workshop.mode.key())
    .bind(workshop.time.map(|span| milliseconds(span.starts)))
    .bind(workshop.time.map(|span| milliseconds(span.ends)))
    .bind(twilight.map(|span| milliseconds(span.starts)))
    .bind(twilight.map(|span| milliseconds(span.ends)))
    .bind(&workshop.place)
    .bind(&workshop.call_link)
    .execute(changes.connection())
    .await?;
    if workshop.time.is_some() { asking::stop(changes, id).await } else { Ok(()) }
}

/// Writes into the audit what was done: the action and its subject, and the sentence.
pub(super) async fn note(
    changes: &mut Changes,
    plan: &Plan,
    by: &Person,
    (action, subject): (&str, String),
    words: &str,
) -> Result<(), StoreError> {
    audit::write(changes, &Entry { hub: Some(plan.hub), who: Who::Person(by), action, subject: Some(subject), words }).await
}
