//! The steps of forming groups, as plain forms send them.

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use leptos::prelude::*;
use model::forming::USUAL_SIZE;
use model::ids::{GroupYearId, SchoolId, WorkGroupId};
use model::permission::Action;
use store::forming::{TakenFrom, Undone};

/// Puts chosen schools where `here` says (the button that was pressed), else where `into` says: a group's year, `out`, or `out:`
/// and the group's year that they are to be taken out of. When something would stay behind it is asked first, unless `sure`.
#[server(endpoint = "forming-place")]
pub async fn place_schools(
    year: i32,
    #[server(default)] schools: Vec<String>,
    #[server(default)] into: String,
    #[server(default)] here: String,
    #[server(default)] sure: String,
) -> Result<(), AppError> {
    let page = format!("/hub/forming?year={year}");
    let target = if here.is_empty() { &into } else { &here };
    let mut typed: Vec<(&str, &str)> = schools.iter().map(|school| ("schools[]", school.as_str())).collect();
    typed.push(("into", target));
    context::answer_fields(&page, &typed, async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        let chosen = schools.iter().map(|id| id.parse::<SchoolId>()).collect::<Result<Vec<_>, _>>()?;
        let missing = [(chosen.is_empty(), Problem::SchoolsMissing), (target.is_empty(), Problem::PlaceMissing)];
        let missing: Vec<Problem> = missing.into_iter().filter_map(|(wrong, problem)| wrong.then_some(problem)).collect();
        if !missing.is_empty() {
            return Err(AppError::Invalid(missing));
        }
        let (database, year) = (context::database()?, context::forming_year(year)?);
        let from = match target.strip_prefix("out:") {
            Some(group) => TakenFrom::Only(group.parse::<GroupYearId>()?),
            None => TakenFrom::Any,
        };
        let into = if target.starts_with("out") { None } else { Some(target.parse::<GroupYearId>()?) };
        if sure.is_empty() && !store::forming::left_behind(&database, hub, year, &chosen, into).await?.is_empty() {
            leptos_axum::redirect(&super::sure::moving(year, &schools, target));
            return Ok(());
        }
        let mut changes = database.change().await?;
        let moved = store::forming::place(&mut changes, hub, &person, year, &chosen, into, from).await?.ok_or(AppError::NotFound)?;
        changes.commit().await?;
        context::done(&page, if moved == 0 { Notice::NothingMoved } else { Notice::SchoolsMoved });
        Ok(())
    })
    .await
}

/// Forms a new group.
#[server(endpoint = "forming-new-group")]
pub async fn form_group(year: i32, name: String, code: String, title: String, focus: String) -> Result<(), AppError> {
    let page = format!("/hub/forming?year={year}");
    let typed = [("name", name.as_str()), ("code", &code), ("title", &title), ("focus", &focus)];
    context::answer_fields(&page, &typed, async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        let words = crate::groups::settings::words::checked(&name, &code, &title, &focus)?;
        let group = store::forming::NewGroup { name: &words.name, ncp_code: &words.code, title: &words.title, focus: &words.focus };
        let (database, year) = (context::database()?, context::forming_year(year)?);
        if store::groups::name_taken(&database, hub, &words.name, None).await? {
            return Err(AppError::Invalid(vec![Problem::GroupNameTaken]));
        }
        let mut changes = database.change().await?;
        store::forming::form_group(&mut changes, hub, &person, year, &group).await?;
        changes.commit().await?;
        context::done(&page, Notice::GroupFormed);
        Ok(())
    })
    .await
}

/// Gives a group that there is one more year.
#[server(endpoint = "forming-add-year")]
pub async fn add_group_year(group: String, year: i32, year_code: String) -> Result<(), AppError> {
    let page = format!("/hub/forming?year={year}");
    context::answer_fields(&page, &[("group", &group), ("year_code", &year_code)], async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        let (group, year) = (group.parse::<WorkGroupId>()?, context::forming_year(year)?);
        let code = crate::groups::settings::words::checked_code(&year_code).map_err(|_| AppError::Invalid(vec![Problem::YearCode]))?;
        let new = store::groups::NewYear { academic_year: year, ncp_code: &code, lead: None, focus: "" };
        let mut changes = context::database()?.change().await?;
        store::forming::add_year(&mut changes, hub, &person, group, &new).await?.ok_or(AppError::NotFound)?;
        changes.commit().await?;
        context::done(&page, Notice::GroupYearMade);
        Ok(())
    })
    .await
}

/// Starts a group's year. One without a lead, or of an unusual size, is asked about first, unless `sure`.
#[server(endpoint = "forming-start")]
pub async fn start_year(year: i32, id: String, #[server(default)] sure: String) -> Result<(), AppError> {
    let page = format!("/hub/forming?year={year}");
    context::answer_fields(&page, &[], async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        let (id, database, year) = (id.parse::<GroupYearId>()?, context::database()?, context::forming_year(year)?);
        let group = store::forming::load(&database, hub, year).await?.groups.into_iter().find(|group| group.id == id);
        let group = group.ok_or(AppError::NotFound)?;
        if sure.is_empty() && (group.lead.is_none() || !USUAL_SIZE.contains(&group.schools.len())) {
            leptos_axum::redirect(&super::sure::starting(year, &id.to_string()));
            return Ok(());
        }
        let mut changes = database.change().await?;
        store::forming::start(&mut changes, hub, &person, year, id).await?.ok_or(AppError::NotFound)?;
        changes.commit().await?;
        context::done(&page, Notice::GroupYearStarted);
        Ok(())
    })
    .await
}

/// Undoes the last step, if it is still the one that the page showed.
#[server(endpoint = "forming-undo")]
pub async fn undo_step(year: i32, step: String) -> Result<(), AppError> {
    let page = format!("/hub/forming?year={year}");
    context::answer_fields(&page, &[], async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        match store::forming::undo(&context::database()?, hub, &person, &step).await? {
            Undone::Done => context::done(&page, Notice::StepUndone),
            Undone::NotLast => return Err(AppError::Invalid(vec![Problem::UndoNotLast])),
            Undone::Changed => return Err(AppError::Invalid(vec![Problem::UndoChanged])),
        }
        Ok(())
    })
    .await
}
