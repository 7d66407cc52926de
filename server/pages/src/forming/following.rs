//! Doing what a suggestion says.

use std::collections::BTreeMap;

use app::context;
use app::error::{AppError, Problem};
use app::notice::Notice;
use leptos::prelude::*;
use model::ids::{SchoolId, WorkGroupId};
use model::permission::Action;
use store::forming::{NewGroup, Proposed, Target};
use store::groups::year::code_for;

use crate::groups::settings::words::checked_code;

/// Does what a suggestion says, as the page showed it: `places` says where each school (`id-` and its id, because a
/// key that begins with a digit would be read as a place in a list) goes: a group's year, a new group like `new-0`, a group that
/// goes on (`again-` and its id), or nowhere. `names` says what the new groups are called.
#[server(endpoint = "forming-follow")]
pub async fn follow_suggestion(
    year: i32,
    proposed_code: String,
    #[server(default)] names: BTreeMap<String, String>,
    #[server(default)] places: BTreeMap<String, String>,
) -> Result<(), AppError> {
    let page = format!("/hub/forming?year={year}&suggest=1");
    let typed: Vec<(String, String)> = typed(&proposed_code, &names, &places);
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    context::answer_fields(&page, &typed, async {
        let (person, hub) = context::hub_person(Action::FormGroups).await?;
        let (database, year) = (context::database()?, context::forming_year(year)?);
        let code = if names.is_empty() { Ok(String::new()) } else { checked_code(&proposed_code) };
        let named = named(&names)?;
        let code = code.map_err(|_| AppError::Invalid(vec![Problem::ProposedCode]))?;
        for (_, name) in &named {
            if store::groups::name_taken(&database, hub, name, None).await? {
                return Err(AppError::Invalid(vec![Problem::ProposedNameTaken]));
            }
        }
        let idle = store::forming::load(&database, hub, year).await?.idle;
        let (mut again, mut schools) = (BTreeMap::new(), Vec::with_capacity(places.len()));
        for (school, place) in places.iter().filter(|(_, place)| !place.is_empty()) {
            let target = match (named.iter().position(|(key, _)| key == place), place.strip_prefix("again-")) {
                (Some(number), _) => Target::New(number),
                (None, Some(group)) => {
                    let group = group.parse::<WorkGroupId>()?;
                    let known = idle.iter().find(|known| known.id == group).ok_or(AppError::NotFound)?;
                    again.insert(group.to_string(), (group, code_for(&known.latest.0, known.latest.1, year)));
                    Target::Again(group)
                }
                (None, None) => Target::Year(place.parse()?),
            };
            let school = school.strip_prefix("id-").unwrap_or_default();
            schools.push((school.parse::<SchoolId>()?, target));
        }
        let groups = named.iter().map(|(_, name)| NewGroup { name, ncp_code: &code, title: "", focus: "" });
        let again = again.values().map(|(group, code)| (*group, code.as_str()));
        let proposed = Proposed { groups: groups.collect(), again: again.collect(), schools };
        let mut changes = database.change().await?;
        store::forming::apply_suggestion(&mut changes, hub, &person, year, &proposed).await?;
        changes.commit().await?;
        context::done(&format!("/hub/forming?year={year}"), Notice::SuggestionFollowed);
        Ok(())
    })
    .await
}

/// The new groups' names, by their keys, without needless spaces.
///
/// # Errors
/// [`AppError::Invalid`] when one is missing, too long, or there twice.
pub fn named(names: &BTreeMap<String, String>) -> Result<Vec<(String, String)>, AppError> {
    let mut named: Vec<(String, String)> = Vec::with_capacity(names.len());
    for (key, name) in names {
        let name = crate::groups::settings::words::checked_name(name).map_err(|error| match error {
            AppError::Invalid(problems) if problems.contains(&Problem::NameMissing) => {
                AppError::Invalid(vec![Problem::ProposedNameMissing])
            }
            AppError::Invalid(_) => AppError::Invalid(vec![Problem::ProposedNameLong]),
            other => other,
        })?;
        if named.iter().any(|(_, other)| other.eq_ignore_ascii_case(&name)) {
            return Err(AppError::Invalid(vec![Problem::ProposedNameTaken]));
        }
        named.push((key.clone(), name));
    }
    Ok(named)
}

/// Everything that was typed, as the form's fields are called.
pub fn typed(code: &str, names: &BTreeMap<String, String>, places: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let of = |name: &str, map: &BTreeMap<String, String>| {
        map.iter().map(|(key, value)| (format!("{name}[{key}]"), value.clone())).collect::<Vec<_>>()
    };
    [vec![("proposed_code".to_owned(), code.to_owned())], of("names", names), of("places", places)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_new_groups_are_there_short_and_not_twice() {
        let of = |names: &[(&str, &str)]| named(&names.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect());
        assert_eq!(of(&[("new-0", " Heron  Reach ")]), Ok(vec![("new-0".into(), "Heron Reach".into())]));
        assert_eq!(of(&[("new-0", " ")]), Err(AppError::Invalid(vec![Problem::ProposedNameMissing])));
        assert_eq!(of(&[("new-0", &"a".repeat(121))]), Err(AppError::Invalid(vec![Problem::ProposedNameLong])));
        assert_eq!(of(&[("new-0", "Heron"), ("new-1", "heron")]), Err(AppError::Invalid(vec![Problem::ProposedNameTaken])));
    }
}
