//! The usual page: top bar, one main part, foot.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::footer::Footer;
use super::frame::Frame;
use super::link::{Crumb, Link};
use super::top_bar::TopBar;

/// A working page.
#[component]
pub fn Page(
    /// What every page shows.
    frame: Frame,
    /// Where I am.
    #[prop(optional)]
    crumbs: Vec<Crumb>,
    /// The class of the main part.
    #[prop(default = "page")]
    class: &'static str,
    /// The main part, with its one `h1`.
    children: Children,
) -> impl IntoView {
    let (contact, stamp) = (frame.contact.clone(), frame.stamp.clone());
    let (sections, of) = (frame.sections.clone(), frame.sections_of.clone());
    view! {
        <TopBar frame crumbs/>
        <Sections sections of/>
        <main class=class id="main">{children()}</main>
        <Footer contact stamp/>
    }
    .into_any()
}

/// The places that belong together with this page, the longest address that fits being here.
#[component]
pub fn Sections(
    /// Where they are.
    sections: Vec<Link>,
    /// What they belong to.
    of: String,
) -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let fits = |address: &str| path == address || path.strip_prefix(address).is_some_and(|rest| rest.starts_with('/'));
    let here = sections.iter().map(|link| &link.address).filter(|address| fits(address)).max_by_key(|address| address.len()).cloned();
    (!sections.is_empty()).then(|| {
        let links = sections.into_iter().map(|Link { words, address }| {
            let current = (here.as_deref() == Some(address.as_str())).then_some("page");
            view! { <li><a class="sections__link" href=address aria-current=current>{words}</a></li> }
        });
        view! { <nav class="sections" aria-label=of><ul class="sections__list">{links.collect_view()}</ul></nav> }
    })
}

/// A page's own address, from the two parts of a location.
pub fn address_of(path: &str, search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => path.to_owned(),
        search => format!("{path}?{search}"),
    }
}
