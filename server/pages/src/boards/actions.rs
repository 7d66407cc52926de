//! What is done with a whole board: a copy of it is made, it leaves the lists, it comes back.

use app::context;
use app::error::AppError;
use app::ui::local_path::local_path;
use model::accounts::roles::Actor;
use model::documents::board::Summary;
use model::permission::{Action, Subject, may};

use super::forms::{ArchiveForm, BringBackForm, DuplicateForm};
use crate::kit::{Form, Redirect};

/// Starts a board that says the same, in the same group, and leads to it.
pub async fn duplicate(form: DuplicateForm) -> Result<Redirect, AppError> {
    let (database, person, board) = (context::database()?, context::person().await?, form.board);
    let subject = store::boards::subject(&database, board).await?.ok_or(AppError::NotFound)?;
    let actor = Actor::Person(person.clone());
    may(&actor, Action::ViewBoard, subject)?;
    may(&actor, Action::CreateBoard, subject.owner())?;
    let (lesson, update) = context::read_board(&database, board).await?.copied();
    let copy = store::boards::create_board(&database, subject.owner(), person.id, update, &Summary::from(&lesson), None).await?;
    Ok(Redirect::to(format!("/boards/{copy}?done=duplicated")))
}

/// Takes a board out of the lists.
pub async fn archive(form: ArchiveForm) -> Result<Redirect, AppError> {
    let ArchiveForm { board, next } = form;
    let (database, person, owner) = context::who_archives(board).await?;
    // Twice is as good as once.
    store::boards::archive(&database, board, &person).await?;
    let list = match owner {
        Subject::Group(group) if next.is_empty() => format!("/groups/{group}"),
        _ => local_path(&next).to_owned(),
    };
    let separator = if list.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(format!("{list}{separator}archived={board}#archived")))
}

/// Brings an archived board back into the lists.
pub async fn bring_back(form: BringBackForm) -> Result<Redirect, AppError> {
    let (database, person, _) = context::who_archives(form.board).await?;
    store::boards::bring_back(&database, form.board, &person).await?;
    Ok(Redirect::to(if form.next.is_empty() { form.page() } else { local_path(&form.next).to_owned() }))
}
