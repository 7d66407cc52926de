//! The hub's inbox: expressions of interest by state.

use app::ui::empty::Empty;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::filters::{Search, States};
use super::forms::BulkForm;
use super::list::InboxList;
use super::load::{InboxRow, load_inbox};
use super::words::{Look, in_words, why_left};
use crate::kit::{form_of, loaded, notice};
use crate::ui::notice::{Done, Warn};

/// The page at `/hub/interest`.
#[component]
pub fn InboxPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let value = |name: &str| query.get(name).unwrap_or_default();
    let look = Look { state: value("state"), q: value("q"), mine: value("mine"), year: value("year") };
    let left: Vec<LeftOne> = value("left")
        .split('.')
        .filter_map(|one| one.split_once('-'))
        .map(|(one, why)| LeftOne { reference: one.into(), why: why.into() })
        .collect();
    let all = query.get_str("all").is_some();
    loaded(load_inbox(look.clone()), move |inbox| {
        let form = form_of(&BulkForm { chosen: ticked(&inbox.rows, &left, all), look: look.clone(), ..BulkForm::default() });
        let (count, none) = (inbox.rows.len(), inbox.rows.is_empty());
        let filtered = look != Look::default();
        view! {
            <PageTitle text="Expressions of interest"/>
            <Page frame=inbox.frame.clone()>
                <Done words=notice()/>
                {form.summary()}
                <div class="page-head">
                    <div>
                        <h1>"Expressions of interest"</h1>
                        <p class="lead">{in_words(count, inbox.new, filtered)}</p>
                    </div>
                    <div class="page-head__actions">
                        {inbox.may_export.then(|| view! { <a class="button" href=look.on("/hub/interest.csv") download>"Save as a table"</a> })}
                        <a class="button" href="/interest">"Fill in a form"</a>
                    </div>
                </div>
                {(!left.is_empty()).then(|| view! { <Left left rows=inbox.rows.clone()/> })}
                <States inbox=inbox.clone() look=look.clone()/>
                <Search inbox=inbox.clone() look=look.clone()/>
                {if none {
                    view! { <Nothing filtered/> }.into_any()
                } else {
                    view! { <InboxList inbox form look all/> }.into_any()
                }}
            </Page>
        }
        .into_any()
    })
}

/// One of several that was left as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
struct LeftOne {
    reference: String,
    /// Its word for why.
    why: String,
}

/// Ids of all, or of those that were left as they were: they stay ticked.
fn ticked(rows: &[InboxRow], left: &[LeftOne], all: bool) -> Vec<String> {
    let is_left = |row: &InboxRow| left.iter().any(|one| one.reference == row.reference);
    rows.iter().filter(|row| all || is_left(row)).map(|row| row.id.to_string()).collect()
}

/// Which of several were left as they were, and why.
#[component]
fn Left(left: Vec<LeftOne>, rows: Vec<InboxRow>) -> impl IntoView {
    let count = match left.len() {
        1 => "One was left as it is:".to_owned(),
        count => format!("{count} were left as they are:"),
    };
    let items = left.into_iter().map(|LeftOne { reference, why }| {
        let row = rows.iter().find(|row| row.reference == reference);
        let name = row.map_or_else(|| reference.clone(), |row| row.school.clone());
        let name = if name.is_empty() { "One".to_owned() } else { name };
        view! { <li>{format!("{name}: {}.", why_left(&why))}</li> }
    });
    let items = items.collect_view();
    view! { <Warn><p>{count}</p><ul class="interest__list">{items}</ul></Warn> }.into_any()
}

#[component]
fn Nothing(filtered: bool) -> impl IntoView {
    if filtered {
        view! {
            <Empty title="Nothing fits" text="No expression of interest is in this state and has all of these words.">
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
