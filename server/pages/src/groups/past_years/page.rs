//! A year of a group as it was: readable for ever.

use app::error::AppError;
use app::ui::icon::{Icon, IconName};
use app::ui::link::Link;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::calendar::academic_year::AcademicYear;
use model::ids::WorkGroupId;

use super::api::{PastSchoolRow, PastWorkshopRow, PastYearData, load_past_year};
use crate::kit::loaded;

/// The page at `/groups/:group/years/:year`.
#[component]
pub fn PastYearPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let id = params.get_str("group").and_then(|id| id.parse::<WorkGroupId>().ok());
    let year = params.get_str("year").and_then(|year| year.parse::<AcademicYear>().ok());
    let load = async move {
        match (id, year) {
            (Some(id), Some(year)) => load_past_year(id, year).await,
            _ => Err(AppError::NotFound),
        }
    };
    loaded(load, |data| view! { <PastYear data/> }.into_any())
}

#[component]
fn PastYear(data: PastYearData) -> impl IntoView {
    let title = format!("{} in {}", data.name, data.year);
    let stamp = data.frame.stamp.clone();
    let hub = data.frame.contact.as_ref().map(|contact| contact.name.clone());
    let schools = data.schools.into_iter().map(|school| view! { <SchoolRow school/> }).collect_view();
    let workshops = data.workshops.into_iter().map(|workshop| view! { <WorkshopRow workshop/> }).collect_view();
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame class="page">
            {data.may_open.then(|| view! { <p class="no-print"><a class="button button--quiet" href=format!("/groups/{}", data.group)><Icon name=IconName::Back/>{format!("Back to {}", data.name)}</a></p> })}
            <p class="print-only">{hub}", "{stamp}</p>
            <div class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead">{if data.title.is_empty() { data.code.clone() } else { format!("{}, {}", data.code, data.title) }}</p>
                </div>
            </div>
            <div class="stack">
                <dl class="facts">
                    <dt>"Project code"</dt><dd>{data.code}</dd>
                    <dt>"Work Group Lead"</dt><dd>{data.lead}</dd>
                    <dt>"The question of the year"</dt><dd>{if data.focus.is_empty() { "None was written down".to_owned() } else { data.focus }}</dd>
                </dl>
                <section class="stack stack--close" aria-labelledby="schools">
                    <h2 id="schools">{format!("Schools ({})", schools.len())}</h2>
                    <div class="table-card">
                        <table class="table table--cards">
                            <thead><tr><th scope="col">"School"</th><th scope="col">"Represented by"</th><th scope="col">"Commitment"</th></tr></thead>
                            <tbody>{schools}</tbody>
                        </table>
                    </div>
                </section>
                <section class="stack stack--close" aria-labelledby="workshops">
                    <h2 id="workshops">{format!("Workshops ({})", workshops.len())}</h2>
                    <div class="table-card">
                        <table class="table table--cards">
                            <thead><tr><th scope="col">"When"</th><th scope="col">"What about"</th><th scope="col">"Where"</th></tr></thead>
                            <tbody>{workshops}</tbody>
                        </table>
                    </div>
                </section>
                <Links id="boards" title="Boards" links=data.boards/>
                <Links id="other-years" title="Other years" links=data.others/>
            </div>
        </Page>
    }
    .into_any()
}

/// A list of links under a heading; nothing without links. On paper links lead nowhere.
#[component]
fn Links(id: &'static str, title: &'static str, links: Vec<Link>) -> impl IntoView {
    (!links.is_empty()).then(|| {
        let links = links.into_iter().map(|Link { words, address }| view! { <li><a href=address>{words}</a></li> });
        view! {
            <section class="stack stack--close no-print" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ul class="commitments__list">{links.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn SchoolRow(school: PastSchoolRow) -> impl IntoView {
    let (class, icon) = if school.signed { ("status status--ok", IconName::Done) } else { ("status status--none", IconName::Ring) };
    let paper = school.paper.map(|address| view! { " "<a class="no-print commitments__change" href=address>"Open the paper"<span class="visually-hidden">{format!(" of {}", school.name)}</span></a> });
    let people = if school.people.is_empty() { "Nobody".to_owned() } else { school.people.join(", ") };
    view! {
        <tr>
            <th scope="row">{school.name}<span class="table__second">{school.place}</span></th>
            <td data-label="Represented by">{people}</td>
            <td data-label="Commitment"><span class=class><Icon name=icon/>{school.commitment}</span>{paper}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn WorkshopRow(workshop: PastWorkshopRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{workshop.half_term.words()}<span class="table__second">{workshop.date}</span></th>
            <td data-label="What about">{workshop.title}</td>
            <td data-label="Where">{workshop.host}</td>
        </tr>
    }
    .into_any()
}
