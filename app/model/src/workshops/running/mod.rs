//! Running a workshop: where it is in its plan, and what its lead presses.
//!
//! All of it is counted from the plan, what was pressed, and what time it is; nothing here looks at a clock.

mod course;
mod steps;
#[cfg(test)]
mod tests;

pub use course::{Course, Phase};
pub use steps::{Step, steps};

use crate::documents::plan::BlockId;
use crate::ids::DocumentId;
use crate::text::line::Line;

/// A moment on the server's clock, or a length of time: milliseconds, since 1970.
pub type Millis = i64;

pub(crate) const MINUTE: Millis = 60_000;
/// What one press adds to a step.
const MORE: Millis = 5 * MINUTE;
/// And all of them together.
const MOST_MORE: Millis = 240 * MINUTE;

/// A line to all devices has at most so many letters.
pub const MOST_LETTERS: usize = 140;

/// What was pressed so far. The default is a workshop that has not begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Running {
    pub started_at: Option<Millis>,
    pub ended_at: Option<Millis>,
    /// Where it is in its plan, or was when it ended.
    pub at: Option<Place>,
    /// The line to all devices; empty for none.
    pub message: Line,
    /// The board that everybody is called to.
    pub board: Option<DocumentId>,
    /// Whether its tables' boards are read alone, by all but its lead.
    pub boards_locked: bool,
}

/// A place in a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// A block of the step.
    pub block: BlockId,
    /// Where that step stood among all: for when the block goes from the plan.
    pub number: usize,
    pub since: Millis,
    pub paused_at: Option<Millis>,
    /// How long it was paused before.
    pub paused: Millis,
    /// What was added to it.
    pub extra: Millis,
}

impl Place {
    fn at(steps: &[Step], number: usize, now: Millis) -> Option<Self> {
        let block = steps.get(number)?.blocks.first()?.clone();
        Some(Self { block, number, since: now, ..Self::default() })
    }

    /// Which step it is by now; nothing in a plan without steps.
    fn among(&self, steps: &[Step]) -> Option<usize> {
        let found = steps.iter().position(|step| step.blocks.contains(&self.block));
        found.or_else(|| Some(self.number.min(steps.len().checked_sub(1)?)))
    }

    /// How long it has gone on, pauses apart.
    fn gone(&self, now: Millis) -> Millis {
        (self.paused_at.unwrap_or(now) - self.since - self.paused).max(0)
    }

    fn resumed(&self, now: Millis) -> Self {
        let pause = self.paused_at.map_or(0, |paused_at| (now - paused_at).max(0));
        Self { paused_at: None, paused: self.paused + pause, ..self.clone() }
    }
}

/// What a lead presses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Begins, or begins anew when it had ended.
    Start,
    Pause,
    /// Goes on after a pause, or after its end where that was pressed too early.
    Resume,
    FiveMore,
    Next,
    Back,
    End,
    Say(Line),
    SayNothing,
    ComeTo(DocumentId),
    /// Nobody is called to a board any more.
    GoOn,
    LockBoards,
    UnlockBoards,
}

/// It can't be pressed now: somebody else has pressed something meanwhile, or there is nothing to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this can't be pressed now")]
pub struct NotNow;

impl Running {
    pub fn phase(&self) -> Phase {
        match (&self.at, self.ended_at) {
            (_, Some(_)) => Phase::Ended,
            (None, None) => Phase::NotBegun,
            (Some(place), None) if place.paused_at.is_some() => Phase::Paused,
            (Some(_), None) => Phase::Runs,
        }
    }

    /// What becomes of it when something is pressed.
    ///
    /// # Errors
    /// [`NotNow`].
    pub fn press(&self, press: Press, steps: &[Step], now: Millis) -> Result<Self, NotNow> {
        let next = self.clone();
        Ok(match (press, self.phase()) {
            (Press::Start, Phase::NotBegun | Phase::Ended) => {
                let place = Place::at(steps, 0, now).ok_or(NotNow)?;
                Self { started_at: Some(now), ended_at: None, at: Some(place), ..next }
            }
            (Press::Pause, Phase::Runs) => self.moved(|place| Some(Place { paused_at: Some(now), ..place.clone() }))?,
            (Press::Resume, Phase::Paused | Phase::Ended) => Self { ended_at: None, ..self.moved(|place| Some(place.resumed(now)))? },
            (Press::FiveMore, Phase::Runs | Phase::Paused) => self.moved(|place| {
                let extra = Some(place.extra + MORE).filter(|extra| *extra <= MOST_MORE)?;
                Some(Place { extra, ..place.clone() })
            })?,
            (Press::Next, Phase::Runs | Phase::Paused) => self.moved(|place| Place::at(steps, place.among(steps)? + 1, now))?,
            (Press::Back, Phase::Runs | Phase::Paused) => self.moved(|place| Place::at(steps, place.among(steps)?.checked_sub(1)?, now))?,
            (Press::End, Phase::Runs | Phase::Paused) => {
                // Nobody stays shut out of a board, or called to one, by a workshop that is over.
                let paused = self.moved(|place| Some(Place { paused_at: place.paused_at.or(Some(now)), ..place.clone() }))?;
                Self { ended_at: Some(now), message: Line::default(), board: None, boards_locked: false, ..paused }
            }
            (Press::Say(message), _) => Self { message, ..next },
            (Press::SayNothing, _) => Self { message: Line::default(), ..next },
            (Press::ComeTo(board), _) => Self { board: Some(board), ..next },
            (Press::GoOn, _) => Self { board: None, ..next },
            // It would unlock nothing by its end any more.
            (Press::LockBoards, Phase::NotBegun | Phase::Runs | Phase::Paused) => Self { boards_locked: true, ..next },
            (Press::UnlockBoards, _) => Self { boards_locked: false, ..next },
            _ => return Err(NotNow),
        })
    }

    fn moved(&self, to: impl FnOnce(&Place) -> Option<Place>) -> Result<Self, NotNow> {
        let place = self.at.as_ref().and_then(to).ok_or(NotNow)?;
        Ok(Self { at: Some(place), ..self.clone() })
    }
}
