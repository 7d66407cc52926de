//! Pages that are made on the server alone and load no program: forms that somebody meets once a year on a phone, lists
//! for the office, papers to print. What they show is loaded before they are sent.

use app::error::AppError;
use app::notice::Notice;
use app::ui::fields::{FormError, FormState, Typed};
use app::ui::icon::{Icon, IconName};
use app::ui::trouble::Trouble;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::future::Future;

use super::notice::Done;

/// Shows what `load` brings, or says what is wrong instead.
pub fn loaded<T: Send + 'static>(
    load: impl Future<Output = Result<T, AppError>> + Send + 'static,
    show: impl FnOnce(T) -> AnyView + Send + 'static,
) -> AnyView {
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load.await {
                    Ok(data) => show(data),
                    Err(error) => view! { <Trouble error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The form's state on the page it came back to.
pub fn form_state(typed: Typed) -> FormState {
    let query = use_query_map().get_untracked();
    let refused = use_context::<FormError>().and_then(|form| form.0);
    FormState { error: refused.or_else(|| AppError::from_query(query.get_str("problem"), query.get_str("wait"))), typed }
}

/// What was just done, if the page's address says so: with a tick, or as something to look at, with the way to the hub's mail where
/// a letter waits there. Only people of the hub may go that way.
pub fn said(of_hub: bool) -> Option<AnyView> {
    let query = use_query_map().get_untracked();
    let notice = query.get_str("done").and_then(Notice::from_key)?;
    let words = notice.to_string();
    if !notice.is_warning() {
        return Some(view! { <Done words=Some(words)/> }.into_any());
    }
    let way = notice.drawer().filter(|_| of_hub).map(|drawer| view! { " "<a href=drawer>"Look at it in Mail"</a> });
    Some(view! { <p class="notice" role="status"><Icon name=IconName::Warning/><span>{words}{way}</span></p> }.into_any())
}

/// What was just done, if the page's address says so.
pub fn notice() -> Option<String> {
    let query = use_query_map().get_untracked();
    query.get_str("done").and_then(Notice::from_key).map(|notice| notice.to_string())
}
