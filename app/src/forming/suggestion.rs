//! A proposal by distance, shown before anything is done: every line of it can be changed.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::distance::{Place, in_km, middle};
use model::grouping::suggest;

use super::data::{FormingData, Pin};
use super::steps::FollowSuggestion;
use super::words::{schools, size};
use crate::ui::fields::{FormState, SendButton, TextField};
use crate::ui::icon::{Icon, IconName};

/// A group as it is proposed.
#[derive(Clone, Debug, PartialEq)]
struct Proposed {
    /// The group's year, or `new-0`.
    key: String,
    name: String,
    new: bool,
    /// How many schools it has already.
    has: usize,
    /// The schools that would come, with how far each is from the middle.
    comes: Vec<(Pin, f64)>,
}

/// The proposal, with the form that follows it.
#[component]
pub(super) fn Suggestion(
    /// Everything on the page.
    data: FormingData,
    /// The form, if it has come back.
    form: FormState,
) -> impl IntoView {
    let proposed = propose(&data);
    let unknown = data.waiting.iter().filter(|waiting| waiting.school.place.is_none()).count();
    let coming: usize = proposed.iter().map(|group| group.comes.len()).sum();
    if coming == 0 {
        return view! {
            <section class="notice" id="suggestion"><Icon name=IconName::Bulb/>
                <p>"There is nothing to suggest: no school waits whose place on the map is known."</p>
            </section>
        }
        .into_any();
    }
    let all: Vec<(String, String)> = proposed.iter().map(|group| (group.key.clone(), group.name.clone())).collect();
    let new = proposed.iter().any(|group| group.new);
    let cards = proposed.into_iter().filter(|group| !group.comes.is_empty()).map(|group| view! { <ProposedGroup group all=all.clone()/> });
    view! {
        <section class="card suggestion" id="suggestion" aria-labelledby="suggestion-title" tabindex="-1">
            <h2 id="suggestion-title"><Icon name=IconName::Bulb/>"A suggestion"</h2>
            <p>{format!("{} would find a group. Only straight lines and the usual size of six to twelve were looked at: not roads, not rivers, not who works well with whom. Nothing is done until you say so.", schools(coming))}</p>
            {(unknown > 0).then(|| view! { <p>{format!("{} without a place on the map not in it.", if unknown == 1 { "One school is".to_owned() } else { format!("{unknown} schools are") })}</p> })}
            <form method="post" action=FollowSuggestion::url() novalidate>
                <input type="hidden" name="year" value=data.year.to_string()/>
                <div class="group-cards">{cards.collect_view()}</div>
                {if new {
                    view! { <TextField form name="code" label="Project code of the new groups" size=14 value=data.code.clone()/> }.into_any()
                } else {
                    view! { <input type="hidden" name="code" value=data.code.clone()/> }.into_any()
                }}
                <div class="form__actions">
                    <SendButton label="Do this"/>
                    <a class="button" href=data.address()>"Leave everything as it is"</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn ProposedGroup(group: Proposed, all: Vec<(String, String)>) -> impl IntoView {
    let (count, unusual) = size(group.has + group.comes.len());
    let key = group.key.clone();
    let rows = group.comes.iter().map(|(school, metres)| {
        let id = format!("place-{}", school.id);
        let options = all.iter().map(|(other, name)| view! { <option value=other.clone() selected=*other == key>{name.clone()}</option> });
        view! {
            <li class="proposed">
                <label for=id.clone()>{school.name.clone()}<span class="table__second">{format!("{}, {} from the middle", school.town, in_km(*metres))}</span></label>
                <select class="field__input field__input--select" id=id name=format!("places[id-{}]", school.id)>
                    {options.collect_view()}
                    <option value="">"No group"</option>
                </select>
            </li>
        }
    });
    let rows = rows.collect_view();
    let head = if group.new {
        let id = format!("name-{}", group.key);
        view! {
            <div class="field">
                <label class="field__label" for=id.clone()>"Name of a new group"</label>
                <input class="field__input" id=id name=format!("names[{}]", group.key) value=group.name autocomplete="off"/>
            </div>
        }
        .into_any()
    } else {
        view! { <h3>{format!("{}, which has {}", group.name, schools(group.has))}</h3> }.into_any()
    };
    view! {
        <div class="group-card">
            {head}
            <p class="status" class:status--half=unusual class:status--ok=!unusual>
                <Icon name=if unusual { IconName::Warning } else { IconName::Check }/>{count}
            </p>
            <ul class="picks">{rows}</ul>
        </div>
    }
    .into_any()
}

fn propose(data: &FormingData) -> Vec<Proposed> {
    let existing: Vec<Vec<Place>> = data.groups.iter().map(super::data::GroupCard::places).collect();
    let waiting: Vec<(&Pin, Place)> =
        data.waiting.iter().filter_map(|waiting| waiting.school.place.map(|place| (&waiting.school, place))).collect();
    let suggestion = suggest(&existing, &waiting.iter().map(|(_, place)| *place).collect::<Vec<_>>());
    let of = |group: usize| -> Vec<(&Pin, Place)> {
        let own = waiting.iter().zip(&suggestion.groups).filter(|(_, own)| **own == group);
        own.map(|(school, _)| *school).collect()
    };
    let mut names: Vec<String> =
        data.groups.iter().chain([]).map(|group| group.name.clone()).chain(data.idle.iter().map(|group| group.name.clone())).collect();
    let count = existing.len() + suggestion.new_groups;
    (0..count)
        .map(|number| {
            let schools = of(number);
            let before = existing.get(number).cloned().unwrap_or_default();
            let centre = middle(&before.iter().copied().chain(schools.iter().map(|(_, place)| *place)).collect::<Vec<_>>());
            let away = |place: Place| centre.map_or(0.0, |centre| place.metres_to(centre));
            let mut comes: Vec<(Pin, f64)> = schools.iter().map(|(pin, place)| ((*pin).clone(), away(*place))).collect();
            comes.sort_by(|a, b| a.0.name.cmp(&b.0.name));
            match data.groups.get(number) {
                Some(group) => Proposed { key: group.id.clone(), name: group.name.clone(), new: false, has: group.schools.len(), comes },
                None => {
                    let name = name_for(&comes, &names);
                    names.push(name.clone());
                    Proposed { key: format!("new-{}", number - existing.len()), name, new: true, has: 0, comes }
                }
            }
        })
        .collect()
}

/// The town that most of its schools are in, or else the next; with a number when every one is taken.
fn name_for(comes: &[(Pin, f64)], taken: &[String]) -> String {
    let mut towns: Vec<(usize, &str)> = Vec::new();
    for (pin, _) in comes {
        match towns.iter_mut().find(|(_, town)| *town == pin.town) {
            Some((count, _)) => *count += 1,
            None => towns.push((1, &pin.town)),
        }
    }
    towns.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let first = towns.first().map_or("New group", |(_, town)| town);
    let free = towns.iter().map(|(_, town)| (*town).to_owned()).find(|town| !taken.contains(town));
    free.unwrap_or_else(|| (2..).map(|number| format!("{first} {number}")).find(|name| !taken.contains(name)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::data::WaitingSchool;
    use super::*;

    fn school(number: i32, town: &str, easting: i32) -> WaitingSchool {
        let place = Some(Place { easting: easting + 400 * number, northing: 300_000 + 300 * number });
        let pin =
            Pin { id: format!("{town}-{number}"), name: format!("{town} {number}"), short_name: String::new(), town: town.into(), place };
        WaitingSchool { school: pin, origin: String::new(), journey: String::new(), eligible: true }
    }

    #[test]
    fn new_groups_are_called_after_the_town_that_most_of_their_schools_are_in() {
        let waiting = (0..8).map(|n| school(n, "Thistlewick", 400_000)).chain((0..7).map(|n| school(n, "Sallowford", 440_000))).collect();
        let proposed = propose(&FormingData { waiting, ..FormingData::default() });
        let mut names: Vec<&str> = proposed.iter().map(|group| group.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Sallowford", "Thistlewick"]);
        assert!(proposed.iter().all(|group| group.new && group.comes.len() >= 6));
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let comes = vec![(school(1, "Sallowford", 0).school, 0.0)];
        assert_eq!(name_for(&comes, &["Sallowford".into()]), "Sallowford 2");
    }
}
