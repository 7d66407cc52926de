//! What is done with a whole board: a copy of it is made, it leaves the lists, it comes back. Each is a form of its own.

use app::context;
use app::error::{AppError, Problem};
use app::ui::frame::Frame;
use app::ui::local_path::local_path;
use app::ui::uk_time::when;
use leptos::prelude::*;
use model::accounts::roles::Actor;
use model::accounts::roles::with_school;
use model::documents::board::Summary;
use model::ids::{DocumentId, WorkGroupId};
use model::permission::{Action, Subject, may};

/// A group's boards that are archived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedBoards {
    /// What every page shows.
    pub frame: Frame,
    pub group: WorkGroupId,
    pub name: String,
    /// Each with its title, and when it was archived by whom, in words.
    pub boards: Vec<(DocumentId, String, String)>,
    /// Whether whoever looks may bring them back.
    pub may_bring_back: bool,
}

/// Starts a board that says the same, in the same group, and leads to it.
#[server(endpoint = "duplicate-board")]
pub async fn duplicate_board(board: DocumentId) -> Result<(), AppError> {
    context::answer_fields(&format!("/boards/{board}"), &[], async {
        let (database, person) = (context::database()?, context::person().await?);
        let subject = store::boards::subject(&database, board).await?.ok_or(AppError::NotFound)?;
        let actor = Actor::Person(person.clone());
        may(&actor, Action::ViewBoard, subject)?;
        may(&actor, Action::CreateBoard, subject.owner())?;
        let (lesson, update) = context::read_board(&database, board).await?.copied();
        let copy = store::boards::create_board(&database, subject.owner(), person.id, update, &Summary::from(&lesson), None).await?;
        let copy = copy.ok_or(AppError::Invalid(vec![Problem::BoardsMany]))?;
        leptos_axum::redirect(&format!("/boards/{copy}?done=duplicated"));
        Ok(())
    })
    .await
}

/// Takes a board out of the lists, and leads back to one of them (`next`, or the group's page).
#[server(endpoint = "archive-board")]
pub async fn archive_board(board: DocumentId, #[server(default)] next: String) -> Result<(), AppError> {
    context::answer_fields(&format!("/boards/{board}"), &[], async {
        let (database, person, owner) = context::who_archives(board).await?;
        // Twice is as good as once.
        store::boards::archive(&database, board, &person).await?;
        let list = match owner {
            Subject::Group(group) if next.is_empty() => format!("/groups/{group}"),
            _ => local_path(&next).to_owned(),
        };
        let separator = if list.contains('?') { '&' } else { '?' };
        leptos_axum::redirect(&format!("{list}{separator}archived={board}#archived"));
        Ok(())
    })
    .await
}

/// Brings an archived board back into the lists, and leads to it, or to `next`.
#[server(endpoint = "bring-board-back")]
pub async fn bring_board_back(board: DocumentId, #[server(default)] next: String) -> Result<(), AppError> {
    context::answer_fields(&format!("/boards/{board}"), &[], async {
        let (database, person, _) = context::who_archives(board).await?;
        store::boards::bring_back(&database, board, &person).await?;
        let to = if next.is_empty() { format!("/boards/{board}") } else { local_path(&next).to_owned() };
        leptos_axum::redirect(&to);
        Ok(())
    })
    .await
}

/// A group's boards that are archived.
pub async fn load_archived(id: WorkGroupId) -> Result<ArchivedBoards, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ViewGroup, Subject::Group(id))?;
    let (database, now) = (context::database()?, chrono::Utc::now());
    let face = store::groups::face(&database, id).await?.ok_or(AppError::NotFound)?;
    let boards = store::boards::archived(&database, id).await?.into_iter().map(|board| {
        let by = with_school(&board.by.0, &board.by.1);
        (board.id, board.summary.title_in_lists().to_owned(), format!("Archived {} by {by}", when(board.at, now)))
    });
    Ok(ArchivedBoards {
        boards: boards.collect(),
        frame: context::group_frame(&actor, id).await?,
        group: id,
        name: face.name,
        may_bring_back: may(&actor, Action::ArchiveBoard, Subject::Group(id)).is_ok(),
    })
}
