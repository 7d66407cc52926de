//! A poll: which date fits best and why, who has said what, and what can be done about it.

use app::ui::page::Page;
use app::ui::page_title::PageTitle;
use chrono::NaiveDate;
use leptos::prelude::*;
use model::calendar::clock;
use model::calendar::day::in_words;
use model::ids::{PollId, WorkGroupId};
use model::polls::names;
use store::polls::{Poll, State, WholePoll};

use super::answers::Answers;
use super::asking::{Asking, Share};
use super::load::{LeadPoll, load_here};
use super::words;
use crate::kit::{flash, form_state, loaded};
use crate::polls::addresses;
use crate::polls::counts::Counts;
use crate::ui::notice::Warn;

/// The page at `/groups/:group/polls/:poll`.
#[component]
pub fn PollPage() -> impl IntoView {
    loaded(load_here(), |data| view! { <ThePoll data/> }.into_any())
}

#[component]
fn ThePoll(data: LeadPoll) -> impl IntoView {
    let form = form_state();
    let poll = data.poll().clone();
    let (state, crumbs, today) = (poll.state(data.today), data.crumbs(None), data.today);
    let title = format!("Which date for {}?", poll.workshop_words());
    let heard = words::heard(data.whole.heard().len(), data.whole.silent().len());
    let silent: Vec<String> = data.whole.silent().into_iter().map(str::to_owned).collect();
    let asking = (state == State::Open).then(|| view! { <Asking poll=poll.clone() silent/> });
    let ending = matches!(state, State::Open | State::Over | State::Closed)
        .then(|| view! { <Ending group=poll.group poll=poll.id closed={state == State::Closed}/> });
    let share = data.link.filter(|_| state == State::Open).map(|address| view! { <Share poll=poll.clone() address/> });
    view! {
        <PageTitle text=title.clone()/>
        <Page frame=data.frame crumbs class="page polls">
            {form.summary()}
            {flash(data.of_hub)}
            <div class="page-head">
                <div>
                    <h1>{title}</h1>
                    <p class="lead">{words::state(&poll, today)}" "{heard}</p>
                </div>
            </div>
            {dated(&poll, state)}
            <div class="stack">
                <Dates whole=data.whole.clone() today/>
                <Answers whole=data.whole/>
                {asking}
                {share}
                {ending}
            </div>
        </Page>
    }
    .into_any()
}

/// That the workshop has been given a date while the schools were asked.
fn dated(poll: &Poll, state: State) -> Option<AnyView> {
    let time = poll.time.filter(|_| state == State::Dated)?;
    let words = format!(
        "The workshop has a date since: {}. To choose by the poll after all, leave the workshop’s day empty first; then answers can be taken again.",
        in_words(clock::day(time.starts))
    );
    Some(view! { <Warn><p>{words}</p></Warn> }.into_any())
}

/// What the schools say in numbers, which date fits best, and the way to choose one.
#[component]
fn Dates(whole: WholePoll, today: NaiveDate) -> impl IntoView {
    let (ranking, slots) = (whole.ranking(), whole.poll.slots());
    let poll = whole.poll;
    let choosable = matches!(poll.state(today), State::Open | State::Over);
    let acts = poll.options.iter().zip(names(&slots)).map(|(option, name)| {
        if option.slot.day() < today {
            return "This day is over".into_any();
        }
        let address = format!("{}?option={}", addresses::of_poll(poll.group, poll.id, "/close"), option.place);
        view! { <a class="button" href=address>"Choose"<span class="visually-hidden">{format!(" {name}")}</span></a> }.into_any()
    });
    let acts: Vec<AnyView> = if choosable { acts.collect() } else { Vec::new() };
    let reason = ranking.reason.clone();
    view! {
        <section aria-labelledby="fits">
            <h2 id="fits">"What fits best"</h2>
            <p class="polls__reason">{reason}</p>
            <Counts slots ranking acts/>
            <p class="quiet">"Schools are counted, not people. Where several of one school have answered, the least good of their answers counts; whoever has signed in comes before those who have not."</p>
        </section>
    }
    .into_any()
}

/// What else can become of it.
#[component]
fn Ending(group: WorkGroupId, poll: PollId, closed: bool) -> impl IntoView {
    let at = |page| addresses::of_poll(group, poll, page);
    let longer = if closed { "Take answers again" } else { "Change the last day" };
    view! {
        <section aria-labelledby="ending">
            <h2 id="ending">"What else you can do"</h2>
            <p class="form__actions">
                <a class="button" href=at("/reopen")>{longer}</a>
                {(!closed).then(|| view! { <a class="button" href=at("/close")>"Close without a date"</a> })}
            </p>
        </section>
    }
    .into_any()
}
