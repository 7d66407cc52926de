//! Saving the workshops of a year.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::permission::{Action, Subject};
use store::workshops::plan;

use super::forms::WorkshopsForm;
use crate::kit::{Form, Redirect};

/// Saves them in one go.
pub async fn save(form: WorkshopsForm) -> Result<Redirect, AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(form.group)).await?;
    let database = context::database()?;
    let before = plan::load(&database, form.group, Some(form.year)).await?.ok_or(AppError::NotFound)?;
    let wanted = before.changed_by(&form.check(&before)?).ok_or(AppError::NotFound)?;
    let mut changes = database.change().await?;
    let done = plan::save(&mut changes, &before, &person, &wanted).await?;
    changes.commit().await?;
    let told = done.moved > 0 && before.signed > 0;
    Ok(Redirect::with_notice(&form.page(), if told { Notice::WorkshopsMoved } else { Notice::Saved }))
}
