//! What the page for a year's workshops shows.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock;
use model::calendar::half_term::HalfTerm;
use model::ids::WorkGroupId;
use model::permission::{Action, Subject, may};

use super::forms::WorkshopsForm;
use super::slots::warnings;

/// The workshops of a group's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopsData {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    pub year: AcademicYear,
    /// The workshops by number.
    pub workshops: Vec<WorkshopRow>,
    /// When, where and how they are.
    pub plan: WorkshopsForm,
    /// Who can host.
    pub hosts: Vec<Choice>,
    /// How many heads have signed with the dates as they are.
    pub signed: u32,
}

/// A workshop as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopRow {
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// What deserves a second look.
    pub warnings: Vec<String>,
}

/// The workshops of a group's year; without one, of the present.
pub async fn load_workshops(group: WorkGroupId, year: Option<AcademicYear>) -> Result<WorkshopsData, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageGroup, Subject::Group(group))?;
    let plan = store::workshops::plan::load(&context::database()?, group, year).await?.ok_or(AppError::NotFound)?;
    let days: Vec<_> = plan.workshops.iter().map(|workshop| (workshop.number, workshop.time.map(|time| clock::day(time.starts)))).collect();
    let warnings = warnings(&days);
    let workshops = plan.workshops.iter().map(|workshop| WorkshopRow {
        number: workshop.number,
        half_term: workshop.half_term,
        warnings: warnings.iter().filter(|(number, _)| *number == workshop.number).map(|(_, words)| words.clone()).collect(),
    });
    let stamp = app::groups::group::stamp(&plan.name, &plan.ncp_code, &plan.academic_year.to_string());
    Ok(WorkshopsData {
        frame: Frame { stamp, ..context::group_frame(&actor, group).await? },
        group,
        workshops: workshops.collect(),
        plan: WorkshopsForm::of(group, &plan),
        name: plan.name,
        year: plan.academic_year,
        hosts: plan.hosts.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        signed: plan.signed,
    })
}
