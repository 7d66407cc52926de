//! A group's templates, and one's own.

use app::error::AppError;
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::WorkGroupId;

use super::forms::list;
use super::load::{TemplateRow, TemplatesData, load_templates};
use crate::kit::{loaded, notice};
use crate::ui::notice::Done;

const TITLE: &str = "Templates for plans";

/// The page at `/groups/:group/templates`.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let done = notice();
    let group = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let load = async move { load_templates(group.ok_or(AppError::NotFound)?).await };
    loaded(load, move |data| view! { <Templates data done/> }.into_any())
}

#[component]
fn Templates(data: TemplatesData, done: Option<String>) -> impl IntoView {
    let TemplatesData { frame, group, name, of_group, own } = data;
    let crumbs = vec![Crumb::new(name.clone(), format!("/groups/{group}")), Crumb::here(TITLE)];
    view! {
        <PageTitle text=TITLE/>
        <Page frame crumbs class="page page--narrow">
            <Done words=done/>
            <h1>{TITLE}</h1>
            <p class="lead">"A workshop without a plan can start from one of these. A plan that is there is kept as a template from its own page, in the menu at its top."</p>
            <div class="stack">
                <section aria-labelledby="of-group">
                    <h2 id="of-group">{format!("Of {name}")}</h2>
                    <List group rows=of_group empty="The group has none yet."/>
                </section>
                <section aria-labelledby="own">
                    <h2 id="own">"Your own"</h2>
                    <List group rows=own empty="You have none yet."/>
                </section>
            </div>
        </Page>
    }
    .into_any()
}

#[component]
fn List(group: WorkGroupId, rows: Vec<TemplateRow>, empty: &'static str) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p>{empty}</p> }.into_any();
    }
    let items = rows.into_iter().map(|TemplateRow { id, name, about }| {
        let address = |what: &str| format!("{}/{id}/{what}", list(group));
        let (rename, delete) = (format!("Rename {name}"), format!("Delete {name}"));
        view! {
            <li class="card people__item">
                <div>
                    <p><strong>{name}</strong></p>
                    <p class="quiet">{about}</p>
                </div>
                <a class="button button--small" href=address("rename") aria-label=rename>"Rename"</a>
                <a class="button button--small" href=address("delete") aria-label=delete>"Delete"</a>
            </li>
        }
    });
    view! { <ul class="people__list">{items.collect_view()}</ul> }.into_any()
}
