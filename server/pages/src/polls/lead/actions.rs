//! What whoever leads the group makes of a poll.

use app::context::{absolute, database, letter_notice, person_who_may};
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::accounts::roles::Person;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject};
use store::polls;
use store::uk_time;

use super::forms::{AskForm, CloseForm, LinkForm, RemoveForm, ReopenForm};
use crate::kit::{Form, Redirect};
use crate::polls::{addresses, last_day};

async fn lead(group: WorkGroupId) -> Result<Person, AppError> {
    person_who_may(Action::ManageGroup, Subject::Group(group)).await
}

/// Writes to those who have not answered.
pub async fn ask(form: AskForm) -> Result<Redirect, AppError> {
    let person = lead(form.group).await?;
    let database = database()?;
    let hub = store::hub::of_group(&database, form.group).await?.ok_or(AppError::NotFound)?;
    let mut changes = database.change().await?;
    let letters = polls::ask(&mut changes, &person, form.group, form.poll, &absolute("")).await?;
    changes.commit().await?;
    let notice = match letters {
        0 => Notice::PollNobodyToAsk,
        _ => letter_notice(hub, [Notice::PollAsked, Notice::PollAskedByHand, Notice::PollAskedHeld]).await?,
    };
    Ok(Redirect::with_notice(&form.page(), notice))
}

/// Closes it: the date that was chosen becomes the workshop's.
pub async fn close(form: CloseForm) -> Result<Redirect, AppError> {
    let person = lead(form.group).await?;
    let place = form.place()?;
    let mut changes = database()?.change().await?;
    polls::close(&mut changes, &person, form.group, form.poll, place).await?;
    changes.commit().await?;
    let notice = if place.is_some() { Notice::PollDateChosen } else { Notice::PollShut };
    Ok(Redirect::with_notice(&form.page(), notice))
}

/// Takes answers until another day.
pub async fn reopen(form: ReopenForm) -> Result<Redirect, AppError> {
    let person = lead(form.group).await?;
    let (database, today) = (database()?, uk_time::today());
    let whole = polls::whole_of(&database, form.group, form.poll).await?.ok_or(AppError::NotFound)?;
    // Where the first date is over, the others may still be asked about; where all are, nobody is.
    let first = whole.poll.slots().iter().map(|slot| slot.day()).filter(|day| *day > today).min().ok_or(Problem::PollTooLate)?;
    let until = last_day::check(&form.last_day, today, Some(first))?;
    let mut changes = database.change().await?;
    polls::reopen(&mut changes, &person, form.group, form.poll, until).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&addresses::of_poll(form.group, form.poll, ""), Notice::PollGoesOn))
}

/// Withdraws the link and makes another.
pub async fn renew_link(form: LinkForm) -> Result<Redirect, AppError> {
    let person = lead(form.group).await?;
    let mut changes = database()?.change().await?;
    polls::renew(&mut changes, &person, form.group, form.poll).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::PollLinkRenewed))
}

/// Removes somebody's answer.
pub async fn remove(form: RemoveForm) -> Result<Redirect, AppError> {
    let person = lead(form.group).await?;
    let mut changes = database()?.change().await?;
    polls::remove(&mut changes, &person, form.group, form.poll, form.answer).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::PollAnswerRemoved))
}
