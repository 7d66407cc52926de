//! Where the hub's people begin: what waits for them, and how each Work Group stands.

use app::ui::empty::Empty;
use app::ui::icon::{Icon, IconName};
use app::ui::needs::{Need, Needs};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;

use super::api::{HubGroup, Overview, load_overview};
use super::words::overview;
use crate::kit::{loaded, notice};
use crate::ui::notice::Done;

/// The page at `/hub`.
#[component]
pub fn OverviewPage() -> impl IntoView {
    loaded(load_overview(), |data| view! { <HubOverview data/> }.into_any())
}

#[component]
fn HubOverview(data: Overview) -> impl IntoView {
    let schools: u32 = data.groups.iter().map(|group| group.schools).sum();
    let signed: u32 = data.groups.iter().map(|group| group.signed).sum();
    let lead = overview(data.groups.len(), schools, signed);
    view! {
        <PageTitle text=data.name.clone()/>
        <Page frame=data.frame class="group">
            <Done words=notice()/>
            <div>
                <h1>{data.name}</h1>
                <p class="lead">{lead}</p>
            </div>
            <NeedsYou waiting=data.waiting/>
            <Groups groups=data.groups/>
        </Page>
    }
    .into_any()
}

#[component]
fn NeedsYou(waiting: Vec<Need>) -> impl IntoView {
    view! {
        <section aria-labelledby="needs">
            <div class="section-head"><h2 id="needs">"Needs you"</h2></div>
            {if waiting.is_empty() {
                view! { <p class="status status--ok"><Icon name=IconName::Done/>"Nothing waits for you."</p> }.into_any()
            } else {
                view! { <Needs needs=waiting/> }.into_any()
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Groups(groups: Vec<HubGroup>) -> impl IntoView {
    let nothing = groups.is_empty();
    let rows = groups.into_iter().map(|group| {
        let signed = match (group.signed, group.schools) {
            (signed, schools) if schools > 0 && signed == schools => ("status status--ok", IconName::Done),
            (0, _) => ("status status--none", IconName::Ring),
            _ => ("status status--half", IconName::Half),
        };
        let next = if group.next_workshop.is_empty() { "No date yet".to_owned() } else { group.next_workshop };
        let words =
            if group.asks { view! { <span class="chip chip--ask">{group.words}</span> }.into_any() } else { group.words.into_any() };
        view! {
            <tr>
                <th scope="row">
                    <a href=format!("/groups/{}", group.id)>{group.name}</a>
                    <span class="table__second">{group.year}</span>
                </th>
                <td data-label="Lead">{group.lead.unwrap_or_else(|| "None yet".to_owned())}</td>
                <td data-label="Schools">{group.schools}</td>
                <td data-label="Heads signed">
                    <a class=signed.0 href=format!("/groups/{}/commitments", group.id)>
                        <Icon name=signed.1/>{format!("{} of {}", group.signed, group.schools)}
                    </a>
                </td>
                <td data-label="Next workshop">{next}</td>
                <td>{words}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="groups">
            <div class="section-head">
                <h2 id="groups">"Work Groups"</h2>
                <span class="section-head__note">"In alphabetical order"</span>
            </div>
            {if nothing {
                view! {
                    <Empty title="No Work Groups yet" text="Accept expressions of interest, then form the first group.">
                        <a class="button" href="/hub/forming">"Form groups"</a>
                    </Empty>
                }.into_any()
            } else {
                view! {
                    <div class="table-card">
                        <table class="table table--cards">
                            <thead><tr>
                                <th scope="col">"Work Group"</th><th scope="col">"Lead"</th><th scope="col">"Schools"</th>
                                <th scope="col">"Heads signed"</th><th scope="col">"Next workshop"</th><th scope="col">"In a word"</th>
                            </tr></thead>
                            <tbody>{rows.collect_view()}</tbody>
                        </table>
                    </div>
                }.into_any()
            }}
        </section>
    }
    .into_any()
}
