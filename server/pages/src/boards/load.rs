//! A group's boards that are archived.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
use model::accounts::roles::with_school;
use model::calendar::clock::when;
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
