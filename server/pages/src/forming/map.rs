//! The map: every school where it lies, its group told by a sign's shape and letter. What it says is in the lists as well.

use leptos::prelude::*;
use model::ids::SchoolId;
use model::schools::distance::Place;
use store::forming::{Base, Member};

use super::data::FormingData;
use super::layout::{Drawn, Sign, WIDTH, layout};
use super::words::{letter, schools};

/// How many shapes there are; with more groups they come again, with other letters.
const SHAPES: usize = 6;

/// A school on the map.
#[derive(Clone)]
struct Spot {
    id: SchoolId,
    name: String,
    words: String,
    group: Option<usize>,
    base: bool,
    selected: bool,
    place: Place,
}

/// The map, or a sentence when nobody knows where any school is.
#[component]
pub(super) fn Map(
    /// Everything on the page.
    data: FormingData,
    /// The school that was chosen.
    selected: Option<SchoolId>,
) -> impl IntoView {
    let spots = spots(&data, selected);
    let unknown: Vec<String> = all(&data).filter(|(pin, _)| pin.place.is_none()).map(|(pin, _)| pin.name.clone()).collect();
    let unknown = (!unknown.is_empty()).then(|| {
        view! { <p class="map__unknown">{format!("Not on the map, because nobody has recorded where they are: {}.", unknown.join(", "))}</p> }
    });
    if spots.is_empty() {
        return unknown.into_any();
    }
    let layout = layout(&spots.iter().map(|spot| Sign { place: spot.place, name: spot.name.clone() }).collect::<Vec<_>>());
    let height = layout.height;
    let (km, bar) = layout.scale;
    let address = data.address();
    let caption = format!("Map of {} around {}", schools(spots.len()), towns(&data));
    // And it is drawn last, over the others.
    let mut drawn: Vec<(Spot, Drawn)> = spots.into_iter().zip(layout.signs).collect();
    drawn.sort_by_key(|(spot, _)| spot.selected);
    let signs = drawn.into_iter().map(|(spot, drawn)| view! { <SpotSign spot drawn address=address.clone()/> });
    view! {
        <a class="map__skip" href="#waiting" rel="external">"Skip the map"</a>
        <figure class="map">
            <div class="map__frame" role="region" aria-label=caption.clone() tabindex="0">
                <svg class="map__drawing" viewBox=format!("0 0 {WIDTH} {height:.0}") role="group" aria-label=caption.clone()>
                    {signs.collect_view()}
                    <g class="map__scale" transform=format!("translate(16 {:.0})", height - 14.0) aria-hidden="true">
                        <path d=format!("M0-5v5h{bar:.1}v-5")></path>
                        <text x=format!("{:.1}", bar + 8.0) y="1">{format!("{km} km")}</text>
                    </g>
                    <g class="map__north" transform=format!("translate({:.0} 16)", WIDTH - 24.0) role="img" aria-label="North is up">
                        <path d="M0 0l7 18-7-4-7 4z"></path>
                        <text y="34" text-anchor="middle">"N"</text>
                    </g>
                </svg>
            </div>
            <figcaption class="map__legend"><Legend data/></figcaption>
            {unknown}
        </figure>
    }
    .into_any()
}

#[component]
fn SpotSign(spot: Spot, drawn: Drawn, address: String) -> impl IntoView {
    let class = match (spot.group, spot.selected) {
        (Some(number), false) => format!("map__sign map__sign--{}", number % SHAPES),
        (Some(number), true) => format!("map__sign map__sign--{} map__sign--selected", number % SHAPES),
        (None, false) => "map__sign map__sign--waiting".to_owned(),
        (None, true) => "map__sign map__sign--waiting map__sign--selected".to_owned(),
    };
    let label = drawn.label.map(|label| {
        view! {
            <text class="map__label" x=format!("{:.1}", label.x - drawn.x) y=format!("{:.1}", label.y - drawn.y) text-anchor=label.anchor>
                {spot.name.clone()}
            </text>
        }
    });
    view! {
        <g transform=format!("translate({:.1} {:.1})", drawn.x, drawn.y)>
            <title>{spot.words.clone()}</title>
            <a class=class href=format!("{address}&school={}#chosen", spot.id) aria-label=spot.words.clone()
                aria-current=spot.selected.then_some("true")>
                <circle class="map__reach" r="18"></circle>
                {spot.selected.then(|| view! { <circle class="map__halo" r="21"></circle> })}
                {spot.base.then(|| view! { <circle class="map__base" r="17"></circle> })}
                <Shape group=spot.group/>
            </a>
            // Beside the link and not in it: its name says the same in words.
            <g class="map__texts" aria-hidden="true">
                <Letter group=spot.group/>
                {label}
            </g>
        </g>
    }
    .into_any()
}

/// A group's letter, in the middle of its shape.
#[component]
fn Letter(group: Option<usize>) -> impl IntoView {
    group.map(|number| {
        let baseline = if number % SHAPES == 2 { "6.5" } else { "4.5" };
        view! { <text class="map__letter" y=baseline text-anchor="middle">{letter(number)}</text> }
    })
}

/// A group's shape; a ring for a school without a group.
#[component]
fn Shape(group: Option<usize>) -> impl IntoView {
    let Some(number) = group else {
        return view! { <circle class="map__ring" r="8"></circle> }.into_any();
    };
    let path = match number % SHAPES {
        0 => "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0z",
        1 => "M-10-10h20v20h-20z",
        2 => "M0-14l13 23h-26z",
        3 => "M0-14l14 14-14 14-14-14z",
        4 => "M-6.5-11h13l6.5 11-6.5 11h-13l-6.5-11z",
        _ => "M0-13l12.5 9-4.8 14.5h-15.4l-4.8-14.5z",
    };
    view! { <path class="map__shape" d=path></path> }.into_any()
}

/// A group's sign beside its name.
#[component]
pub(super) fn GroupSign(
    /// The group's number; `None` for schools without one.
    group: Option<usize>,
) -> impl IntoView {
    let class = match group {
        Some(number) => format!("map__key map__sign--{}", number % SHAPES),
        None => "map__key map__sign--waiting".to_owned(),
    };
    view! { <svg class=class viewBox="-16 -16 32 32" aria-hidden="true"><Shape group/><Letter group/></svg> }
}

#[component]
fn Legend(data: FormingData) -> impl IntoView {
    let groups = data.groups.iter().map(|group| {
        let words = format!("{}: {}", group.name, schools(group.schools.len()));
        view! { <li><GroupSign group=Some(group.sign)/>{words}</li> }
    });
    let waiting =
        (!data.waiting.is_empty()).then(|| view! { <li><GroupSign group=None/>{format!("Without a group: {}", data.waiting.len())}</li> });
    let based = data.groups.iter().any(|group| group.base.is_some());
    view! {
        <ul class="map__keys">
            {groups.collect_view()}
            {waiting}
            {based.then(|| view! {
                <li>
                    <svg class="map__key" viewBox="-20 -20 40 40" aria-hidden="true"><circle class="map__base" r="17"></circle></svg>
                    "Where the first workshop is: the lead’s own school, or the first host"
                </li>
            })}
        </ul>
    }
}

fn all(data: &FormingData) -> impl Iterator<Item = (&Member, Option<usize>)> {
    let placed = data.groups.iter().enumerate().flat_map(|(number, group)| group.schools.iter().map(move |pin| (pin, Some(number))));
    data.waiting.iter().map(|waiting| (&waiting.school, None)).chain(placed)
}

fn spots(data: &FormingData, selected: Option<SchoolId>) -> Vec<Spot> {
    let is_base = |id: SchoolId| data.groups.iter().any(|group| group.base.as_ref().is_some_and(|base| base.school == id));
    let group_words = |group: Option<usize>| match group.and_then(|number| data.groups.get(number)) {
        Some(group) => format!("in {}", group.name),
        None => "without a group".to_owned(),
    };
    let mut spots: Vec<Spot> = all(data)
        .filter_map(|(pin, group)| {
            let base = is_base(pin.id);
            let first = if base { ", where the first workshop is" } else { "" };
            Some(Spot {
                id: pin.id,
                name: pin.short_name.clone(),
                words: format!("{}, {}{first}", pin.short_name, group_words(group)),
                group: group.and_then(|number| data.groups.get(number)).map(|group| group.sign),
                base,
                selected: Some(pin.id) == selected,
                place: pin.place?,
            })
        })
        .collect();
    // A lead may work at a school that is in no group of this year.
    for group in &data.groups {
        if let Some(Base { school, name, place: Some(place) }) = &group.base
            && !spots.iter().any(|spot| spot.id == *school)
        {
            let words = format!("{name}, where the first workshop of {} is", group.name);
            spots.push(Spot {
                id: *school,
                name: name.clone(),
                words,
                group: Some(group.sign),
                base: true,
                selected: Some(*school) == selected,
                place: *place,
            });
        }
    }
    // The chosen one gets its name before the others take the room, and then those to which everybody travels first.
    spots.sort_by_key(|spot| (!spot.selected, !spot.base));
    spots
}

fn towns(data: &FormingData) -> String {
    let mut towns: Vec<&str> = all(data).map(|(pin, _)| pin.town.as_str()).collect();
    towns.sort_unstable();
    let most = towns.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).and_then(|same| same.first());
    most.map_or_else(|| "the hub".to_owned(), |town| (*town).to_owned())
}
