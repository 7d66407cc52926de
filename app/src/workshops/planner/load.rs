//! Loading a workshop and its plan for their page.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::documents::plan::{Agenda, WorkshopTimes};
use model::ids::{DocumentId, PersonId, PlanTemplateId, WorkGroupId, WorkshopId};
use model::live::text::FormerWords;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::ui::frame::Frame;
use crate::ui::link::Crumb;

/// A workshop, with its plan once one was started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkshopView {
    pub id: WorkshopId,
    pub group: WorkGroupId,
    /// `Workshop 2, Autumn 2`.
    pub name: String,
    /// `Thu 12 Nov 2026, 13:00 to 17:15, at Elm Primary`.
    pub when: String,
    /// When it is, or what its plan is counted by until that is confirmed.
    pub times: WorkshopTimes,
    /// Whether it has a date.
    pub is_confirmed: bool,
    /// Where it belongs.
    pub crumbs: Vec<Crumb>,
    /// The project's code and year, for the foot.
    pub project: String,
    /// Who looks at it.
    pub person: PersonId,
    /// Whether they may change it.
    pub may_edit: bool,
    /// What every page shows.
    pub frame: Frame,
    pub plan: PlanView,
}

/// Its plan, or what one can start from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PlanView {
    Started(Box<OpenPlan>),
    ToStart(Beginnings),
}

/// What one can start from, beside the shapes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beginnings {
    /// The group's templates and one's own: none for anybody who can't start.
    pub templates: Vec<TemplateChoice>,
    /// Other plans of the group.
    pub plans: Vec<PlanChoice>,
}

/// A template that a plan can start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateChoice {
    pub id: PlanTemplateId,
    pub name: String,
    /// `9 blocks, 4 h 05`.
    pub size: String,
}

/// A plan as its page needs it first; the live document follows over the socket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenPlan {
    pub id: DocumentId,
    /// What it says.
    pub agenda: Agenda,
    /// Words that were removed from it today.
    pub former: Vec<FormerWords>,
    /// The reader's name and school.
    pub name: String,
    pub school: String,
    /// The group's boards, to be linked.
    pub boards: Vec<BoardChoice>,
    /// What is noted in private: nothing of it for anybody who may not write the plan.
    pub notes: Option<OpenNotes>,
}

/// The private notes as the page needs them first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenNotes {
    pub id: DocumentId,
    /// What they say.
    pub said: Agenda,
}

/// A board that a block may lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardChoice {
    pub id: DocumentId,
    pub title: String,
}

/// A plan that another can be copied from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChoice {
    pub document: DocumentId,
    /// `Workshop 1, Autumn 1 2026/27: parts of a quantity`.
    pub words: String,
    /// `9 blocks, 4 h 05`.
    pub size: String,
}

/// The workshop with this id, for whoever may see its group.
///
/// # Errors
/// As [`AppError`] has them: signed out, somebody else's, not there.
#[server(endpoint = "workshop", input = GetUrl)]
pub async fn load_workshop(workshop: String) -> Result<WorkshopView, AppError> {
    use model::accounts::roles::Actor;
    use model::calendar::slot::Slot;
    use model::documents::Kind;
    use model::documents::plan::Plan;
    use model::live::Document;
    use model::permission::{Action, Subject, may};
    use store::workshops::Mode;
    use store::workshops::{notes, planner, templates};

    use super::words;
    use crate::context;
    use crate::groups::group::stamp;

    crate::error::answer(async move {
        let (database, actor) = (context::database()?, context::actor().await?);
        let Actor::Person(person) = &actor else {
            return Err(AppError::SignedOut);
        };
        let workshop = planner::find(&database, workshop.parse()?).await?.ok_or(AppError::NotFound)?;
        let subject = Subject::Group(workshop.group);
        may(&actor, Action::ViewGroup, subject)?;
        let may_edit = may(&actor, Action::ManageGroup, subject).is_ok();
        let plan = match workshop.plan {
            Some(id) => {
                let stored = store::live::load(&database, id).await?.ok_or(AppError::NotFound)?;
                let agenda = context::restored::<Plan>(&stored)?.content();
                let boards = context::board_rows(&database, workshop.group).await?.into_iter();
                let boards = boards.map(|board| BoardChoice { id: board.id, title: board.summary.title }).collect();
                let notes = match notes::of(&database, workshop.id).await? {
                    Some(id) if may(&actor, Kind::Notes.view(), subject).is_ok() => {
                        let stored = store::live::load(&database, id).await?.ok_or(AppError::NotFound)?;
                        Some(OpenNotes { id, said: context::restored::<Plan>(&stored)?.content() })
                    }
                    _ => None,
                };
                let (name, school) = (person.name.clone(), person.school_name.clone());
                PlanView::Started(Box::new(OpenPlan { id, agenda, former: stored.former, name, school, boards, notes }))
            }
            None => {
                let choice = |plan: planner::EarlierPlan| PlanChoice {
                    document: plan.document,
                    words: words::titled(
                        &format!("Workshop {}, {} {}", plan.number, plan.half_term, plan.academic_year),
                        &plan.summary.title,
                    ),
                    size: words::size(plan.summary.blocks, plan.summary.planned_minutes),
                };
                let plans = planner::plans_of(&database, workshop.group).await?.into_iter().map(choice).collect();
                let kept = if may_edit { templates::of(&database, workshop.group, person.id).await? } else { Vec::new() };
                let kept = kept.into_iter().map(|template| TemplateChoice {
                    id: template.id,
                    name: template.name,
                    size: words::size(template.blocks, template.minutes),
                });
                PlanView::ToStart(Beginnings { templates: kept.collect(), plans })
            }
        };
        let time = workshop.time.map(|time| Slot::of(time.starts, time.ends, None).short());
        Ok(WorkshopView {
            id: workshop.id,
            group: workshop.group,
            name: format!("Workshop {}, {}", workshop.number, workshop.half_term),
            when: words::cancelled(
                workshop.is_cancelled,
                words::when(time, workshop.host.as_deref(), workshop.mode != Mode::InPerson, workshop.mode != Mode::Online),
            ),
            times: workshop.times(),
            is_confirmed: workshop.time.is_some(),
            crumbs: vec![Crumb::new(workshop.group_name.clone(), format!("/groups/{}", workshop.group))],
            project: stamp(&workshop.group_name, &workshop.ncp_code, &workshop.academic_year.to_string()),
            person: person.id,
            may_edit,
            frame: context::frame(&actor).await?,
            plan,
        })
    })
    .await
}
