//! Saving a group's settings.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::accounts::roles::Actor;
use model::ids::{PersonId, WorkGroupId};
use model::permission::{Action, Subject, may};
use store::groups::year::{self, GroupYear, YearChange};

use super::forms::{Settings, SettingsForm};
use crate::kit::{Form, Redirect};

/// Changes a group in one of its years. Only the hub gives a group another name; what it changes can be undone where groups are
/// formed. What somebody else has changed meanwhile is not replaced unseen.
pub async fn save(form: SettingsForm) -> Result<Redirect, AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(form.id)).await?;
    if let Some(page) = form.looking() {
        return Ok(Redirect::to(page));
    }
    let database = context::database()?;
    let before = year::all(&database, form.id).await?.into_iter().find(|own| own.academic_year == form.year).ok_or(AppError::NotFound)?;
    let forms = may(&Actor::Person(person.clone()), Action::FormGroups, Subject::Hub(before.hub)).is_ok();
    let Settings { words, lead, status } = form.check(&SettingsForm::of(form.id, &before), forms)?;
    check_lead(&before, lead).await?;
    check_name(&before, form.id, &words.name).await?;
    let new = YearChange {
        name: forms.then_some(words.name.as_str()),
        ncp_code: &words.code,
        title: &words.title,
        focus: &words.focus,
        lead,
        status,
    };
    let mut changes = database.change().await?;
    year::change(&mut changes, &before, &person, &new, forms).await?;
    changes.commit().await?;
    let back = if form.is_from_forming() { format!("/hub/forming?year={}", form.year.starts_in()) } else { form.page() };
    Ok(Redirect::with_notice(&back, Notice::Saved))
}

/// That another lead is somebody who may be one.
async fn check_lead(before: &GroupYear, lead: Option<PersonId>) -> Result<(), AppError> {
    let Some(lead) = lead.filter(|lead| before.lead.as_ref().is_none_or(|known| known.id != *lead)) else {
        return Ok(());
    };
    if year::may_lead(&context::database()?, before.hub, lead).await? { Ok(()) } else { Err(Problem::LeadUnknown.into()) }
}

/// That no other group of the hub has this name.
async fn check_name(before: &GroupYear, group: WorkGroupId, name: &str) -> Result<(), AppError> {
    let is_taken = name != before.name && store::groups::name_taken(&context::database()?, before.hub, name, Some(group)).await?;
    if is_taken { Err(Problem::GroupNameTaken.into()) } else { Ok(()) }
}
