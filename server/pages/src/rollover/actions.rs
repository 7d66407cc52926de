//! Turning the year, and taking that back.

use app::context;
use app::error::AppError;
use app::notice::Notice;
use model::ids::RolloverId;
use model::permission::Action;
use store::rollover;

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
    rollover::apply(&database, hub, &person, form.into, &choices, !form.ask.is_empty()).await?;
    Ok(Redirect::with_notice(&form.page(), Notice::YearTurned))
}

/// Takes a turn back.
pub async fn turn_back(form: TurnBackForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::RollOver).await?;
    rollover::revert(&context::database()?, hub, &person, form.turn.parse::<RolloverId>()?).await?;
    Ok(Redirect::with_notice("/hub/rollover", Notice::TurnTakenBack))
}
