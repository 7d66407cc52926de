//! What is asked before a code opens nothing any more, and before a guest is taken out.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::forms::{CodeForm, GuestForm, MixForm, page_of};
use super::load::{GuestData, address, load_guest, twilight_of_page};
use crate::kit::{Confirm, ConfirmPage, loaded};
use crate::twilights::words;

/// The page at `/groups/:group/workshops/:number/twilight/code`. Without `what=stop` it is about another code.
#[component]
pub fn ConfirmCodePage() -> impl IntoView {
    let stops = use_query_map().get_untracked().get_str("what") == Some("stop");
    loaded(twilight_of_page(address()), move |(frame, twilight)| {
        let (group, number) = (twilight.group, twilight.number);
        let back = ("Leave it as it is".to_owned(), page_of(group, number));
        let (question, words, label, what) = if stops {
            (
                "Stop the code?",
                "Nobody can join by it or its link any more. Whoever is in stays in. A new code can be made at any time.",
                "Stop it",
                "stop",
            )
        } else {
            (
                "Make another code?",
                "The code and the link that there are now open nothing any more: posters and messages with them are out of date. Whoever is in stays in.",
                "Make another code",
                "new",
            )
        };
        let form = CodeForm { group, number, what: what.to_owned() };
        view! {
            <ConfirmPage frame question>
                <p class="lead">{words}</p>
                <Confirm form label class="button--danger" back/>
            </ConfirmPage>
        }
        .into_any()
    })
}

/// The page at `/groups/:group/workshops/:number/twilight/mix`.
#[component]
pub fn ConfirmMixPage() -> impl IntoView {
    loaded(twilight_of_page(address()), |(frame, twilight)| {
        let (group, number) = (twilight.group, twilight.number);
        let back = ("Leave them where they sit".to_owned(), page_of(group, number));
        let form = MixForm { group, number };
        view! {
            <ConfirmPage frame question="Mix the guests by school?">
                <p class="lead">"Everybody is given a table anew: of each school as few at one table as can be, and whoever said which year they teach at a table for that year, where there is one. Ask them to look at their own page for where to sit."</p>
                <Confirm form label="Mix them" class="" back/>
            </ConfirmPage>
        }
        .into_any()
    })
}

/// The page at `/groups/:group/workshops/:number/twilight/guest`, with the guest's id in its query.
#[component]
pub fn ConfirmGuestPage() -> impl IntoView {
    let guest = use_query_map().get_untracked().get_str("guest").and_then(|id| id.parse().ok());
    loaded(load_guest(address(), guest), |GuestData { frame, twilight, guest }| {
        let (group, number) = (twilight.group, twilight.number);
        let who = words::guest(&guest);
        let back = ("Let them be".to_owned(), page_of(group, number));
        let form = GuestForm { group, number, guest: guest.id.to_string() };
        view! {
            <ConfirmPage frame question=format!("Take {who} out?") title="Take a guest out">
                <p class="lead">"They can read and write nothing here any more, and count as not having been there. What they wrote stays on the boards. This can’t be undone; with the code they can join anew."</p>
                <Confirm form label="Take them out" class="button--danger" back/>
            </ConfirmPage>
        }
        .into_any()
    })
}
