//! The page on which groups are formed.

use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::ids::SchoolId;
use store::forming::Step;

use super::data::FormingData;
use super::forms::{UndoForm, page_of};
use super::group_cards::Groups;
use super::load::load_forming;
use super::map::Map;
use super::new_group::NewGroups;
use super::suggestion::Suggestion;
use super::waiting::{Chosen, Waiting};
use crate::kit::{Form, form_state, loaded, notice};
use crate::ui::notice::{Done, Warn};
use crate::ui::sender::Sender;

/// The page at `/hub/forming`.
#[component]
pub fn FormingPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let year = query.get_str("year").and_then(|year| year.parse().ok());
    let selected = query.get_str("school").and_then(|id| id.parse::<SchoolId>().ok());
    let suggest = query.get_str("suggest").is_some();
    loaded(load_forming(year), move |data| view! { <Forming data selected suggest/> }.into_any())
}

#[component]
fn Forming(data: FormingData, selected: Option<SchoolId>, suggest: bool) -> impl IntoView {
    let form = form_state();
    let title = format!("Forming groups for {}", data.year);
    let others = data.other_years.iter().map(|year| {
        view! { <a class="button" href=page_of(*year)>{format!("Show {year}")}</a> }
    });
    let others = others.collect_view();
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame.clone() class="page forming">
            <Done words=notice()/>
            {form.summary()}
            <div class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead">"Six to twelve schools that are near each other. Every step can be undone."</p>
                </div>
                <div class="page-head__actions">{others}</div>
            </div>
            <div class="stack">
                <NotShown data=data.clone()/>
                <div class="forming__bar">
                    <Undo data=data.clone()/>
                    <a class="button" href=format!("{}&suggest=1#suggestion", data.address())><Icon name=IconName::Bulb/>"Suggest groups"</a>
                </div>
                {suggest.then(|| view! { <Suggestion data=data.clone()/> })}
                <Map data=data.clone() selected/>
                <Chosen data=data.clone() selected/>
                <Waiting data=data.clone() form=form.clone() selected/>
                <Groups data=data.clone() form/>
                <NewGroups data/>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn Undo(data: FormingData) -> impl IntoView {
    data.undo.map(|Step { id, words }| {
        if let Some(year) = data.undo_year {
            // Steps go back one after the other, each where it can be seen.
            return view! { <a class="button button--quiet" href=page_of(year)>{format!("Last step, in another year: {words}")}</a> }
                .into_any();
        }
        view! {
            <form method="post" action=UndoForm::ACTION>
                <Sender/>
                <input type="hidden" name="year" value=data.year.starts_in().to_string()/>
                <input type="hidden" name="step" value=id.to_string()/>
                <button class="button" type="submit"><Icon name=IconName::Undo/>{format!("Undo: {words}")}</button>
            </form>
        }
        .into_any()
    })
}

/// What this page can't show: schools that are not matched yet, and those of other years.
#[component]
fn NotShown(data: FormingData) -> impl IntoView {
    let unmatched = (data.unmatched > 0).then(|| {
        let words = match data.unmatched {
            1 => "One accepted expression of interest has no school yet".to_owned(),
            count => format!("{count} accepted expressions of interest have no school yet"),
        };
        view! { <Warn><p>{words}": "<a href="/hub/interest?state=accepted">"match them in the inbox"</a>", and they come here."</p></Warn> }
    });
    let later = data.later.into_iter().map(|(year, count)| {
        let words = if count == 1 { "One accepted school would".to_owned() } else { format!("{count} accepted schools would") };
        view! { <p>{words}" like to begin in "<a href=page_of(year)>{year.to_string()}</a>"."</p> }
    });
    view! { {unmatched} {later.collect_view()} }
}
