//! A school's page.

use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::empty::Empty;
use app::ui::icon::{Icon, IconName};
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::ids::SchoolId;

use super::load::load_school;
use super::phases::{Phases, PutBack};
use crate::kit::{form_state, loaded, notice};
use crate::schools::data::{CommitmentStage, Fact, PersonLine, Relative, SchoolPageData, YearLine};
use crate::ui::notice::{Done, Warn};

/// The page at `/schools/:school`.
#[component]
pub fn SchoolPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("school").and_then(|id| id.parse::<SchoolId>().ok());
    match id {
        Some(id) => loaded(load_school(id), |data| view! { <School data/> }.into_any()),
        None => view! { <ErrorPage error=AppError::NotFound/> }.into_any(),
    }
}

#[component]
fn School(data: SchoolPageData) -> impl IntoView {
    let form = form_state();
    let (id, undo) = (data.id, use_query_map().get_untracked().get("undo"));
    let inside = data.inside.map(|inside| {
        let (people, years) = (inside.people, inside.years);
        view! {
            <Phases school=id phases=inside.phases may_change=inside.may_change_phases form=form.clone()/>
            {years.map(|years| view! { <Years years/> })}
            {people.map(|people| view! { <People people/> })}
        }
    });
    let closed_days = data.may_close_days.then(|| {
        view! { <div class="page-head__actions"><a class="button" href=format!("/schools/{id}/closed-days")>"Closed days"</a></div> }
    });
    view! {
        <PageTitle text=data.name.clone()/>
        <Page frame=data.frame class="page">
            {form.summary()}
            <Done words=notice()/>
            {undo.map(|undo| view! { <PutBack school=id undo/> })}
            <div class="page-head"><div><h1>{data.name}</h1><p class="lead">{data.lead}</p><Relatives relatives=data.relatives/></div>{closed_days}</div>
            {data.closed.then(|| view! { <Warn>"This school has closed. What happened with it stays readable."</Warn> })}
            <div class="stack">
                {inside}
                <Facts facts=data.facts telephone=data.telephone website=data.website/>
            </div>
        </Page>
    }
    .into_any()
}

/// Schools that were merged into it or split off, and those that came of it.
#[component]
fn Relatives(relatives: Vec<Relative>) -> impl IntoView {
    let lines = relatives.into_iter().map(|Relative { how, school }| view! { <li>{how}" "<a href=school.address>{school.words}</a></li> });
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| view! { <ul class="school__relatives">{lines}</ul> })
}

#[component]
fn Facts(facts: Vec<Fact>, telephone: Option<String>, website: Option<String>) -> impl IntoView {
    let facts = facts.into_iter().map(|Fact { label, value }| view! { <dt>{label}</dt><dd>{value}</dd> });
    let telephone = telephone.map(|number| {
        let call: String = number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        view! { <dt>"Telephone"</dt><dd><a href=format!("tel:{call}") rel="external">{number}</a></dd> }
    });
    view! {
        <section aria-labelledby="directory">
            <div class="section-head">
                <h2 id="directory">"In the directory"</h2>
                <span class="section-head__note">"From Get Information about Schools, Open Government Licence"</span>
            </div>
            <dl class="facts">
                {facts.collect_view()}
                {telephone}
                {website.map(|address| view! { <dt>"Website"</dt><dd><a href=address.clone() rel="external noreferrer">{address.clone()}</a></dd> })}
            </dl>
        </section>
    }
    .into_any()
}

#[component]
fn Years(years: Vec<YearLine>) -> impl IntoView {
    let list = if years.is_empty() {
        view! { <Empty title="In no group yet" text="Once it is in a Work Group, each year shows here with its commitment."/> }.into_any()
    } else {
        let rows = years.into_iter().map(|year| {
            let name = match year.group_address {
                Some(address) => view! { <a href=address>{year.group}</a> }.into_any(),
                None => year.group.into_any(),
            };
            let (icon, class) = match year.commitment_stage {
                CommitmentStage::Agreed => (IconName::Done, "status status--ok"),
                CommitmentStage::Signed => (IconName::Half, "status status--half"),
                CommitmentStage::Asked => (IconName::Clock, "status status--wait"),
                CommitmentStage::Open => (IconName::Ring, "status status--none"),
            };
            view! {
                <tr>
                    <th scope="row">{year.year.to_string()}<span class="table__second">{year.ncp_code}</span></th>
                    <td data-label="Group">{name}</td>
                    <td data-label="Lead participant">{year.lead_participant}</td>
                    <td>
                        <span class=class><Icon name=icon/>{year.commitment}</span>
                        {year.commitment_address.map(|address| view! { <a class="school__commitment" href=address>"Open the commitment"</a> })}
                    </td>
                </tr>
            }
        });
        view! {
            <div class="table-card">
                <table class="table table--cards">
                    <thead><tr>
                        <th scope="col">"Year"</th><th scope="col">"Group"</th><th scope="col">"Lead participant"</th><th scope="col">"Commitment"</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="years">
            <div class="section-head"><h2 id="years">"Groups and commitments"</h2></div>
            {list}
        </section>
    }
    .into_any()
}

#[component]
fn People(people: Vec<PersonLine>) -> impl IntoView {
    if people.is_empty() {
        return view! {
            <section aria-labelledby="people">
                <div class="section-head"><h2 id="people">"People"</h2></div>
                <Empty title="Nobody yet" text="People show here once they have been invited and have an account."/>
            </section>
        }
        .into_any();
    }
    let rows = people.into_iter().map(|person| {
        view! {
            <tr class:school__over=person.over>
                <th scope="row">{person.name}</th>
                <td>{person.role}{(!person.of.is_empty()).then(|| view! { <span class="table__second">{person.of}</span> })}</td>
                <td>{person.dates}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="people">
            <div class="section-head"><h2 id="people">"People"</h2></div>
            <div class="table-card">
                <table class="table table--cards">
                    <thead><tr><th scope="col">"Name"</th><th scope="col">"Role"</th><th scope="col">"When"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
