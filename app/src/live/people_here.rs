//! Who is here, from which school, and where in the document.

use leptos::prelude::*;
use model::live::Document;

use super::{Live, people};
use crate::ui::avatar::Avatar;
use crate::ui::rows::Rows;

/// Everybody in the document, with oneself first. Whatever is typed in it, an entry is drawn anew only when it says something else.
#[component]
pub fn PeopleHere<D: Document>(
    live: Live<D>,
    /// The reader's own.
    name: String,
    school: String,
    /// Where somebody is who is in this field, or in none, in words.
    place: fn(&D::Content, Option<&D::Address>) -> String,
    /// The part of the page to go to for that, with a `#` before it.
    target: fn(Option<&D::Address>) -> String,
    /// Goes there.
    jump: Callback<String>,
    /// What stands between the heading and the people.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let all = Memo::new(move |_| live.colleagues.with(|all| people(all)));
    let count = move || match all.with(Vec::len) + 1 {
        _ if !live.knows_people.get() => String::new(),
        1 => "only you".to_owned(),
        count => format!("{count} people"),
    };
    let others = Memo::new(move |_| {
        live.content.with(|content| {
            all.with(|all| {
                let rows = all.iter().map(|other| {
                    let field = other.field.as_ref();
                    Other {
                        client: other.client,
                        initials: other.initials(),
                        colour: other.colour,
                        name: other.name.clone(),
                        school: other.school.clone(),
                        place: place(content, field),
                        href: target(field),
                    }
                });
                rows.collect::<Vec<_>>()
            })
        })
    });
    let own_place = Memo::new(move |_| live.content.with(|content| live.focus.with(|focus| place(content, focus.as_ref()))));
    let own = model::live::presence::initials(&name);
    view! {
        <section class="panel panel--here" id="here">
            <h2 class="panel__title">
                "Here now "
                <span class="panel__count">{count}</span>
            </h2>
            {children.map(|children| children())}
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
                            <span class="person__where">{own_place}</span>
                        </span>
                    </a>
                </li>
                <Rows of=others key=Other::key draw=move |other| view! { <OtherPerson other jump/> }.into_any()/>
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
fn OtherPerson(other: Other, jump: Callback<String>) -> impl IntoView {
    let Other { initials, colour, name, school, place, href, .. } = other;
    view! {
        <li>
            <a class="person" href=href.clone() rel="external" on:click=move |_| jump.run(href.clone())>
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
