//! Saving the workshops of a year, and changing which there are and whether they are held.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::accounts::roles::Person;
use model::ids::{HubId, WorkGroupId, WorkshopId};
use model::permission::{Action, Subject};
use store::Changes;
use store::workshops::plan::{self, Plan};
use store::workshops::{cancelling, changes, year};

use super::forms::{WorkshopsForm, of_year};
use super::small_forms::{AddForm, CancelForm, HoldForm, RemoveForm, SplitForm, TakeHostsForm};
use crate::kit::{Form, Redirect};

/// Saves them in one go. What somebody else has changed meanwhile is not replaced unseen.
pub async fn save(form: WorkshopsForm) -> Result<Redirect, AppError> {
    let (person, mut changes) = manage(form.group).await?;
    let before = plan::load_in(&mut changes, form.group, Some(form.year)).await?.ok_or(AppError::NotFound)?;
    let wanted = form.check(&before).and_then(|inputs| before.changed_by(&inputs).ok_or(AppError::NotFound));
    let is_same = wanted.as_ref().is_ok_and(|wanted| wanted.iter().all(|workshop| before.workshops.contains(workshop)));
    if !is_same {
        check_seen(&form.seen, &before)?;
    }
    let done = changes::save(&mut changes, &before, &person, &wanted?).await?;
    changes.commit().await?;
    let told = done.moved > 0 && before.signed > 0;
    Ok(Redirect::with_notice(&form.page(), if told { Notice::WorkshopsMoved } else { Notice::Saved }))
}

/// Takes suggested hosts over: a change like any other. Taken already, there is nothing left to change.
pub async fn take_hosts(form: TakeHostsForm) -> Result<Redirect, AppError> {
    let (person, mut changes) = manage(form.group).await?;
    let before = plan::load_in(&mut changes, form.group, Some(form.year)).await?.ok_or(AppError::NotFound)?;
    let wanted = form.check(&before)?;
    if !wanted.is_empty() {
        check_seen(&form.seen, &before)?;
        changes::save(&mut changes, &before, &person, &wanted).await?;
        changes.commit().await?;
    }
    Ok(Redirect::with_notice(&form.page(), Notice::Saved))
}

/// Adds one to a half-term.
pub async fn add(form: AddForm) -> Result<Redirect, AppError> {
    let (person, mut changes) = manage(form.group).await?;
    let before = plan::load_in(&mut changes, form.group, Some(form.year)).await?.ok_or(AppError::NotFound)?;
    let half_term = form.check()?;
    check_seen(&form.seen, &before)?;
    year::add_one(&mut changes, &before, &person, half_term).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&of_year(form.group, form.year), Notice::WorkshopAdded))
}

/// Makes two of one.
pub async fn split(form: SplitForm) -> Result<Redirect, AppError> {
    let (person, mut changes) = manage(form.group).await?;
    let before = around(&mut changes, form.group, form.workshop).await?;
    let second = form.check(&before)?;
    check_seen(&form.seen, &before)?;
    let letters = year::split(&mut changes, &before, &person, form.workshop, &second).await?;
    changes.commit().await?;
    told(&before, letters, Notice::WorkshopSplit).await
}

/// Cancels one.
pub async fn cancel(form: CancelForm) -> Result<Redirect, AppError> {
    let (person, mut changes) = manage(form.group).await?;
    let before = around(&mut changes, form.group, form.workshop).await?;
    let letters = cancelling::cancel(&mut changes, &before, &person, form.workshop, &form.check()?).await?;
    changes.commit().await?;
    told(&before, letters, Notice::WorkshopCancelled).await
}

/// Takes that back.
pub async fn hold(form: HoldForm) -> Result<Redirect, AppError> {
    let (person, mut changes) = manage(form.group).await?;
    let before = around(&mut changes, form.group, form.workshop).await?;
    let letters = cancelling::hold(&mut changes, &before, &person, form.workshop).await?;
    changes.commit().await?;
    told(&before, letters, Notice::WorkshopHeld).await
}

/// Takes one out of the year. One that is gone already is as was wished.
pub async fn remove(form: RemoveForm) -> Result<Redirect, AppError> {
    let (person, mut changes) = manage(form.group).await?;
    if !year::is_gone(&mut changes, form.workshop).await? {
        let before = around(&mut changes, form.group, form.workshop).await?;
        year::remove(&mut changes, &before, &person, form.workshop).await?;
        changes.commit().await?;
    }
    Ok(Redirect::with_notice(&form.page(), Notice::WorkshopRemoved))
}

/// Somebody who may change a group's workshops, and the transaction in which they do.
async fn manage(group: WorkGroupId) -> Result<(Person, Changes), AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(group)).await?;
    Ok((person, context::database()?.change().await?))
}

/// The year that one of the group's workshops is in.
async fn around(changes: &mut Changes, group: WorkGroupId, workshop: WorkshopId) -> Result<Plan, AppError> {
    plan::of_workshop_in(changes, group, workshop).await?.ok_or(AppError::NotFound)
}

/// That a form was made from the plan as it is. One that says nothing of it is no page's.
fn check_seen(seen: &str, now: &Plan) -> Result<(), AppError> {
    if seen.is_empty() || seen == now.version() { Ok(()) } else { Err(Problem::WorkshopsMoved.into()) }
}

/// Back to the year, which says whether letters are on their way, wait, or were not needed: nobody is told of what is over.
async fn told(plan: &Plan, letters: u32, on_their_way: Notice) -> Result<Redirect, AppError> {
    let notice = if letters == 0 { Notice::Saved } else { letter_notice(plan.hub, on_their_way).await? };
    Ok(Redirect::with_notice(&of_year(plan.group, plan.academic_year), notice))
}

async fn letter_notice(hub: HubId, on_their_way: Notice) -> Result<Notice, AppError> {
    context::letter_notice(hub, [on_their_way, Notice::HandedOverWaits, Notice::HandedOverWaits]).await
}
