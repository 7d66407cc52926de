//! The steps of forming groups. Each can be undone.

use std::collections::BTreeMap;

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use model::calendar::academic_year::AcademicYear;
use model::forming::USUAL_SIZE;
use model::ids::{SchoolId, WorkGroupId};
use model::permission::Action;
use store::forming::{IdleGroup, NewGroup, Proposed, Target};
use store::groups::NewYear;
use store::groups::year::code_for;

use super::confirm::{moving, starting};
use super::forms::{AddYearForm, FollowForm, NewGroupForm, PlaceForm, StartYearForm, UndoForm, page_of};
use crate::kit::{Form, Redirect};

/// Puts chosen schools somewhere. When something would stay behind it is asked first.
pub async fn place(form: PlaceForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    let destination = form.check()?;
    let (database, year, into) = (context::database()?, context::forming_year(form.year)?, destination.group());
    if !form.confirmed && !store::forming::left_behind(&database, hub, year, &form.schools, into).await?.is_empty() {
        return Ok(Redirect::to(moving(year, &form.schools, destination)));
    }
    let mut changes = database.change().await?;
    let moved = store::forming::place(&mut changes, hub, &person, year, &form.schools, into, destination.taken_from()).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), if moved == 0 { Notice::NothingMoved } else { Notice::SchoolsMoved }))
}

/// Forms a new group.
pub async fn form_group(form: NewGroupForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    let words = form.check()?;
    let group = NewGroup { name: &words.name, ncp_code: &words.code, title: &words.title, focus: &words.focus };
    let (database, year) = (context::database()?, context::forming_year(form.year)?);
    if store::groups::name_taken(&database, hub, &words.name, None).await? {
        return Err(Problem::GroupNameTaken.into());
    }
    let mut changes = database.change().await?;
    store::forming::form_group(&mut changes, hub, &person, year, &group).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::GroupFormed))
}

/// Gives a group that there is one more year.
pub async fn add_year(form: AddYearForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    let year = context::forming_year(form.year)?;
    let code = form.check()?;
    let new = NewYear { academic_year: year, ncp_code: &code, lead: None, focus: "" };
    let mut changes = context::database()?.change().await?;
    store::forming::add_year(&mut changes, hub, &person, form.group, &new).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::GroupYearMade))
}

/// Starts a group's year. One without a lead, or of an unusual size, is asked about first.
pub async fn start_year(form: StartYearForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    let (database, year) = (context::database()?, context::forming_year(form.year)?);
    let group = store::forming::load(&database, hub, year).await?.groups.into_iter().find(|group| group.id == form.id);
    let group = group.ok_or(AppError::NotFound)?;
    if !form.confirmed && (group.lead.is_none() || !USUAL_SIZE.contains(&group.schools.len())) {
        return Ok(Redirect::to(starting(year, form.id)));
    }
    let mut changes = database.change().await?;
    store::forming::start(&mut changes, hub, &person, year, form.id).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&form.page(), Notice::GroupYearStarted))
}

/// Undoes the last step.
pub async fn undo(form: UndoForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    store::forming::undo(&context::database()?, hub, &person, form.step.parse().ok()).await?;
    Ok(Redirect::with_notice(&form.page(), Notice::StepUndone))
}

/// Does what a suggestion says.
pub async fn follow(form: FollowForm) -> Result<Redirect, AppError> {
    let (person, hub) = context::hub_person(Action::FormGroups).await?;
    let (database, year) = (context::database()?, context::forming_year(form.year)?);
    let (named, code) = form.check()?;
    for (_, name) in &named {
        if store::groups::name_taken(&database, hub, name, None).await? {
            return Err(Problem::ProposedNameTaken.into());
        }
    }
    let idle = store::forming::load(&database, hub, year).await?.idle;
    let keys: Vec<&str> = named.iter().map(|(key, _)| key.as_str()).collect();
    let mut schools = Vec::with_capacity(form.places.len());
    for (school, place) in form.places.iter().filter(|(_, place)| !place.is_empty()) {
        schools.push((school.strip_prefix("id-").unwrap_or_default().parse::<SchoolId>()?, target(place, &keys)?));
    }
    let again = codes(&schools.iter().map(|(_, target)| *target).collect::<Vec<_>>(), &idle, year)?;
    let groups = named.iter().map(|(_, name)| NewGroup { name, ncp_code: &code, title: "", focus: "" });
    let again = again.iter().map(|(group, code)| (*group, code.as_str()));
    let proposed = Proposed { groups: groups.collect(), again: again.collect(), schools };
    let mut changes = database.change().await?;
    store::forming::apply_suggestion(&mut changes, hub, &person, year, &proposed).await?;
    changes.commit().await?;
    Ok(Redirect::with_notice(&page_of(year), Notice::SuggestionFollowed))
}

/// Where a suggestion puts a school: one of the new groups by its key, a group that goes on, or a group's year.
fn target(place: &str, keys: &[&str]) -> Result<Target, AppError> {
    Ok(match (keys.iter().position(|key| *key == place), place.strip_prefix("again-")) {
        (Some(number), _) => Target::New(number),
        (None, Some(group)) => Target::Again(group.parse()?),
        (None, None) => Target::Year(place.parse()?),
    })
}

/// The groups that go on, with the project codes of their new years.
fn codes(targets: &[Target], idle: &[IdleGroup], year: AcademicYear) -> Result<BTreeMap<WorkGroupId, String>, AppError> {
    let groups = targets.iter().filter_map(|target| if let Target::Again(group) = target { Some(*group) } else { None });
    let code = |group: WorkGroupId| {
        let known = idle.iter().find(|known| known.id == group);
        let next = |known: &IdleGroup| known.latest.as_ref().map(|(code, of)| code_for(code, *of, year)).unwrap_or_default();
        known.map(|known| (group, next(known))).ok_or(AppError::NotFound)
    };
    groups.map(code).collect()
}
