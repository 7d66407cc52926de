//! A group's boards that are archived.

use app::context;
use app::error::AppError;
use app::ui::frame::Frame;
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
    /// The one archived last first.
    pub boards: Vec<ArchivedBoard>,
    /// Whether whoever looks may bring them back.
    pub may_bring_back: bool,
}

/// A board that is archived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedBoard {
    pub id: DocumentId,
    pub title: String,
    /// When it was archived and by whom, in words.
    pub when: String,
}

/// A group's boards that are archived.
pub async fn load_archived(id: WorkGroupId) -> Result<ArchivedBoards, AppError> {
    let actor = context::actor().await?;
    may(&actor, Action::ViewGroup, Subject::Group(id))?;
    let (database, now) = (context::database()?, chrono::Utc::now());
    let face = store::groups::face(&database, id).await?.ok_or(AppError::NotFound)?;
    let boards = store::boards::archived(&database, id).await?.into_iter().map(|board| ArchivedBoard {
        id: board.id,
        title: board.summary.title_in_lists().to_owned(),
        when: format!("Archived {} by {}", when(board.at, now), board.by),
    });
    Ok(ArchivedBoards {
        boards: boards.collect(),
        frame: context::group_frame(&actor, id).await?,
        group: id,
        name: face.name,
        may_bring_back: may(&actor, Action::ArchiveBoard, Subject::Group(id)).is_ok(),
    })
}
