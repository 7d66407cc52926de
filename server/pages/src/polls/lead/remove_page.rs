//! Removing somebody's answer can't be undone, so it is asked once more.

use app::error::AppError;
use app::error_page::ErrorPage;
use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::ids::PollAnswerId;
use model::polls::names;
use store::polls::PollAnswer;

use super::answers::reply_or_nothing;
use super::forms::RemoveForm;
use super::load::{LeadPoll, load_here};
use crate::kit::{Confirm, ConfirmPage, loaded};

/// The page at `/groups/:group/polls/:poll/remove`.
#[component]
pub fn RemovePage() -> impl IntoView {
    let answer = use_query_map().get_untracked().get_str("answer").and_then(|id| id.parse::<PollAnswerId>().ok());
    loaded(load_here(), move |data| {
        let found = data.whole.answers.iter().find(|known| Some(known.id) == answer).cloned();
        match found {
            Some(answer) if data.poll().closed_at.is_none() => view! { <Remove data answer/> }.into_any(),
            Some(_) => view! { <TooLate data/> }.into_any(),
            None => view! { <ErrorPage error=AppError::NotFound/> }.into_any(),
        }
    })
}

#[component]
fn Remove(data: LeadPoll, answer: PollAnswer) -> impl IntoView {
    let (poll, crumbs) = (data.poll().clone(), data.crumbs(Some("Remove")));
    let back = ("Keep it".to_owned(), data.address(""));
    let form = RemoveForm { group: poll.group, poll: poll.id, answer: answer.id };
    let replies = names(&poll.slots())
        .into_iter()
        .zip(answer.replies)
        .map(|(date, reply)| view! { <dt>{date}</dt><dd>{reply_or_nothing(reply)}</dd> });
    let replies = replies.collect_view();
    view! {
        <ConfirmPage frame=data.frame crumbs question=format!("Remove the answer of {}?", answer.name)>
            <p class="lead">{answer.school_name}</p>
            <dl class="facts">{replies}</dl>
            <p>"It counts no more, and the link to it leads nowhere. They can answer again by the poll’s link."</p>
            <Confirm form label="Remove the answer" class="button--danger" back/>
        </ConfirmPage>
    }
    .into_any()
}

#[component]
fn TooLate(data: LeadPoll) -> impl IntoView {
    let (crumbs, back) = (data.crumbs(Some("Remove")), data.address(""));
    view! {
        <PageTitle text="This poll is closed"/>
        <Page frame=data.frame crumbs class="page page--narrow">
            <h1>"This poll is closed"</h1>
            <p class="lead">"What was answered stays as it is."</p>
            <p><a class="button" href=back>"Go to the poll"</a></p>
        </Page>
    }
    .into_any()
}
