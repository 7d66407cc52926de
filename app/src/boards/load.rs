//! Loading a board for its page.

use leptos::prelude::*;
use model::board::{FormerWords, Lesson};
use model::ids::{DocumentId, PersonId};
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::ui::frame::Frame;

/// A board as its page needs it first; the live document follows over the socket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardView {
    /// Its document.
    pub id: DocumentId,
    /// What it says.
    pub lesson: Lesson,
    /// Words that were removed from it today.
    pub former: Vec<FormerWords>,
    /// Words and addresses of where it belongs: the group, the workshop.
    pub crumbs: Vec<(String, Option<String>)>,
    /// The project's code and year, for the foot and for print: as on every page of the group's year.
    pub project: String,
    /// Who looks at it.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their school.
    pub school: String,
    /// Whether they may change it.
    pub may_edit: bool,
    /// What every page shows.
    pub frame: Frame,
}

/// The board with this id, for whoever may see it.
///
/// # Errors
/// As [`AppError`] has them: signed out, somebody else's, not there.
#[server(name = LoadBoard, prefix = "/api", endpoint = "board", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_board(board: String) -> Result<BoardView, AppError> {
    use model::board::Board;
    use model::permission::{Action, may};
    use model::roles::Actor;

    use crate::programme::group::stamp;

    crate::error::answer(async move {
        let (database, actor) = (crate::context::database()?, crate::context::actor().await?);
        let Actor::Person(person) = &actor else {
            return Err(AppError::SignedOut);
        };
        let id: DocumentId = board.parse()?;
        let context = store::documents::context(&database, id).await?.ok_or(AppError::NotFound)?;
        may(&actor, Action::ViewBoard, context.owner)?;
        let may_edit = may(&actor, Action::EditBoard, context.owner).is_ok();
        let stored = store::documents::load(&database, id).await?.ok_or(AppError::NotFound)?;
        // Whatever is wrong with what is stored is wrong with this board only.
        let read = || Board::restore(stored.snapshot.iter().chain(&stored.updates)).map(|board| board.lesson());
        let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
        let lesson = read.map_err(|_| crate::context::broken("it made its reader panic"))?.map_err(crate::context::broken)?;
        let frame = crate::context::frame(&actor).await?;
        let group = context.group.as_ref();
        let project = group.map(|group| stamp(&group.name, &group.ncp_code, &group.academic_year)).unwrap_or_default();
        let mut crumbs: Vec<(String, Option<String>)> =
            group.map(|group| (group.name.clone(), Some(format!("/groups/{}", group.id)))).into_iter().collect();
        crumbs.extend(context.workshop.map(|workshop| (format!("Workshop {}", workshop.number), None)));
        let (name, school) = (person.name.clone(), person.school_name.clone());
        Ok(BoardView { id, lesson, former: stored.former, crumbs, project, person: person.id, name, school, may_edit, frame })
    })
    .await
}
