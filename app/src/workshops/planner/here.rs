//! Who is here, from which school, and where in the plan.

use leptos::prelude::*;

use super::state::PlanState;
use super::words::place;
use crate::live::people;
use crate::ui::avatar::Avatar;

/// Everybody on the plan, with oneself first.
#[component]
pub fn Here(name: String, school: String) -> impl IntoView {
    let live = expect_context::<PlanState>().live;
    let all = Memo::new(move |_| live.colleagues.with(|all| people(all)));
    let own = model::live::presence::initials(&name);
    let own_place = move || live.content.with(|agenda| live.focus.with(|focus| place(agenda, focus.as_ref())));
    let others = move || {
        live.content.with(|agenda| {
            let people = all.get().into_iter().map(|other| {
                let (initials, at) = (other.initials(), place(agenda, other.field.as_ref()));
                view! { <Person initials colour=other.colour name=other.name school=other.school place=at/> }
            });
            people.collect_view()
        })
    };
    let own_line = move || {
        let (initials, name, school) = (own.clone(), format!("{name} (you)"), school.clone());
        view! { <Person initials colour=live.own_colour.get() name school place=own_place()/> }
    };
    view! {
        <section class="panel panel--here" id="here">
            <h2 class="panel__title">"Here now"</h2>
            <ul>{own_line} {others}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Person(initials: String, colour: u8, name: String, school: String, place: String) -> impl IntoView {
    view! {
        <li class="person">
            <Avatar initials colour/>
            <span>
                <span class="person__name" translate="no"><strong>{name}</strong>" "<span class="person__school">{school}</span></span>
                <span class="person__where">{place}</span>
            </span>
        </li>
    }
    .into_any()
}
