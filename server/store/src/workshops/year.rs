//! How many workshops a year has: one is added, one is taken out, one becomes two.

use chrono::{DateTime, Utc};
use model::accounts::roles::Person;
use model::calendar::half_term::HalfTerm;
use model::ids::WorkshopId;
use model::text::line::Line;

use super::changes::{make, make_missing, note};
use super::plan::{Plan, Planned, load_in};
use super::telling::{Change, tell_of_second};
use super::{FEWEST, MOST, Refused, Span, default_title, numbers};
use crate::database::Changes;

/// As long as a title is at most.
const LONGEST_TITLE: usize = 120;
/// What stands behind the title of a workshop whose first part has one of its own.
const PART: &str = ", second part";

/// When the second part of a workshop is; without anything its date is to be confirmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SecondPart {
    pub time: Option<Span>,
    /// When the part of it begins that everybody may join.
    pub twilight: Option<DateTime<Utc>>,
}

/// Adds a workshop to a half-term, after those that it has, without a date.
///
/// # Errors
/// [`Refused::Full`].
pub async fn add_one(changes: &mut Changes, plan: &Plan, by: &Person, half_term: HalfTerm) -> Result<WorkshopId, Refused> {
    let plan = with_room(changes, plan).await?;
    let number = numbers::of_one_more(&plan, half_term);
    numbers::make_room(changes, &plan, number).await?;
    let id = make(changes, &plan, &Planned::to_be_made(number, half_term)).await?;
    let words = format!("Added workshop {number}, {half_term}, to {} ({}).", plan.name, plan.academic_year);
    note(changes, &plan, by, ("workshop.added", id.to_string()), &words).await?;
    Ok(id)
}

/// Takes out a workshop that has no date, and for which nothing was begun.
///
/// # Errors
/// [`Refused`] says why it stays.
pub async fn remove(changes: &mut Changes, plan: &Plan, by: &Person, workshop: WorkshopId) -> Result<(), Refused> {
    let old = plan.workshop(workshop).ok_or(Refused::NotFound)?;
    if old.time.is_some() || old.is_cancelled() {
        return Err(Refused::Dated);
    }
    if old.in_use {
        return Err(Refused::InUse);
    }
    if plan.workshops.len() <= FEWEST {
        return Err(Refused::Fewest);
    }
    match sqlx::query("delete from workshop where id = ?").bind(workshop).execute(changes.connection()).await {
        // What hangs on it is nobody's here to know: the file itself keeps it.
        Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => return Err(Refused::InUse),
        removed => removed?,
    };
    numbers::close_up(changes, plan, old.number).await?;
    let words = format!("Removed workshop {}, {}, from {} ({}).", old.number, old.half_term, plan.name, plan.academic_year);
    Ok(note(changes, plan, by, ("workshop.removed", workshop.to_string()), &words).await?)
}

/// Whether there is no workshop with this id any more, in any group.
///
/// # Errors
/// When the file can't be read.
pub async fn is_gone(changes: &mut Changes, workshop: WorkshopId) -> Result<bool, Refused> {
    let (gone,): (bool,) =
        sqlx::query_as("select not exists (select 1 from workshop where id = ?)").bind(workshop).fetch_one(changes.connection()).await?;
    Ok(gone)
}

/// Makes two of a workshop: the second comes right after it in the same half-term, at the same host's and in the same way. Returns how
/// many letters tell of it.
///
/// # Errors
/// [`Refused::Full`], or that there is nothing of it to split.
pub async fn split(changes: &mut Changes, plan: &Plan, by: &Person, workshop: WorkshopId, second: &SecondPart) -> Result<u32, Refused> {
    let plan = with_room(changes, plan).await?;
    let first = plan.workshop(workshop).ok_or(Refused::NotFound)?;
    if first.is_cancelled() {
        return Err(Refused::Cancelled);
    }
    let number = first.number + 1;
    numbers::make_room(changes, &plan, number).await?;
    let part = Planned {
        title: title_of_second(first),
        time: second.time,
        twilight: second.twilight,
        host: first.host,
        mode: first.mode,
        place: first.place.clone(),
        call_link: first.call_link.clone(),
        ..Planned::to_be_made(number, first.half_term)
    };
    let part = Planned { id: Some(make(changes, &plan, &part).await?), ..part };
    let words = format!("Split workshop {}, {}, of {} ({}) in two.", first.number, first.half_term, plan.name, plan.academic_year);
    note(changes, &plan, by, ("workshop.split", workshop.to_string()), &words).await?;
    let renumbered = plan.workshops.iter().any(|other| other.number >= number);
    Ok(tell_of_second(changes, &plan, by, first, Change { before: None, now: &part }, renumbered).await?)
}

/// A plan with all of its workshops made, and with room for one more.
async fn with_room(changes: &mut Changes, plan: &Plan) -> Result<Plan, Refused> {
    if plan.workshops.len() >= MOST {
        return Err(Refused::Full);
    }
    make_missing(changes, plan).await?;
    load_in(changes, plan.group, Some(plan.academic_year)).await?.ok_or(Refused::NotFound)
}

/// A title of its own goes along; one that is but the number is the second's number.
fn title_of_second(first: &Planned) -> String {
    if first.title.is_empty() || first.title == default_title(first.number) {
        return default_title(first.number + 1);
    }
    format!("{}{PART}", Line::cut(&first.title, LONGEST_TITLE - PART.len()))
}
