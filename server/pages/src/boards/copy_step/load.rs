//! A step, and where it can be copied to.

use app::context;
use app::error::{AppError, Problem};
use app::ui::frame::Frame;
use model::documents::board::{BoardRow, StepId};
use model::ids::DocumentId;
use model::permission::{Action, Subject, may};

/// What is to be copied, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyStepData {
    /// What every page shows.
    pub frame: Frame,
    /// The board the step is on.
    pub board: DocumentId,
    pub step: StepId,
    /// Its number and title in words.
    pub words: String,
    /// The boards it can be copied to, the one edited last first.
    pub choices: Vec<BoardRow>,
}

/// A step of a board, and the other boards of its group.
pub async fn load_copy_step(board: DocumentId, step: String) -> Result<CopyStepData, AppError> {
    let (database, actor) = (context::database()?, context::actor().await?);
    let subject = store::boards::subject(&database, board).await?.ok_or(AppError::NotFound)?;
    may(&actor, Action::ViewBoard, subject)?;
    may(&actor, Action::EditBoard, subject.owner())?;
    let lesson = context::read_board(&database, board).await?.lesson();
    let id = StepId::from(step);
    let Some(place) = lesson.steps.iter().position(|step| step.id == id) else {
        // A colleague was quicker: the board says so.
        let gone = AppError::from(Problem::StepGone);
        context::lead_on(&format!("/boards/{board}?{}", gone.to_query()));
        return Err(gone);
    };
    let choices = match subject.owner() {
        Subject::Group(group) => context::board_rows(&database, group).await?,
        _ => Vec::new(),
    };
    let title = lesson.steps[place].title.trim();
    Ok(CopyStepData {
        frame: context::frame(&actor).await?,
        board,
        step: id,
        words: if title.is_empty() { format!("Step {}", place + 1) } else { format!("Step {}, “{title}”", place + 1) },
        choices: choices.into_iter().filter(|choice| choice.id != board).collect(),
    })
}
