//! Who is here, at a glance.

use leptos::prelude::*;
use model::live::Document;
use model::sorting::sort;

use super::{Live, people};
use crate::ui::avatar::Avatar;

/// Up to four discs, then how many and from where. Leads to `#here`.
#[component]
pub fn PresenceStack<D: Document>(
    live: Live<D>,
    name: String,
    school: String,
    /// Goes there.
    jump: Callback<()>,
) -> impl IntoView {
    let others = Memo::new(move |_| live.colleagues.with(|all| people(all)));
    let schools = Memo::new(move |_| {
        let mut schools: Vec<String> = others.with(|all| all.iter().map(|person| person.school.clone()).collect());
        schools.push(school.clone());
        schools.retain(|school| !school.is_empty());
        sort(&mut schools);
        schools.dedup();
        schools.join(", ")
    });
    let count = Memo::new(move |_| others.with(Vec::len) + 1);
    let people = move || match count.get() {
        _ if !live.knows_people.get() => "Not connected".to_owned(),
        1 => "Only you here".to_owned(),
        count => format!("{count} people here"),
    };
    let own = model::live::presence::initials(&name);
    let discs = move || {
        let others = others.with(|all| {
            let discs = all.iter().take(3).map(|other| view! { <Avatar initials=other.initials() colour=other.colour/> });
            discs.collect_view()
        });
        let own = own.clone();
        view! {
            <Avatar initials=own colour=live.own_colour.get()/>
            {others}
        }
    };
    view! {
        <a class="presence" href="#here" rel="external" on:click=move |_| jump.run(())>
            <span class="visually-hidden">{move || format!("{}: {}", people(), schools.get())}</span>
            <span class="presence__stack">{discs}</span>
            <span class="presence__words" aria-hidden="true">
                <strong>{people}</strong>
                <span class="presence__schools" translate="no">{schools}</span>
            </span>
            <span class="presence__more" translate="no" aria-hidden="true">{count}</span>
        </a>
    }
    .into_any()
}
