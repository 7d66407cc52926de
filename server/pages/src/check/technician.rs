//! One page for whoever looks after a school's network, here because they read no repository. `docs/NETWORK.md` says the same at more length.

use app::context::Caller;
use app::ui::frame::Contact;
use leptos::prelude::*;

/// What to allow, what breaks where, and what then happens by itself.
#[component]
pub fn Technician(caller: Caller, contact: Option<Contact>) -> impl IntoView {
    let host = caller.host.clone();
    view! {
        <section class="checkup__technician" aria-labelledby="technician-title" id="technician">
            <h2 id="technician-title">"For your school’s technician"</h2>
            <p class="lead">
                "Twilight is a website: nothing is installed. It needs one host name and one port, and asks nobody else for anything. \
                 This part prints on a page of its own."
            </p>
            <dl class="facts checkup__advice">
                <Allow caller/>
                <OnTheWay host/>
                <OnTheDevice/>
                <Asking contact/>
            </dl>
        </section>
    }
    .into_any()
}

#[component]
fn Allow(caller: Caller) -> impl IntoView {
    let Caller { host, secure, .. } = caller;
    let (web, socket) = if secure { ("https", "wss") } else { ("http", "ws") };
    view! {
        <dt>"Allow"</dt>
        <dd>
            <p>
                <code>{format!("{web}://{host}")}</code>" and "<code>{format!("{socket}://{host}")}</code>
                {if secure { ", both on TCP port 443. " } else { ". " }}
                "No other host, port or protocol: no content network, no fonts, no statistics from elsewhere."
            </p>
        </dd>
        <dt>"Types of files"</dt>
        <dd>
            <p>
                <code>"application/wasm"</code>" (the program of a board: 1.8 MB in some forty files, 0.6 MB compressed, once for each release), "
                <code>"text/javascript"</code>", "<code>"text/css"</code>", "<code>"font/woff2"</code>", "<code>"text/event-stream"</code>"."
            </p>
        </dd>
    }
    .into_any()
}

#[component]
fn OnTheWay(host: String) -> impl IntoView {
    view! {
        <dt>"HTTPS inspection"</dt>
        <dd>
            <p>
                {format!("Put {host} on the list of sites that are not inspected. Filters that open HTTPS often end WebSockets at once, after 30 seconds or in \
                    silence, cut off large downloads, and hold events back.")}
            </p>
        </dd>
        <dt>"What boards do then"</dt>
        <dd>
            <p>
                "They try a WebSocket first; where it does not open, ends twice in a row or falls silent, the same messages go by server-sent events and POST, and \
                 where events are held back, by requests that wait for their answer. It is slower, and nothing is lost: what is not saved yet is kept on the device, and \
                 the board says so."
            </p>
        </dd>
        <dt>"Proxies"</dt>
        <dd>
            <p>
                "Let the upgrade to WebSocket through, and connections be idle for a minute. Don’t buffer "<code>"text/event-stream"</code>", don’t keep what says "
                <code>"no-store"</code>", and leave "<code>"Accept-Encoding"</code>" as it is. Don’t put scripts into pages: a page’s policy lets none but its own run."
            </p>
        </dd>
    }
    .into_any()
}

#[component]
fn OnTheDevice() -> impl IntoView {
    view! {
        <dt>"Browsers"</dt>
        <dd>
            <p>
                "Chrome and Edge 99, Firefox 97, Safari and iPadOS 15.4, or newer. JavaScript and WebAssembly must be allowed: Lockdown Mode on an iPad switches \
                 WebAssembly off (it can be lifted for one site), and so may policies that switch off compiling just in time."
            </p>
        </dd>
        <dt>"Shared iPads and Chromebooks"</dt>
        <dd>
            <p>
                "Allow cookies and site data. Words that are not saved yet are kept on the device, in IndexedDB. Guest sessions, and policies that clear site data at the end, \
                 take them away, so sign out only once the board says “Saved”."
            </p>
        </dd>
        <dt>"The clock"</dt>
        <dd>
            <p>"Set by the network (NTP), to within a minute: boards show times by it."</p>
        </dd>
    }
    .into_any()
}

#[component]
fn Asking(contact: Option<Contact>) -> impl IntoView {
    let hub = contact.as_ref().map_or_else(|| "your Maths Hub".to_owned(), |contact| contact.name.clone());
    let whom = contact.map(|contact| {
        let person = if contact.person.is_empty() { String::new() } else { format!(" ({})", contact.person) };
        view! { " to "<a href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a>{format!(", {}{person}", contact.name)} }
    });
    view! {
        <dt>"Letters"</dt>
        <dd>
            <p>
                {format!("Invitations and links to sign in come by email from {hub}. Ask there for the sender’s address, and let it through. Scanners may open \
                    links in letters: that uses nothing up.")}
            </p>
        </dd>
        <dt>"Asking us"</dt>
        <dd>
            <p>"Open this page on the device and the network in question, press “Copy the report”, and send it"{whom}"."</p>
        </dd>
    }
    .into_any()
}
