//! Keeping term dates, and going back to the usual ones.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::permission::Action;
use store::term_dates;

use super::forms::{TermDatesForm, UsualForm, of_year};
use super::load::authority;
use crate::kit::Redirect;

/// Keeps what was typed.
pub async fn save(form: TermDatesForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::ManageCalendar).await?;
    let authority = authority(hub, &form.authority, form.year).await?;
    let terms = form.check()?;
    let mut changes = context::database()?.change().await?;
    term_dates::save(&mut changes, (hub, &person), &authority, form.year, &terms).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&of_year(form.year), Notice::TermDatesSaved))
}

/// Goes back to the usual ones. Gone back already is as was wished.
pub async fn use_usual(form: UsualForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::ManageCalendar).await?;
    let authority = authority(hub, &form.authority, form.year).await?;
    let mut changes = context::database()?.change().await?;
    term_dates::remove(&mut changes, (hub, &person), &authority, form.year).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&of_year(form.year), Notice::TermDatesUsual))
}
