//! Starting a plan.

use app::context;
use app::error::AppError;
use model::documents::plan::{Agenda, Block, BlockId, Plan, Summary};
use model::live::Document;
use model::live::replica::Replica;
use model::permission::{Action, Subject};
use store::workshops::{planner, templates};

use super::forms::{Beginning, StartPlanForm};
use super::templates::starts_from;
use crate::kit::{Form, Redirect};

/// Starts it and leads to it; to the one that is there where somebody was quicker.
pub async fn start(form: StartPlanForm) -> Result<Redirect, AppError> {
    let database = context::database()?;
    let workshop = planner::find(&database, form.workshop).await?.ok_or(AppError::NotFound)?;
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(workshop.group)).await?;
    let agenda = match form.check()? {
        Beginning::Shape(shape) => shape.agenda(&workshop.title),
        Beginning::Template(id) => {
            let template = templates::find(&database, id).await?.filter(|template| starts_from(&person, workshop.group, template));
            let kept = templates::agenda(&database, template.ok_or(AppError::NotFound)?.id).await?.ok_or(AppError::NotFound)?;
            copy_of(kept, &workshop.title)
        }
        Beginning::Copy(document) => {
            let others = planner::plans_of(&database, workshop.group).await?;
            if !others.iter().any(|other| other.document == document) {
                return Err(AppError::NotFound);
            }
            let stored = store::live::load(&database, document).await?.ok_or(AppError::NotFound)?;
            copy_of(context::restored::<Plan>(&stored)?.content(), &workshop.title)
        }
    };
    let mut plan = Plan::new(Replica::with_random_client());
    let update = plan.fill(&agenda).unwrap_or_default();
    let mut changes = database.change().await?;
    planner::start(&mut changes, &workshop, person.id, update, Summary::from(&agenda)).await?;
    changes.commit().await?;
    Ok(Redirect::to(form.page()))
}

/// The same blocks under new keys, without the boards of the other workshop.
fn copy_of(agenda: Agenda, title: &str) -> Agenda {
    let copy = |block: Block| Block { id: BlockId::generate(), boards: Vec::new(), ..block };
    let blocks = agenda.blocks.into_iter().map(copy).collect();
    Agenda { title: title.to_owned(), blocks, deleted_blocks: Vec::new(), ..agenda }
}
