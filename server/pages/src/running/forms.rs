//! What the lead of a workshop sends while it runs.

use app::error::{AppError, Problem};
use model::ids::WorkshopId;
use model::text::line::{Line, LineProblem};
use model::workshops::running::{MOST_LETTERS, Press};
use serde::{Deserialize, Serialize};

use crate::kit::Form;

/// The page by which a workshop is run.
pub fn page_of(workshop: WorkshopId) -> String {
    format!("/workshops/{workshop}/run")
}

/// Something that is pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PressForm {
    pub workshop: WorkshopId,
    /// What the page showed: counts up with all that is pressed.
    #[serde(default)]
    pub revision: i64,
    /// The word of a button.
    #[serde(default)]
    pub what: String,
    /// A line to all devices.
    #[serde(default)]
    pub text: String,
    /// The id of the board to come to.
    #[serde(default)]
    pub board: String,
}

impl Form for PressForm {
    const ACTION: &'static str = "/api/run-workshop";

    fn page(&self) -> String {
        page_of(self.workshop)
    }
}

impl PressForm {
    /// What was pressed.
    ///
    /// # Errors
    /// What is wrong with the line or the board; [`AppError::Unreadable`] for what no button says.
    pub fn check(&self) -> Result<Press, AppError> {
        Ok(match self.what.as_str() {
            "start" => Press::Start,
            "pause" => Press::Pause,
            "resume" => Press::Resume,
            "five-more" => Press::FiveMore,
            "next" => Press::Next,
            "back" => Press::Back,
            "end" => Press::End,
            "say" => Press::Say(Line::parse(&self.text, MOST_LETTERS).map_err(|problem| match problem {
                LineProblem::Empty => Problem::RunLineMissing,
                LineProblem::TooLong => Problem::RunLineTooLong,
            })?),
            "say-nothing" => Press::SayNothing,
            "come" => Press::ComeTo(self.board.parse().map_err(|_| Problem::RunBoardGone)?),
            "go-on" => Press::GoOn,
            "lock" => Press::LockBoards,
            "unlock" => Press::UnlockBoards,
            _ => return Err(AppError::Unreadable),
        })
    }
}

#[cfg(test)]
mod tests {
    use model::ids::DocumentId;

    use super::*;

    fn pressed(what: &str, text: &str, board: &str) -> Result<Press, AppError> {
        let (what, text, board) = (what.to_owned(), text.to_owned(), board.to_owned());
        PressForm { workshop: WorkshopId::generate(), revision: 3, what, text, board }.check()
    }

    #[test]
    fn every_button_says_what_it_does_and_nothing_else_is_read() {
        assert_eq!(pressed("five-more", "", ""), Ok(Press::FiveMore));
        let line = Line::parse("Tea is ready", MOST_LETTERS).expect("a line");
        assert_eq!(pressed("say", " Tea\u{200b} is\nready ", ""), Ok(Press::Say(line)));
        assert_eq!(pressed("say", " \u{202e} ", ""), Err(Problem::RunLineMissing.into()));
        assert_eq!(pressed("say", &"a".repeat(141), ""), Err(Problem::RunLineTooLong.into()));
        let board = DocumentId::generate();
        assert_eq!(pressed("come", "", &board.to_string()), Ok(Press::ComeTo(board)));
        assert_eq!(pressed("come", "", "none"), Err(Problem::RunBoardGone.into()));
        assert_eq!(pressed("", "", ""), Err(AppError::Unreadable));
    }
}
