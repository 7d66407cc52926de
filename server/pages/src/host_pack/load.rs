//! What the pages of a host pack show, and for whom.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use model::accounts::roles::{Actor, Person};
use model::documents::plan::{Agenda, Plan};
use model::ids::WorkshopId;
use model::live::Document;
use model::permission::{Action, Denied, Subject, may};
use store::workshops::host_pack::{self, Hosted};
use store::workshops::planner::{self, PlannedWorkshop};

/// A workshop at its host's.
pub struct HostPackData {
    /// What every page shows.
    pub frame: Frame,
    pub workshop: PlannedWorkshop,
    pub hosted: Hosted,
    /// Its plan; `None` before one was started.
    pub agenda: Option<Agenda>,
    /// Whether whoever looks may fill it in.
    pub may_fill_in: bool,
}

/// For the sheet: for whoever may see the group, and for the host.
pub async fn load_sheet(id: Option<WorkshopId>) -> Result<HostPackData, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let (workshop, hosted) = find(id.ok_or(AppError::NotFound)?).await?;
    let may_fill_in = may_fill(&actor, &workshop, &hosted);
    may(&actor, Action::ViewGroup, Subject::Group(workshop.group)).or(may_fill_in)?;
    let agenda = match workshop.plan {
        Some(plan) => {
            let stored = store::live::load(&database, plan).await?.ok_or(AppError::NotFound)?;
            Some(context::restored::<Plan>(&stored)?.content())
        }
        None => None,
    };
    let may_fill_in = hosted.school.is_some() && may_fill_in.is_ok();
    Ok(HostPackData { frame: context::frame(&actor).await?, workshop, hosted, agenda, may_fill_in })
}

/// For filling it in.
pub async fn load_form(id: Option<WorkshopId>) -> Result<HostPackData, AppError> {
    let (person, workshop, hosted) = filling_in(id.ok_or(AppError::NotFound)?).await?;
    let frame = context::frame(&Actor::Person(person)).await?;
    Ok(HostPackData { frame, workshop, hosted, agenda: None, may_fill_in: true })
}

/// Whoever asks, if they may fill in a workshop's pack, with what there is of it.
///
/// # Errors
/// [`AppError::NotFound`] for a workshop that is not there; otherwise why they may not.
pub async fn filling_in(id: WorkshopId) -> Result<(Person, PlannedWorkshop, Hosted), AppError> {
    let person = context::person().await?;
    let (workshop, hosted) = find(id).await?;
    may_fill(&Actor::Person(person.clone()), &workshop, &hosted)?;
    Ok((person, workshop, hosted))
}

async fn find(id: WorkshopId) -> Result<(PlannedWorkshop, Hosted), AppError> {
    let database = context::database()?;
    let workshop = planner::find(&database, id).await?.ok_or(AppError::NotFound)?;
    let hosted = host_pack::hosted(&database, id).await?.ok_or(AppError::NotFound)?;
    Ok((workshop, hosted))
}

/// Whoever leads the group may, and who works at the host's.
fn may_fill(actor: &Actor, workshop: &PlannedWorkshop, hosted: &Hosted) -> Result<(), Denied> {
    let leads = may(actor, Action::ManageGroup, Subject::Group(workshop.group));
    match hosted.school {
        Some(school) => leads.or(may(actor, Action::HostWorkshop, Subject::School(school))),
        None => leads,
    }
}
