//! Keeping plans as templates, and what becomes of those.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::accounts::roles::Person;
use model::documents::plan::Plan;
use model::ids::{PlanTemplateId, WorkGroupId};
use model::live::Document;
use model::permission::{Action, Subject};
use store::Changes;
use store::hub;
use store::workshops::planner;
use store::workshops::templates::{self, NewTemplate, Template};

use super::forms::{DeleteTemplateForm, KeepTemplateForm, RenameTemplateForm, list};
use super::load::starts_from;
use crate::kit::Redirect;

/// Keeps a workshop's plan as it is now.
pub async fn keep(form: KeepTemplateForm) -> Result<Redirect, AppError> {
    let database = context::database()?;
    let workshop = planner::find(&database, form.workshop).await?.ok_or(AppError::NotFound)?;
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(workshop.group)).await?;
    let stored = store::live::load(&database, workshop.plan.ok_or(AppError::NotFound)?).await?.ok_or(AppError::NotFound)?;
    let agenda = context::restored::<Plan>(&stored)?.content().as_template();
    let (name, owner) = form.check(workshop.group, person.id)?;
    let name = String::from(name);
    let hub = hub::of_group(&database, workshop.group).await?;
    let mut changes = database.change().await?;
    templates::save(&mut changes, &NewTemplate { owner, name: &name, agenda: &agenda, by: person.id }, &person, hub).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&list(workshop.group), Notice::TemplateKept))
}

/// Gives one another name.
pub async fn rename(form: RenameTemplateForm) -> Result<Redirect, AppError> {
    let (person, mut changes) = manage(form.group).await?;
    let template = one_of(&mut changes, &person, form.group, form.template).await?.ok_or(AppError::NotFound)?;
    let name = String::from(form.check()?);
    let hub = hub::of_group(&context::database()?, form.group).await?;
    templates::rename(&mut changes, &template, &name, &person, hub).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&list(form.group), Notice::TemplateRenamed))
}

/// Deletes one. One that is gone already is as was wished.
pub async fn delete(form: DeleteTemplateForm) -> Result<Redirect, AppError> {
    let (person, mut changes) = manage(form.group).await?;
    if templates::find_in(&mut changes, form.template).await?.is_some() {
        let template = one_of(&mut changes, &person, form.group, form.template).await?.ok_or(AppError::NotFound)?;
        let hub = hub::of_group(&context::database()?, form.group).await?;
        templates::delete(&mut changes, &template, &person, hub).await?;
        changes.commit().await?;
    }
    Ok(Redirect::with_notice(&list(form.group), Notice::TemplateDeleted))
}

/// Somebody who may write a group's plans, and the transaction in which they change its templates.
async fn manage(group: WorkGroupId) -> Result<(Person, Changes), AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(group)).await?;
    Ok((person, context::database()?.change().await?))
}

/// A template that is the group's, or theirs.
async fn one_of(changes: &mut Changes, person: &Person, group: WorkGroupId, id: PlanTemplateId) -> Result<Option<Template>, AppError> {
    Ok(templates::find_in(changes, id).await?.filter(|template| starts_from(person, group, template)))
}
