//! Making two schools of one again.

use std::time::Duration;

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::permission::Action;
use store::StoreError;
use store::audit::{self, Entry, Who};
use store::schools::gias::{self, Keeps};

use super::forms::TakeBackForm;
use crate::kit::{Form, Redirect};

/// Longer than it takes to make two schools of one.
const PATIENCE: Duration = Duration::from_secs(2);

/// Takes it back that an import made one of them.
pub async fn take_back(form: TakeBackForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::ImportSchools).await?;
    let (database, keeps) = (context::database()?, Keeps::from_key(&form.keeps).ok_or(AppError::NotFound)?);
    // An import would write over it.
    let _turn = gias::take_turn(&database, PATIENCE).await.map_err(|error| match error {
        StoreError::InUse { .. } => AppError::from(Problem::ImportUnderWay),
        error => AppError::from(error),
    })?;
    let mut changes = database.change().await?;
    let done = gias::take_back(&mut changes, form.urn.trim(), keeps).await?;
    let (words, subject) = (done.words(), Some(done.present.id.to_string()));
    let entry = Entry { hub: Some(hub), who: Who::Person(&person), action: "schools.taken_back", subject, words: &words };
    audit::write(&mut changes, &entry).await?;
    changes.commit().await?;
    // They are two already; what else came of it the next import mends as well.
    if let Err(error) = gias::relink(&database).await {
        leptos::logging::error!("schools were not linked anew: {error}");
    }
    Ok(Redirect::with_notice(&form.page(), Notice::NumberTakenBack))
}
