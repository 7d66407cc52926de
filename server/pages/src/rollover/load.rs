//! What the pages for turning the year show.

use app::context;
use app::error::AppError;
use model::calendar::academic_year::AcademicYear;
use model::calendar::clock::when;
use model::calendar::day::in_full;
use model::ids::RolloverId;
use model::permission::Action;

use super::data::{BackData, Past, TurnData, far_away};
use super::forms::TurnForm;

/// What turning the year into `into` would do; without it, into the year that people usually mean now.
pub async fn load_rollover(into: Option<AcademicYear>) -> Result<TurnData, AppError> {
    let (person, hub) = context::hub_person(Action::RollOver).await?;
    let (database, now) = (context::database()?, chrono::Utc::now());
    let present = AcademicYear::at(now);
    let years = present..=present.next().next();
    let into = match into.filter(|into| years.contains(into)) {
        Some(into) => into,
        None => store::rollover::default_year(&database, hub, now).await?,
    };
    let preview = store::rollover::preview(&database, hub, into).await?;
    let past = store::rollover::turns(&database, hub).await?.into_iter().map(|turn| Past {
        id: turn.id,
        words: format!("Into {}: {} by {}", turn.into_year, when(turn.applied_at, now), turn.applied_by),
        reverted: turn.reverted.as_ref().map(|back| format!("Taken back {} by {}", when(back.at, now), back.by)),
        can_be_reverted: turn.can_be_reverted(now),
    });
    let past = past.collect();
    Ok(TurnData {
        frame: context::hub_frame(&person).await?,
        into,
        far_away: far_away(now.date_naive(), into),
        other_years: [present, present.next()].into_iter().filter(|year| *year != into).collect(),
        choices: TurnForm::of(into, &preview.groups),
        groups: preview.groups,
        already: preview.already,
        wording: preview.wording,
        is_turned: preview.current.is_some(),
        past,
    })
}

/// What taking a turn back would do.
pub async fn load_rollover_back(turn: String) -> Result<BackData, AppError> {
    let (person, hub) = context::hub_person(Action::RollOver).await?;
    let database = context::database()?;
    let id = turn.parse::<RolloverId>()?;
    let turns = store::rollover::turns(&database, hub).await?;
    let found = turns.into_iter().find(|turn| turn.id == id).ok_or(AppError::NotFound)?;
    Ok(BackData {
        frame: context::hub_frame(&person).await?,
        id,
        into: found.into_year,
        last_day: in_full(found.last_day()),
        open: found.can_be_reverted(chrono::Utc::now()),
        in_the_way: store::rollover::in_the_way(&database, hub, id).await?,
    })
}
