//! Signing out and the light, as plain forms: they work before, after and without JavaScript.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::avatar::Avatar;
use super::frame::SignedIn;
use super::icon::{Icon, IconName};
use super::link::Link;
use super::menu::Menu;
use super::page::address_of;
use super::theme::Theme;

/// Where signing out is posted to.
const SIGN_OUT: &str = "/api/sign-out";
/// Where the choice of light is posted to.
const SET_THEME: &str = "/api/set-theme";

/// The menu behind a person's initials at the right of the top bar. On a phone, which has no room for them in the bar, it
/// begins with the places where the person can go from anywhere.
#[component]
pub fn AccountMenu(
    /// Who has signed in.
    person: SignedIn,
    /// Where they can go.
    links: Vec<Link>,
    /// How the pages are lit.
    theme: Theme,
) -> impl IntoView {
    let items = links.into_iter().map(|Link { words, address }| view! { <a class="menu__item" href=address>{words}</a> });
    let name = if person.place.is_empty() { person.name.clone() } else { format!("{}, {}", person.name, person.place) };
    view! {
        <Menu
            button_class="icon-button icon-button--person"
            label=format!("{}: {name}", person.initials())
            button=view! { <Avatar initials=person.initials() colour=4/> }.into_any()
        >
            <p class="menu__item menu__person" translate="no">{name}</p>
            <hr class="menu__rule"/>
            <nav class="menu__places" aria-label="Main">{items.collect_view()} <hr class="menu__rule"/></nav>
            <AccountMenuItems theme signed_in=true/>
        </Menu>
    }
    .into_any()
}

/// The items alone, for a page with a menu of its own.
#[component]
pub fn AccountMenuItems(
    /// How the pages are lit.
    theme: Theme,
    /// Whether there is anybody to sign out.
    signed_in: bool,
) -> impl IntoView {
    let location = use_location();
    let here = move || address_of(&location.pathname.get(), &location.search.get());
    view! {
        <form method="post" action=SET_THEME>
            <input type="hidden" name="return_to" value=here/>
            {Theme::ALL.map(|choice| view! { <ThemeItem choice chosen=theme == choice/> }).collect_view()}
        </form>
        {signed_in.then(|| view! {
            <a class="menu__item" href="/account" rel="external"><Icon name=IconName::People/>"Your account"</a>
            <form method="post" action=SIGN_OUT>
                <button class="menu__item" type="submit"><Icon name=IconName::SignOut/>"Sign out"</button>
            </form>
        })}
    }
    .into_any()
}

#[component]
fn ThemeItem(choice: Theme, chosen: bool) -> impl IntoView {
    let icon = if chosen { IconName::Done } else { IconName::Ring };
    view! {
        <button class="menu__item" type="submit" name="theme" value=choice.key() aria-pressed=chosen.to_string()>
            <Icon name=icon/>
            {choice.words()}
        </button>
    }
    .into_any()
}
