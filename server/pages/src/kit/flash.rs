//! What was just done, said at the top of the page that a form led to.

use app::notice::Notice;
use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::ui::notice::Done;

/// With a tick, or as something to look at, with the way to the hub's mail where a letter waits there. Only people of the hub may go that
/// way.
pub fn flash(of_hub: bool) -> Option<AnyView> {
    let query = use_query_map().get_untracked();
    let notice = query.get_str("done").and_then(Notice::from_key)?;
    let words = notice.to_string();
    if !notice.is_warning() {
        return Some(view! { <Done words=Some(words)/> }.into_any());
    }
    let way = notice.drawer().filter(|_| of_hub).map(|drawer| view! { " "<a href=drawer>"Look at it in Mail"</a> });
    Some(view! { <p class="notice" role="status"><Icon name=IconName::Warning/><span>{words}{way}</span></p> }.into_any())
}

/// Its words.
pub fn notice() -> Option<String> {
    let query = use_query_map().get_untracked();
    query.get_str("done").and_then(Notice::from_key).map(|notice| notice.to_string())
}
