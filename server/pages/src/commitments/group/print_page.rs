//! All papers of a group's year, one to a page.

use app::error::AppError;
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::ids::WorkGroupId;

use super::load::{GroupPapers, load_group_papers};
use crate::commitments::sheet::WholeSheet;
use crate::kit::loaded;

/// The page at `/groups/:group/commitments/print`.
#[component]
pub fn PrintCommitmentsPage() -> impl IntoView {
    let group = use_params_map().get_untracked().get("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let year = use_query_map().get_untracked().get_str("year").and_then(|year| year.parse().ok());
    let load = async move {
        match group {
            Some(group) => load_group_papers(group, year).await,
            None => Err(AppError::NotFound),
        }
    };
    loaded(load, |data| view! { <Papers data/> }.into_any())
}

#[component]
fn Papers(data: GroupPapers) -> impl IntoView {
    let back = format!("/groups/{}/commitments", data.group);
    let crumbs = vec![
        Crumb::new(data.name.clone(), format!("/groups/{}", data.group)),
        Crumb::new("Commitments", format!("{back}?year={}", data.year.starts_in())),
        Crumb::here("Print"),
    ];
    let count = data.sheets.len();
    let sheets = data.sheets.into_iter().map(|sheet| view! { <WholeSheet sheet main=false/> }.into_any()).collect_view();
    view! {
        <PageTitle text=format!("Commitments of {}, to print", data.name)/>
        <Page frame=data.frame crumbs class="page">
            <div class="sheet__before no-print">
                <h1>"Commitments to print"</h1>
                <p class="lead">{format!("{count} papers, one to a page of A4: signed ones as they were signed, the others with lines for ink. Use your browser’s Print.")}</p>
            </div>
            <div class="sheets">{sheets}</div>
        </Page>
    }
    .into_any()
}
