//! Turning the year, and taking that back.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::ids::RolloverId;
use model::permission::Action;
use store::rollover::{self, Outcome, Reverted};

use super::forms::{TurnBackForm, TurnForm};
use crate::kit::form::show_again;
use crate::kit::{Form, Redirect};

/// Turns the year for the groups that were chosen, or only fills the one code in for all of them.
pub async fn turn(form: TurnForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::RollOver).await?;
    if form.fills() {
        return Ok(show_again(&form.filled()));
    }
    let database = context::database()?;
    let choices = form.check(&rollover::preview(&database, hub, form.into).await?.groups)?;
    match rollover::apply(&database, hub, &person, form.into, &choices, !form.ask.is_empty()).await? {
        Outcome::Applied(_) => Ok(Redirect::with_notice(&form.page(), Notice::YearTurned)),
        Outcome::Already => Err(Problem::TurnStands.into()),
        Outcome::Nothing => Err(Problem::TurnNothing.into()),
    }
}

/// Takes a turn back.
pub async fn turn_back(form: TurnBackForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::RollOver).await?;
    match rollover::revert(&context::database()?, hub, &person, form.turn.parse::<RolloverId>()?).await? {
        Reverted::Done => Ok(Redirect::with_notice("/hub/rollover", Notice::TurnTakenBack)),
        Reverted::NotStanding => Err(AppError::NotFound),
        Reverted::TooLate => Err(Problem::TurnTooLate.into()),
        Reverted::Used(_) => Err(Problem::TurnUsed.into()),
    }
}
