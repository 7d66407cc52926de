//! A link that was made just now, with its address and what to do with it.

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;

use super::load::Made;
use crate::ui::copy_field::CopyField;

/// The address that calendar programs take for "follow this": the same with a scheme of its own.
fn webcal(address: &str) -> String {
    address.split_once("://").map_or_else(|| address.to_owned(), |(_, rest)| format!("webcal://{rest}"))
}

#[component]
pub fn MadeLink(made: Made) -> impl IntoView {
    let Made { shows, address } = made;
    view! {
        <section class="card calendars__made" aria-labelledby="made">
            <h2 id="made">{shows}</h2>
            <p>"Whoever has this address can read dates, places and calls without signing in, so keep it to yourself. It shows no names, and you can stop it at any time."</p>
            <div class="form__actions"><a class="button button--primary" href=webcal(&address)><Icon name=IconName::Calendar/>"Open in my calendar"</a></div>
            <CopyField id="address" label="The address" value=address rows=3/>
            <Programs/>
        </section>
    }
    .into_any()
}

/// Where to put the address, program by program.
#[component]
fn Programs() -> impl IntoView {
    view! {
        <h3>"Outlook"</h3>
        <ol class="calendars__steps">
            <li>"In the calendar, choose “Add calendar”, then “Subscribe from web”."</li>
            <li>"Paste the address, give it a name, and choose “Import”. It looks for changes every few hours."</li>
        </ol>
        <h3>"Google Calendar"</h3>
        <ol class="calendars__steps">
            <li>"On a computer, choose the plus sign beside “Other calendars”, then “From URL”."</li>
            <li>"Paste the address, and choose “Add calendar”. It looks for changes about once a day."</li>
        </ol>
        <h3>"iPhone, iPad and Mac"</h3>
        <ol class="calendars__steps">
            <li>"Choose “Open in my calendar” above, then “Subscribe”."</li>
            <li>"Or, in the Calendar app on a Mac, choose “New Calendar Subscription” in the menu “File”, and paste the address."</li>
        </ol>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_subscription_is_the_same_with_another_scheme() {
        assert_eq!(webcal("https://twilight.example/calendars/feeds/0a.ics"), "webcal://twilight.example/calendars/feeds/0a.ics");
        assert_eq!(webcal("http://127.0.0.1:3000/x"), "webcal://127.0.0.1:3000/x");
        assert_eq!(webcal("/x"), "/x", "without an origin there is none to name");
    }
}
