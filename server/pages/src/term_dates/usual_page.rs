//! Asking before the dates that a hub has entered give way to the usual ones.

use app::error::AppError;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::forms::{UsualForm, of_year};
use super::load::{AuthorityData, load_one};
use crate::kit::{Confirm, ConfirmPage, loaded};

/// The page at `/hub/term-dates/usual`.
#[component]
pub fn UsualPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (code, year) =
        (query.get_str("authority").unwrap_or_default().to_owned(), query.get_str("year").and_then(|year| year.parse().ok()));
    let load = async move {
        let data = load_one(code, year).await?;
        if data.authority.terms.is_some() { Ok(data) } else { Err(AppError::NotFound) }
    };
    loaded(load, |data| view! { <Usual data/> }.into_any())
}

#[component]
fn Usual(data: AuthorityData) -> impl IntoView {
    let AuthorityData { frame, year, authority } = data;
    let question = format!("Use the usual dates for {} in {year}?", authority.name);
    let (form, back) = (UsualForm { authority: authority.code, year }, ("Keep the hub’s dates".to_owned(), of_year(year)));
    view! {
        <ConfirmPage frame question>
            <div class="stack stack--close">
                <p class="lead">"The dates that the hub has entered are deleted. Those that are usual in England hold again."</p>
                <Confirm form label="Use the usual dates" class="button--danger" back/>
            </div>
        </ConfirmPage>
    }
    .into_any()
}
