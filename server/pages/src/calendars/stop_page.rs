//! Whether a link is meant to be stopped: a calendar that used it has to be given another one.

use app::error::AppError;
use app::ui::link::Crumb;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::ids::CalendarFeedId;

use super::forms::{PAGE, StopForm};
use super::load::{StopData, load_stop};
use crate::kit::{Confirm, ConfirmPage, loaded};

/// The page at `/account/calendars/:feed/stop`.
#[component]
pub fn StopPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get_str("feed").and_then(|id| id.parse::<CalendarFeedId>().ok());
    let load = async move { load_stop(id.ok_or(AppError::NotFound)?).await };
    loaded(load, |data| view! { <Stop data/> }.into_any())
}

#[component]
fn Stop(data: StopData) -> impl IntoView {
    let StopData { frame, link } = data;
    let crumbs = vec![Crumb::new("Your account", "/account"), Crumb::new("Calendars", PAGE), Crumb::here("Stop a link")];
    let read = if link.read.is_empty() { "No calendar has read it yet.".to_owned() } else { format!("Last read {}.", link.read) };
    let form = StopForm { id: link.id };
    let back = ("No, keep it".to_owned(), PAGE.to_owned());
    view! {
        <ConfirmPage frame crumbs title="Stop a link" question="Stop this link?">
            <div class="stack stack--close">
                <p class="lead">{format!("{}, made {}. {read}", link.shows, link.made)}</p>
                <p>"Every calendar that reads by it stops following the workshops at once. It can’t be started again, but you can make another one."</p>
                <Confirm form label="Yes, stop this link" class="button--danger-solid" back/>
            </div>
        </ConfirmPage>
    }
    .into_any()
}
