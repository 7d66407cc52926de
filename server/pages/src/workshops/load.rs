//! What the pages for a year's workshops show.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use chrono::Utc;
use model::accounts::roles::Actor;
use model::calendar::academic_year::AcademicYear;
use model::calendar::half_term::HalfTerm;
use model::calendar::slot::Slot;
use model::ids::{WorkGroupId, WorkshopId};
use model::permission::{Action, Subject, may};
use store::workshops::plan::{self, Plan, Planned};
use store::workshops::{FEWEST, MOST, calendar, hosting};

use super::clashes::warnings;
use super::forms::WorkshopsForm;
use super::suggested_hosts::{Suggestions, suggestions};

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
    /// Who might host those that have no host.
    pub suggestions: Suggestions,
    /// Who can host.
    pub hosts: Vec<Choice>,
    /// How many heads have signed with the dates as they are.
    pub signed: usize,
    /// How many have signed with others.
    pub signed_others: usize,
    /// Whether there is room for one more.
    pub has_room: bool,
    /// Whether whoever looks works for the hub.
    pub of_hub: bool,
}

/// A workshop as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopRow {
    /// `None` while it is not made yet.
    pub id: Option<WorkshopId>,
    /// 1 to 6 in most years.
    pub number: u8,
    pub half_term: HalfTerm,
    /// `Tue 24 Nov 2026, 13:00 to 17:15`; empty while the date is to be confirmed.
    pub when: String,
    /// Whether its date is still to come, so that people are told what becomes of it.
    pub lies_ahead: bool,
    /// Who hosts it, how and where, in a sentence.
    pub how: String,
    /// Why it is cancelled, which may be empty; `None` while it is to be held.
    pub cancelled: Option<String>,
    /// Whether it can be taken out of the year.
    pub removable: bool,
    /// What deserves a second look.
    pub warnings: Vec<String>,
}

impl WorkshopRow {
    fn of(workshop: &Planned, plan: &Plan, warnings: &[(u8, String)]) -> Self {
        let own = warnings.iter().filter(|(number, _)| *number == workshop.number);
        Self {
            id: workshop.id,
            number: workshop.number,
            half_term: workshop.half_term,
            when: when(workshop),
            lies_ahead: workshop.time.is_some_and(|time| time.starts > Utc::now()),
            how: how(workshop, plan),
            cancelled: workshop.cancelled.clone(),
            removable: workshop.is_removable() && plan.workshops.len() > FEWEST,
            warnings: own.map(|(_, words)| words.clone()).collect(),
        }
    }
}

fn when(workshop: &Planned) -> String {
    workshop.time.map(|time| Slot::of(time.starts, time.ends, None).short()).unwrap_or_default()
}

/// `Hosted by Ash Lane Primary School, in person. The hall, by the side gate`.
fn how(workshop: &Planned, plan: &Plan) -> String {
    let host = plan.host_name(workshop.host).map_or_else(|| "Host to be agreed".to_owned(), |host| format!("Hosted by {host}"));
    let place = if workshop.place.is_empty() { String::new() } else { format!(" {}", workshop.place) };
    format!("{host}, {}.{place}", workshop.mode.to_string().to_lowercase())
}

/// The workshops of a group's year; without one, of the present.
pub async fn load_workshops(group: WorkGroupId, year: Option<AcademicYear>) -> Result<WorkshopsData, AppError> {
    let actor = managing(group).await?;
    let database = context::database()?;
    let plan = plan::load(&database, group, year).await?.ok_or(AppError::NotFound)?;
    let warnings = warnings(&plan, &calendar::load(&database, &plan).await?);
    let suggestions = suggestions(&plan, &hosting::hosts(&database, &plan).await?, chrono::Utc::now());
    let (signed, signed_others) = signatures(&plan).await?;
    Ok(WorkshopsData {
        frame: frame(&actor, &plan).await?,
        group,
        workshops: plan.workshops.iter().map(|workshop| WorkshopRow::of(workshop, &plan, &warnings)).collect(),
        plan: WorkshopsForm::of(group, &plan),
        suggestions,
        has_room: plan.workshops.len() < MOST,
        name: plan.name,
        year: plan.academic_year,
        hosts: plan.hosts.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        signed,
        signed_others,
        of_hub: matches!(&actor, Actor::Person(person) if person.hub.is_some()),
    })
}

/// How many heads have signed with the dates as they are, and how many with others.
async fn signatures(plan: &Plan) -> Result<(usize, usize), AppError> {
    let database = context::database()?;
    let year = store::commitments::group_year(&database, plan.group, Some(plan.academic_year)).await?.ok_or(AppError::NotFound)?;
    let all = store::commitments::school_commitments(&database, &year).await?;
    let signed = all.iter().filter(|commitment| commitment.state.head.is_some());
    let (others, same): (Vec<_>, Vec<_>) = signed.partition(|commitment| commitment.dates_moved);
    Ok((same.len(), others.len()))
}

/// What a page shows that asks something about a year or one of its workshops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedData {
    /// What every page shows.
    pub frame: Frame,
    pub plan: Plan,
}

/// A group's year to which a workshop can be added.
pub async fn load_year(group: WorkGroupId, year: Option<AcademicYear>) -> Result<AskedData, AppError> {
    let actor = managing(group).await?;
    let plan = plan::load(&context::database()?, group, year).await?.ok_or(AppError::NotFound)?;
    Ok(AskedData { frame: frame(&actor, &plan).await?, plan })
}

/// One of a group's workshops, for a page that makes sense only for some.
pub async fn load_workshop(
    group: WorkGroupId,
    id: WorkshopId,
    makes_sense: fn(&WorkshopRow) -> bool,
) -> Result<(AskedData, (WorkshopId, WorkshopRow)), AppError> {
    let actor = managing(group).await?;
    let plan = plan::of_workshop(&context::database()?, group, id).await?.ok_or(AppError::NotFound)?;
    let workshop = plan.workshop(id).map(|workshop| WorkshopRow::of(workshop, &plan, &[])).ok_or(AppError::NotFound)?;
    if !makes_sense(&workshop) {
        return Err(AppError::NotFound);
    }
    Ok((AskedData { frame: frame(&actor, &plan).await?, plan }, (id, workshop)))
}

/// Whoever asks, if they may change the group's workshops.
async fn managing(group: WorkGroupId) -> Result<Actor, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ManageGroup, Subject::Group(group))?;
    Ok(actor)
}

async fn frame(actor: &Actor, plan: &Plan) -> Result<Frame, AppError> {
    let stamp = app::groups::group::stamp(&plan.name, &plan.ncp_code, &plan.academic_year.to_string());
    Ok(Frame { stamp, ..context::group_frame(actor, plan.group).await? })
}
