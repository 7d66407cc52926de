//! The night at the top of every working page: the mark, where I am, and to the right what the page needs.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::account_menu::AccountMenu;
use super::demo::DemoRibbon;
use super::frame::Frame;
use super::icon::{Icon, IconName};
use super::link::{Crumb, Link};
use super::mark::Mark;

/// The top bar.
///
/// With `focused` it belongs to one thing that is worked on: a way back instead of the name, and the right side is the
/// page's own (it brings its own menu).
#[component]
pub fn TopBar(
    /// What every page shows.
    frame: Frame,
    /// Where I am.
    #[prop(optional)]
    crumbs: Vec<Crumb>,
    /// What is worked on here, behind the crumbs: its name may change while it is.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// Whether one thing is worked on here.
    #[prop(optional)]
    focused: bool,
    /// Whether the horizon follows; not where a sky does.
    #[prop(default = true)]
    horizon: bool,
    /// What a phone shows instead of the crumbs: title and saved state.
    #[prop(optional)]
    phone: Option<AnyView>,
    /// The right side.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if focused { "topbar topbar--board on-night" } else { "topbar on-night" };
    let bar = if focused { "topbar__bar" } else { "topbar__bar topbar__bar--plain" };
    let back = crumbs.iter().rev().find_map(|crumb| Some(Link::new(crumb.words.clone(), crumb.address.clone()?)));
    let links = frame.person.iter().flat_map(|_| std::iter::once(Link::new("Today", "/today")).chain(frame.navigation.clone()));
    let links: Vec<Link> = links.collect();
    let menu = frame.person.clone().filter(|_| !focused).map({
        let links = links.clone();
        |person| view! { <AccountMenu person links theme=frame.theme/> }
    });
    view! {
        <header class=class>
            <div class=bar>
                <a class="topbar__mark" href="/" aria-label="Twilight, home">
                    <Mark/>
                    {(!focused).then(|| view! { <span class="topbar__name">"Twilight"</span> })}
                </a>
                {focused.then_some(back).flatten().map(|Link { words, address }| view! {
                    <a class="icon-button" href=address aria-label=format!("Back to {words}")><Icon name=IconName::Back/></a>
                })}
                <Crumbs crumbs title/>
                {(!focused).then(|| view! { <MainNavigation links/> })}
                {phone.map(|phone| view! { <div class="topbar__phone">{phone}</div> })}
                <div class="topbar__side">{children.map(|children| children())} {menu}</div>
            </div>
            {horizon.then(|| view! { <div class="horizon" aria-hidden="true"></div> })}
        </header>
        <DemoRibbon shown=frame.demonstration/>
    }
    .into_any()
}

#[component]
fn MainNavigation(links: Vec<Link>) -> impl IntoView {
    let here = use_location().pathname;
    (!links.is_empty()).then(|| {
        let items = links.into_iter().map(|Link { words, address }| {
            let is_here = Memo::new({
                let address = address.clone();
                move |_| here.get().starts_with(&address)
            });
            view! { <a href=address aria-current=move || is_here.get().then_some("page")>{words}</a> }
        });
        view! { <nav class="topbar__nav" aria-label="Main">{items.collect_view()}</nav> }
    })
}

#[component]
fn Crumbs(crumbs: Vec<Crumb>, title: Option<Signal<String>>) -> impl IntoView {
    (!crumbs.is_empty() || title.is_some()).then(|| {
        let items = crumbs.into_iter().map(|Crumb { words, address }| match address {
            Some(address) => view! { <li class="crumbs__item"><a href=address>{words}</a></li> }.into_any(),
            None => view! { <li class="crumbs__item" aria-current="page">{words}</li> }.into_any(),
        });
        view! {
            <nav class="crumbs" aria-label="Where you are">
                <ol class="crumbs__list">
                    {items.collect_view()}
                    {title.map(|title| view! { <li class="crumbs__item" aria-current="page" translate="no">{title}</li> })}
                </ol>
            </nav>
        }
    })
}
