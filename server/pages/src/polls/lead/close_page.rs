//! Closing a poll is asked once more: with the date that was chosen, or without one.

use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::calendar::day::in_words;
use model::calendar::slot::Slot;
use store::polls::State;

use super::forms::CloseForm;
use super::load::{LeadPoll, load_here};
use super::words;
use crate::kit::{Confirm, ConfirmPage, loaded};

/// The page at `/groups/:group/polls/:poll/close`.
#[component]
pub fn ClosePage() -> impl IntoView {
    let option = use_query_map().get_untracked().get("option").unwrap_or_default();
    loaded(load_here(), move |data| {
        let chosen = data.poll().options.iter().find(|known| known.place.to_string() == option).map(|known| (known.place, known.slot));
        if !matches!(data.poll().state(data.today), State::Open | State::Over) {
            return view! { <NotNow data/> }.into_any();
        }
        match chosen {
            Some((place, date)) => view! { <WithDate data place date/> }.into_any(),
            None => view! { <WithoutDate data/> }.into_any(),
        }
    })
}

#[component]
fn WithDate(data: LeadPoll, place: u8, date: Slot) -> impl IntoView {
    let (poll, crumbs) = (data.poll().clone(), data.crumbs(Some("Close")));
    let back = ("Go back to the poll".to_owned(), data.address(""));
    let question = format!("Make {} the date of {}?", in_words(date.day()), poll.workshop_words());
    let form = CloseForm { group: poll.group, poll: poll.id, option: place.to_string() };
    let reason = data.whole.ranking().reason;
    view! {
        <ConfirmPage frame=data.frame crumbs question>
            <dl class="facts">
                <dt>"Day"</dt><dd>{in_words(date.day()).to_string()}</dd>
                <dt>"Time"</dt><dd>{date.hours()}</dd>
                <dt>"What the schools said"</dt><dd>{reason}</dd>
            </dl>
            <p>"The poll is closed, and this is the workshop’s date from now on, wherever it stands. A letter tells the people of the group’s schools, the head of the school that hosts it, and every head who has signed. As long as the day lies ahead you can take answers again."</p>
            <Confirm form label="Close the poll with this date" class="button--primary" back/>
        </ConfirmPage>
    }
    .into_any()
}

#[component]
fn WithoutDate(data: LeadPoll) -> impl IntoView {
    let (poll, crumbs) = (data.poll().clone(), data.crumbs(Some("Close")));
    let back = ("Go back to the poll".to_owned(), data.address(""));
    let form = CloseForm { group: poll.group, poll: poll.id, option: String::new() };
    view! {
        <ConfirmPage frame=data.frame crumbs question=format!("Close the poll for {} without a date?", poll.workshop_words())>
            <p class="lead">"Nobody can answer any more. The workshop stays as it is; you can take answers again for 30 days."</p>
            <Confirm form label="Close without a date" class="button--danger" back/>
        </ConfirmPage>
    }
    .into_any()
}

#[component]
fn NotNow(data: LeadPoll) -> impl IntoView {
    let (crumbs, back, words) = (data.crumbs(Some("Close")), data.address(""), words::state(data.poll(), data.today));
    view! {
        <PageTitle text="This poll is closed already"/>
        <Page frame=data.frame crumbs class="page page--narrow">
            <h1>"This poll is closed already"</h1>
            <p class="lead">{words}</p>
            <p><a class="button" href=back>"Go to the poll"</a></p>
        </Page>
    }
    .into_any()
}
