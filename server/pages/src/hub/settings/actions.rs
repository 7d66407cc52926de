//! Saving the hub's settings.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::permission::Action;
use store::audit::{self, Entry, Who};

use super::forms::SettingsForm;
use crate::kit::Redirect;

/// Saves them, for everything that is made from now on.
pub async fn save(form: SettingsForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::ManageHub).await?;
    let mut changes = context::database()?.change().await?;
    let face = form.check(store::hub::face_in(&mut changes, hub).await?)?;
    store::hub::set_face(&mut changes, hub, &face).await?;
    let entry =
        Entry { hub: Some(hub), who: Who::Person(&person), action: "hub.settings", subject: None, words: "Changed the hub’s settings" };
    audit::write(&mut changes, &entry).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice("/hub/settings", Notice::Saved))
}
