//! What those who are asked see of the answers: how many can come, and which schools have answered. No names.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::calendar::clock;
use model::calendar::day::{in_words, short};
use model::polls::names;
use store::polls::{Poll, PollAnswer, State, WholePoll};

use crate::polls::counts::{Counts, reply_words};

/// Why nobody can answer, as a heading and a sentence; `None` while everybody can.
pub fn why_shut(poll: &Poll, today: NaiveDate) -> Option<(String, String)> {
    let about = format!("{} of the {} Work Group", poll.workshop_words(), poll.group_name);
    let words = match (poll.state(today), poll.chosen_slot()) {
        (State::Open, _) => return None,
        (State::Over, _) => (
            "The last day for answers is over".to_owned(),
            format!("It was {}. The date of {about} is still to be chosen.", short(poll.until)),
        ),
        (State::Dated, _) => {
            let day = poll.time.map(|time| format!(": {}", in_words(clock::day(time.starts)))).unwrap_or_default();
            ("This poll is closed".to_owned(), format!("{about} has its date{day}."))
        }
        (State::Cancelled, _) => ("This workshop is cancelled".to_owned(), format!("Nobody is asked about {about} any more.")),
        (State::Closed, None) => ("This poll is closed".to_owned(), format!("No date was chosen by it for {about}.")),
        (State::Closed, Some(slot)) => {
            let now = poll.time.map(|time| clock::day(time.starts));
            let moved = match now {
                Some(day) if day == slot.day() => String::new(),
                Some(day) => format!(" It has been moved since, to {}.", in_words(day)),
                None => " The date is to be confirmed again.".to_owned(),
            };
            (format!("The choice was {}", in_words(slot.day())), format!("{about}, {}.{moved}", slot.hours()))
        }
    };
    Some(words)
}

/// The counts and the schools: nothing that somebody has typed, since whoever leads the group may not have seen it yet.
#[component]
pub fn SoFar(whole: WholePoll, closed: bool) -> impl IntoView {
    let heard: Vec<String> = whole.heard().into_iter().map(str::to_owned).collect();
    let heading = if closed { "What the schools said" } else { "What the schools say so far" };
    let others = whole.others();
    if heard.is_empty() && others == 0 {
        return view! { <section aria-labelledby="so-far"><h2 id="so-far">{heading}</h2><p>"Nobody has answered."</p></section> }
            .into_any();
    }
    let (ranking, slots) = (whole.ranking(), whole.poll.slots());
    let reason = ranking.reason.clone();
    let schools = (!heard.is_empty()).then(|| {
        let names = heard.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
        view! { <h3>"These schools have answered"</h3><ul class="polls__schools">{names}</ul> }
    });
    view! {
        <section aria-labelledby="so-far">
            <h2 id="so-far">{heading}</h2>
            <p class="polls__reason">{reason}</p>
            <Counts slots ranking/>
            {schools}
        </section>
    }
    .into_any()
}

/// What somebody has said themselves, where it can't be changed any more.
#[component]
pub fn Mine(poll: Poll, mine: PollAnswer) -> impl IntoView {
    let said = names(&poll.slots()).into_iter().zip(mine.replies).filter_map(|(date, reply)| {
        let reply = reply_words(reply?);
        Some(view! { <dt>{date}</dt><dd>{reply}</dd> })
    });
    let said = said.collect_view();
    view! {
        <section aria-labelledby="mine">
            <h2 id="mine">"Your answer"</h2>
            <dl class="facts">{said}</dl>
        </section>
    }
    .into_any()
}
