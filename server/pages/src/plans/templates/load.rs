//! What the pages for templates of plans show.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use app::workshops::planner::words::size;
use model::accounts::roles::{Actor, Person};
use model::calendar::clock;
use model::ids::{PlanTemplateId, WorkGroupId, WorkshopId};
use model::permission::{Action, Subject, may};
use store::workshops::planner::{self, PlannedWorkshop};
use store::workshops::templates::{self, Owner, Template};

/// Keeping a workshop's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepData {
    /// What every page shows.
    pub frame: Frame,
    pub workshop: PlannedWorkshop,
    /// Whether it has a plan that could be kept.
    pub has_plan: bool,
}

/// A group's templates, and those of whoever looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplatesData {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    /// The group's name.
    pub name: String,
    pub of_group: Vec<TemplateRow>,
    pub own: Vec<TemplateRow>,
}

/// A template in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateRow {
    pub id: PlanTemplateId,
    pub name: String,
    /// `9 blocks, 4 h 05. Kept by Helen Whitlock on Tue 24 Nov 2026 at 16:12`.
    pub about: String,
}

/// One template, to be named anew or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateData {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    /// The group's name.
    pub group_name: String,
    pub template: TemplateRow,
}

/// The workshop whose plan is to be kept, for whoever may write it.
pub async fn load_keep(workshop: WorkshopId) -> Result<KeepData, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let workshop = planner::find(&database, workshop).await?.ok_or(AppError::NotFound)?;
    may(&actor, Action::ManageGroup, Subject::Group(workshop.group))?;
    Ok(KeepData { frame: context::group_frame(&actor, workshop.group).await?, has_plan: workshop.plan.is_some(), workshop })
}

/// The group's templates and the lead's own, for whoever leads it.
pub async fn load_templates(group: WorkGroupId) -> Result<TemplatesData, AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(group)).await?;
    let found = templates::of(&context::database()?, group, person.id).await?;
    let (of_group, own): (Vec<_>, Vec<_>) = found.iter().partition(|template| template.owner == Owner::Group(group));
    let rows = |found: Vec<&Template>| found.into_iter().map(row).collect();
    let frame = context::group_frame(&Actor::Person(person), group).await?;
    Ok(TemplatesData { name: frame.sections_of.clone(), frame, group, of_group: rows(of_group), own: rows(own) })
}

/// One of them.
pub async fn load_template(group: WorkGroupId, id: PlanTemplateId) -> Result<TemplateData, AppError> {
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(group)).await?;
    let found = templates::find(&context::database()?, id).await?.filter(|template| starts_from(&person, group, template));
    let template = row(&found.ok_or(AppError::NotFound)?);
    let frame = context::group_frame(&Actor::Person(person), group).await?;
    Ok(TemplateData { group_name: frame.sections_of.clone(), frame, group, template })
}

/// Whether somebody who may write a group's plans can start one from a template: it is the group's, or their own.
pub fn starts_from(person: &Person, group: WorkGroupId, template: &Template) -> bool {
    template.owner == Owner::Group(group) || template.owner == Owner::Person(person.id)
}

fn row(template: &Template) -> TemplateRow {
    let by = template.made_by.as_ref().map(|name| format!(" by {name}")).unwrap_or_default();
    let about = format!("{}. Kept{by} on {}.", size(template.blocks, template.minutes), clock::day_at_time(template.made_at));
    TemplateRow { id: template.id, name: template.name.clone(), about }
}
