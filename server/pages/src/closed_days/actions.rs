//! Changing the list of a school's closed days.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::permission::{Action, Subject};
use store::closed_days;

use super::forms::{AddDayForm, ImportForm, LookForm, RemoveDayForm};
use super::load::years;
use crate::kit::form::show_again;
use crate::kit::{Form, Redirect};

/// Puts a day into it; one that is there has the new words.
pub async fn add(form: AddDayForm) -> Result<Redirect, AppError> {
    let person = context::person_who_may(Action::ManageCalendar, Subject::School(form.school)).await?;
    let day = form.check(&years())?;
    let mut changes = context::database()?.change().await?;
    closed_days::add(&mut changes, &person, form.school, &[day]).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::ClosedDayAdded))
}

/// Takes a day out. One that is gone already is as was wished.
pub async fn remove(form: RemoveDayForm) -> Result<Redirect, AppError> {
    let person = context::person_who_may(Action::ManageCalendar, Subject::School(form.school)).await?;
    let day = form.day.parse().map_err(|_| AppError::Unreadable)?;
    let mut changes = context::database()?.change().await?;
    closed_days::remove(&mut changes, &person, form.school, day).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::ClosedDayRemoved))
}

/// Shows what was understood of lines that were pasted.
pub async fn look(form: LookForm) -> Result<Redirect, AppError> {
    context::person_who_may(Action::ManageCalendar, Subject::School(form.school)).await?;
    form.check()?;
    Ok(show_again(&form))
}

/// Takes what was chosen into the list.
pub async fn import(form: ImportForm) -> Result<Redirect, AppError> {
    let person = context::person_who_may(Action::ManageCalendar, Subject::School(form.school)).await?;
    let days = form.check(&years())?;
    let mut changes = context::database()?.change().await?;
    closed_days::add(&mut changes, &person, form.school, &days).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&format!("/schools/{}/closed-days", form.school), Notice::ClosedDaysImported))
}
