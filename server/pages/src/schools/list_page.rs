//! Looking a school up, on a page that needs no program.

use app::ui::empty::Empty;
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::schools::DirectoryStatus;

use super::data::{FoundSchool, SchoolList};
use super::load::load_schools;
use crate::kit::{loaded, notice};
use crate::ui::notice::Done;
use crate::ui::script::PageScript;

/// The page at `/schools`.
#[component]
pub fn SchoolsPage() -> impl IntoView {
    let text = use_query_map().get_untracked().get("q").unwrap_or_default();
    loaded(load_schools(text), |list| view! { <Schools list/> }.into_any())
}

#[component]
fn Schools(list: SchoolList) -> impl IntoView {
    let asked = !list.typed.trim().is_empty();
    let title = if asked { format!("Schools: {}", list.typed.trim()) } else { "Schools".to_owned() };
    view! {
        <PageTitle text=title/>
        <Page frame=list.frame class="page">
            <Done words=notice()/>
            <div class="page-head">
                <div>
                    <h1>"Schools"</h1>
                    <p class="lead">{list.all}</p>
                </div>
                {list.may_import.then(|| view! {
                    <div class="page-head__actions"><a class="button" href="/schools/import">"Bring in schools"</a></div>
                })}
            </div>
            <form class="school-search" method="get" action="/schools" role="search" data-search="found">
                <label class="field__label" for="q">"Name, town, postcode or URN"</label>
                <div class="school-search__row">
                    <input class="field__input" id="q" name="q" type="search" value=list.typed autocomplete="off" spellcheck="false"/>
                    <button class="button button--primary button--form" type="submit"><Icon name=IconName::Search/>"Find schools"</button>
                </div>
            </form>
            <div id="found">{asked.then(|| view! { <Results found=list.found beside=list.beside/> })}</div>
            <PageScript name="search"/>
        </Page>
    }
    .into_any()
}

#[component]
fn Results(found: Vec<FoundSchool>, beside: Vec<DirectoryStatus>) -> impl IntoView {
    if found.is_empty() {
        let text = "Every word has to begin a word of the school’s name, town or postcode. Try fewer letters, or its URN.";
        return view! { <Empty title="No school fits" text/> }.into_any();
    }
    let count = match found.len() {
        1 => "1 school fits".to_owned(),
        50.. => "The first 50 that fit: type more to see fewer".to_owned(),
        count => format!("{count} schools fit"),
    };
    let rows = found.into_iter().zip(beside).map(|(school, DirectoryStatus { status, former_urn })| {
        let (class, icon) = match status.as_str() {
            "Open" => ("status status--ok", IconName::Check),
            "Closed" => ("status status--none", IconName::Close),
            _ => ("status status--wait", IconName::Clock),
        };
        let state = view! { <span class=class><Icon name=icon/>{status}</span> };
        let was = former_urn.map(|urn| view! { <span class="table__second">{format!("was {urn}")}</span> });
        view! {
            <tr>
                <th scope="row"><a href=format!("/schools/{}", school.id)>{school.name}</a></th>
                <td>{school.town}</td>
                <td data-label="Postcode">{school.postcode}</td>
                <td data-label="URN">{school.urn}{was}</td>
                <td>{state}</td>
            </tr>
        }
    });
    view! {
        <p class="school-search__count" role="status">{count}</p>
        <div class="table-card">
            <table class="table table--cards">
                <thead><tr>
                    <th scope="col">"School"</th><th scope="col">"Town"</th><th scope="col">"Postcode"</th><th scope="col">"URN"</th><th scope="col">"State"</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
