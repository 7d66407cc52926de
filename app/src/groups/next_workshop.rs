//! The workshop to get ready for.

use leptos::prelude::*;

use super::group::{Workshop, WorkshopState};

/// The workshop to get ready for.
#[component]
pub fn NextWorkshop(
    /// The one that is today or next.
    workshop: Workshop,
    /// Where its twilight's door is looked after, for whoever does.
    twilight: Option<String>,
    /// Whether whoever looks may run it.
    runs: bool,
) -> impl IntoView {
    let when = match workshop.state {
        WorkshopState::Today => format!("Today, {}", workshop.time),
        _ => format!("{}, {}", workshop.date, workshop.time),
    };
    let place = workshop.host.map_or_else(|| "Host to be agreed".to_owned(), |host| format!("Hosted by {host}"));
    let call = (!workshop.call_link.is_empty()).then(|| view! { <p><a href=workshop.call_link>"Join it online"</a></p> });
    let class = if workshop.state == WorkshopState::Today { "card now-card" } else { "card" };
    view! {
        <article class=class>
            <p class="small quiet">{format!("Workshop {}, {}", workshop.number, workshop.half_term)}</p>
            <h3>{workshop.title}</h3>
            <p><time datetime=workshop.day>{when}</time>". "{format!("{place}, {}.", workshop.mode.to_ascii_lowercase())}</p>
            {(!workshop.place.is_empty()).then(|| view! { <p>{workshop.place}</p> })}
            {call}
            {workshop.twilight.map(|hours| view! { <p>{format!("The twilight is from {hours}, for everybody.")}</p> })}
            <p class="quiet">{workshop.note}</p>
            <p class="now-card__ways">
                <a class="button button--small" href=format!("/workshops/{}", workshop.id)>"Open its plan"</a>
                {runs.then(|| view! { <a class="button button--small" href=format!("/workshops/{}/run", workshop.id) rel="external">"Run it"</a> })}
                {twilight.map(|address| view! { <a class="button button--small" href=address rel="external">"Code, tables and guests"</a> })}
            </p>
        </article>
    }
    .into_any()
}
