//! A group's schools, in alphabetical order: nobody is ranked.

use leptos::prelude::*;

use super::group::School;
use crate::ui::icon::{Icon, IconName};

/// The list of schools.
#[component]
pub fn Schools(
    /// By name.
    schools: Vec<School>,
) -> impl IntoView {
    let heading = match schools.len() {
        1 => "One school".to_owned(),
        count => format!("{} schools", in_words(count)),
    };
    let items = schools.into_iter().map(|school| {
        view! {
            <li class="school">
                <a class="school__name" translate="no" href=format!("/schools/{}", school.id)>{school.name}</a>
                <span class="school__lead">{school.lead_participant.unwrap_or_else(|| "No lead participant yet".to_owned())}</span>
                <span class="school__note">{school.town}</span>
                {school.signed.map(|signed| view! { <Signed signed/> })}
            </li>
        }
    });
    view! {
        <section aria-labelledby="schools">
            <div class="section-head">
                <h2 id="schools">{heading}</h2>
                <span class="section-head__note">"In alphabetical order, with their lead participants"</span>
            </div>
            <ul class="schools">{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Signed(signed: bool) -> impl IntoView {
    let (class, icon, words) = if signed {
        ("school__signed status status--ok", IconName::Done, "Head has signed")
    } else {
        ("school__signed status status--none", IconName::Ring, "Head has not signed")
    };
    view! { <span class=class><Icon name=icon/>{words}</span> }.into_any()
}

fn in_words(count: usize) -> String {
    const WORDS: [&str; 12] = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    count.checked_sub(1).and_then(|place| WORDS.get(place)).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
