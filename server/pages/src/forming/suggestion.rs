//! A proposal by distance, shown before anything is done: every line of it can be changed.

use app::ui::field::FieldError;
use app::ui::fields::{FormState, SendButton, TextField};
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use model::calendar::academic_year::AcademicYear;
use model::forming::suggest;
use model::ids::WorkGroupId;
use model::schools::distance::{Place, in_km, middle};
use store::forming::Member;

use super::data::{FormingData, WaitingSchool};
use super::forms::FollowForm;
use super::words::{schools, size, travel_of};
use crate::kit::{Form, form_of};
use crate::ui::sender::Sender;

/// A group as it is proposed.
#[derive(Clone, Debug, PartialEq)]
struct Proposed {
    /// The group's year, `again-` and the group's id, or `new-0`.
    key: String,
    name: String,
    kind: Kind,
    /// The group itself, to know the schools that were in it last year.
    last: Option<WorkGroupId>,
    /// Where its first workshop is.
    base: Option<(String, Place)>,
    /// The schools it has already.
    has: Vec<Member>,
    /// The schools that would come, with how far each is from the middle, as far as that is known.
    comes: Vec<(Member, Option<f64>)>,
}

/// What becomes of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It is there, and gets more schools.
    There,
    /// It was there last year, and gets this year.
    Again,
    /// It is formed.
    New,
}

/// The proposal, with the form that follows it.
#[component]
pub(super) fn Suggestion(
    /// Everything on the page.
    data: FormingData,
) -> impl IntoView {
    let proposed = propose(&data);
    let form = form_of(&begin(&data, &proposed));
    let coming: usize = proposed.iter().map(|group| group.comes.len()).sum();
    let unknown = data.waiting.len() - coming;
    if coming == 0 {
        return view! {
            <section class="notice" id="suggestion"><Icon name=IconName::Bulb/>
                <p>"There is nothing to suggest: no school waits whose place on the map is known."</p>
            </section>
        }
        .into_any();
    }
    let all: Vec<(String, String)> = proposed.iter().map(|group| (group.key.clone(), group.name.clone())).collect();
    let new = proposed.iter().any(|group| group.kind == Kind::New);
    let year = data.year;
    let cards = proposed.into_iter().filter(|group| !group.comes.is_empty());
    let cards = cards.map(|group| view! { <ProposedGroup group all=all.clone() year form=form.clone()/> });
    view! {
        <section class="card suggestion" id="suggestion" aria-labelledby="suggestion-title" tabindex="-1">
            <h2 id="suggestion-title"><Icon name=IconName::Bulb/>"A suggestion"</h2>
            <p>{format!("{} would find a group. Last year’s groups stay together; for the others only straight lines and the usual size of six to twelve were looked at: not roads, not rivers, not who works well with whom. Nothing is done until you say so.", schools(coming))}</p>
            {(unknown > 0).then(|| view! { <p>{format!("{} without a place on the map not in it.", if unknown == 1 { "One school is".to_owned() } else { format!("{unknown} schools are") })}</p> })}
            <form method="post" action=FollowForm::ACTION novalidate>
                <Sender/>
                <input type="hidden" name="year" value=year.starts_in().to_string()/>
                <div class="group-cards">{cards.collect_view()}</div>
                {if new {
                    view! { <TextField form name="proposed_code" label="Project code of the new groups" size=14/> }.into_any()
                } else {
                    view! { <input type="hidden" name="proposed_code" value=data.code.clone()/> }.into_any()
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
fn ProposedGroup(group: Proposed, all: Vec<(String, String)>, year: AcademicYear, form: FormState) -> impl IntoView {
    let (count, unusual) = size(group.has.len() + group.comes.len());
    let pins: Vec<&Member> = group.has.iter().chain(group.comes.iter().map(|(pin, _)| pin)).collect();
    let base = group.base.as_ref().map(|(name, place)| (name.as_str(), *place));
    let facts = travel_of(base, &pins).into_iter().map(|(name, words)| view! { <dt>{name}</dt><dd>{words}</dd> }).collect_view();
    let rows = group.comes.iter().map(|(school, metres)| {
        let (id, field) = (format!("place-{}", school.id), format!("places[id-{}]", school.id));
        let chosen = form.value(&field, "");
        let options =
            all.iter().map(|(other, name)| view! { <option value=other.clone() selected=*other == chosen>{name.clone()}</option> });
        let away = metres.map_or_else(|| school.town.clone(), |metres| format!("{}, {} from the middle", school.town, in_km(metres)));
        view! {
            <li class="proposed">
                <label for=id.clone()>{school.name.clone()}<span class="table__second">{away}</span></label>
                <select class="field__input field__input--select" id=id name=field>
                    {options.collect_view()}
                    <option value="" selected=chosen.is_empty()>"No group"</option>
                </select>
            </li>
        }
    });
    let rows = rows.collect_view();
    let head = match group.kind {
        Kind::New => view! { <ProposedName key=group.key form/> }.into_any(),
        Kind::Again => view! { <h3>{format!("{} goes on: {year} is made for it", group.name)}</h3> }.into_any(),
        Kind::There => view! { <h3>{format!("{}, which has {}", group.name, schools(group.has.len()))}</h3> }.into_any(),
    };
    view! {
        <div class="group-card">
            {head}
            <p class="status" class:status--half=unusual class:status--ok=!unusual>
                <Icon name=if unusual { IconName::Warning } else { IconName::Check }/>{count}
            </p>
            <dl class="facts facts--close">{facts}</dl>
            <ul class="picks">{rows}</ul>
        </div>
    }
    .into_any()
}

/// The name of a new group; what is wrong with the suggestion's names is said where they are.
#[component]
fn ProposedName(key: String, form: FormState) -> impl IntoView {
    let (id, field) = (format!("name-{key}"), format!("names[{key}]"));
    let value = form.value(&field, "");
    let error = form.about("suggestion");
    let has_error = error.is_some();
    view! {
        <div class="field" class:field--error=has_error>
            <label class="field__label" for=id.clone()>"Name of a new group"</label>
            <FieldError id="suggestion" error=Signal::stored(error)/>
            <input class="field__input" id=id name=field value=value autocomplete="off" aria-invalid=has_error.then_some("true")/>
        </div>
    }
    .into_any()
}

/// The form as it begins: with the names and places of the suggestion.
fn begin(data: &FormingData, proposed: &[Proposed]) -> FollowForm {
    let new = proposed.iter().filter(|group| group.kind == Kind::New);
    let coming = proposed.iter().flat_map(|group| group.comes.iter().map(move |(school, _)| (school.id, &group.key)));
    FollowForm {
        year: data.year,
        proposed_code: data.code.clone(),
        names: new.map(|group| (group.key.clone(), group.name.clone())).collect(),
        places: coming.map(|(school, key)| (format!("id-{school}"), key.clone())).collect(),
    }
}

/// First every school of last year goes where its group goes: a community is not torn apart. Then the others are spread over
/// those groups and new ones by distance.
fn propose(data: &FormingData) -> Vec<Proposed> {
    let mut groups = going_on(data);
    let stays = |waiting: &WaitingSchool| groups.iter().position(|group| group.last.is_some() && group.last == waiting.last);
    let mut comes: Vec<Vec<Member>> = vec![Vec::new(); groups.len()];
    let mut others: Vec<(&Member, Place)> = Vec::new();
    for waiting in &data.waiting {
        match stays(waiting) {
            Some(group) => comes.get_mut(group).into_iter().for_each(|comes| comes.push(waiting.school.clone())),
            None => others.extend(waiting.school.place.map(|place| (&waiting.school, place))),
        }
    }
    let existing: Vec<Vec<Place>> =
        groups.iter().zip(&comes).map(|(group, comes)| group.has.iter().chain(comes).filter_map(|pin| pin.place).collect()).collect();
    let suggestion = suggest(&existing, &others.iter().map(|(_, place)| *place).collect::<Vec<_>>());
    let mut names: Vec<String> =
        data.groups.iter().map(|group| group.name.clone()).chain(data.idle.iter().map(|group| group.name.clone())).collect();
    for number in 0..existing.len() + suggestion.new_groups {
        let own = others.iter().zip(&suggestion.groups).filter(|(_, own)| **own == number).map(|((pin, _), _)| (*pin).clone());
        let own: Vec<Member> = comes.get(number).cloned().unwrap_or_default().into_iter().chain(own).collect();
        if groups.get(number).is_none() {
            let name = name_for(&own, &names);
            names.push(name.clone());
            let key = format!("new-{}", number - existing.len());
            groups.push(Proposed { key, name, kind: Kind::New, last: None, base: None, has: Vec::new(), comes: Vec::new() });
        }
        if let Some(group) = groups.get_mut(number) {
            let centre = middle(&group.has.iter().chain(&own).filter_map(|pin| pin.place).collect::<Vec<_>>());
            let away = |pin: &Member| Some(pin.place?.metres_to(centre?));
            group.comes = own.into_iter().map(|pin| (away(&pin), pin)).map(|(away, pin)| (pin, away)).collect();
            group.comes.sort_by(|a, b| a.0.name.cmp(&b.0.name));
        }
    }
    groups
}

/// The groups that there are in this year, and those of last year with schools that wait to go on.
fn going_on(data: &FormingData) -> Vec<Proposed> {
    let there = data.groups.iter().map(|group| Proposed {
        key: group.id.to_string(),
        name: group.name.clone(),
        kind: Kind::There,
        last: Some(group.group),
        base: group.base.as_ref().and_then(|base| base.place.map(|place| (base.name.clone(), place))),
        has: group.schools.clone(),
        comes: Vec::new(),
    });
    let again = data.idle.iter().filter(|group| data.waiting.iter().any(|waiting| waiting.last == Some(group.id)));
    let again = again.map(|group| Proposed {
        key: format!("again-{}", group.id),
        name: group.name.clone(),
        kind: Kind::Again,
        last: Some(group.id),
        base: None,
        has: Vec::new(),
        comes: Vec::new(),
    });
    there.chain(again).collect()
}

/// The town that most of its schools are in, or else the next; with a number when every one is taken.
fn name_for(comes: &[Member], taken: &[String]) -> String {
    let mut towns: Vec<(usize, &str)> = Vec::new();
    for pin in comes {
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
    use app::ui::frame::Frame;
    use model::ids::SchoolId;

    use super::*;
    use crate::forming::data::IdleGroup;

    fn school(number: i32, town: &str, easting: i32) -> WaitingSchool {
        let place = Some(Place { easting: easting + 400 * number, northing: 300_000 + 300 * number });
        let name = format!("{town} {number}");
        let school = Member { id: SchoolId::generate(), name, short_name: String::new(), town: town.into(), place };
        WaitingSchool { school, last: None, origin: String::new(), journey: String::new(), eligible: true }
    }

    fn data(waiting: Vec<WaitingSchool>, idle: Vec<IdleGroup>) -> FormingData {
        FormingData {
            frame: Frame::default(),
            year: AcademicYear::starting(2026),
            other_years: Vec::new(),
            waiting,
            groups: Vec::new(),
            idle,
            unmatched: 0,
            later: Vec::new(),
            undo: None,
            undo_year: None,
            code: String::new(),
        }
    }

    #[test]
    fn new_groups_are_called_after_the_town_that_most_of_their_schools_are_in() {
        let waiting = (0..8).map(|n| school(n, "Thistlewick", 400_000)).chain((0..7).map(|n| school(n, "Sallowford", 440_000))).collect();
        let proposed = propose(&data(waiting, Vec::new()));
        let mut names: Vec<&str> = proposed.iter().map(|group| group.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Sallowford", "Thistlewick"]);
        assert!(proposed.iter().all(|group| group.kind == Kind::New && group.comes.len() >= 6));
    }

    #[test]
    fn last_years_groups_stay_together_and_only_the_others_are_spread() {
        // Two communities among each other on the map: by distance alone they would be mixed.
        let idle = |name: &str| IdleGroup { id: WorkGroupId::generate(), name: name.into(), code: String::new(), latest: None };
        let [rivers, mills] = ["rivers", "mills"].map(idle);
        let of = |group: &IdleGroup, numbers: std::ops::Range<i32>| {
            let own = group.id;
            numbers.map(move |number| WaitingSchool { last: Some(own), ..school(number, "Sallowford", 400_000) })
        };
        let mut waiting: Vec<WaitingSchool> = of(&rivers, 0..7).chain(of(&mills, 3..10)).collect();
        let ids: Vec<SchoolId> = waiting.iter().map(|one| one.school.id).collect();
        waiting.push(school(4, "Thistlewick", 400_000));
        let keys = [&rivers, &mills].map(|group| format!("again-{}", group.id));
        let proposed = propose(&data(waiting, vec![rivers, mills, idle("asleep")]));
        assert_eq!(proposed.iter().map(|group| group.key.as_str()).collect::<Vec<_>>(), keys);
        for (group, wanted) in proposed.iter().zip(ids.chunks(7)) {
            for id in wanted {
                assert!(group.comes.iter().any(|(school, _)| school.id == *id), "{id} stays in {}", group.name);
            }
        }
        assert_eq!(proposed.iter().map(|group| group.comes.len()).sum::<usize>(), 15);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let comes = vec![school(1, "Sallowford", 0).school];
        assert_eq!(name_for(&comes, &["Sallowford".into()]), "Sallowford 2");
    }
}
