//! Saving a new version of the wording.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::permission::Action;
use store::audit::{self, Entry, Who};
use store::commitments::{SavedWording, save_wording};

use super::forms::WordingForm;
use crate::kit::Redirect;

/// Saves it, if nobody has saved another one in the meantime.
pub async fn save(form: WordingForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::ManageHub).await?;
    let wording = form.check()?;
    let mut changes = context::database()?.change().await?;
    let (version, moved) = match save_wording(&mut changes, hub, person.id, form.base, &wording).await? {
        SavedWording::Same => return Ok(Redirect::with_notice("/hub/clauses", Notice::WordingSame)),
        SavedWording::Saved { version, moved } => (version, moved),
    };
    let words = format!("Wrote version {version} of the commitment’s wording; {moved} open commitments are asked for with it.");
    let subject = Some(hub.to_string());
    let entry = Entry { hub: Some(hub), who: Who::Person(&person), action: "wording.changed", subject, words: &words };
    audit::write(&mut changes, &entry).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice("/hub/clauses", Notice::WordingSaved))
}
