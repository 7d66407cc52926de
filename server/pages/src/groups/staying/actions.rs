//! Writing down whether schools stay.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::permission::{Action, Subject};
use store::staying::{answer, asking};

use super::forms::StayingForm;
use crate::kit::{Form, Redirect};

/// Writes the answers down that are new.
pub async fn save(form: StayingForm) -> Result<Redirect, AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(form.id)).await?;
    let database = context::database()?;
    let asking = asking(&database, form.id).await?.ok_or(AppError::NotFound)?;
    let mut changes = database.change().await?;
    for school in asking.schools {
        if let Some(said) = form.answer(school.school) {
            answer(&mut changes, asking.year, school.school, said, &person).await?;
        }
    }
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::Saved))
}
