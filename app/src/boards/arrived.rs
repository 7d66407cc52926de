//! What is said above a board: that it was archived, what was done on the page that led here, or what went wrong there.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::ids::DocumentId;

use super::load::BoardView;
use crate::error::AppError;
use crate::library::board_actions::IsArchived;
use crate::ui::dom::forget_query;
use crate::ui::error_summary::ErrorSummary;
use crate::ui::icon::{Icon, IconName};

/// All of that, whatever part of the board a phone shows; nothing where there is nothing to say.
#[component]
pub fn Arrived(view: BoardView) -> impl IntoView {
    let BoardView { id, person, archived, may_archive, .. } = view;
    let query = use_query_map().get_untracked();
    let error = AppError::from_query(query.get_str("problem"), query.get_str("wait"));
    let flash = flash(query.get_str("done"), query.get_str("copied"));
    if flash.is_some() {
        Effect::new(forget_query);
    }
    (error.is_some() || flash.is_some() || archived.is_some()).then(|| {
        view! {
            <section class="board__first" aria-label="About this board">
                {error.map(|error| view! { <ErrorSummary problems=error.problems()/> })}
                {flash.map(|words| view! { <p class="notice notice--ok" role="status"><Icon name=IconName::Done/>{words}</p> })}
                {archived.zip(person).map(|(words, person)| view! { <IsArchived id person words may_bring_back=may_archive/> })}
            </section>
        }
        .into_any()
    })
}

/// That this is a copy, or that a step was copied from here, as the page's address says.
fn flash(done: Option<&str>, copied: Option<&str>) -> Option<AnyView> {
    let copied = copied.and_then(|id| id.parse::<DocumentId>().ok()).map(|board| format!("/boards/{board}"));
    match (done, copied) {
        (_, Some(address)) => Some(
            view! {
                <span>
                    "A copy of the step stands at the end of the other board. "
                    <a href=address rel="external">"Open that board"</a>
                </span>
            }
            .into_any(),
        ),
        (Some("duplicated"), None) => Some(view! { <span>"This is the copy. The other board stays as it is."</span> }.into_any()),
        _ => None,
    }
}
