//! Giving the schools longer, also after the poll was closed.

use leptos::prelude::*;
use model::calendar::day::in_full;
use store::polls::State;

use super::forms::ReopenForm;
use super::load::{LeadPoll, load_here};
use crate::kit::{Confirm, ConfirmPage, form_of, loaded};
use crate::ui::day_field::DayField;
use crate::ui::notice::Warn;

/// The page at `/groups/:group/polls/:poll/reopen`.
#[component]
pub fn ReopenPage() -> impl IntoView {
    loaded(load_here(), |data| view! { <Reopen data/> }.into_any())
}

#[component]
fn Reopen(data: LeadPoll) -> impl IntoView {
    let (poll, crumbs) = (data.poll().clone(), data.crumbs(Some("Longer")));
    let back = ("Leave it as it is".to_owned(), data.address(""));
    let closed = poll.state(data.today) == State::Closed;
    let (question, label) =
        if closed { ("Take answers again?", "Take answers again") } else { ("Until when can the schools answer?", "Change the last day") };
    let undone = poll.chosen_slot().filter(|_| closed).map(|slot| {
        format!("{} is not the date any more then: it is to be confirmed again, and a letter tells everybody concerned.", slot.in_full())
    });
    let empty = ReopenForm { group: poll.group, poll: poll.id, last_day: String::new() };
    let form = form_of(&ReopenForm { last_day: in_full(poll.until.max(data.today)), ..empty.clone() });
    view! {
        <ConfirmPage frame=data.frame crumbs question>
            <p class="lead">{poll.workshop_words()}", "{poll.group_name.clone()}"."</p>
            {undone.map(|words| view! { <Warn><p>{words}</p></Warn> })}
            <Confirm form=empty label class="button--primary" back>
                <DayField form name="last_day" label="Last day for answers"/>
            </Confirm>
        </ConfirmPage>
    }
    .into_any()
}
