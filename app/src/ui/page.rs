//! The usual page: top bar, one main part, foot.

use leptos::prelude::*;

use super::footer::Footer;
use super::frame::Frame;
use super::top_bar::TopBar;

/// A working page.
#[component]
pub fn Page(
    /// What every page shows.
    frame: Frame,
    /// Where I am.
    #[prop(optional)]
    crumbs: Vec<(String, Option<String>)>,
    /// The class of the main part.
    #[prop(default = "page")]
    class: &'static str,
    /// The main part, with its one `h1`.
    children: Children,
) -> impl IntoView {
    let contact = frame.contact.clone();
    view! {
        <TopBar frame crumbs/>
        <main class=class id="main">{children()}</main>
        <Footer contact/>
    }
    .into_any()
}

/// A page's own address, from the two parts of a location.
pub fn address_of(path: &str, search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => path.to_owned(),
        search => format!("{path}?{search}"),
    }
}
