//! What is looked for in the inbox.

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;

use super::load::{Inbox, StateCount};
use super::words::Look;

/// The states, each with how many fit.
#[component]
pub fn States(
    /// What is in it.
    inbox: Inbox,
    /// What is looked at.
    look: Look,
) -> impl IntoView {
    let links = inbox.states.into_iter().map(|StateCount { key, words, count, is_here }| {
        let address = look.in_state(key).address();
        view! {
            <li><a class="inbox__state" href=address aria-current=is_here.then_some("page")>{words}<span class="inbox__count">{count}</span></a></li>
        }
    });
    view! { <nav aria-label="By state"><ul class="inbox__states">{links.collect_view()}</ul></nav> }.into_any()
}

/// Words to search for; and collapsed, until one is used, the rest.
#[component]
pub fn Search(
    /// What is in it.
    inbox: Inbox,
    /// What is looked at.
    look: Look,
) -> impl IntoView {
    let more = !look.year.is_empty() || !look.mine.is_empty();
    let years = inbox.years.into_iter().map(|year| {
        let value = year.starts_in().to_string();
        let selected = value == look.year;
        view! { <option value=value selected=selected>{year.to_string()}</option> }
    });
    view! {
        <form method="get" action="/hub/interest" class="inbox__search" role="search">
            {(!look.state.is_empty()).then(|| view! { <input type="hidden" name="state" value=look.state.clone()/> })}
            <div class="field">
                <label class="field__label" for="q">"School, contact or reference"</label>
                <input class="field__input" id="q" name="q" type="search" value=look.q/>
            </div>
            <button class="button" type="submit">"Search"</button>
            <details class="inbox__more" open=more>
                <summary>"By year or person"<Icon name=IconName::Down/></summary>
                <div class="inbox__more-fields">
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
                </div>
            </details>
        </form>
    }
    .into_any()
}
