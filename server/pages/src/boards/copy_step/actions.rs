//! Copying a step to another board of the group.

use app::context;
use app::error::{AppError, Problem};
use leptos_router::location::Url;
use model::accounts::roles::Actor;
use model::documents::board::StepId;
use model::permission::{Action, may};

use super::forms::CopyStepForm;
use crate::kit::Redirect;

/// Puts a copy of a step at the end of another board of the same group, and leads back to the step. Whoever has that board open sees it come.
pub async fn copy(form: CopyStepForm) -> Result<Redirect, AppError> {
    let (database, person, board) = (context::database()?, context::person().await?, form.board);
    let actor = Actor::Person(person.clone());
    let subject = store::boards::subject(&database, board).await?.ok_or(AppError::NotFound)?;
    may(&actor, Action::ViewBoard, subject)?;
    may(&actor, Action::EditBoard, subject.owner())?;
    let to = form.check()?;
    let other = store::boards::subject(&database, to).await?.ok_or(AppError::NotFound)?;
    if let Err(denied) = may(&actor, Action::EditBoard, other) {
        // It is theirs as soon as it is unlocked.
        let is_locked = may(&actor, Action::EditBoard, other.unlocked()).is_ok();
        return Err(if is_locked { Problem::BoardLocked.into() } else { denied.into() });
    }
    if other.owner() != subject.owner() || to == board {
        return Err(AppError::NotFound);
    }
    let id = StepId::from(form.step.clone());
    let lesson = context::read_board(&database, board).await?.lesson();
    let Some(taken) = lesson.steps.into_iter().find(|step| step.id == id) else {
        // The page that asked is about a step that is not there any more: its board says so.
        return Ok(Redirect::to(format!("/boards/{board}?{}", AppError::from(Problem::StepGone).to_query())));
    };
    context::edit_board(to, &person, Box::new(move |board| board.take_step(&taken))).await?;
    Ok(Redirect::to(format!("/boards/{board}?copied={to}#step-{}", Url::escape(&form.step))))
}
