//! What becomes of what the lead presses.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use chrono::Utc;
use model::permission::{Action, Subject};
use store::workshops::planner;
use store::workshops::running::{self, Refused};

use super::forms::PressForm;
use super::picture::{agenda, steps_of};
use crate::kit::{Form, Redirect};

/// Presses something, and tells all devices. Who was not quick enough sees how it stands instead.
pub async fn press(form: PressForm) -> Result<Redirect, AppError> {
    let database = context::database()?;
    let workshop = planner::find(&database, form.workshop).await?.ok_or(AppError::NotFound)?;
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(workshop.group)).await?;
    let press = form.check()?;
    let agenda = agenda(&database, &workshop).await?;
    let run = running::find(&database, workshop.id).await?;
    let steps = steps_of(&agenda, &workshop, &run, Utc::now());
    let mut changes = database.change().await?;
    match running::press(&mut changes, &workshop, &person, form.revision, press, &steps).await {
        Ok(_) => {
            changes.commit().await?;
            context::run_changed(workshop.id);
            Ok(Redirect::to(form.page()))
        }
        Err(Refused::MovedOn) => Ok(Redirect::with_notice(&form.page(), Notice::RunMovedOn)),
        Err(Refused::BoardGone) => Err(Problem::RunBoardGone.into()),
        Err(Refused::Store(error)) => Err(error.into()),
    }
}
