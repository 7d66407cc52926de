//! Boards that are not open on the page that asks for them: read from the file, and edited as the server provides.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::use_context;
use model::accounts::roles::{Actor, Person};
use model::calendar::clock::when;
use model::documents::board::Board;
use model::documents::board::BoardRow;
use model::ids::{DocumentId, WorkGroupId};
use model::live::Document;
use model::permission::{Action, Subject, may};
use store::Database;
use store::live::Loaded;

use super::{corrupt_document, database, person};
use crate::error::{AppError, Problem};

/// What is done to the board: it returns its update, if it changed anything.
pub type Edit = Box<dyn FnOnce(&mut Board) -> Option<Vec<u8>> + Send>;

/// Why an edit was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditRefused {
    /// The board has no room for it.
    Full,
    /// It is not saved.
    NotSaved,
}

/// What the server answers when it has been made, or not.
pub type Edited = Pin<Box<dyn Future<Output = Result<(), EditRefused>> + Send>>;

/// Makes an edit on a board for somebody who may, as if they had it open, and answers when it is saved.
#[derive(Clone)]
pub struct BoardEditor(pub Arc<dyn Fn(DocumentId, Person, Edit) -> Edited + Send + Sync>);

/// Makes an edit on a board for `person`. Whether they may is asked before.
///
/// # Errors
/// [`AppError::Invalid`] when the board is full, [`AppError::Unavailable`] when it could not be saved.
pub async fn edit_board(document: DocumentId, person: &Person, edit: Edit) -> Result<(), AppError> {
    let editor = use_context::<BoardEditor>().ok_or(AppError::Unavailable)?;
    (editor.0)(document, person.clone(), edit).await.map_err(|refused| match refused {
        EditRefused::Full => AppError::Invalid(vec![Problem::BoardFull]),
        EditRefused::NotSaved => AppError::Unavailable,
    })
}

/// Whoever is signed in, if they may archive this board and bring it back, and the board's owner.
///
/// # Errors
/// When nobody is, they may not, or there is no such board.
pub async fn who_archives(board: DocumentId) -> Result<(Database, Person, Subject), AppError> {
    let (database, person) = (database()?, person().await?);
    let subject = store::boards::subject(&database, board).await?.ok_or(AppError::NotFound)?;
    may(&Actor::Person(person.clone()), Action::ArchiveBoard, subject)?;
    Ok((database, person, subject.owner()))
}

/// A board as it stands in the file.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of this id, [`AppError::Unavailable`] when it can't be read.
pub async fn read_board(database: &Database, document: DocumentId) -> Result<Board, AppError> {
    restored(&store::live::load(database, document).await?.ok_or(AppError::NotFound)?)
}

/// A live document of what the file holds.
///
/// # Errors
/// [`AppError::Unavailable`] when it can't be read.
pub fn restored<D: Document>(stored: &Loaded) -> Result<D, AppError> {
    // Whatever is wrong with what is stored is wrong with this document only.
    let read = || D::restore(stored.snapshot.iter().chain(&stored.updates));
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    read.map_err(|_| corrupt_document("it made its reader panic"))?.map_err(corrupt_document)
}

/// A group's boards as lists show them, the one edited last first.
///
/// # Errors
/// [`AppError::Unavailable`] when the database does not answer.
pub async fn board_rows(database: &Database, group: WorkGroupId) -> Result<Vec<BoardRow>, AppError> {
    let now = chrono::Utc::now();
    let boards = store::boards::list_for_group(database, group).await?.into_iter().map(|board| BoardRow {
        id: board.id,
        summary: board.summary,
        edited: match board.edited_by {
            Some(by) => format!("{by}, {}", when(board.edited_at, now)),
            None => when(board.edited_at, now),
        },
        schools: board.schools,
    });
    Ok(boards.collect())
}
