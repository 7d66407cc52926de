//! Who is here, from which school, and where on the board.

use leptos::prelude::*;

use super::state::BoardState;
use super::voice::{SayWhere, Voice};
use super::where_words::{in_words, target};
use crate::live::people;
use crate::ui::avatar::Avatar;

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
                    let who = (other.initials(), other.colour, other.name.clone(), other.school.clone());
                    (other.client, who, in_words(lesson, field), target(field))
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
                <For each=move || others.get() key=Clone::clone let((_, (initials, colour, name, school), place, href))>
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
                </For>
            </ul>
        </section>
    }
    .into_any()
}
