//! What waits for somebody: a sentence, and the one button that deals with it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What waits, in a few words.
    pub words: String,
    /// Why, or since when.
    pub second: String,
    /// The words on the button.
    pub button: String,
    /// Where it leads.
    pub address: String,
}

impl Need {
    /// From its four parts.
    pub fn new(words: impl Into<String>, second: impl Into<String>, button: impl Into<String>, address: impl Into<String>) -> Self {
        Self { words: words.into(), second: second.into(), button: button.into(), address: address.into() }
    }
}

/// The list, as one card.
#[component]
pub fn Needs(
    /// In the order they are to be dealt with.
    needs: Vec<Need>,
) -> impl IntoView {
    let items = needs.into_iter().map(|need| {
        view! {
            <li class="needs__item">
                <span class="needs__words"><strong>{need.words}</strong><span class="table__second">{need.second}</span></span>
                <a class="button button--small" href=need.address>{need.button}</a>
            </li>
        }
    });
    view! { <ul class="needs">{items.collect_view()}</ul> }.into_any()
}
