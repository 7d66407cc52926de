//! Workshops are numbered in the order of the year, without gaps: where one comes in or goes out, those after it have another number.

use model::calendar::half_term::HalfTerm;

use super::default_title;
use super::plan::{Plan, Planned};
use crate::database::Changes;
use crate::error::StoreError;

/// The number of one more in a half-term: after all others of it, and of those before.
pub(super) fn of_one_more(plan: &Plan, half_term: HalfTerm) -> u8 {
    let before = plan.workshops.iter().filter(|workshop| workshop.half_term <= half_term);
    before.map(|workshop| workshop.number).max().map_or(1, |number| number + 1)
}

/// Gives all from `number` on one more. The last goes first, since no two of a year may have the same.
pub(super) async fn make_room(changes: &mut Changes, plan: &Plan, number: u8) -> Result<(), StoreError> {
    for workshop in plan.workshops.iter().rev().filter(|workshop| workshop.number >= number) {
        renumber(changes, workshop, workshop.number + 1).await?;
    }
    Ok(())
}

/// Gives all after `number`, which is free, one less.
pub(super) async fn close_up(changes: &mut Changes, plan: &Plan, number: u8) -> Result<(), StoreError> {
    for workshop in plan.workshops.iter().filter(|workshop| workshop.number > number) {
        renumber(changes, workshop, workshop.number - 1).await?;
    }
    Ok(())
}

/// A workshop is called by its number in calendars too, where nobody has given it a title.
async fn renumber(changes: &mut Changes, workshop: &Planned, number: u8) -> Result<(), StoreError> {
    let title = if workshop.title == default_title(workshop.number) { default_title(number) } else { workshop.title.clone() };
    sqlx::query("update workshop set number = ?, title = ?, sequence = sequence + 1 where id = ?")
        .bind(i64::from(number))
        .bind(title)
        .bind(workshop.id)
        .execute(changes.connection())
        .await?;
    Ok(())
}
