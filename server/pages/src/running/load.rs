//! What the pages of a workshop that runs show.

use app::context;
use app::error::AppError;
use app::ui::fields::Choice;
use app::ui::frame::Frame;
use leptos::prelude::GetUntracked;
use leptos_router::hooks::use_params_map;
use model::accounts::roles::Actor;
use model::ids::{DocumentId, WorkshopId};
use model::permission::{Action, Subject, may};
use store::workshops::planner;

use super::picture::Picture;

/// The workshop that the address of the page names; nothing where it names none.
pub fn address() -> Option<WorkshopId> {
    use_params_map().get_untracked().get_str("workshop").and_then(|id| id.parse().ok())
}

/// What the lead sees.
pub struct RunData {
    /// What every page shows.
    pub frame: Frame,
    pub picture: Picture,
    /// The boards that people can be called to: those of the tables first.
    pub boards: Vec<Choice>,
}

/// A workshop for whoever may run it.
pub async fn load_run(id: Option<WorkshopId>) -> Result<RunData, AppError> {
    let database = context::database()?;
    let workshop = planner::find(&database, id.ok_or(AppError::NotFound)?).await?.ok_or(AppError::NotFound)?;
    let group = workshop.group;
    let person = context::person_who_may(Action::ManageGroup, Subject::Group(group)).await?;
    let picture = Picture::of(&database, workshop).await?;
    let boards = context::board_rows(&database, group).await?;
    let is_at_a_table = |id: DocumentId| picture.tables.iter().any(|table| table.board == id);
    let (tables, others): (Vec<_>, Vec<_>) = boards.iter().partition(|board| is_at_a_table(board.id));
    let boards = tables.into_iter().chain(others).map(|board| Choice::new(board.id.to_string(), board.title())).collect();
    Ok(RunData { frame: context::group_frame(&Actor::Person(person), group).await?, picture, boards })
}

/// What stands on the wall.
pub struct ScreenData {
    /// What every page shows.
    pub frame: Frame,
    pub picture: Picture,
    /// The whole address behind the door's square, while the door is open.
    pub door: Option<String>,
}

/// A workshop for the wall of its room.
pub async fn load_screen(id: Option<WorkshopId>) -> Result<ScreenData, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let workshop = planner::find(&database, id.ok_or(AppError::NotFound)?).await?.ok_or(AppError::NotFound)?;
    may(&actor, Action::ViewGroup, Subject::Group(workshop.group))?;
    let frame = context::group_frame(&actor, workshop.group).await?;
    let picture = Picture::of(&database, workshop).await?;
    let door = picture.code.as_ref().map(|code| context::absolute(&format!("/join/{}", code.as_str())));
    Ok(ScreenData { frame, picture, door })
}
