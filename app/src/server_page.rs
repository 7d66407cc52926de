//! Where the browser's own table of pages has none for an address: the server may.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::error::AppError;
use crate::error_page::ErrorPage;
use crate::ui::dom::load_from_server;
use crate::ui::page::address_of;

/// On the server, and on the page it made: there is no such page. After a link was followed in the browser: asks the
/// server for the page, once.
#[component]
pub fn ServerPage() -> impl IntoView {
    let location = use_location();
    let address = address_of(&location.pathname.get_untracked(), &location.search.get_untracked());
    if load_from_server(&address) {
        return ().into_any();
    }
    view! { <ErrorPage error=AppError::NotFound/> }.into_any()
}
