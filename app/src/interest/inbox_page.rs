//! The hub's inbox: expressions of interest by state.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::inbox_api::{Inbox, load_inbox};
use super::inbox_list::InboxList;
use super::inbox_words::Look;
use crate::ui::empty::Empty;
use crate::ui::notice::Done;
use crate::ui::page::Page;
use crate::ui::plain::{form_state, loaded, notice};

/// The page at `/hub/interest`.
#[component]
pub fn InboxPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let value = |name: &str| query.get(name).unwrap_or_default();
    let look = Look { state: value("state"), q: value("q"), mine: value("mine"), year: value("year") };
    let left: Vec<String> = value("left").split('.').map(str::to_owned).collect();
    loaded(load_inbox(look.clone()), move |inbox| {
        let form = form_state(inbox.typed.clone());
        let (count, none) = (inbox.rows.len(), inbox.rows.is_empty());
        let filtered = look != Look::default();
        view! {
            <Title text="Expressions of interest"/>
            <Page frame=inbox.frame.clone()>
                <Done words=notice()/>
                {form.summary()}
                <div class="page-head">
                    <div>
                        <h1>"Expressions of interest"</h1>
                        <p class="lead">{in_words(count, filtered)}</p>
                    </div>
                    <div class="page-head__actions">
                        {inbox.may_export.then(|| view! { <a class="button" href=look.on("/hub/interest.csv") download>"Save as a table (CSV)"</a> })}
                        <a class="button" href="/interest">"See the public form"</a>
                    </div>
                </div>
                <States inbox=inbox.clone() look=look.clone()/>
                <Search inbox=inbox.clone() look=look.clone()/>
                {if none {
                    view! { <Nothing filtered/> }.into_any()
                } else {
                    view! { <InboxList inbox form look left/> }.into_any()
                }}
            </Page>
        }
        .into_any()
    })
}

fn in_words(count: usize, filtered: bool) -> String {
    match (count, filtered) {
        (0, false) => "Schools that would like to join a Work Group.".to_owned(),
        (1, false) => "One school would like to join a Work Group.".to_owned(),
        (count, false) => format!("{count} schools would like to join a Work Group."),
        (1, true) => "One fits what you are looking for.".to_owned(),
        (count, true) => format!("{count} fit what you are looking for."),
    }
}

#[component]
fn Nothing(filtered: bool) -> impl IntoView {
    if filtered {
        view! {
            <Empty title="Nothing fits" text="No expression of interest is in this state and has these words.">
                <a class="button" href="/hub/interest">"Show all"</a>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty title="Nothing has come in yet" text="Schools that fill in the public form will be here. Send them its address.">
                <a class="button" href="/interest">"See the public form"</a>
            </Empty>
        }
        .into_any()
    }
}

#[component]
fn States(inbox: Inbox, look: Look) -> impl IntoView {
    let links = inbox.states.into_iter().map(|(key, words, count, here)| {
        let address = look.in_state(&key).address();
        view! {
            <li><a class="inbox__state" href=address aria-current=here.then_some("page")>{words}<span class="inbox__count">{count}</span></a></li>
        }
    });
    view! { <nav aria-label="By state"><ul class="inbox__states">{links.collect_view()}</ul></nav> }.into_any()
}

#[component]
fn Search(inbox: Inbox, look: Look) -> impl IntoView {
    let years = inbox.years.into_iter().map(|(value, label)| {
        let selected = value == look.year;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <form method="get" action="/hub/interest" class="inbox__search" role="search">
            {(!look.state.is_empty()).then(|| view! { <input type="hidden" name="state" value=look.state.clone()/> })}
            <div class="field">
                <label class="field__label" for="q">"School, contact or reference"</label>
                <input class="field__input" id="q" name="q" type="search" value=look.q/>
            </div>
            <div class="field">
                <label class="field__label" for="year">"For the year"</label>
                <select class="field__input field__input--select" id="year" name="year">
                    <option value="">"Any"</option>
                    {years.collect_view()}
                </select>
            </div>
            <div class="choice inbox__mine">
                <input class="choice__input" type="checkbox" id="mine" name="mine" value="1" checked=look.mine == "1"/>
                <label class="choice__label" for="mine">"Assigned to me"</label>
            </div>
            <button class="button" type="submit">"Search"</button>
        </form>
    }
    .into_any()
}
