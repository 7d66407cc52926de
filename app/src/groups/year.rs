//! The year on the horizon: its workshops as lights in order of date, and the same as a plain list on a phone.

use leptos::prelude::*;

use super::group::{Group, Workshop, WorkshopState};
use crate::ui::icon::{Icon, IconName};
use crate::ui::sky::YearSky;

/// The head of a group's page.
#[component]
pub fn Year(
    /// The group.
    group: Group,
) -> impl IntoView {
    let (heading, class) = match group.workshops.len() {
        0 => ("No workshops yet".to_owned(), "year-sky year-sky--drawn year-sky--bare on-night"),
        6 => ("Six workshops".to_owned(), "year-sky year-sky--drawn on-night"),
        count => (format!("{count} workshops"), "year-sky year-sky--drawn on-night"),
    };
    let when = match group.title.as_str() {
        "" => format!("{}, academic year {}", group.ncp_code, group.academic_year),
        title => format!("{}, academic year {}: {title}", group.ncp_code, group.academic_year),
    };
    view! {
        <section class=class aria-label="The year">
            <div class="year-sky__top">
                <div class="year-sky__words">
                    <div>
                        <p class="year-sky__when">{when}</p>
                        <h1>{format!("{} Work Group", group.name)}</h1>
                        {(!group.focus.is_empty()).then(|| view! { <p class="year-sky__focus"><span>"This year we ask: "</span>{group.focus}</p> })}
                    </div>
                </div>
            </div>
            <YearSky/>
            <h2 class="visually-hidden">{heading}</h2>
            <ol class="year">
                {group.workshops.into_iter().map(|workshop| view! { <YearItem workshop/> }).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn YearItem(workshop: Workshop) -> impl IntoView {
    let (state, spoken) = match workshop.state {
        _ if workshop.cancelled => ("open", ", cancelled"),
        WorkshopState::Past => ("past", ", held"),
        WorkshopState::Today => ("now", ", today"),
        WorkshopState::Next => ("now", ", next"),
        WorkshopState::Later if workshop.host.is_none() => ("open", ", to come"),
        WorkshopState::Later => ("ahead", ", to come"),
    };
    let starts = workshop.time.split(' ').next().unwrap_or_default().to_owned();
    let date = match workshop.state {
        _ if workshop.cancelled => "Cancelled".to_owned(),
        WorkshopState::Today => format!("Today, {starts}"),
        _ if workshop.date.is_empty() => "Date to be agreed".to_owned(),
        _ => workshop.date.clone(),
    };
    let host = workshop.host.map_or_else(|| "Host to be agreed".to_owned(), |host| format!("Hosted by {host}"));
    view! {
        <li class="year__item" data-state=state>
            <span class="year__light"><Icon name=IconName::Check/></span>
            <span class="year__name">
                <a href=format!("/workshops/{}", workshop.id)>{workshop.half_term.words()}<span class="visually-hidden">{spoken}</span></a>
            </span>
            <span class="year__date"><time datetime=workshop.day>{date}</time></span>
            <span class="year__host">{host}</span>
        </li>
    }
    .into_any()
}
