//! What is said of the board.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::news::{People, news, who_is_where};
use super::state::BoardState;
use crate::live::{Spoken, Voice, people, spoken_of_saving};
use crate::ui::dom::later;

/// What colleagues do is gathered for so long before it is said.
const GATHERED: Duration = Duration::from_secs(3);
/// Says it.
#[component]
pub fn BoardSpoken(voice: Voice) -> impl IntoView {
    let state = expect_context::<BoardState>();
    voice.follow(spoken_of_saving(state.live, "board").into());
    Effect::new(move |_| {
        if let Some(done) = state.done.get() {
            voice.say(done.words);
        }
    });
    say_news(state, voice);
    Effect::new(move |listening: Option<()>| {
        if listening.is_none() {
            let handle = window_event_listener(ev::keydown, move |event| {
                // On a Mac this types a letter, so that only the key's place tells.
                if event.alt_key() && event.shift_key() && event.code() == "KeyH" {
                    event.prevent_default();
                    say_where(state, voice);
                }
            });
            on_cleanup(move || handle.remove());
        }
    });
    view! { <Spoken voice/> }.into_any()
}

/// Who is writing where, for whoever asks.
#[component]
pub fn SayWhere(voice: Voice) -> impl IntoView {
    let state = expect_context::<BoardState>();
    view! {
        <button class="button button--small say-where" type="button" aria-keyshortcuts="Alt+Shift+H" on:click=move |_| say_where(state, voice)>
            "Say who is writing where"
        </button>
    }
    .into_any()
}

fn say_where(state: BoardState, voice: Voice) {
    let live = state.live;
    let people = live.colleagues.with_untracked(|all| people(all));
    let words = live.content.with_untracked(|lesson| who_is_where(lesson, &people, live.knows_people.get_untracked()));
    voice.say(words);
}

/// Gathers what colleagues do, and says it now and then.
fn say_news(state: BoardState, voice: Voice) {
    let live = state.live;
    let here = Memo::new(move |_| {
        // While the connection is lost nobody has left.
        live.knows_people.get().then(|| live.colleagues.with(|all| People::of(&people(all))))
    });
    let said = StoredValue::new(None::<People>);
    let gathering = StoredValue::new(false);
    let say = move || {
        gathering.try_set_value(false);
        let happenings = live.happenings.try_update(std::mem::take).unwrap_or_default();
        let Some(now) = here.try_get_untracked() else {
            return;
        };
        let before = said.try_get_value().flatten();
        let words = live.content.try_with_untracked(|lesson| news(lesson, before.as_ref(), now.as_ref(), &happenings));
        if now.is_some() {
            said.try_set_value(now);
        }
        voice.say(words.unwrap_or_default());
    };
    Effect::new(move |_| {
        let is_new = live.happenings.with(|happenings| !happenings.is_empty());
        let (now, before) = (here.get(), said.get_value());
        if let (Some(people), None) = (&now, &before) {
            // Whoever opens the board hears at once who is here.
            said.set_value(now.clone());
            voice.say(live.content.with_untracked(|lesson| news(lesson, None, Some(people), &[])));
            return;
        }
        if (is_new || (now.is_some() && now != before)) && !gathering.get_value() {
            gathering.set_value(true);
            later(say, GATHERED);
        }
    });
}
