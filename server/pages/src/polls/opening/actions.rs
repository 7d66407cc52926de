//! Opening a poll.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::calendar::academic_year::AcademicYear;
use model::permission::{Action, Subject};
use store::polls::{self, NewPoll};
use store::uk_time;

use super::forms::OpenForm;
use crate::kit::Redirect;
use crate::polls::addresses;

/// Opens it for a workshop that has no date.
pub async fn open(form: OpenForm) -> Result<Redirect, AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(form.group)).await?;
    let (database, today) = (context::database()?, uk_time::today());
    let year = match form.workshop() {
        Ok(workshop) => polls::year_of(&database, form.group, workshop).await?.ok_or(AppError::NotFound)?,
        Err(_) => AcademicYear::of(today),
    };
    let typed = form.check(year, today)?;
    let mut changes = database.change().await?;
    let new = NewPoll {
        group: form.group,
        workshop: typed.workshop,
        sentence: &typed.sentence,
        until: typed.until,
        slots: &typed.slots,
        by: &person,
    };
    let poll = polls::open(&mut changes, &new).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&addresses::of_poll(form.group, poll, ""), Notice::PollOpened))
}
