//! Correcting who was at a workshop.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::permission::{Action, Subject};
use store::twilights::{self, attendance};

use super::forms::{AttendanceForm, part_of};
use crate::kit::{Form, Redirect};

/// Changes what was changed on the form. What was not stays as it is.
pub async fn correct(form: AttendanceForm) -> Result<Redirect, AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(form.group)).await?;
    let database = context::database()?;
    let twilight = twilights::of_workshop(&database, form.group, form.number).await?.ok_or(AppError::NotFound)?;
    let part = part_of(&form.part);
    let correction = form.check(&attendance::of_part(&database, &twilight, part).await?)?;
    let mut changes = database.change().await?;
    attendance::correct(&mut changes, &twilight, part, &person, &correction).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::Saved))
}
