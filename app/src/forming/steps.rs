//! The steps of forming groups, as plain forms send them.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::error::AppError;

/// Puts chosen schools where `here` says (the button that was pressed), else where `into` says: a group's year, or `out`.
#[server(endpoint = "forming-place")]
pub async fn place_schools(
    year: i32,
    #[server(default)] schools: Vec<String>,
    #[server(default)] into: String,
    #[server(default)] here: String,
) -> Result<(), AppError> {
    use crate::context;
    use crate::error::Problem;
    use crate::notice::Notice;
    use model::ids::{GroupYearId, SchoolId};
    use model::permission::Action;
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
        let target = if target == "out" { None } else { Some(target.parse::<GroupYearId>()?) };
        let mut changes = context::database()?.change().await?;
        let moved = store::forming::place(&mut changes, hub, &person, year, &chosen, target).await?.ok_or(AppError::NotFound)?;
        changes.commit().await?;
        context::done(&page, if moved == 0 { Notice::NothingMoved } else { Notice::SchoolsMoved });
        Ok(())
    })
    .await
}

/// Forms a new group.
#[server(endpoint = "forming-new-group")]
pub async fn form_group(year: i32, name: String, code: String, title: String, focus: String) -> Result<(), AppError> {
    use crate::context;
    use crate::notice::Notice;
    use model::permission::Action;
    let page = format!("/hub/forming?year={year}");
    let typed = [("name", name.as_str()), ("code", &code), ("title", &title), ("focus", &focus)];
    context::answer_fields(&page, &typed, async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        let words = crate::programme::settings_words::checked(&name, &code, &title, &focus)?;
        let group = store::forming::NewGroup { name: &words.name, ncp_code: &words.code, title: &words.title, focus: &words.focus };
        let mut changes = context::database()?.change().await?;
        store::forming::form_group(&mut changes, hub, &person, year, &group).await?;
        changes.commit().await?;
        context::done(&page, Notice::GroupFormed);
        Ok(())
    })
    .await
}

/// Gives a group that there is one more year.
#[server(endpoint = "forming-add-year")]
pub async fn add_group_year(group: String, year: i32, code: String) -> Result<(), AppError> {
    use crate::context;
    use crate::notice::Notice;
    use model::ids::WorkGroupId;
    use model::permission::Action;
    let page = format!("/hub/forming?year={year}");
    context::answer_fields(&page, &[("code", &code)], async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        let (group, code) = (group.parse::<WorkGroupId>()?, crate::programme::settings_words::checked_code(&code)?);
        let new = store::groups::NewYear { academic_year: year, ncp_code: &code, lead: None, focus: "" };
        let mut changes = context::database()?.change().await?;
        store::forming::add_year(&mut changes, hub, &person, group, &new).await?.ok_or(AppError::NotFound)?;
        changes.commit().await?;
        context::done(&page, Notice::GroupYearMade);
        Ok(())
    })
    .await
}

/// Starts a group's year.
#[server(endpoint = "forming-start")]
pub async fn start_year(year: i32, id: String) -> Result<(), AppError> {
    use crate::context;
    use crate::notice::Notice;
    use model::ids::GroupYearId;
    use model::permission::Action;
    let page = format!("/hub/forming?year={year}");
    context::answer_fields(&page, &[], async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        let id = id.parse::<GroupYearId>()?;
        let mut changes = context::database()?.change().await?;
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
    use crate::context;
    use crate::error::Problem;
    use crate::notice::Notice;
    use model::permission::Action;
    use store::forming::Undone;
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

/// Does what a suggestion says, as the page showed it: `places` says where each school (`id-` and its id, because a
/// key that begins with a digit would be read as a place in a list) goes: a group's year, a new group like `new-0`, or nowhere.
/// `names` says what the new groups are called.
#[server(endpoint = "forming-follow")]
pub async fn follow_suggestion(
    year: i32,
    code: String,
    #[server(default)] names: BTreeMap<String, String>,
    #[server(default)] places: BTreeMap<String, String>,
) -> Result<(), AppError> {
    use crate::context;
    use crate::notice::Notice;
    use model::ids::SchoolId;
    use model::permission::Action;
    use store::forming::{NewGroup, Proposed, Target};
    let page = format!("/hub/forming?year={year}&suggest=1");
    context::answer_fields(&page, &[("code", &code)], async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        let code = if names.is_empty() { code.clone() } else { crate::programme::settings_words::checked_code(&code)? };
        let named = names.iter().map(|(key, name)| Ok((key, crate::programme::settings_words::checked_name(name)?)));
        let named = named.collect::<Result<Vec<_>, AppError>>()?;
        let groups = named.iter().map(|(_, name)| NewGroup { name, ncp_code: &code, title: "", focus: "" });
        let mut schools = Vec::with_capacity(places.len());
        for (school, place) in places.iter().filter(|(_, place)| !place.is_empty()) {
            let target = match named.iter().position(|(key, _)| *key == place) {
                Some(number) => Target::New(number),
                None => Target::Year(place.parse()?),
            };
            let school = school.strip_prefix("id-").unwrap_or_default();
            schools.push((school.parse::<SchoolId>()?, target));
        }
        let proposed = Proposed { groups: groups.collect(), schools };
        let mut changes = context::database()?.change().await?;
        store::forming::apply_suggestion(&mut changes, hub, &person, year, &proposed).await?;
        changes.commit().await?;
        context::done(&format!("/hub/forming?year={year}"), Notice::SuggestionFollowed);
        Ok(())
    })
    .await
}
