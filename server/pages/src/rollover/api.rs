//! What the page for turning the year asks of the server, and does.

use std::collections::BTreeMap;

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use app::ui::uk_time::when;
use leptos::prelude::*;
use model::ids::RolloverId;
use model::permission::Action;
use store::academic_year::{self, first_day, label};
use store::groups::Kind;
use store::rollover::{GroupChoice, Outcome, Reverted};

use super::data::{BackData, Past, Person, TurnData, TurnGroup, TurnSchool, far_away};

/// What turning the year into `into` would do; without it, into the year that people usually mean now.
pub async fn load_rollover(into: Option<i32>) -> Result<TurnData, AppError> {
    let (person, hub) = context::hub_person(Action::RollOver).await?;
    let (database, now) = (context::database()?, chrono::Utc::now());
    let present = academic_year::at(now);
    let years = present..=present + 2;
    let into = match into.filter(|into| years.contains(into)) {
        Some(into) => into,
        None => store::rollover::usual_year(&database, hub, now).await?,
    };
    let preview = store::rollover::preview(&database, hub, into).await?;
    let groups = preview.groups.into_iter().map(|group| TurnGroup {
        id: group.id.to_string(),
        code: group.new_code,
        old_code: group.old_code,
        host: group.lead.as_ref().and_then(|lead| lead.school.as_ref()).map(|(_, name)| name.clone()),
        lead: group.lead.map(|lead| lead.name),
        schools: group
            .schools
            .into_iter()
            .map(|school| TurnSchool {
                id: school.id.to_string(),
                name: school.name,
                stays: school.stays,
                answered: school.answered,
                elsewhere: school.elsewhere,
                people: school
                    .people
                    .into_iter()
                    .map(|person| Person {
                        id: person.id.to_string(),
                        name: person.name,
                        deputy: person.kind == Kind::Deputy,
                        still_there: person.still_there,
                    })
                    .collect(),
                head: school.head.0,
                head_known: !school.head.1.is_empty(),
            })
            .collect(),
        name: group.name,
    });
    let past = store::rollover::turns(&database, hub).await?.into_iter().map(|turn| Past {
        id: turn.id.to_string(),
        words: format!("Into {}: {} by {}", label(turn.into_year), when(turn.applied_at, now), turn.applied_by),
        reverted: turn.reverted.as_ref().map(|(at, by)| format!("Taken back {} by {by}", when(*at, now))),
        can_be_reverted: turn.can_be_reverted(now),
    });
    let past = past.collect();
    Ok(TurnData {
        frame: context::hub_frame(&person).await?,
        into,
        into_label: label(into),
        from_label: label(into - 1),
        far_away: far_away(now.date_naive(), first_day(into)),
        other_years: (present..=present + 1).filter(|year| *year != into).map(|year| (year, label(year))).collect(),
        groups: groups.collect(),
        already: preview.already,
        wording: preview.wording,
        stands: preview.standing.is_some(),
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
        id: turn,
        into_label: label(found.into_year),
        last_day: found.last_day().format("%-d %B %Y").to_string(),
        open: found.can_be_reverted(chrono::Utc::now()),
        in_the_way: store::rollover::in_the_way(&database, hub, id).await?,
    })
}

/// Turns the year for the chosen `groups`: their `codes`, whether their leads go on (`leads`: `stays` or `open`), whether each
/// school stays (`schools`, by `group:school`: `stays` or `leaves`), and who goes on representing theirs (`carry`, as
/// `group:person`). Keys begin with `id-`, because one that begins with a digit would be read as a place in a list. With `ask`, letters to the schools are written and held.
/// Where `codes` has a `fill`, the code named `all` is put into the form for every group instead, and nothing else happens.
#[server(endpoint = "rollover-apply")]
pub async fn turn_year(
    into: i32,
    #[server(default)] groups: Vec<String>,
    #[server(default)] codes: BTreeMap<String, String>,
    #[server(default)] leads: BTreeMap<String, String>,
    #[server(default)] schools: BTreeMap<String, String>,
    #[server(default)] carry: Vec<String>,
    #[server(default)] ask: String,
) -> Result<(), AppError> {
    let page = format!("/hub/rollover?into={into}");
    let mut codes = codes;
    let fill = codes.remove("fill").is_some();
    if let Some(all) = codes.get("all").map(|all| all.trim().to_owned()).filter(|all| fill && !all.is_empty()) {
        codes.values_mut().for_each(|code| code.clone_from(&all));
    }
    let mut typed: Vec<(String, String)> = super::data::typed(&groups, &codes, &leads, &schools, &carry, &ask);
    let wrong = super::data::wrong_codes(&groups, &codes);
    typed.extend(wrong.iter().map(|group| ("wrong".to_owned(), group.clone())));
    let kept = typed.clone();
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    context::answer_fields(&page, &typed, async {
        let (person, hub) = context::hub_person(Action::RollOver).await?;
        if fill {
            context::redisplay(&page, None, kept);
            return Ok(());
        }
        if !wrong.is_empty() {
            return Err(AppError::Invalid(vec![Problem::TurnCodes]));
        }
        let database = context::database()?;
        let mut choices = Vec::new();
        for group in store::rollover::preview(&database, hub, into).await?.groups {
            let id = group.id.to_string();
            if !groups.contains(&id) {
                continue;
            }
            let answer = |school: &store::rollover::SchoolPreview| schools.get(&format!("id-{id}:{}", school.id)).map(String::as_str);
            let people = group.schools.iter().flat_map(|school| &school.people).map(|person| person.id);
            choices.push((
                group.id,
                GroupChoice {
                    ncp_code: crate::groups::settings::words::checked_code(
                        codes.get(&format!("id-{id}")).map_or(&group.new_code, |code| code),
                    )?,
                    lead_stays: leads.get(&format!("id-{id}")).is_none_or(|lead| lead != "open"),
                    leaving: group.schools.iter().filter(|school| answer(school) == Some("leaves")).map(|school| school.id).collect(),
                    stepping_down: people.filter(|person| !carry.contains(&format!("{id}:{person}"))).collect(),
                },
            ));
        }
        match store::rollover::apply(&database, hub, &person, into, &choices, !ask.is_empty()).await? {
            Outcome::Applied(_) => context::done(&page, Notice::YearTurned),
            Outcome::Already => return Err(AppError::Invalid(vec![Problem::TurnStands])),
            Outcome::Nothing => return Err(AppError::Invalid(vec![Problem::TurnNothing])),
        }
        Ok(())
    })
    .await
}

/// Takes a turn back.
#[server(endpoint = "rollover-revert")]
pub async fn take_turn_back(turn: String) -> Result<(), AppError> {
    let page = format!("/hub/rollover/back?turn={}", leptos_router::location::Url::escape(&turn));
    context::answer_fields(&page, &[], async {
        let (person, hub) = context::hub_person(Action::RollOver).await?;
        match store::rollover::revert(&context::database()?, hub, &person, turn.parse::<RolloverId>()?).await? {
            Reverted::Done => context::done("/hub/rollover", Notice::TurnTakenBack),
            Reverted::NotStanding => return Err(AppError::NotFound),
            Reverted::TooLate => return Err(AppError::Invalid(vec![Problem::TurnTooLate])),
            Reverted::Used(_) => return Err(AppError::Invalid(vec![Problem::TurnUsed])),
        }
        Ok(())
    })
    .await
}
