//! What is tried, a line each. The page's script finds them by their keys, and says what came of it (`public/scripts/check.js`).

use app::ui::icon::{Icon, IconName};
use leptos::prelude::*;

/// One thing: its key, its name, and what is done to try it.
type Thing = (&'static str, &'static str, &'static str);

/// What belongs together.
const GROUPS: [(&str, &str, &[Thing]); 3] = [
    (
        "live",
        "Writing on boards, live",
        &[
            ("socket", "The fastest way (WebSocket)", "opened a connection that stays open, and sent five messages to and fro"),
            ("events", "The second way (events)", "asked for four events, over about two seconds"),
            (
                "requests",
                "Sending, and waiting for an answer",
                "sent half a kilobyte there and back, and waited three seconds for one answer",
            ),
            ("latency", "How quick it is", "asked for the time seven times"),
            ("minute", "For a minute", "a silent connection for 35 seconds, a busy one for a minute, and an answer after 25 seconds"),
        ],
    ),
    (
        "device",
        "This device",
        &[
            ("program", "The program of a board (WebAssembly)", "downloaded it, counted it, and compiled it"),
            ("compression", "Compression", "looked how the program came"),
            ("storage", "Keeping words on this device", "wrote, read and removed a note in both of the browser’s stores"),
            ("cookies", "Cookies", "set one, read it, and removed it"),
            ("clock", "The clock", "compared it with the server’s"),
        ],
    ),
    (
        "browser",
        "This browser",
        &[
            ("version", "Browser", "asked it what it is and what it can do"),
            ("extensions", "Extensions", "looked for elements on this page that are not ours"),
            ("setting", "Screen, language, time zone", "asked the browser; only written down"),
        ],
    ),
];

/// The lists. Without the script nothing stands in them but what would be tried, so they are shown by it.
#[component]
pub fn Things() -> impl IntoView {
    let groups = GROUPS.into_iter().map(|(key, name, things)| {
        let title = format!("{key}-title");
        view! {
            <section class="checkup__group" aria-labelledby=title>
                <h3 id=title.clone()>{name}</h3>
                <dl class="facts checkup__things">{things.iter().map(|thing| view! { <ThingRow thing=*thing/> }).collect_view()}</dl>
            </section>
        }
    });
    groups.collect_view().into_any()
}

#[component]
fn ThingRow(thing: Thing) -> impl IntoView {
    let (key, name, tried) = thing;
    view! {
        <dt class="checkup__name" data-thing=key data-state="untried">
            <Signs/>
            <span>{name}</span>
        </dt>
        <dd class="checkup__result" data-result=key data-tried=tried>
            <p class="quiet">"Not tried."</p>
        </dd>
    }
    .into_any()
}

/// A sign for each state, of which one is seen. The words beside it say the same.
#[component]
pub fn Signs() -> impl IntoView {
    let signs = [
        (IconName::Ring, "checkup__sign checkup__sign--untried"),
        (IconName::Sunrise, "checkup__sign checkup__sign--trying"),
        (IconName::Done, "checkup__sign checkup__sign--ok"),
        (IconName::Half, "checkup__sign checkup__sign--care"),
        (IconName::Warning, "checkup__sign checkup__sign--bad"),
        (IconName::Question, "checkup__sign checkup__sign--told"),
    ];
    signs.map(|(name, class)| view! { <Icon name class/> }).collect_view()
}
