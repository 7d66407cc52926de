//! Who is here, from which school, and where on the board.

use leptos::prelude::*;

use super::state::BoardState;
use super::voice::SayWhere;
use super::where_words::{in_words, target};
use crate::live::{Voice, people};
use crate::ui::avatar::Avatar;
use crate::ui::rows::Rows;

/// Everybody on the board, with oneself first.
#[component]
pub fn Here(name: String, school: String, voice: Voice) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let live = state.live;
    let all = Memo::new(move |_| live.colleagues.with(|all| people(all)));
    let count = move || match all.with(Vec::len) + 1 {
        _ if !live.knows_people.get() => String::new(),
        1 => "only you".to_owned(),
        count => format!("{count} people"),
    };
    let others = Memo::new(move |_| {
        live.content.with(|lesson| {
            all.with(|all| {
                let rows = all.iter().map(|other| {
                    let field = other.field.as_ref();
                    Other {
                        client: other.client,
                        initials: other.initials(),
                        colour: other.colour,
                        name: other.name.clone(),
                        school: other.school.clone(),
                        place: in_words(lesson, field),
                        href: target(field),
                    }
                });
                rows.collect::<Vec<_>>()
            })
        })
    });
    let own_where = move || live.content.with(|lesson| live.focus.with(|focus| in_words(lesson, focus.as_ref())));
    let own = model::live::presence::initials(&name);
    view! {
        <section class="panel panel--here" id="here">
            <h2 class="panel__title">
                "Here now "
                <span class="panel__count">{count}</span>
            </h2>
            <SayWhere voice/>
            <ul>
                <li>
                    <a class="person" href="#main" rel="external">
                        {move || view! { <Avatar initials=own.clone() colour=live.own_colour.get()/> }}
                        <span>
                            <span class="person__name" translate="no">
                                <strong>{format!("{name} (you)")}</strong>
                                " "
                                <span class="person__school">{school}</span>
                            </span>
                            <span class="person__where">{own_where}</span>
                        </span>
                    </a>
                </li>
                <Rows of=others key=Other::key draw=|other| view! { <OtherPerson other/> }.into_any()/>
            </ul>
        </section>
    }
    .into_any()
}

/// A colleague who is here, and at what.
#[derive(Clone, PartialEq)]
struct Other {
    client: u64,
    initials: String,
    colour: u8,
    name: String,
    school: String,
    place: String,
    href: String,
}

impl Other {
    fn key(&self) -> String {
        let Self { client, initials, colour, name, school, place, href } = self;
        format!("{client} {href} {colour} {initials} {name} {school} {place}")
    }
}

#[component]
fn OtherPerson(other: Other) -> impl IntoView {
    let state = expect_context::<BoardState>();
    let Other { initials, colour, name, school, place, href, .. } = other;
    view! {
        <li>
            <a class="person" href=href.clone() rel="external" on:click=move |_| state.jump(&href)>
                <Avatar initials colour/>
                <span>
                    <span class="person__name" translate="no">
                        <strong>{name}</strong>
                        " "
                        <span class="person__school">{school}</span>
                    </span>
                    <span class="person__where">{place}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
