//! Who represents the schools of a group's year: one row for each school.

use app::error::AppError;
use app::ui::empty::Empty;
use app::ui::icon::{Icon, IconName};
use app::ui::link::Crumb;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::calendar::academic_year::AcademicYear;
use model::calendar::day::short;
use model::ids::WorkGroupId;
use store::groups::Kind;
use store::invitations::{Pending, Role, State};

use super::load::load_group_people;
use super::words::{GroupPeople, SchoolPeople, Terms};
use crate::kit::{loaded, notice};
use crate::ui::notice::Done;

/// The page at `/groups/:group/people`.
#[component]
pub fn GroupPeoplePage() -> impl IntoView {
    let group = use_params_map().get_untracked().get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let year = year_of_address();
    let done = notice();
    let load = async move { load_group_people(group.ok_or(AppError::NotFound)?, year, None).await };
    loaded(load, move |data| view! { <People data done/> }.into_any())
}

/// The year in the page's address, as in `?year=2026`.
pub(super) fn year_of_address() -> Option<AcademicYear> {
    use_query_map().get_untracked().get_str("year").and_then(|year| year.parse().ok())
}

#[component]
fn People(data: GroupPeople, done: Option<String>) -> impl IntoView {
    let crumbs = vec![Crumb::new(data.name.clone(), format!("/groups/{}", data.group)), Crumb::here("People")];
    let others = data.other_years.iter().map(|year| {
        view! { <a class="button" href=format!("/groups/{}/people?year={}", data.group, year.starts_in())>{format!("People of {year}")}</a> }
    });
    let others = others.collect_view();
    let earlier: Vec<_> = data
        .earlier
        .iter()
        .map(|year| view! { <li><a class="button button--quiet" href=format!("/groups/{}/years/{}", data.group, year.starts_in())>{format!("{year} as it was")}</a></li> })
        .collect();
    let with = data.schools.iter().filter(|school| school.lead.current.is_some()).count();
    let lead = data.lead.clone();
    let summary = format!("{with} of {} schools have a lead participant.", data.schools.len());
    view! {
        <PageTitle text=format!("People of {}", data.name)/>
        <Page frame=data.frame.clone() crumbs class="page">
            <Done words=done/>
            <div class="page-head">
                <div>
                    <h1>{format!("People of {}", data.name)}</h1>
                    <p class="lead">{format!("Academic year {}. ", data.year)}{summary}</p>
                    {lead.map(|lead| view! { <p class="quiet">{format!("Work Group Lead: {lead}")}</p> })}
                </div>
                <div class="page-head__actions">{others}</div>
            </div>
            <Schools data/>
            {(!earlier.is_empty()).then(|| view! {
                <section class="commitments__others no-print" aria-labelledby="earlier">
                    <h2 id="earlier">"Earlier years"</h2>
                    <ul class="commitments__years">{earlier}</ul>
                </section>
            })}
        </Page>
    }
    .into_any()
}

#[component]
fn Schools(data: GroupPeople) -> impl IntoView {
    if data.schools.is_empty() {
        return view! { <Empty title="No schools yet" text="When the hub puts schools into this group, their people show here."/> }
            .into_any();
    }
    let rows = data.schools.iter().map(|school| {
        let address = data.school_address(school.id, "");
        view! {
            <tr>
                <th scope="row"><a href=address>{school.name.clone()}</a><span class="table__second">{school.town.clone()}</span></th>
                <td data-label="Lead participant"><LeadCell school=school.clone()/></td>
                <td data-label="Deputy">{words_of(&school.deputy, "None")}</td>
                <td data-label="Headteacher">{if school.head.is_empty() { "Not known".to_owned() } else { school.head.clone() }}</td>
            </tr>
        }
    });
    view! {
        <div class="table-card">
            <table class="table table--cards">
                <thead>
                    <tr>
                        <th scope="col">"School"</th>
                        <th scope="col">"Lead participant"</th>
                        <th scope="col">"Deputy"</th>
                        <th scope="col">"Headteacher"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="quiet people__hint">"Open a school to hand over, to name a deputy or to invite somebody."</p>
    }
    .into_any()
}

/// The lead participant, or how far the invitation has come.
#[component]
fn LeadCell(school: SchoolPeople) -> impl IntoView {
    let planned = school.lead.planned.as_ref().map(|term| format!("{} from {}", term.name, short(term.from)));
    let to_lead =
        |invitation: &&Pending| matches!(invitation.role, Role::Represent { kind: Kind::Lead, .. }) && invitation.state != State::Accepted;
    let invited = school.invitations.iter().find(to_lead).cloned();
    let now = match (&school.lead.current, &invited) {
        (Some(term), _) => view! {
            <span class="status status--ok"><Icon name=IconName::Done/>{term.name.clone()}</span>
            <span class="table__second">{term.since()}</span>
        }
        .into_any(),
        (None, Some(row)) => {
            view! { <span class="status status--half"><Icon name=IconName::Half/>{format!("{} is invited", row.name)}</span> }.into_any()
        }
        (None, None) => view! { <span class="status status--wait"><Icon name=IconName::Ring/>"Nobody yet"</span> }.into_any(),
    };
    view! {
        {now}
        {planned.map(|words| view! { <span class="table__second">{format!("Then {words}")}</span> })}
        {invited.map(|row| view! { <span class="table__second">{format!("{}: {}", row.name, row.sentence())}</span> })}
    }
    .into_any()
}

fn words_of(terms: &Terms, none: &str) -> String {
    match (&terms.current, &terms.planned) {
        (Some(term), _) => term.name.clone(),
        (None, Some(term)) => format!("{} from {}", term.name, short(term.from)),
        (None, None) => none.to_owned(),
    }
}
