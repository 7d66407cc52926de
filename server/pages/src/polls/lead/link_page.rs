//! Withdrawing a poll's link is asked once more: whoever has it stands before a closed door then.

use leptos::prelude::*;

use super::forms::LinkForm;
use super::load::{LeadPoll, load_here};
use crate::kit::{Confirm, ConfirmPage, loaded};

/// The page at `/groups/:group/polls/:poll/link`.
#[component]
pub fn LinkPage() -> impl IntoView {
    loaded(load_here(), |data| view! { <Renew data/> }.into_any())
}

#[component]
fn Renew(data: LeadPoll) -> impl IntoView {
    let (poll, crumbs) = (data.poll().clone(), data.crumbs(Some("New link")));
    let back = ("Keep the link".to_owned(), data.address(""));
    let form = LinkForm { group: poll.group, poll: poll.id };
    view! {
        <ConfirmPage frame=data.frame crumbs question="Withdraw this poll’s link?">
            <p class="lead">"For a link that went to somebody it was not meant for. You get a new one to give to the schools."</p>
            <p>"The old link leads nowhere any more. Whoever has answered can still change their own answer, by their own link."</p>
            <Confirm form label="Withdraw it, and make a new one" class="button--danger" back/>
        </ConfirmPage>
    }
    .into_any()
}
