//! Making and stopping links for calendars.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::accounts::roles::Actor;
use model::permission::{Action, Subject, may};
use store::calendars::feeds;

use super::forms::{MakeForm, SECRET, StopForm};
use crate::kit::{Form, Redirect};

/// Makes a link. Its secret is kept nowhere: the page is the answer itself, and the only one that ever shows it.
pub async fn make(form: MakeForm) -> Result<Redirect, AppError> {
    let person = context::person().await?;
    let group = form.check()?;
    if let Some(group) = group {
        may(&Actor::Person(person.clone()), Action::ViewGroup, Subject::Group(group))?;
    }
    let mut changes = context::database()?.change().await?;
    let secret = feeds::make(&mut changes, &person, group).await?;
    changes.commit().await?;
    context::redisplay(&form.page(), None, vec![(SECRET.to_owned(), secret)]);
    Ok(Redirect::to(form.page()))
}

/// Stops a link.
pub async fn stop(form: StopForm) -> Result<Redirect, AppError> {
    let person = context::person().await?;
    let mut changes = context::database()?.change().await?;
    if !feeds::stop(&mut changes, &person, form.id).await? {
        return Err(AppError::NotFound);
    }
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::CalendarLinkStopped))
}
